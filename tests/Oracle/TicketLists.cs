using Apollo.Model;

namespace Apollo.Oracle;

/// <summary>Which tickets each KPI counts at an instant, row by row of the catalogue.</summary>
internal static class TicketLists
{
    public static Dictionary<string, IReadOnlyList<Line>> All(
        IReadOnlyCollection<Ticket> tickets,
        DateTime now,
        OracleDesk desk
    )
    {
        // Words of the catalogue.
        bool IsOpen(Ticket t) => t.State is TicketState.New or TicketState.Open or TicketState.Pending;
        DateTime? Resolved(Ticket t) =>
            t.State == TicketState.Resolved ? t.ResolvedAt
            : t.State == TicketState.Closed ? t.ResolvedAt ?? t.ClosedAt
            : null;
        bool IncidentOrRequest(Ticket t) => t.Kind is TicketKind.Incident or TicketKind.Request;
        bool CriticalIncident(Ticket t) => t.Kind == TicketKind.Incident && t.Priority == 1;
        bool Between(DateTime? from, TimeSpan length) => from is { } a && now >= a && now < a + length;
        bool Today(DateTime? at) => at is { } a && now >= a && now < desk.NextMidnight(a);
        bool Within(Ticket t, int days) => Between(Resolved(t), TimeSpan.FromDays(days));
        var day = TimeSpan.FromDays(1);
        long ToRespond(Ticket t) => desk.ServiceTicks(t.OpenedAt, t.RespondedAt!.Value);
        long ToResolve(Ticket t) =>
            Math.Max(
                0,
                desk.ServiceTicks(t.OpenedAt, Resolved(t)!.Value) - ((t.PendingSeconds ?? 0) * TimeSpan.TicksPerSecond)
            );

        IReadOnlyList<Line> Count(Func<Ticket, bool> counts) => [.. tickets.Where(counts).Select(t => new Line(t))];
        IReadOnlyList<Line> Weigh(Func<Ticket, bool> counts, Func<Ticket, long> weight) =>
            [.. tickets.Where(counts).Select(t => new Line(t, weight(t)))];
        IReadOnlyList<Line> Share(Func<Ticket, bool> counts, Func<Ticket, bool> yes) =>
            Weigh(counts, t => yes(t) ? 1 : 0);
        IReadOnlyList<Line> Two(string one, Func<Ticket, bool> first, string two, Func<Ticket, bool> second) =>
            [
                .. tickets.Where(first).Select(t => new Line(t, 0, one)),
                .. tickets.Where(second).Select(t => new Line(t, 0, two)),
            ];

        return new()
        {
            ["open-tickets"] = Count(IsOpen),
            ["open-incidents"] = Count(t => IsOpen(t) && t.Kind == TicketKind.Incident),
            ["open-requests"] = Count(t => IsOpen(t) && t.Kind == TicketKind.Request),
            ["open-problems"] = Count(t => IsOpen(t) && t.Kind == TicketKind.Problem),
            ["open-changes"] = Count(t => IsOpen(t) && t.Kind == TicketKind.Change),
            ["unassigned"] = Count(t => IsOpen(t) && t.Assignee is null),
            ["awaiting-response"] = Count(t => IsOpen(t) && IncidentOrRequest(t) && t.RespondedAt is null),
            ["on-hold"] = Count(t => t.State == TicketState.Pending),
            ["critical-open"] = Count(t => IsOpen(t) && CriticalIncident(t)),
            ["backlog-per-technician"] = Count(t => IsOpen(t) && t.Assignee is not null),
            ["older-than-7-days"] = Count(t => IsOpen(t) && now >= t.OpenedAt + (7 * day)),
            ["older-than-30-days"] = Count(t => IsOpen(t) && now >= t.OpenedAt + (30 * day)),
            ["untouched-3-days"] = Count(t => IsOpen(t) && now >= t.UpdatedAt + (3 * day)),
            ["mean-age"] = Weigh(t => IsOpen(t) && now >= t.OpenedAt, t => t.OpenedAt.Ticks),
            ["oldest-age"] = Weigh(t => IsOpen(t) && now >= t.OpenedAt, t => t.OpenedAt.Ticks),
            ["opened-today"] = Count(t => Today(t.OpenedAt)),
            ["resolved-today"] = Count(t => Today(Resolved(t))),
            ["net-flow-today"] = Two("opened", t => Today(t.OpenedAt), "resolved", t => Today(Resolved(t))),
            ["reopened-today"] = Count(t => Today(t.ReopenedAt)),
            ["opened-last-hour"] = Count(t => Between(t.OpenedAt, TimeSpan.FromHours(1))),
            ["resolved-per-day"] = Count(t => Within(t, 7)),
            ["days-to-clear"] = Two("open", IsOpen, "resolved", t => Within(t, 7)),
            ["overdue"] = Count(t => IsOpen(t) && now >= t.DueAt),
            ["due-within-2-hours"] = Count(t =>
                IsOpen(t) && t.DueAt is { } due && now >= due.AddHours(-2) && now < due
            ),
            ["response-overdue"] = Count(t => IsOpen(t) && t.RespondedAt is null && now >= t.ResponseDueAt),
            ["breached-today"] = Count(t => (IsOpen(t) || Resolved(t) > t.DueAt) && Today(t.DueAt)),
            ["resolution-sla-30d"] = Share(t => Within(t, 30) && t.DueAt is not null, t => Resolved(t) <= t.DueAt),
            ["response-sla-30d"] = Share(
                t => Between(t.RespondedAt, 30 * day) && t.ResponseDueAt is not null,
                t => t.RespondedAt <= t.ResponseDueAt
            ),
            ["critical-sla-30d"] = Share(
                t => Within(t, 30) && t.DueAt is not null && CriticalIncident(t),
                t => Resolved(t) <= t.DueAt
            ),
            ["time-to-respond-7d"] = Weigh(t => Between(t.RespondedAt, 7 * day), ToRespond),
            ["time-to-resolve-30d"] = Weigh(t => Within(t, 30) && IncidentOrRequest(t), ToResolve),
            ["p90-time-to-resolve-30d"] = Weigh(t => Within(t, 30) && IncidentOrRequest(t), ToResolve),
            ["first-contact-resolution-30d"] = Share(
                t => Within(t, 30) && IncidentOrRequest(t) && t.Reassignments is not null && t.Reopens is not null,
                t => t.Reassignments == 0 && t.Reopens == 0
            ),
            ["reopen-rate-30d"] = Share(t => Within(t, 30) && t.Reopens is not null, t => t.Reopens >= 1),
            ["reassignments-30d"] = Weigh(
                t => Within(t, 30) && t.Reassignments is not null,
                t => t.Reassignments!.Value
            ),
            ["satisfaction-30d"] = Share(t => Within(t, 30) && t.Rating is not null, t => t.Rating is 4 or 5),
            ["change-success-30d"] = Share(
                t =>
                    Within(t, 30)
                    && t.Kind == TicketKind.Change
                    && t.Outcome is (ChangeOutcome.Successful or ChangeOutcome.Failed or ChangeOutcome.BackedOut),
                t => t.Outcome == ChangeOutcome.Successful
            ),
        };
    }
}
