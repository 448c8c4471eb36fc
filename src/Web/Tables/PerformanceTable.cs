using System.Text.Json.Serialization;
using Apollo.Model;

namespace Apollo.Web.Tables;

/// <summary>A key performance table, made of one consistent board.</summary>
/// <param name="Dimension">team, technician, location, category, priority, or one of the desk's own.</param>
/// <param name="At">Instant of the board, UTC.</param>
/// <param name="SliceVersions">Version of the rows, by slice.</param>
/// <param name="SliceTimes">Instant the cells hold at, by slice, UTC; of ages that of their total.</param>
/// <param name="Kpis">KPIs that have this breakdown, in the catalogue's order.</param>
/// <param name="Rows">One per group, by name.</param>
/// <param name="Totals">The cards.</param>
internal sealed record PerformanceTable(
    string Dimension,
    DateTime At,
    IReadOnlyDictionary<string, string> SliceVersions,
    IReadOnlyDictionary<string, DateTime> SliceTimes,
    IReadOnlyList<string> Kpis,
    IReadOnlyList<PerformanceRow> Rows,
    IReadOnlyDictionary<string, PerformanceTotal> Totals
)
{
    public static PerformanceTable Of(
        string dimension,
        IReadOnlyCollection<string> breakdowns,
        DeskDelta board,
        IEnumerable<KpiDefinition> catalogue
    )
    {
        var results = board.Kpis.ToDictionary(kpi => kpi.Kpi);
        var groups = new SortedDictionary<string, Dictionary<string, double?>>(StringComparer.Ordinal);
        var totals = new Dictionary<string, PerformanceTotal>();
        foreach (var kpi in catalogue)
        {
            if (kpi.Breakdowns.FirstOrDefault(breakdowns.Contains) is not { } breakdown)
                continue;
            var result = results[kpi.Id];
            totals[kpi.Id] = new PerformanceTotal(
                result.Value,
                result.Status,
                result.Rate,
                result.AsOf,
                result.LateSince
            );
            if (result.Groups?.GetValueOrDefault(breakdown) is not { } values)
                continue;
            foreach (var (name, value) in values)
            {
                if (!groups.TryGetValue(name, out var row))
                    groups[name] = row = [];
                row[kpi.Id] = value;
            }
        }
        return new PerformanceTable(
            dimension,
            board.At,
            board.Cuts.ToDictionary(cut => cut.Slice, cut => cut.Version.ToString()),
            board.Cuts.ToDictionary(cut => cut.Slice, cut => cut.At),
            [.. totals.Keys],
            [.. groups.Select(group => new PerformanceRow(group.Key, group.Value))],
            totals
        );
    }
}

/// <summary>One group of a key performance table.</summary>
/// <param name="Group">Its name; <c>(none)</c> for rows without one.</param>
/// <param name="Values">Value by KPI; a KPI that counts nothing there is left out.</param>
internal sealed record PerformanceRow(string Group, IReadOnlyDictionary<string, double?> Values)
{
    /// <summary>
    /// A KPI's value as a file says it: counting nothing is 0 of a count, and nothing of a share or time.
    /// </summary>
    public double? Of(KpiDefinition kpi) =>
        Values.TryGetValue(kpi.Id, out var value) ? value
        : kpi.Presentation.IsSum ? 0
        : null;
}

/// <summary>A card, as the total of its column.</summary>
/// <param name="Value">In the KPI's unit; null = none.</param>
/// <param name="Status">Against the thresholds.</param>
/// <param name="Rate">Growth per second: 0 or 1.</param>
/// <param name="AsOf">Instant the value holds at.</param>
/// <param name="LateSince">Set while the KPI is missing from the cut: it holds at an earlier one.</param>
internal sealed record PerformanceTotal(
    double? Value,
    KpiStatus Status,
    int Rate,
    DateTime AsOf,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] DateTime? LateSince
);
