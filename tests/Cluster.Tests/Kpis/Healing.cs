using Apollo.Cluster.Tests.Support;

namespace Apollo.Cluster.Tests.Kpis;

/// <summary>A KPI that dies heals by itself, and no wrong number is ever shown.</summary>
public sealed class Healing
{
    [Fact]
    public async Task A_kpi_that_dies_comes_back_with_the_value_of_now_and_a_higher_revision()
    {
        await using var cluster = await DeskCluster.PrepareAsync();
        await cluster.Itsm().WriteAsync(Some.Ticket("INC-1", DeskCluster.Start));
        await cluster.StartAsync();
        var board = cluster.Board();
        await board.UntilAsync(() => board.Value("open-tickets") == 1, "the first ticket");
        await cluster.Itsm().WriteAsync(Some.Ticket("INC-2", cluster.Now));
        await board.UntilAsync(() => board.Value("open-tickets") == 2, "the second ticket");
        await cluster.Itsm().WriteAsync(Some.Ticket("INC-3", cluster.Now));
        await board.UntilAsync(() => board.Value("open-tickets") == 3, "the third ticket");

        var before = board["open-tickets"].Revision;
        var heard = board.Heard.Count;
        await cluster.DeactivateAsync(cluster.Silos.Client.GetGrain<IKpiGrain>("north/open-tickets"));
        await board.UntilAsync(() => board["open-tickets"].Revision > before, "the KPI to come back");
        Assert.Equal([3], board.Shown("open-tickets", heard).Distinct());

        await cluster.Itsm().WriteAsync(Some.Ticket("INC-4", cluster.Now));
        await board.UntilAsync(() => board.Value("open-tickets") == 4, "the fourth ticket");
        Assert.Equal([3, 4], board.Shown("open-tickets", heard).Distinct());
    }
}
