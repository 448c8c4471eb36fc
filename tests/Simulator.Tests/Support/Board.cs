using Apollo.Model;
using Apollo.Oracle;
using NodaTime;

namespace Apollo.Simulator.Tests;

/// <summary>How the cards of a desk look at their default limits, by a plain recount of its rows.</summary>
internal sealed record Board(
    IReadOnlyList<string> Critical,
    IReadOnlyList<string> Warning,
    int Good,
    IReadOnlyDictionary<string, double?> Values
)
{
    private const int Hour = 3600,
        Day = 86_400;

    // kpi-catalogue; a warning limit above the critical one means that higher is better.
    private static readonly Dictionary<string, (double Warning, double Critical)> Limits = new(StringComparer.Ordinal)
    {
        ["open-tickets"] = (150, 250),
        ["open-incidents"] = (80, 120),
        ["open-requests"] = (80, 120),
        ["open-problems"] = (15, 25),
        ["unassigned"] = (10, 20),
        ["awaiting-response"] = (10, 20),
        ["on-hold"] = (40, 60),
        ["critical-open"] = (1, 3),
        ["backlog-per-technician"] = (12, 20),
        ["older-than-7-days"] = (20, 40),
        ["older-than-30-days"] = (5, 10),
        ["untouched-3-days"] = (10, 20),
        ["mean-age"] = (7 * Day, 14 * Day),
        ["oldest-age"] = (60 * Day, 90 * Day),
        ["net-flow-today"] = (10, 25),
        ["reopened-today"] = (3, 6),
        ["opened-last-hour"] = (20, 40),
        ["days-to-clear"] = (5, 10),
        ["overdue"] = (5, 10),
        ["due-within-2-hours"] = (5, 10),
        ["response-overdue"] = (2, 5),
        ["breached-today"] = (5, 10),
        ["resolution-sla-30d"] = (90, 80),
        ["response-sla-30d"] = (90, 80),
        ["critical-sla-30d"] = (95, 90),
        ["time-to-respond-7d"] = (Hour, 2 * Hour),
        ["time-to-resolve-30d"] = (8 * Hour, 16 * Hour),
        ["p90-time-to-resolve-30d"] = (24 * Hour, 40 * Hour),
        ["first-contact-resolution-30d"] = (65, 50),
        ["reopen-rate-30d"] = (5, 10),
        ["reassignments-30d"] = (1, 1.5),
        ["satisfaction-30d"] = (85, 75),
        ["interventions-overdue"] = (1, 3),
        ["interventions-on-time-30d"] = (90, 80),
        ["change-success-30d"] = (90, 80),
    };

    private static readonly OracleDesk Desk = new(
        DemoDesk.TimeZone,
        DemoDesk.ServiceHours.Keys.ToDictionary(
            day => Enum.Parse<IsoDayOfWeek>(day),
            _ => new[] { (8 * 60, 12 * 60), (13 * 60, 18 * 60) }
        )
    );

    public static Board Of(LivedDesk desk)
    {
        var values = Recount
            .All([.. desk.Tickets.Select(Read)], [.. desk.Interventions.Select(Read)], desk.At, Desk)
            .ToDictionary(kpi => kpi.Key, kpi => kpi.Value.Value, StringComparer.Ordinal);
        List<string> critical = [],
            warning = [];
        foreach (var (kpi, limit) in Limits)
        {
            if (values[kpi] is not { } value)
                continue;
            bool Crosses(double threshold) => limit.Warning > limit.Critical ? value < threshold : value >= threshold;
            if (Crosses(limit.Critical))
                critical.Add(kpi);
            else if (Crosses(limit.Warning))
                warning.Add(kpi);
        }
        return new(critical, warning, Limits.Count - critical.Count - warning.Count, values);
    }

    private static Ticket Read(TicketRow row) =>
        new()
        {
            Id = row.Id,
            Kind = Enum.Parse<TicketKind>(row.Kind, true),
            State = Enum.Parse<TicketState>(row.State, true),
            Priority = row.Priority,
            Category = row.Category,
            Location = row.Location,
            Team = row.Team,
            Assignee = row.Assignee,
            OpenedAt = row.OpenedAt,
            RespondedAt = row.RespondedAt,
            ResolvedAt = row.ResolvedAt,
            ClosedAt = row.ClosedAt,
            ReopenedAt = row.ReopenedAt,
            ResponseDueAt = row.ResponseDueAt,
            DueAt = row.DueAt,
            PendingSeconds = row.PendingSeconds,
            Reopens = row.Reopens,
            Reassignments = row.Reassignments,
            Rating = row.Rating,
            Outcome = row.Outcome switch
            {
                "successful" => ChangeOutcome.Successful,
                "failed" => ChangeOutcome.Failed,
                "backed_out" => ChangeOutcome.BackedOut,
                _ => null,
            },
            UpdatedAt = row.UpdatedAt,
        };

    private static Intervention Read(InterventionRow row) =>
        new()
        {
            Id = row.Id,
            TicketId = row.TicketId,
            State = Enum.Parse<InterventionState>(row.State, true),
            Location = row.Location,
            Team = row.Team,
            Technician = row.Technician,
            StartsAt = row.StartsAt,
            EndsAt = row.EndsAt,
            DoneAt = row.DoneAt,
            UpdatedAt = row.UpdatedAt,
        };
}
