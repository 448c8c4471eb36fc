using System.Globalization;
using Apollo.Grains.Configuration;
using Apollo.Grains.Reports;
using Apollo.Grains.Tests.Support;
using Apollo.Model;
using Microsoft.Extensions.Time.Testing;

namespace Apollo.Grains.Tests.Reports;

/// <summary>The days of a report, how tickets stood then, and what a filter may name.</summary>
public sealed class PeriodTests
{
    private static readonly DateTime Now = Some.Noon;

    [Theory]
    [InlineData("2026-03-29", 23)]
    [InlineData("2026-10-25", 25)]
    [InlineData("2026-11-02", 24)]
    public void A_day_on_which_the_clocks_change_has_its_own_length(string day, int hours)
    {
        var days = ReportDays.Of(new(day, day), Live.Paris, Now);
        Assert.Equal(TimeSpan.FromHours(hours), days.End - days.Start);
        Assert.Equal((days.End, day), (days.AsOf, days.Told().From));
    }

    [Fact]
    public void A_period_that_goes_on_is_told_as_of_now()
    {
        var days = ReportDays.Of(new("2026-11-01", "2026-11-30"), Live.Paris, Now);
        Assert.Equal(Now, days.AsOf);
        Assert.True(days.End > Now);
    }

    [Theory]
    [InlineData("2026-11-03", "2026-11-02", "to", "before from")]
    [InlineData("2016-10-01", "2026-11-05", "from", "more than 3660 days")]
    [InlineData("2026-11-24", "2026-11-24", "from", "has not begun")]
    [InlineData("2026-02-30", "2026-11-02", "from", "such as 2026-03-02")]
    [InlineData("2026-11-02", "tomorrow", "to", "such as 2026-03-02")]
    public void What_is_no_period_is_named_with_the_mend(string from, string to, string parameter, string mend)
    {
        var error = Assert.Throws<ReportQueryException>(() => ReportDays.Of(new(from, to), Live.Paris, Now));
        Assert.Equal(parameter, error.Parameter);
        Assert.Contains(mend, error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(TicketState.Open, null, null, "open")]
    [InlineData(TicketState.Pending, null, -1, "overdue")]
    [InlineData(TicketState.Open, -5, 1, "open")]
    [InlineData(TicketState.Resolved, -2, -1, "in-time")]
    [InlineData(TicketState.Resolved, -2, -3, "late")]
    [InlineData(TicketState.Closed, -2, null, "in-time")]
    [InlineData(TicketState.Resolved, 1, -1, "overdue")]
    [InlineData(TicketState.Resolved, 0, null, "open")]
    [InlineData(TicketState.Cancelled, null, -1, "cancelled")]
    public void How_a_ticket_stood(TicketState state, int? resolved, int? due, string ending)
    {
        var ticket = Some.Ticket(state: state, opened: Now.AddDays(-2)) with
        {
            ResolvedAt = resolved is { } at ? Now.AddHours(at) : null,
            DueAt = due is { } by ? Now.AddHours(by) : null,
            UpdatedAt = Now.AddHours(-1),
        };
        Assert.Equal(ending, TicketAsOf.Ending(ticket, Now));
    }

    [Fact]
    public void Who_does_not_see_every_row_filters_figures_by_nothing_that_tells_one_from_the_others()
    {
        foreach (var column in (string[])["id", "title", "assignee", "requester", "url"])
        {
            Assert.Throws<TableQueryException>(() => Reading($"{column} = \"x\"", everyColumn: false));
            Reading($"{column} = \"x\"", everyColumn: true);
        }
        Assert.Throws<TableQueryException>(() => Reading("any ~ \"(\" and colour = red", everyColumn: true));
        var byWord = Reading("any ~ \"lima\"", everyColumn: false);
        Assert.False(byWord.Passes(Some.Ticket()));
        Assert.True(Reading("any ~ \"lima\"", everyColumn: true).Passes(Some.Ticket()));
    }

    [Fact]
    public void A_figures_tickets_can_be_asked_for()
    {
        // A Monday at 10:17 in Paris; resolved on Tuesday, in service time after 2 h 43 min, less 13 min on hold.
        var ticket = Some.Ticket(state: TicketState.Resolved, opened: Utc("2026-11-16T09:17:00Z")) with
        {
            ResolvedAt = Utc("2026-11-16T13:00:00Z"),
            PendingSeconds = 780,
            DueAt = Utc("2026-11-16T12:00:00Z"),
        };
        foreach (
            var filter in (string[])
                [
                    "weekday = 1 and hour = 10",
                    "timeToResolve >= 9000 and timeToResolve < 9001",
                    "ending = late and resolvedInTime = no",
                    "respondedInTime is empty",
                    "age = 614580",
                ]
        )
            Assert.True(Reading(filter, everyColumn: false).Passes(ticket), filter);
    }

    [Fact]
    public async Task More_ways_through_the_steps_than_are_told_are_refused_with_the_mend()
    {
        var flow = new FlowTally(Reading(null, everyColumn: true), ["service", "ending"]);
        flow.Begin();
        var ticket = Some.Ticket(opened: Now.AddDays(-1));
        for (var service = 0; service < FlowReport.MostPaths; service++)
            await flow.TakeAsync(ticket with { Service = $"{service}" }, CancellationToken.None);
        Assert.Equal(FlowReport.MostPaths, flow.Told().Total);
        var error = await Assert.ThrowsAsync<ReportQueryException>(async () =>
            await flow.TakeAsync(ticket with { Service = "one more" }, CancellationToken.None)
        );
        Assert.Contains("leave out a step", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("team")]
    [InlineData("team,team")]
    [InlineData("team,assignee")]
    [InlineData("channel,category,team,location,priority,kind")]
    public void Steps_that_are_none_are_refused(string steps) =>
        Assert.Throws<ReportQueryException>(() => FlowTally.Check([.. steps.Split(',')], FurtherNames.None));

    private static DateTime Utc(string text) => DateTimeOffset.Parse(text, CultureInfo.InvariantCulture).UtcDateTime;

    private static PeriodReading Reading(string? filter, bool everyColumn) =>
        new(
            new DeskSetup(
                null!,
                Live.Paris,
                null!,
                default,
                default,
                default,
                new Dictionary<string, Thresholds>(),
                new Dictionary<string, System.Collections.Immutable.ImmutableDictionary<string, Thresholds>>()
            ),
            new ReportQuery("2026-11-01", "2026-11-30", filter, everyColumn),
            new FakeTimeProvider(Now)
        );
}
