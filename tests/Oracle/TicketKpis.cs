using Apollo.Model;
using static Apollo.Oracle.Entry;
using static Apollo.Oracle.Words;

namespace Apollo.Oracle;

/// <summary>The KPIs of tickets, row by row of the catalogue.</summary>
internal static class TicketKpis
{
    private static readonly TimeSpan Day = TimeSpan.FromDays(1);
    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);

    public static IReadOnlyDictionary<string, Entry<Ticket>> All { get; } =
        new Dictionary<string, Entry<Ticket>>
        {
            ["open-tickets"] = Count<Ticket>((t, _) => IsOpen(t)),
            ["open-incidents"] = Count<Ticket>((t, _) => IsOpen(t) && t.Kind == TicketKind.Incident),
            ["open-requests"] = Count<Ticket>((t, _) => IsOpen(t) && t.Kind == TicketKind.Request),
            ["open-problems"] = Count<Ticket>((t, _) => IsOpen(t) && t.Kind == TicketKind.Problem),
            ["open-changes"] = Count<Ticket>((t, _) => IsOpen(t) && t.Kind == TicketKind.Change),
            ["unassigned"] = Count<Ticket>((t, _) => IsOpen(t) && t.Assignee is null),
            ["awaiting-response"] = Count<Ticket>(
                (t, _) => IsOpen(t) && IsIncidentOrRequest(t) && t.RespondedAt is null
            ),
            ["on-hold"] = Count<Ticket>((t, _) => t.State == TicketState.Pending),
            ["critical-open"] = Count<Ticket>((t, _) => IsOpen(t) && IsCriticalIncident(t)),
            ["backlog-per-technician"] = Count<Ticket>(
                (t, _) => IsOpen(t) && t.Assignee is not null,
                Reckoning.PerAssignee
            ),

            ["older-than-7-days"] = Count<Ticket>((t, at) => IsOpen(t) && at.Now >= t.OpenedAt + (7 * Day)),
            ["older-than-30-days"] = Count<Ticket>((t, at) => IsOpen(t) && at.Now >= t.OpenedAt + (30 * Day)),
            ["untouched-3-days"] = Count<Ticket>((t, at) => IsOpen(t) && at.Now >= t.UpdatedAt + (3 * Day)),
            ["mean-age"] = Weigh<Ticket>(IsOpenAndOpened, (t, _) => t.OpenedAt.Ticks, Reckoning.MeanAge),
            ["oldest-age"] = Weigh<Ticket>(IsOpenAndOpened, (t, _) => t.OpenedAt.Ticks, Reckoning.OldestAge),

            ["opened-today"] = Count<Ticket>((t, at) => at.IsToday(t.OpenedAt)),
            ["resolved-today"] = Count<Ticket>((t, at) => at.IsToday(Resolved(t))),
            ["net-flow-today"] = Two<Ticket>(
                "opened",
                (t, at) => at.IsToday(t.OpenedAt),
                "resolved",
                (t, at) => at.IsToday(Resolved(t)),
                Reckoning.Difference
            ),
            ["reopened-today"] = Count<Ticket>((t, at) => at.IsToday(t.ReopenedAt)),
            ["opened-last-hour"] = Count<Ticket>((t, at) => at.IsWithin(t.OpenedAt, Hour)),
            ["resolved-per-day"] = Count<Ticket>((t, at) => at.IsWithin(Resolved(t), days: 7), Reckoning.PerDay(7)),
            ["days-to-clear"] = Two<Ticket>(
                "open",
                (t, _) => IsOpen(t),
                "resolved",
                (t, at) => at.IsWithin(Resolved(t), days: 7),
                Reckoning.DaysToClear
            ),

            ["overdue"] = Count<Ticket>((t, at) => IsOpen(t) && at.Now >= t.DueAt),
            ["due-within-2-hours"] = Count<Ticket>((t, at) => IsOpen(t) && at.IsWithin(t.DueAt - (2 * Hour), 2 * Hour)),
            ["response-overdue"] = Count<Ticket>(
                (t, at) => IsOpen(t) && t.RespondedAt is null && at.Now >= t.ResponseDueAt
            ),
            ["breached-today"] = Count<Ticket>((t, at) => (IsOpen(t) || Resolved(t) > t.DueAt) && at.IsToday(t.DueAt)),
            ["resolution-sla-30d"] = Share<Ticket>(
                (t, at) => at.IsWithin(Resolved(t), days: 30) && t.DueAt is not null,
                t => Resolved(t) <= t.DueAt
            ),
            ["response-sla-30d"] = Share<Ticket>(
                (t, at) => at.IsWithin(t.RespondedAt, days: 30) && t.ResponseDueAt is not null,
                t => t.RespondedAt <= t.ResponseDueAt
            ),
            ["critical-sla-30d"] = Share<Ticket>(
                (t, at) => at.IsWithin(Resolved(t), days: 30) && t.DueAt is not null && IsCriticalIncident(t),
                t => Resolved(t) <= t.DueAt
            ),

            ["time-to-respond-7d"] = Weigh<Ticket>(
                (t, at) => at.IsWithin(t.RespondedAt, days: 7),
                (t, at) => at.Desk.ServiceTicks(t.OpenedAt, t.RespondedAt!.Value),
                Reckoning.MeanTime
            ),
            ["time-to-resolve-30d"] = Weigh<Ticket>(IsSolvedIn30Days, ToResolve, Reckoning.MeanTime),
            ["p90-time-to-resolve-30d"] = Weigh<Ticket>(IsSolvedIn30Days, ToResolve, Reckoning.Percentile(90)),

            ["first-contact-resolution-30d"] = Share<Ticket>(
                (t, at) => IsSolvedIn30Days(t, at) && t.Reassignments is not null && t.Reopens is not null,
                t => t.Reassignments == 0 && t.Reopens == 0
            ),
            ["reopen-rate-30d"] = Share<Ticket>(
                (t, at) => at.IsWithin(Resolved(t), days: 30) && t.Reopens is not null,
                t => t.Reopens >= 1
            ),
            ["reassignments-30d"] = Weigh<Ticket>(
                (t, at) => at.IsWithin(Resolved(t), days: 30) && t.Reassignments is not null,
                (t, _) => t.Reassignments!.Value,
                Reckoning.Mean
            ),
            ["satisfaction-30d"] = Share<Ticket>(
                (t, at) => at.IsWithin(Resolved(t), days: 30) && t.Rating is not null,
                t => t.Rating is 4 or 5
            ),

            ["change-success-30d"] = Share<Ticket>(
                (t, at) =>
                    at.IsWithin(Resolved(t), days: 30)
                    && t.Kind == TicketKind.Change
                    && t.Outcome is ChangeOutcome.Successful or ChangeOutcome.Failed or ChangeOutcome.BackedOut,
                t => t.Outcome == ChangeOutcome.Successful
            ),
        };

    private static bool IsOpenAndOpened(Ticket t, Moment at) => IsOpen(t) && at.Now >= t.OpenedAt;

    /// <summary>An incident or request resolved in the last 30 days.</summary>
    private static bool IsSolvedIn30Days(Ticket t, Moment at) =>
        IsIncidentOrRequest(t) && at.IsWithin(Resolved(t), days: 30);

    private static long ToResolve(Ticket t, Moment at) =>
        Math.Max(
            0,
            at.Desk.ServiceTicks(t.OpenedAt, Resolved(t)!.Value) - ((t.PendingSeconds ?? 0) * TimeSpan.TicksPerSecond)
        );
}
