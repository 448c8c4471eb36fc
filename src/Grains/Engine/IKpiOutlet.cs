using Apollo.Model;

namespace Apollo.Grains.Engine;

/// <summary>Who is given each cut of a KPI as it is made, beside those who ask the KPI what changed.</summary>
/// <typeparam name="TRow">Kind of row the KPI counts.</typeparam>
internal interface IKpiOutlet<TRow>
    where TRow : class, ISliceRow
{
    /// <summary>Takes a cut; returns at once and never fails.</summary>
    /// <param name="cut">What changed since the one before.</param>
    /// <param name="result">The result it makes, without groups; null where nothing a screen shows has changed.</param>
    /// <param name="state">The KPI at the cut.</param>
    void Take(KpiCut<TRow> cut, KpiResult? result, KpiWorkflow<TRow> state);
}
