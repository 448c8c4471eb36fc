using Apollo.Cards;
using Apollo.Cluster.Tests.Support;
using Apollo.Model;
using Apollo.Servers;

namespace Apollo.Cluster.Tests.Kpis;

/// <summary>A KPI tells what the clock alone will do to it, and that comes true.</summary>
public sealed class WhatTheClockWillDo
{
    private static readonly DateTime Start = DeskCluster.Start;

    [Fact]
    public async Task A_ticket_that_will_fall_overdue_is_told_until_it_is_resolved()
    {
        await using var cluster = await DeskCluster.PrepareAsync();
        var ticket = Some.Ticket("INC-1", Start.AddHours(-1)) with { DueAt = Start.AddMinutes(20) };
        await cluster.Itsm().WriteAsync(ticket);
        await cluster.StartAsync();
        var kpi = cluster.Silos.Client.GetGrain<IKpiGrain>("north/overdue");
        var board = cluster.Board();
        await board.UntilAsync(() => board.HasAllCards, "all cards");

        var ahead = await kpi.Ahead(1);

        Assert.Equal(ahead!.At.AddHours(1), ahead.Until);
        Assert.Equal([0, 1], ahead.Points.Select(point => point[1]));
        Assert.Equal(Start.AddMinutes(20), DateTime.UnixEpoch.AddMilliseconds(ahead.Points[1][0]!.Value));
        // Kept while nothing happens, and for the hours asked for.
        Assert.Equal(ahead.At, (await kpi.Ahead(1))!.At);
        Assert.Equal(ahead.At.AddHours(24), (await kpi.Ahead(24))!.Until);

        await cluster.Itsm().WriteAsync(ticket with { State = TicketState.Resolved, ResolvedAt = cluster.Now });
        await board.UntilAsync(() => board.Value("open-tickets") == 0, "the ticket is resolved");

        // Each KPI takes the cut by itself: this one perhaps a moment after the board has another.
        double?[] values = [];
        await Eventually.IsTrueAsync(
            async () =>
                (values = [.. (await kpi.Ahead(1))!.Points.Select(point => point[1])]).SequenceEqual<double?>([0]),
            () => $"nothing falls overdue any more; foretold is {string.Join(", ", values)}."
        );
    }

    [Fact]
    public async Task A_warning_that_only_the_clock_brings_is_on_the_card_an_hour_before()
    {
        await using var cluster = await DeskCluster.PrepareAsync();
        var due = Start.AddHours(1).AddSeconds(30);
        await cluster.Itsm().WriteAsync([.. Tickets(5, due)]);
        await cluster.StartAsync();
        var board = cluster.Board();
        await board.UntilAsync(() => board.HasAllCards, "all cards");
        var revision = board["overdue"].Revision;
        await board.ToAsync(due.AddHours(-1).AddMilliseconds(-1));
        Assert.Null(board["overdue"].Next);

        // It looks every 10 s; nothing more has to pass for it to be told.
        await board.ToAsync(due.AddHours(-1).AddSeconds(11));
        await board.StillUntilAsync(() => board["overdue"].Next is not null, "it is foretold");

        var next = board["overdue"].Next!;
        Assert.Equal((due, KpiStatus.Warning, 1), (next.Instant, next.Status, next.Rows));
        Assert.Equal((0, KpiStatus.Good), (board["overdue"].Value, board["overdue"].Status));
        Assert.True(board["overdue"].Revision > revision);
        Assert.Equal(next, cluster.Cache.Find<KpiResult>(CardKeys.Card("north", "overdue"))!.Next);

        // Two are resolved: three fall overdue, which is no warning.
        await cluster.Itsm().WriteAsync([.. Tickets(2, due, TicketState.Resolved)]);
        await board.UntilAsync(() => board["overdue"].Next is null, "it is foretold no longer");
        Assert.Equal(0, board.Value("overdue"));
    }

    [Fact]
    public async Task What_is_foretold_is_on_the_first_card_and_gone_when_it_has_come()
    {
        await using var cluster = await DeskCluster.PrepareAsync();
        var due = Start.AddSeconds(25);
        await cluster.Itsm().WriteAsync([.. Tickets(6, due)]);
        await cluster.StartAsync();
        var board = cluster.Board();
        board.OnHeard = () =>
            Assert.DoesNotContain(board.Cards.Values, card => card.Next is { } next && next.Instant <= card.AsOf);
        await board.UntilAsync(() => board.HasAllCards, "all cards");
        Assert.Equal((due, 2), (board["overdue"].Next!.Instant, board["overdue"].Next!.Rows));

        await board.UntilAsync(() => board.Value("overdue") == 6, "all are overdue");

        Assert.Equal((KpiStatus.Warning, null), (board["overdue"].Status, board["overdue"].Next));
    }

    [Fact]
    public async Task What_was_foretold_passes_with_its_instant_where_a_change_prevented_it_just_before()
    {
        await using var cluster = await DeskCluster.PrepareAsync();
        var due = Start.AddSeconds(25);
        await cluster.Itsm().WriteAsync([.. Tickets(5, due)]);
        await cluster.StartAsync();
        var board = cluster.Board();
        await board.ToAsync(due.AddSeconds(-3));
        Assert.NotNull(board["overdue"].Next);
        await cluster.Itsm().WriteAsync([.. Tickets(5, due.AddDays(9))]);
        await board.ToAsync(due.AddMilliseconds(250));

        Assert.Equal((0, null), (board.Value("overdue"), board["overdue"].Next));
    }

    private static IEnumerable<Ticket> Tickets(int count, DateTime due, TicketState state = TicketState.Open) =>
        Enumerable
            .Range(1, count)
            .Select(number =>
                Some.Ticket($"INC-{number}", Start.AddHours(-1)) with
                {
                    State = state,
                    DueAt = due,
                    ResolvedAt = state == TicketState.Resolved ? Start : null,
                    UpdatedAt = Start,
                }
            );
}
