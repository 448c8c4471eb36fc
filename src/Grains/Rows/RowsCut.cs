using Apollo.Grains.Clock;
using Apollo.Grains.Engine;
using Apollo.Model;

namespace Apollo.Grains.Rows;

/// <summary>The rows behind a number at one version and instant. Immutable but for the arrangements it remembers, so that a page after the first is cheap.</summary>
internal sealed class RowsCut<TRow>(string version, DateTime at, DateTime readAt, double? value, KpiStatus status, Counted<TRow>[] rows, DeskCalendar calendar) where TRow : class, ISliceRow
{
    private const int ArrangementLimit = 8;
    private readonly Dictionary<(string?, string?, string?), Task<Arrangement<TRow>>> arrangements = [];

    public string Version => version;

    public DateTime At => at;

    public DateTime ReadAt => readAt;

    public double? Value => value;

    public KpiStatus Status => status;

    public int Count => rows.Length;

    /// <summary>When it may be forgotten.</summary>
    public DateTime KeptUntil { get; set; }

    /// <exception cref="TableQueryException">Filter, sort or group cannot be understood.</exception>
    public Task<Arrangement<TRow>> ArrangeAsync(string? filter, string? sort, string? group)
    {
        if (arrangements.TryGetValue((filter, sort, group), out var known)) return known;
        if (arrangements.Count >= ArrangementLimit) arrangements.Clear();
        // Sorting many rows takes a while: not on the grain's own time.
        return arrangements[(filter, sort, group)] = Task.Run(() => Arrangement<TRow>.Of(rows, filter, sort, group, calendar));
    }
}
