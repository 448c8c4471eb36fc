using Apollo.Cluster.Tests.Support;
using Apollo.Model;

namespace Apollo.Cluster.Tests.Alerts;

/// <summary>A rule of a running desk tried on its past, and its alerts in the history of its number.</summary>
public sealed class ARuleOnThePast
{
    private static readonly By Ana = new("ana", "Ana", null);

    private static readonly AlertRule Rule = new()
    {
        Id = "",
        Name = "Backlog",
        Kpi = "open-tickets",
        Above = true,
        Critical = new AlertLevel(2, For: 5),
    };

    [Fact]
    public async Task Tells_the_alerts_that_were_where_it_was_on_and_elsewhere_those_that_would_have_been()
    {
        await using var cluster = await DeskCluster.PrepareAsync();
        var itsm = cluster.Itsm();
        await cluster.StartAsync();
        var board = cluster.Board();
        await board.UntilAsync(() => board.HasAllCards, "all cards");
        var begin = cluster.Now;
        AlertRule? rule = null;
        await PassUntilAsync(
            board,
            async () =>
                (
                    rule = (
                        await AlertsOf(cluster).AddRule(Ana, Audience.Everything, Rule with { Enabled = true }, default)
                    ).Rule
                )
                    is not null
        );
        for (var turn = 0; turn < 2; turn++)
        {
            await itsm.WriteAsync(Some.Ticket("A", cluster.Now), Some.Ticket("B", cluster.Now));
            await UntilFiringAsync(cluster, board, 1);
            await itsm.DeleteAsync("B");
            await UntilFiringAsync(cluster, board, 0);
        }
        var end = cluster.Now;
        await board.PassAsync(5);
        var history = cluster.Silos.Client.GetGrain<IHistoryGrain>("north");
        await PassUntilAsync(board, async () => (await history.Health()).WrittenUntil > end);
        var were = (await AlertsOf(cluster).Alerts(null, null, null, default)).Reverse().ToList();
        Assert.Equal(2, were.Count);

        var live = await TestAsync(cluster, rule!, begin);
        Assert.Equal(
            were.Select(alert => (alert.FiredAt!.Value, alert.ResolvedAt, alert.Worst, true)),
            live.Fired.Select(fired => (fired.From, fired.To, fired.Worst, fired.Live))
        );
        Assert.Equal((2, 2, 0), (live.Least, live.Most, live.OutsideHours));
        Assert.Equal([0, 1, 2, 3, 4], live.Around.Select(limit => limit.At));
        Assert.Equal((2, 0), (live.Around[2].Times, live.Around[3].Times));

        var tried = await TestAsync(cluster, Rule, begin);
        Assert.Equal(2, tried.Fired.Length);
        for (var index = 0; index < 2; index++)
        {
            var (fired, was) = (tried.Fired[index], were[index]);
            Assert.False(fired.Live);
            Assert.InRange((fired.From - was.FiredAt!.Value).Duration(), TimeSpan.Zero, TimeSpan.FromSeconds(1));
            Assert.InRange(
                (fired.To!.Value - was.ResolvedAt!.Value).Duration(),
                TimeSpan.Zero,
                TimeSpan.FromSeconds(1)
            );
            Assert.Equal((KpiStatus.Critical, was.Worst), (fired.Severity, fired.Worst));
        }
        var groups = await TestAsync(cluster, Rule with { Dimension = "team", Group = "*" }, begin);
        Assert.All(groups.Fired, fired => Assert.NotNull(fired.Group));
        var wrong = await Assert.ThrowsAsync<HistoryQueryException>(() =>
            TestAsync(cluster, Rule with { Kpi = "weather" }, begin)
        );
        Assert.Equal("kpi", wrong.Parameter);

        var shown = await history.History(
            new HistoryQuery("open-tickets", begin, cluster.Now, null, null, null),
            default
        );
        Assert.Equal(
            were.Select(alert => new AlertSpan(alert.Id, alert.Severity, alert.FiredAt!.Value, alert.ResolvedAt)),
            shown.Alerts
        );
        var other = new HistoryQuery("overdue", begin, cluster.Now, null, null, null);
        Assert.Empty((await history.History(other, default)).Alerts);
    }

    private static Task<BackTest> TestAsync(DeskCluster cluster, AlertRule rule, DateTime from) =>
        cluster
            .Silos.Client.GetGrain<IBackTestGrain>("north")
            .Test(new BackTestQuery(rule, from, cluster.Now, null, Audience.Everything), default);

    private static IAlertsGrain AlertsOf(DeskCluster cluster) => cluster.Silos.Client.GetGrain<IAlertsGrain>("north");

    private static Task UntilFiringAsync(DeskCluster cluster, Board board, int count) =>
        PassUntilAsync(
            board,
            async () =>
            {
                var all = await AlertsOf(cluster).Alerts(AlertPhase.Firing, null, null, default);
                return all.Length == count && all.All(alert => alert.Recorded);
            }
        );

    private static Task PassUntilAsync(Board board, Func<Task<bool>> isSo) =>
        board.PassUntilReadAsync(isSo, "the alerts are as expected");
}
