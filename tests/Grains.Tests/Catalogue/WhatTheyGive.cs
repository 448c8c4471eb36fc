using Apollo.Grains.Catalogue;
using Apollo.Grains.Tests.Support;
using Apollo.Model;
using static Apollo.Grains.Tests.Support.Live;

namespace Apollo.Grains.Tests.Catalogue;

/// <summary>
/// Row by row of the catalogue: the value of what counts, the rows behind it, and how long a row is needed.
/// </summary>
public class WhatTheyGive
{
    // A Monday, 13:00 in Paris: one hour of a lunch break has just ended.
    private static readonly DateTime Noon = Some.Noon;
    private static readonly Ticket Open = Some.Ticket();
    private static readonly Ticket Resolved = Some.Ticket(state: TicketState.Resolved) with
    {
        ResolvedAt = Noon.AddHours(-1),
    };

    private static Ticket[] Many(Ticket ticket, int count) =>
        [.. Enumerable.Range(1, count).Select(number => ticket with { Id = $"{ticket.State}-{number}" })];

    [Fact]
    public void Nothing_counts_zero_and_an_empty_mean_or_share_has_no_value()
    {
        foreach (var kpi in KpiCatalogue.Standard.All)
        {
            var value = kpi.Definition.Slice == "tickets" ? At<Ticket>(kpi.Id, Noon) : At<Intervention>(kpi.Id, Noon);
            var counts =
                kpi.Definition.Unit is "tickets" or "interventions" or "tickets per day"
                && kpi.Id != "backlog-per-technician";
            Assert.Equal(counts ? 0 : null, value);
        }
    }

    [Fact]
    public void Backlog_per_technician_divides_by_those_who_hold_tickets() =>
        Assert.Equal(
            1.5,
            At(
                "backlog-per-technician",
                Noon,
                [.. Many(Open, 2), Open with { Id = "3", Assignee = "Bo" }, Open with { Id = "4", Assignee = null }]
            )
        );

    [Fact]
    public void Ages_are_seconds_since_the_opening()
    {
        Ticket[] tickets =
        [
            Open with
            {
                OpenedAt = Noon.AddDays(-3),
            },
            Open with
            {
                Id = "2",
                OpenedAt = Noon.AddDays(-1),
            },
            Resolved,
        ];
        Assert.Equal(2 * 86_400, At("mean-age", Noon, tickets));
        Assert.Equal(3 * 86_400, At("oldest-age", Noon, tickets));
    }

    [Fact]
    public void Net_flow_is_opened_less_resolved_and_a_ticket_in_both_appears_twice()
    {
        var sameDay = Resolved with { OpenedAt = Noon.AddHours(-3) };
        Ticket[] tickets = [sameDay, .. Many(Resolved with { OpenedAt = Noon.AddDays(-9), Team = "Field" }, 3)];
        var live = Start("net-flow-today", Noon, tickets);
        Assert.Equal(-3, live.Value);
        Assert.Equal([new("Field", -3), new("Network", 0)], live.Groups()[Dimension.Team]);
        Assert.Equal(["opened", "resolved"], live.Counted([sameDay]).Select(row => row.Part));
    }

    [Fact]
    public void Days_to_clear_has_no_value_where_nothing_was_resolved()
    {
        Ticket[] tickets = [.. Many(Open, 6), .. Many(Resolved with { Team = "Field" }, 4)];
        var live = Start("days-to-clear", Noon, tickets);
        Assert.Equal(10.5, live.Value);
        Assert.Equal([new("Field", 0), new("Network", null)], live.Groups()[Dimension.Team]);
        Assert.Null(At("days-to-clear", Noon, Open));
        Assert.Equal(["open", "resolved"], live.Counted(tickets).Select(row => row.Part).Distinct());
    }

    [Fact]
    public void Resolved_per_day_divides_by_seven_and_lists_what_is_counted()
    {
        var live = Start("resolved-per-day", Noon, Many(Resolved, 14));
        Assert.Equal(2, live.Value);
        Assert.Equal(14, live.Counted(Many(Resolved, 14)).Count());
    }

    [Theory]
    [InlineData(0, 100)]
    [InlineData(1, 0)]
    public void An_SLA_is_met_at_the_very_tick_it_is_due(long late, double share)
    {
        var due = Resolved.Resolved!.Value.AddTicks(-late);
        Assert.Equal(share, At("resolution-sla-30d", Noon, Resolved with { DueAt = due }));
        Assert.Equal(share, At("critical-sla-30d", Noon, Resolved with { DueAt = due, Priority = 1 }));
        Assert.Equal(
            share,
            At("response-sla-30d", Noon, Open with { RespondedAt = Noon, ResponseDueAt = Noon.AddTicks(-late) })
        );
    }

    [Theory]
    // Over the lunch break, over a weekend, over the holiday of 11 November, pending taken off, never below 0.
    [InlineData("2026-11-23T10:30:00Z", "2026-11-23T12:30:00Z", null, 3_600)]
    [InlineData("2026-11-20T16:00:00Z", "2026-11-23T08:00:00Z", null, 7_200)]
    [InlineData("2026-11-10T16:00:00Z", "2026-11-12T08:00:00Z", null, 7_200)]
    [InlineData("2026-11-23T10:30:00Z", "2026-11-23T12:30:00Z", 600, 3_000)]
    [InlineData("2026-11-23T10:30:00Z", "2026-11-23T12:30:00Z", 999_999, 0)]
    public void Time_to_resolve_is_service_time_less_pending(
        string opened,
        string resolved,
        int? pending,
        double seconds
    )
    {
        var ticket = Resolved with { OpenedAt = Utc(opened), ResolvedAt = Utc(resolved), PendingSeconds = pending };
        Assert.Equal(seconds, At("time-to-resolve-30d", Noon.AddHours(2), ticket));
        Assert.Equal(seconds, At("p90-time-to-resolve-30d", Noon.AddHours(2), ticket));
    }

    [Fact]
    public void Time_to_respond_takes_no_pending_off() =>
        Assert.Equal(
            3_600,
            At(
                "time-to-respond-7d",
                Noon.AddHours(2),
                Open with
                {
                    OpenedAt = Utc("2026-11-23T10:30:00Z"),
                    RespondedAt = Utc("2026-11-23T12:30:00Z"),
                    PendingSeconds = 600,
                }
            )
        );

    [Fact]
    public void The_90th_percentile_is_the_nearest_rank()
    {
        var tickets = Enumerable
            .Range(1, 11)
            .Select(hour =>
                Resolved with
                {
                    Id = $"{hour}",
                    OpenedAt = Utc("2026-11-23T07:00:00Z"),
                    ResolvedAt = Utc("2026-11-23T07:00:00Z").AddMinutes(hour),
                }
            );
        Assert.Equal(600, At("p90-time-to-resolve-30d", Noon, [.. tickets]));
    }

    [Fact]
    public void Quality_shares_are_as_the_catalogue_says()
    {
        Ticket[] tickets =
        [
            Resolved,
            Resolved with
            {
                Id = "2",
                Reopens = 2,
            },
            Resolved with
            {
                Id = "3",
                Reassignments = 3,
            },
            Resolved with
            {
                Id = "4",
                Reopens = 1,
                Reassignments = 1,
            },
        ];
        Assert.Equal(25, At("first-contact-resolution-30d", Noon, tickets));
        Assert.Equal(50, At("reopen-rate-30d", Noon, tickets));
        Assert.Equal(1, At("reassignments-30d", Noon, tickets));
        Assert.Equal(
            40,
            At(
                "satisfaction-30d",
                Noon,
                [.. Enumerable.Range(1, 5).Select(stars => Resolved with { Id = $"{stars}", Rating = stars })]
            )
        );
        Assert.Equal(
            50,
            At("change-success-30d", Noon, [.. Change(ChangeOutcome.Successful, ChangeOutcome.BackedOut)])
        );
    }

    [Fact]
    public void A_row_behind_a_share_a_mean_a_percentile_or_an_age_has_its_own_number_and_behind_a_count_none()
    {
        double? Own(string kpi, Ticket ticket) => Assert.Single(Start(kpi, Noon, ticket).Counted([ticket])).Own;
        var ticket = Resolved with
        {
            OpenedAt = Utc("2026-11-23T10:00:00Z"),
            ResolvedAt = Utc("2026-11-23T10:30:00Z"),
            DueAt = Noon,
            Reassignments = 3,
            Rating = 2,
        };
        Assert.Equal(1, Own("resolution-sla-30d", ticket));
        Assert.Equal(0, Own("satisfaction-30d", ticket));
        Assert.Equal(3, Own("reassignments-30d", ticket));
        Assert.Equal(1_800, Own("time-to-resolve-30d", ticket));
        Assert.Equal(1_800, Own("p90-time-to-resolve-30d", ticket));
        Assert.Equal(3_600, Own("mean-age", Open));
        Assert.Equal(3_600, Own("oldest-age", Open));
        Assert.Null(Own("open-tickets", Open));
    }

    [Fact]
    public void A_row_is_needed_until_the_last_KPI_lets_it_go()
    {
        Assert.Null(KpiCatalogue.Standard.NeededUntil(Open, Paris));
        Assert.Equal(Resolved.ResolvedAt!.Value.AddDays(30), KpiCatalogue.Standard.NeededUntil(Resolved, Paris));
        Assert.Equal(
            Noon.AddDays(40),
            KpiCatalogue.Standard.NeededUntil(
                Resolved with
                {
                    RespondedAt = Noon.AddDays(10),
                    ResponseDueAt = Noon,
                },
                Paris
            )
        );
        Assert.Equal(
            new DateTime(2026, 11, 23, 23, 0, 0, DateTimeKind.Utc),
            KpiCatalogue.Standard.NeededUntil(Open with { State = TicketState.Cancelled }, Paris)
        );
        Assert.Null(KpiCatalogue.Standard.NeededUntil(Some.Intervention(), Paris));
        Assert.True(
            KpiCatalogue.Standard.NeededUntil(
                Some.Intervention(state: InterventionState.Done) with
                {
                    StartsAt = null,
                    DoneAt = null,
                },
                Paris
            ) <= DateTime.UnixEpoch
        );
    }

    private static IEnumerable<Ticket> Change(params ChangeOutcome[] outcomes) =>
        outcomes.Select(
            (outcome, index) => Resolved with { Id = $"{index}", Kind = TicketKind.Change, Outcome = outcome }
        );

    private static DateTime Utc(string text) =>
        DateTime.Parse(
            text,
            System.Globalization.CultureInfo.InvariantCulture,
            System.Globalization.DateTimeStyles.AdjustToUniversal
        );
}
