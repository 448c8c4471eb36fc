using System.Collections.Immutable;
using Apollo.Grains.Engine;
using Apollo.Model;

namespace Apollo.Grains.Rows;

/// <summary>The rows behind a number at one version and instant. It shares its rows with the cuts before and after it, so that keeping one costs what changed.</summary>
/// <param name="Version">Version of the slice's rows.</param>
/// <param name="At">Instant, UTC.</param>
/// <param name="ReadAt">Last good poll of the ITSM, UTC.</param>
/// <param name="Value">The number.</param>
/// <param name="Status">Against the thresholds.</param>
/// <param name="Rows">The rows that count.</param>
internal sealed record RowsCut<TRow>(string Version, DateTime At, DateTime ReadAt, double? Value, KpiStatus Status, ImmutableDictionary<RowKey, TRow> Rows) where TRow : class, ISliceRow
{
    /// <summary>When it may be forgotten.</summary>
    public DateTime KeptUntil { get; set; }
}
