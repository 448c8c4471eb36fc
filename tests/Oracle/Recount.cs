using Apollo.Model;

namespace Apollo.Oracle;

/// <summary>
/// All 41 KPIs recounted plainly from the rows, straight from the catalogue's table and apart from the engine: slow,
/// obvious, exact.
/// </summary>
public static class Recount
{
    private const string Opened = "opened",
        Resolved = "resolved",
        Open = "open";

    /// <summary>Every KPI with all breakdowns at one instant.</summary>
    public static IReadOnlyDictionary<string, Recounted> All(
        IReadOnlyCollection<Ticket> tickets,
        IReadOnlyCollection<Intervention> interventions,
        DateTime now,
        OracleDesk desk
    )
    {
        var lists = TicketLists.All(tickets, now, desk).Concat(InterventionLists.All(interventions, now, desk));
        return lists.ToDictionary(list => list.Key, list => Of(list.Key, list.Value, now));
    }

    /// <summary>The value of a KPI from the lines it counts; also that of one group from its lines.</summary>
    public static double? Value(string kpi, IReadOnlyList<Line> lines, DateTime now) =>
        kpi switch
        {
            "backlog-per-technician" => Quotient(
                lines.Count,
                lines.Select(line => ((Ticket)line.Row).Assignee).Distinct(StringComparer.Ordinal).Count()
            ),
            "resolved-per-day" => Quotient(lines.Count, 7),
            "mean-age" => Quotient(
                lines.Sum(line => (decimal)(now.Ticks - line.Weight)),
                (decimal)lines.Count * TimeSpan.TicksPerSecond
            ),
            "oldest-age" => lines.Count == 0
                ? null
                : Quotient(lines.Max(line => now.Ticks - line.Weight), TimeSpan.TicksPerSecond),
            "net-flow-today" => lines.Count(line => line.Part == Opened) - lines.Count(line => line.Part == Resolved),
            "days-to-clear" => lines.Any(line => line.Part == Resolved)
                ? Quotient(7m * lines.Count(line => line.Part == Open), lines.Count(line => line.Part == Resolved))
                : null,
            "time-to-respond-7d" or "time-to-resolve-30d" => Quotient(
                lines.Sum(line => (decimal)line.Weight),
                (decimal)lines.Count * TimeSpan.TicksPerSecond
            ),
            "p90-time-to-resolve-30d" => lines.Count == 0
                ? null
                : Quotient(
                    lines.Select(line => line.Weight).Order().ElementAt((int)Math.Ceiling(0.9m * lines.Count) - 1),
                    TimeSpan.TicksPerSecond
                ),
            "reassignments-30d" => Quotient(lines.Sum(line => (decimal)line.Weight), lines.Count),
            "resolution-sla-30d"
            or "response-sla-30d"
            or "critical-sla-30d"
            or "first-contact-resolution-30d"
            or "reopen-rate-30d"
            or "satisfaction-30d"
            or "interventions-on-time-30d"
            or "change-success-30d" => Quotient(100m * lines.Count(line => line.Weight == 1), lines.Count),
            _ => lines.Count,
        };

    private static Recounted Of(string kpi, IReadOnlyList<Line> lines, DateTime now)
    {
        var dimensions = kpi.StartsWith("interventions-", StringComparison.Ordinal)
            ? Dimension.OfInterventions
            : Dimension.OfTickets;
        var groups = dimensions.ToDictionary(
            dimension => dimension,
            dimension =>
                (IReadOnlyDictionary<string, double?>)
                    lines
                        .GroupBy(line => line.Row.Group(dimension), StringComparer.Ordinal)
                        .ToDictionary(group => group.Key, group => Value(kpi, [.. group], now))
        );
        return new Recounted(Value(kpi, lines, now), groups, lines);
    }

    private static double? Quotient(decimal dividend, decimal divisor) =>
        divisor == 0 ? null : (double)(dividend / divisor);
}
