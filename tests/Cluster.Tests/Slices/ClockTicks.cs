using Apollo.Cluster.Tests.Support;

namespace Apollo.Cluster.Tests.Slices;

/// <summary>Numbers move when the clock makes them move, at that instant, with no change in the ITSM.</summary>
public sealed class ClockTicks
{
    [Fact]
    public async Task A_ticket_falls_overdue_at_its_due_instant_and_not_a_millisecond_before()
    {
        await using var cluster = await DeskCluster.PrepareAsync();
        var due = DeskCluster.Start.AddSeconds(20);
        await cluster.Itsm().WriteAsync(Some.Ticket("INC-1", DeskCluster.Start.AddHours(-1)) with { DueAt = due });
        await cluster.StartAsync();
        var board = cluster.Board();
        await board.UntilAsync(() => board.HasAllCards, "all cards");
        Assert.Equal(due, board["overdue"].ValidUntil);
        await board.ToAsync(due.AddMilliseconds(-1));
        Assert.Equal(0, board.Value("overdue"));

        cluster.Clock.SetUtcNow(due);
        await board.StillUntilAsync(() => board.Value("overdue") == 1, "the ticket to fall overdue");
        Assert.Equal(due, board["overdue"].AsOf);
        Assert.True(board["overdue"].Moved!.ByClock);
        Assert.Equal(0, board.Value("due-within-2-hours"));
    }

    [Fact]
    public async Task The_day_ends_at_the_desks_own_midnight()
    {
        await using var cluster = await DeskCluster.PrepareAsync();
        var midnight = new DateTime(2026, 3, 10, 23, 0, 0, DateTimeKind.Utc);
        await cluster
            .Itsm()
            .WriteAsync(
                Some.Ticket("INC-1", DeskCluster.Start.AddMinutes(-5)),
                Some.Ticket("INC-2", DeskCluster.Start.AddMinutes(-6))
            );
        await cluster.StartAsync();
        var board = cluster.Board();
        await board.UntilAsync(() => board.HasAllCards, "all cards");
        Assert.Equal(2, board.Value("opened-today"));
        Assert.Equal(midnight, board["opened-today"].ValidUntil);

        await board.UntilAsync(() => board.Value("opened-today") == 0, "midnight in Paris");
        Assert.Equal(midnight, board["opened-today"].AsOf);
        Assert.Equal([2, 0], board.Shown("opened-today").Distinct());
    }
}
