using Apollo.Cluster.Tests.Support;
using Apollo.Model;

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

        Assert.Equal([0], (await kpi.Ahead(1))!.Points.Select(point => point[1]));
    }
}
