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
        await cluster.Itsm("south").WriteAsync(Some.Ticket("INC-1", DeskCluster.Start), Some.Ticket("INC-2", DeskCluster.Start));
        await cluster.StartAsync();
        var (north, south) = (cluster.Board("north"), cluster.Board("south"));
        await north.UntilAsync(() => north.Cards.Count == 41, "all cards of the north");
        await south.UntilAsync(() => south.Cards.Count == 41, "all cards of the south");

        await cluster.Itsm("south").WriteAsync(Some.Ticket("INC-3", cluster.Now));
        await south.UntilAsync(() => south.Value("open-tickets") == 3, "the third ticket");
        await north.PassAsync(6);
        Assert.Equal([1], north.Shown("open-tickets").Distinct());
        Assert.Equal([2, 3], south.Shown("open-tickets").Distinct());
        Assert.Equal(["north", "south"], (await cluster.Silos.Client.GetGrain<IDirectoryGrain>(0).Desks()).Select(desk => desk.Id));
    }
}
