using Apollo.Grains.Tests.Support;
using Apollo.Model;
using static Apollo.Grains.Tests.Support.Live;

namespace Apollo.Grains.Tests.Catalogue;

/// <summary>Row by row of the catalogue: which tickets count, from which tick until which.</summary>
public class WhenTicketsCount
{
    private static readonly DateTime Noon = Some.Noon;
    private static readonly DateTime NextMidnight = new(2026, 11, 23, 23, 0, 0, DateTimeKind.Utc);
    private static readonly Ticket Open = Some.Ticket();
    private static readonly Ticket Resolved = Some.Ticket(state: TicketState.Resolved, opened: Noon.AddDays(-2)) with
    {
        ResolvedAt = Noon,
    };

    private static void Always(string kpi, Ticket ticket) =>
        Assert.Equal(
            (1, 1, 1),
            (
                Counted(kpi, ticket, Noon.AddYears(-1)),
                Counted(kpi, ticket, Noon),
                Counted(kpi, ticket, Noon.AddYears(1))
            )
        );

    [Theory]
    [InlineData("open-tickets", TicketKind.Unknown)]
    [InlineData("open-tickets", TicketKind.Change)]
    [InlineData("open-incidents", TicketKind.Incident)]
    [InlineData("open-requests", TicketKind.Request)]
    [InlineData("open-problems", TicketKind.Problem)]
    [InlineData("open-changes", TicketKind.Change)]
    [InlineData("awaiting-response", TicketKind.Incident)]
    [InlineData("awaiting-response", TicketKind.Request)]
    public void The_backlog_counts_new_open_and_pending_of_its_kind(string kpi, TicketKind kind)
    {
        foreach (var state in Enum.GetValues<TicketState>())
        {
            var ticket = Open with { Kind = kind, State = state };
            if (state is TicketState.New or TicketState.Open or TicketState.Pending)
                Always(kpi, ticket);
            else
                CountsNever(kpi, ticket);
        }
    }

    [Theory]
    [InlineData("open-incidents", TicketKind.Unknown)]
    [InlineData("open-requests", TicketKind.Incident)]
    [InlineData("open-problems", TicketKind.Change)]
    [InlineData("open-changes", TicketKind.Problem)]
    [InlineData("awaiting-response", TicketKind.Problem)]
    public void The_backlog_of_a_kind_leaves_other_kinds_out(string kpi, TicketKind kind) =>
        CountsNever(kpi, Open with { Kind = kind });

    [Fact]
    public void Unassigned_is_open_without_assignee()
    {
        Always("unassigned", Open with { Assignee = null });
        CountsNever("unassigned", Open);
        CountsNever("unassigned", Resolved with { Assignee = null });
    }

    [Fact]
    public void Awaiting_response_ends_with_the_first_response() =>
        CountsNever("awaiting-response", Open with { RespondedAt = Noon });

    [Fact]
    public void On_hold_is_pending_only()
    {
        Always("on-hold", Open with { State = TicketState.Pending });
        CountsNever("on-hold", Open);
    }

    [Fact]
    public void Critical_is_an_open_incident_of_priority_1()
    {
        Always("critical-open", Open with { Priority = 1 });
        CountsNever("critical-open", Open with { Priority = 2 });
        CountsNever("critical-open", Open with { Priority = null });
        CountsNever("critical-open", Open with { Priority = 1, Kind = TicketKind.Request });
    }

    [Fact]
    public void Older_counts_from_that_age_on()
    {
        CountsFromUntil("older-than-7-days", Open with { OpenedAt = Noon }, Noon.AddDays(7), null);
        CountsFromUntil("older-than-30-days", Open with { OpenedAt = Noon }, Noon.AddDays(30), null);
        CountsFromUntil("untouched-3-days", Open with { UpdatedAt = Noon }, Noon.AddDays(3), null);
        CountsNever("older-than-7-days", Resolved);
    }

    [Fact]
    public void Ages_count_from_the_opening() => CountsFromUntil("mean-age", Open with { OpenedAt = Noon }, Noon, null);

    [Fact]
    public void Today_ends_at_the_desks_midnight()
    {
        CountsFromUntil("opened-today", Open with { OpenedAt = Noon }, Noon, NextMidnight);
        CountsFromUntil("opened-today", Open with { OpenedAt = NextMidnight }, NextMidnight, NextMidnight.AddDays(1));
        CountsFromUntil("resolved-today", Resolved, Noon, NextMidnight);
        CountsFromUntil("reopened-today", Open with { ReopenedAt = Noon }, Noon, NextMidnight);
        CountsNever("resolved-today", Open with { ResolvedAt = Noon });
    }

    [Fact]
    public void A_day_of_25_hours_is_a_day()
    {
        var opened = new DateTime(2026, 10, 24, 22, 0, 0, DateTimeKind.Utc);
        CountsFromUntil("opened-today", Open with { OpenedAt = opened }, opened, opened.AddHours(25));
    }

    [Fact]
    public void Windows_are_as_long_as_they_say()
    {
        CountsFromUntil("opened-last-hour", Open with { OpenedAt = Noon }, Noon, Noon.AddHours(1));
        CountsFromUntil("resolved-per-day", Resolved, Noon, Noon.AddDays(7));
        CountsFromUntil("resolution-sla-30d", Resolved with { DueAt = Noon }, Noon, Noon.AddDays(30));
        CountsFromUntil(
            "response-sla-30d",
            Open with
            {
                RespondedAt = Noon,
                ResponseDueAt = Noon,
            },
            Noon,
            Noon.AddDays(30)
        );
        CountsFromUntil("time-to-respond-7d", Open with { RespondedAt = Noon }, Noon, Noon.AddDays(7));
        foreach (
            var kpi in (string[])
                [
                    "time-to-resolve-30d",
                    "p90-time-to-resolve-30d",
                    "first-contact-resolution-30d",
                    "reopen-rate-30d",
                    "reassignments-30d",
                ]
        )
            CountsFromUntil(kpi, Resolved, Noon, Noon.AddDays(30));
        CountsFromUntil("satisfaction-30d", Resolved with { Rating = 1 }, Noon, Noon.AddDays(30));
        CountsFromUntil("critical-sla-30d", Resolved with { Priority = 1, DueAt = Noon }, Noon, Noon.AddDays(30));
        CountsFromUntil(
            "change-success-30d",
            Resolved with
            {
                Kind = TicketKind.Change,
                Outcome = ChangeOutcome.Failed,
            },
            Noon,
            Noon.AddDays(30)
        );
    }

    [Fact]
    public void Resolved_is_the_resolved_time_and_for_a_closed_ticket_without_one_its_closed_time()
    {
        CountsFromUntil(
            "resolved-per-day",
            Resolved with
            {
                State = TicketState.Closed,
                ClosedAt = Noon.AddDays(1),
            },
            Noon,
            Noon.AddDays(7)
        );
        CountsFromUntil(
            "resolved-per-day",
            Resolved with
            {
                State = TicketState.Closed,
                ResolvedAt = null,
                ClosedAt = Noon,
            },
            Noon,
            Noon.AddDays(7)
        );
        CountsNever("resolved-per-day", Resolved with { ResolvedAt = null, ClosedAt = Noon });
        CountsNever("resolved-per-day", Resolved with { State = TicketState.Open });
        CountsNever("resolved-per-day", Resolved with { State = TicketState.Cancelled });
    }

    [Fact]
    public void Due_times_divide_due_soon_from_overdue_at_one_tick()
    {
        CountsFromUntil("due-within-2-hours", Open with { DueAt = Noon }, Noon.AddHours(-2), Noon);
        CountsFromUntil("overdue", Open with { DueAt = Noon }, Noon, null);
        CountsFromUntil("response-overdue", Open with { ResponseDueAt = Noon }, Noon, null);
        foreach (var kpi in (string[])["overdue", "due-within-2-hours", "response-overdue", "breached-today"])
            CountsNever(kpi, Open);
        CountsNever("overdue", Resolved with { DueAt = Noon });
        CountsNever("response-overdue", Open with { ResponseDueAt = Noon, RespondedAt = Noon.AddHours(1) });
        CountsNever("response-overdue", Resolved with { ResponseDueAt = Noon });
    }

    [Fact]
    public void Breached_today_holds_until_midnight_though_resolved_after_the_due_time()
    {
        CountsFromUntil("breached-today", Open with { DueAt = Noon }, Noon, NextMidnight);
        CountsFromUntil("breached-today", Resolved with { DueAt = Noon.AddTicks(-1) }, Noon.AddTicks(-1), NextMidnight);
        CountsNever("breached-today", Resolved with { DueAt = Noon });
        CountsNever("breached-today", Open with { State = TicketState.Cancelled, DueAt = Noon });
        CountsFromUntil("breached-today", Open with { DueAt = NextMidnight }, NextMidnight, NextMidnight.AddDays(1));
    }

    [Fact]
    public void What_is_not_known_is_left_out()
    {
        foreach (var kpi in (string[])["resolution-sla-30d", "critical-sla-30d"])
            CountsNever(kpi, Resolved with { Priority = 1 });
        CountsNever("response-sla-30d", Open with { RespondedAt = Noon });
        CountsNever("response-sla-30d", Open with { ResponseDueAt = Noon });
        CountsNever("time-to-respond-7d", Open);
        CountsNever("first-contact-resolution-30d", Resolved with { Reopens = null });
        CountsNever("first-contact-resolution-30d", Resolved with { Reassignments = null });
        CountsNever("reopen-rate-30d", Resolved with { Reopens = null });
        CountsNever("reassignments-30d", Resolved with { Reassignments = null });
        CountsNever("satisfaction-30d", Resolved);
        CountsNever("change-success-30d", Resolved with { Kind = TicketKind.Change });
        CountsNever("change-success-30d", Resolved with { Kind = TicketKind.Change, Outcome = ChangeOutcome.Unknown });
        CountsNever("change-success-30d", Resolved with { Outcome = ChangeOutcome.Successful });
    }

    [Theory]
    [InlineData("time-to-resolve-30d")]
    [InlineData("p90-time-to-resolve-30d")]
    [InlineData("first-contact-resolution-30d")]
    public void Speed_and_first_contact_are_of_incidents_and_requests(string kpi)
    {
        CountsFromUntil(kpi, Resolved with { Kind = TicketKind.Request }, Noon, Noon.AddDays(30));
        CountsNever(kpi, Resolved with { Kind = TicketKind.Problem });
        CountsNever(kpi, Resolved with { Kind = TicketKind.Unknown });
    }
}
