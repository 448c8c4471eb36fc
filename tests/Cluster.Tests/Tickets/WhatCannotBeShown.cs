using Apollo.Cluster.Tests.Support;
using Apollo.Model;

namespace Apollo.Cluster.Tests.Tickets;

/// <summary>What of an opened ticket cannot be shown is listed until the ticket is well, and the list is bounded.
/// </summary>
public sealed class WhatCannotBeShown
{
    private const int Most = 200;

    [Fact]
    public async Task A_ticket_with_an_entry_that_no_text_can_show_is_listed_until_it_is_opened_and_well()
    {
        await using var cluster = await DeskCluster.PrepareAsync();
        var itsm = cluster.Itsm();
        await itsm.WriteAsync(Some.Ticket("WELL", cluster.Now), Some.Ticket("ODD", cluster.Now));
        await AddEventAsync(itsm, "WELL", "'Seen'");
        await AddEventAsync(itsm, "ODD", "x'00ff'");
        var tickets = await StartAsync(cluster);
        Assert.Empty(await tickets.BadDetails());

        Assert.NotNull(await OpenAsync(tickets, "WELL"));
        Assert.Empty(await tickets.BadDetails());
        var opened = (await OpenAsync(tickets, "ODD"))!;
        Assert.Null(opened.DetailError);
        Assert.Null(Assert.Single(opened.Timeline).Text);
        var listed = Assert.Single(await tickets.BadDetails());
        Assert.Equal(("ODD", false, cluster.Now), (listed.Id, listed.LeftOut, listed.SeenAt));
        Assert.StartsWith("timeline: text ", listed.Reason, StringComparison.Ordinal);

        // Who opens it again meanwhile finds it listed once; mended and opened it is no longer.
        await OpenAsync(tickets, "ODD");
        Assert.Single(await tickets.BadDetails());
        await itsm.ExecuteAsync("UPDATE ticket_events SET text = 'Seen' WHERE ticket_id = 'ODD'");
        cluster.Clock.Advance(TimeSpan.FromSeconds(6));
        Assert.Equal("Seen", Assert.Single((await OpenAsync(tickets, "ODD"))!.Timeline).Text);
        Assert.Empty(await tickets.BadDetails());
    }

    [Fact]
    public async Task Of_many_the_newest_are_listed_newest_first()
    {
        await using var cluster = await DeskCluster.PrepareAsync();
        var itsm = cluster.Itsm();
        var ids = Enumerable.Range(1, Most + 2).Select(number => $"ODD-{number}").ToList();
        await itsm.WriteAsync([.. ids.Select(id => Some.Ticket(id, cluster.Now))]);
        await itsm.ExecuteAsync(
            "INSERT INTO ticket_events (ticket_id, at, author, kind, text) "
                + "SELECT id, '2026-03-10T08:00:00.000Z', 'Ana', 'note', x'00ff' FROM tickets"
        );
        var tickets = await StartAsync(cluster);
        foreach (var id in ids)
        {
            Assert.NotNull(await OpenAsync(tickets, id));
            cluster.Clock.Advance(TimeSpan.FromMilliseconds(1));
        }
        var listed = await tickets.BadDetails();
        Assert.Equal(ids.TakeLast(Most).Reverse(), listed.Select(row => row.Id));
    }

    private static async Task<ITicketsGrain> StartAsync(DeskCluster cluster)
    {
        await cluster.StartAsync();
        var board = cluster.Board();
        await board.UntilAsync(() => board.HasAllCards, "all cards");
        return cluster.Silos.Client.GetGrain<ITicketsGrain>("north");
    }

    private static Task<TicketDetail?> OpenAsync(ITicketsGrain tickets, string id) =>
        tickets.Detail(id, Audience.Everything, CancellationToken.None);

    private static Task AddEventAsync(ItsmFile itsm, string ticket, string text) =>
        itsm.ExecuteAsync(
            "INSERT INTO ticket_events (ticket_id, at, author, kind, text) "
                + $"VALUES ('{ticket}', '2026-03-10T08:00:00.000Z', 'Ana', 'note', {text})"
        );
}
