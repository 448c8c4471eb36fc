using Apollo.Cluster.Tests.Support;
using Apollo.Model;

namespace Apollo.Cluster.Tests.Kpis;

/// <summary>A desk's limits change while it runs: results and definitions follow, without a restart.</summary>
public sealed class LimitsThatChange
{
    private static readonly DateTime Start = DeskCluster.Start;

    [Fact]
    public async Task A_count_has_its_status_by_the_new_limits_at_once_and_is_described_by_them()
    {
        await using var cluster = await DeskCluster.PrepareAsync();
        await cluster
            .Itsm()
            .WriteAsync([.. Enumerable.Range(1, 3).Select(number => Some.Ticket($"INC-{number}", Start))]);
        await cluster.StartAsync();
        var board = cluster.Board();
        await board.UntilAsync(() => board.Value("open-tickets") == 3, "three tickets");
        var before = board["open-tickets"];
        Assert.Equal(KpiStatus.Good, before.Status);

        cluster.SetLimits("open-tickets", 2, 3, ofTeams: 1);
        await board.StillUntilAsync(() => board["open-tickets"].Status == KpiStatus.Critical, "it is critical");

        Assert.Equal((3, before.AsOf), (board.Value("open-tickets"), board["open-tickets"].AsOf));
        Assert.True(board["open-tickets"].Revision > before.Revision);
        var desk = cluster.Silos.Client.GetGrain<IDeskGrain>("north");
        var described = (await desk.Catalogue()).Single(kpi => kpi.Id == "open-tickets");
        Assert.Equal((2, 3), (described.Warning, described.Critical));
        Assert.Equal(new Thresholds(1, null), described.GroupLimits!["team"]);

        // What the KPI says later goes by them too, after it began afresh as well.
        await cluster.DeactivateAsync(cluster.Silos.Client.GetGrain<IKpiGrain>("north/open-tickets"));
        await cluster.Itsm().DeleteAsync("INC-1");
        await board.UntilAsync(() => board.Value("open-tickets") == 2, "two tickets");
        Assert.Equal(KpiStatus.Warning, board["open-tickets"].Status);
    }

    [Fact]
    public async Task An_age_crosses_the_new_limit_at_its_instant()
    {
        await using var cluster = await DeskCluster.PrepareAsync();
        await cluster.Itsm().WriteAsync(Some.Ticket("INC-1", Start));
        await cluster.StartAsync();
        var board = cluster.Board();
        await board.UntilAsync(() => board.HasAllCards, "all cards");
        Assert.Null(board["oldest-age"].Next);
        await board.ToAsync(Start.AddSeconds(10));

        cluster.SetLimits("oldest-age", 30, null);
        await board.StillUntilAsync(() => board["oldest-age"].Next is not null, "the next change is foretold");
        Assert.Equal(Start.AddSeconds(30), board["oldest-age"].Next!.Instant);
        Assert.Equal(Start.AddSeconds(30), board["oldest-age"].ValidUntil);
        await board.ToAsync(Start.AddSeconds(30).AddMilliseconds(-1));
        Assert.Equal(KpiStatus.Good, board["oldest-age"].Status);

        cluster.Clock.SetUtcNow(Start.AddSeconds(30));
        await board.StillUntilAsync(() => board["oldest-age"].Status == KpiStatus.Warning, "it warns");

        Assert.Equal(Start.AddSeconds(30), board["oldest-age"].AsOf);
    }
}
