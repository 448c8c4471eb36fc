namespace Apollo.Oracle;

/// <summary>A row of a drill-down, as far as a value is made of it.</summary>
/// <param name="Assignee">Who it is assigned to.</param>
/// <param name="Part">Which of two measures it counts in.</param>
/// <param name="Own">Its own yes (1), no (0) or number.</param>
public sealed record ListedRow(string? Assignee, string? Part, double? Own);

/// <summary>What a manager with the list in hand would reckon, after the catalogue's paragraph on drill-down.</summary>
public static class ValueOfRows
{
    /// <summary>The value that the rows of a KPI's list give back; null = none.</summary>
    public static double? Of(string kpi, IReadOnlyList<ListedRow> rows) =>
        kpi switch
        {
            "backlog-per-technician" => rows.Count == 0
                ? null
                : (double)rows.Count / rows.Select(row => row.Assignee).Distinct().Count(),
            "resolved-per-day" => rows.Count / 7.0,
            "net-flow-today" => rows.Count(row => row.Part == "opened") - rows.Count(row => row.Part == "resolved"),
            "days-to-clear" => !rows.Any(row => row.Part == "resolved")
                ? null
                : rows.Count(row => row.Part == "open") / (rows.Count(row => row.Part == "resolved") / 7.0),
            "oldest-age" => rows.Max(row => row.Own),
            "p90-time-to-resolve-30d" => rows.Count == 0
                ? null
                : rows.Select(row => row.Own!.Value).Order().ElementAt((int)Math.Ceiling(0.9m * rows.Count) - 1),
            "mean-age" or "time-to-respond-7d" or "time-to-resolve-30d" or "reassignments-30d" => rows.Count == 0
                ? null
                : (double)(rows.Sum(row => (decimal)row.Own!.Value) / rows.Count),
            "resolution-sla-30d"
            or "response-sla-30d"
            or "critical-sla-30d"
            or "first-contact-resolution-30d"
            or "reopen-rate-30d"
            or "satisfaction-30d"
            or "interventions-on-time-30d"
            or "change-success-30d" => rows.Count == 0 ? null : 100.0 * rows.Count(row => row.Own == 1) / rows.Count,
            _ => rows.Count,
        };
}
