using System.Globalization;
using Apollo.Simulator.Demo;
using NodaTime;

namespace Apollo.Simulator.Tests;

/// <summary>
/// The demo desk looks like a desk on the day it is made and after two weeks, whatever the seed, the season and the
/// hour.
/// </summary>
public sealed class TheDeskStaysBelievable
{
    /// <summary>Winter and summer, a weekend night, and a fortnight in which the clocks change.</summary>
    public static TheoryData<int, string> Desks =>
        new()
        {
            { 1, "2026-11-23T10:00:00Z" },
            { 2, "2026-03-25T14:30:00Z" },
            { 3, "2026-07-18T22:00:00Z" },
        };

    [Theory]
    [MemberData(nameof(Desks))]
    public void For_two_weeks_every_hour_is_believable(int seed, string start)
    {
        var desk = new LivedDesk(seed, Instant(start));
        for (var hour = 0; hour <= 14 * 24; hour++)
        {
            desk.LiveUntil(Instant(start).AddHours(hour));
            Within(90, 220, desk.Open.Count(), "open tickets", desk);
            Within(1, 18, desk.Open.Count(ticket => ticket.DueAt <= desk.At), "overdue tickets", desk);
            Within(0, 30, desk.Open.Count(ticket => ticket.Assignee is null), "unassigned tickets", desk);
            Within(0, 20, desk.Open.Count(ticket => ticket.RespondedAt is null), "tickets awaiting a response", desk);
            Within(
                0,
                4,
                desk.Open.Count(ticket => ticket is { Kind: TicketKinds.Incident, Priority: 1 }),
                "critical incidents",
                desk
            );
            foreach (
                var kind in (string[])
                    [TicketKinds.Incident, TicketKinds.Request, TicketKinds.Problem, TicketKinds.Change]
            )
                Within(1, 120, desk.Open.Count(ticket => ticket.Kind == kind), "open of kind " + kind, desk);
            Within(
                1,
                5,
                desk.Interventions.Count(visit =>
                    visit.State is InterventionStates.Planned or InterventionStates.Underway && visit.EndsAt <= desk.At
                ),
                "overdue interventions",
                desk
            );
            if (hour % 6 == 0)
                Mostly_good(desk);
        }
        // What a ticket says of itself holds of every one there ever was.
        foreach (var ticket in desk.Tickets)
            Consistent(ticket, desk.At);
        foreach (var visit in desk.Interventions)
            Assert.True(
                visit.EndsAt > visit.StartsAt
                    && (visit.DoneAt is null || visit.DoneAt >= visit.StartsAt)
                    && (visit.State == InterventionStates.Done) == (visit.DoneAt is not null),
                visit.ToString()
            );
    }

    [Theory]
    [InlineData(4, "2026-11-24T08:30:00Z")]
    [InlineData(5, "2026-01-05T10:00:00Z")]
    [InlineData(6, "2026-06-12T13:00:00Z")]
    [InlineData(7, "2026-09-16T15:30:00Z")]
    [InlineData(8, "2026-10-25T00:30:00Z")]
    public void A_fresh_board_is_mostly_good_with_a_few_warnings(int seed, string start)
    {
        var desk = new LivedDesk(seed, Instant(start));
        Mostly_good(desk);
        Assert.Equal(
            Roster.Teams.Select(team => team.Name).Order(StringComparer.Ordinal),
            desk.Tickets.Select(ticket => ticket.Team!).Distinct().Order(StringComparer.Ordinal)
        );
        Assert.Equal(10, desk.Tickets.Select(ticket => ticket.Location).Distinct().Count());
        Assert.Equal(25, desk.Tickets.Select(ticket => ticket.Assignee).OfType<string>().Distinct().Count());
        Assert.Equal([1, 2, 3, 4, 5], desk.Tickets.Select(ticket => ticket.Priority!.Value).Distinct().Order());
        Assert.Equal(
            ["backed_out", "failed", "successful"],
            desk.Tickets.Select(ticket => ticket.Outcome).OfType<string>().Distinct().Order(StringComparer.Ordinal)
        );
    }

    [Theory]
    [MemberData(nameof(Desks))]
    public void Every_working_week_of_the_calendar_is_worth_looking_at(int seed, string start)
    {
        var desk = new LivedDesk(seed, Instant(start));
        var clock = new ServiceClock();
        int days = 0,
            hours = 0,
            underway = 0,
            visits = 0,
            late = 0;
        var conflicts = new List<int>();
        for (var hour = 0; hour <= 14 * 24; hour++)
        {
            desk.LiveUntil(Instant(start).AddHours(hour));
            var local = clock.Local(desk.At);
            if (local.DayOfWeek is IsoDayOfWeek.Saturday or IsoDayOfWeek.Sunday)
                continue;
            var monday = clock.Utc(local.Date.PlusDays(1 - (int)local.DayOfWeek).AtMidnight());
            if (local.Hour is 10 or 11 or 14 or 15 or 16 or 17)
            {
                hours++;
                underway += desk.Interventions.Any(visit =>
                    visit.State == InterventionStates.Underway && visit.EndsAt > desk.At
                )
                    ? 1
                    : 0;
            }
            if (local.Hour == 15)
            {
                days++;
                late += desk.Interventions.Any(visit =>
                    visit.State == InterventionStates.Planned
                    && desk.Open.Any(ticket => ticket.Id == visit.TicketId && ticket.DueAt < visit.StartsAt)
                )
                    ? 1
                    : 0;
                conflicts.Add(desk.Conflicts(monday, 7));
            }
            if (local.Hour != 20)
                continue;
            var today = desk
                .Interventions.Where(visit => visit.StartsAt >= clock.StartOfDay(desk.At) && visit.StartsAt < desk.At)
                .ToList();
            Within(2, 14, today.Count(visit => visit.State != InterventionStates.Cancelled), "visits today", desk);
            Within(1, 14, today.Count(visit => visit.State == InterventionStates.Done), "visits done today", desk);
            visits += today.Count(visit => visit.State != InterventionStates.Cancelled);
        }
        Assert.True((double)visits / days is > 5.5 and < 10, $"{visits} visits in {days} days.");
        Assert.True(underway >= hours * .45, $"In {underway} of {hours} working hours somebody is on site.");
        Assert.True(late >= days * .6, $"On {late} of {days} days a visit starts after its ticket is due.");
        Assert.InRange(conflicts.Average(), .5, 3);
        Assert.InRange(conflicts.Max(), 1, 5);
        var lastWeek = desk
            .Interventions.Where(visit => visit.StartsAt > desk.At.AddDays(-7) && visit.StartsAt <= desk.At.AddDays(7))
            .ToList();
        Assert.Contains(lastWeek, visit => visit.State == InterventionStates.Cancelled);
        Assert.InRange(lastWeek.Select(visit => visit.Location).Distinct().Count(), 8, 10);
        Assert.InRange(lastWeek.Select(visit => visit.Technician).Distinct().Count(), 12, 16);
    }

    /// <summary>A desk to show: neither a board all green nor one half red.</summary>
    private static void Mostly_good(LivedDesk desk)
    {
        var board = Board.Of(desk);
        var shown = string.Create(
            CultureInfo.InvariantCulture,
            $"{desk.At:u}: critical {string.Join(", ", board.Critical)}; warning {string.Join(", ", board.Warning)}"
        );
        Assert.True(board.Critical.Count <= 4, shown);
        Assert.True(board.Warning.Count is >= 2 and <= 11, shown);
        Assert.True(board.Good >= 22, shown);
    }

    private static void Consistent(TicketRow ticket, DateTime now)
    {
        DateTime?[] times =
        [
            ticket.OpenedAt,
            ticket.RespondedAt,
            ticket.ResolvedAt,
            ticket.ClosedAt,
            ticket.ReopenedAt,
        ];
        Assert.True(times.All(time => time is null || (time >= ticket.OpenedAt && time <= now)), ticket.ToString());
        Assert.True(
            ticket.ResolvedAt is null == (ticket.IsOpen || ticket.State == TicketStates.Cancelled),
            ticket.ToString()
        );
        Assert.True(
            ticket.ClosedAt is null == ticket.State is not (TicketStates.Closed or TicketStates.Cancelled),
            ticket.ToString()
        );
        Assert.True(ticket.ResolvedAt is null || ticket.RespondedAt <= ticket.ResolvedAt, ticket.ToString());
        Assert.True(
            ticket.ClosedAt is null || ticket.ResolvedAt is null || ticket.ResolvedAt <= ticket.ClosedAt,
            ticket.ToString()
        );
        Assert.True(
            ticket is { PendingSeconds: >= 0, Reopens: >= 0, Reassignments: >= 0, Priority: >= 1 and <= 5 }
                && ticket.Rating is null or (>= 1 and <= 5),
            ticket.ToString()
        );
        Assert.True(ticket.Reopens > 0 == ticket.ReopenedAt is not null, ticket.ToString());
        Assert.True(
            ticket.State is not (TicketStates.Pending or TicketStates.Resolved) || ticket.Assignee is not null,
            ticket.ToString()
        );
        if (ticket.Kind == TicketKinds.Change)
            Assert.True(ticket.Outcome is null == ticket.ResolvedAt is null, ticket.ToString());
        else
            Assert.Null(ticket.Outcome);
    }

    private static void Within(int from, int to, int count, string what, LivedDesk desk) =>
        Assert.True(
            count >= from && count <= to,
            string.Create(
                CultureInfo.InvariantCulture,
                $"{count} {what} at {desk.At:u}; believable are {from} to {to}."
            )
        );

    private static DateTime Instant(string text) =>
        DateTime.Parse(text, CultureInfo.InvariantCulture, DateTimeStyles.AdjustToUniversal);
}
