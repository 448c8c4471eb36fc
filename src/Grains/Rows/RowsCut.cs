using Apollo.Model;

namespace Apollo.Grains.Rows;

/// <summary>A number and the rows behind it at one version and instant.</summary>
/// <param name="Version">Version of the slice's rows.</param>
/// <param name="At">Instant, UTC.</param>
/// <param name="ReadAt">Last good poll of the ITSM, UTC.</param>
/// <param name="Value">The number.</param>
/// <param name="Status">Against the thresholds.</param>
/// <param name="Count">Rows behind it.</param>
/// <param name="Step">The state of <see cref="CountedRows{TRow}"/> that has them.</param>
internal sealed record RowsCut(
    string Version,
    DateTime At,
    DateTime ReadAt,
    double? Value,
    KpiStatus Status,
    int Count,
    long Step
)
{
    /// <summary>When it may be forgotten.</summary>
    public DateTime KeptUntil { get; set; }
}
