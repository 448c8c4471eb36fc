using Apollo.Model;
using Orleans.Concurrency;

namespace Apollo;

/// <summary>One KPI of a desk, key <c>desk/kpi</c>.</summary>
[Alias("apollo.IKpiGrain")]
public interface IKpiGrain : IGrainWithStringKey
{
    /// <summary>
    /// The whole current result with all breakdowns, as an update at the tick it is done at; null before the slice's
    /// first full read. Wakes the grain where it sleeps or had failed.
    /// </summary>
    /// <exception cref="KeyNotFoundException">No such desk or KPI.</exception>
    [Alias("Whole"), AlwaysInterleave]
    Task<KpiUpdate?> Whole();

    /// <summary>
    /// Which rows entered and left since an instant (UTC), as far back as is known, at most 24 h; null before the
    /// slice's first full read.
    /// </summary>
    [Alias("Moves"), AlwaysInterleave]
    Task<KpiMoves?> Moves(DateTime since);
}
