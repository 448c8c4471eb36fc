using Apollo.Cluster.Tests.Support;

namespace Apollo.Cluster.Tests.Desks;

/// <summary>Desks live side by side.</summary>
public sealed class SeveralDesks
{
    [Fact]
    public async Task Two_desks_do_not_mix()
    {
        await using var cluster = await DeskCluster.PrepareAsync(desks: ["north", "south"]);
        await cluster.Itsm("north").WriteAsync(Some.Ticket("INC-1", DeskCluster.Start));
        await cluster
            .Itsm("south")
            .WriteAsync(Some.Ticket("INC-1", DeskCluster.Start), Some.Ticket("INC-2", DeskCluster.Start));
        await cluster.StartAsync();
        var (north, south) = (cluster.Board("north"), cluster.Board("south"));
        await north.UntilAsync(() => north.HasAllCards, "all cards of the north");
        await south.UntilAsync(() => south.HasAllCards, "all cards of the south");

        await cluster.Itsm("south").WriteAsync(Some.Ticket("INC-3", cluster.Now));
        await south.UntilAsync(() => south.Value("open-tickets") == 3, "the third ticket");
        await north.PassAsync(6);
        Assert.Equal([1], north.Shown("open-tickets").Distinct());
        Assert.Equal([2, 3], south.Shown("open-tickets").Distinct());
        Assert.Equal(
            ["north", "south"],
            (await cluster.Silos.Client.GetGrain<IDirectoryGrain>(0).Desks()).Select(desk => desk.Id)
        );
    }

    [Fact]
    public async Task Of_three_silos_one_stops_and_every_desk_goes_on_with_right_numbers()
    {
        string[] desks = [.. Enumerable.Range(1, 3).Select(number => $"desk-{number}")];
        await using var cluster = await DeskCluster.PrepareAsync(desks: desks);
        foreach (var desk in desks)
            await cluster
                .Itsm(desk)
                .WriteAsync(Some.Ticket("INC-1", cluster.Now) with { DueAt = cluster.Now.AddMinutes(1) });
        await cluster.StartAsync(silos: 3);
        await UntilAllEqualAsync();
        // The first to start was alone for a moment, and has most desks.
        await cluster.StopAsync(cluster.Silos.Silos[0]);
        foreach (var desk in desks)
            await cluster.Itsm(desk).WriteAsync(Some.Ticket("INC-2", cluster.Now));
        await UntilAllEqualAsync();

        async Task UntilAllEqualAsync()
        {
            foreach (var desk in desks)
            {
                var board = cluster.Board(desk);
                await board.UntilAsync(
                    () => board.HasAllCards && Truth.Difference(board, cluster.Itsm(desk), cluster.Now) is null,
                    $"all cards of {desk} as a recount has them"
                );
            }
        }
    }
}
