using Apollo.Cluster.Tests.Support;
using Apollo.Model;

namespace Apollo.Cluster.Tests.Slices;

/// <summary>An ITSM that fails ages the data and never empties it; afterwards the desk catches up by itself.</summary>
public sealed class ItsmAway
{
    [Fact]
    public async Task Numbers_stand_with_a_growing_age_while_it_fails_and_catch_up_after()
    {
        await using var cluster = await DeskCluster.PrepareAsync();
        var due = DeskCluster.Start.AddSeconds(40);
        await cluster.Itsm().WriteAsync(Some.Ticket("INC-1", DeskCluster.Start) with { DueAt = due });
        await cluster.StartAsync();
        var board = cluster.Board();
        await board.UntilAsync(() => board.Value("open-tickets") == 1, "the ticket");

        await cluster.Itsm().ExecuteAsync("ALTER TABLE tickets RENAME TO tickets_away");
        await board.UntilAsync(() => board.Pulse()!.State == SliceState.Failing, "the failure to be said");
        var readAt = board.Last.ReadAt;
        var failingSince = board.Pulse()!.FailingSince;
        await board.ToAsync(due.AddSeconds(20));
        Assert.Equal(SliceState.Failing, board.Pulse()!.State);
        Assert.Equal(failingSince, board.Pulse()!.FailingSince);
        Assert.Equal(readAt, board.Last.ReadAt);
        Assert.True(cluster.Now - readAt > TimeSpan.FromSeconds(40));
        Assert.Equal([1], board.Shown("open-tickets").Distinct());
        // The clock goes on: what is known of the ticket says that it is overdue by now.
        Assert.Equal(1, board.Value("overdue"));

        await cluster.Itsm().ExecuteAsync("ALTER TABLE tickets_away RENAME TO tickets");
        // A poll that failed is not hastened: the next waits for its time, whatever the ITSM says.
        var slice = cluster.Silos.Client.GetGrain<ISliceGrain<Ticket>>("north/tickets");
        await slice.Nudge();
        var next = (await slice.Pulse()).NextPollAt!.Value;
        await board.ToAsync(next.AddSeconds(-0.5));
        Assert.Equal((SliceState.Failing, next), ((await slice.Pulse()).State, (await slice.Pulse()).NextPollAt));
        await cluster.Itsm().WriteAsync(Some.Ticket("INC-2", cluster.Now));
        await board.UntilAsync(() => board.Value("open-tickets") == 2, "the second ticket");
        await board.UntilAsync(() => board.Pulse()!.State == SliceState.Live, "the slice to be live again");
        Assert.Null(board.Pulse()!.Error);
    }
}
