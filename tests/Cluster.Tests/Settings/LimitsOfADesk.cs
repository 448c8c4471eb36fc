using Apollo.Cluster.Tests.Support;
using Apollo.Model;

namespace Apollo.Cluster.Tests.Settings;

/// <summary>The limits that people set of a running desk.</summary>
public sealed class LimitsOfADesk
{
    private static readonly By Ana = new("ana", "Ana", null);

    [Fact]
    public async Task Hold_at_once_in_results_definitions_history_and_suggested_rules_and_after_a_restart()
    {
        await using var cluster = await DeskCluster.PrepareAsync();
        await cluster
            .Itsm()
            .WriteAsync([.. Enumerable.Range(1, 3).Select(number => Some.Ticket($"INC-{number}", DeskCluster.Start))]);
        await cluster.StartAsync();
        var board = cluster.Board();
        await board.UntilAsync(() => board.Value("open-tickets") == 3, "three tickets");
        var first = await Limits(cluster).Find("open-tickets", null, default);
        Assert.Equal((false, 0L, null), (first!.Changed, first.Revision, first.From));

        // What was before is remembered only where the history was written by then.
        await PassUntilAsync(board, async () => (await HistoryAsync(cluster, null)).Count == 1);

        var set = await Limits(cluster).Set(Ana, "open-tickets", null, new Thresholds(2, 3), 0, default);
        Assert.Equal((true, "Ana", cluster.Now), (set.Limits!.Changed, set.Limits.By, set.Limits.From!.Value));
        Assert.Equal(first.Configured, set.Limits.Configured);
        await board.StillUntilAsync(() => board["open-tickets"].Status == KpiStatus.Critical, "it is critical");
        await Limits(cluster).Set(Ana, "open-tickets", "team:Network", new Thresholds(1, null), null, default);
        var described = await DescribedAsync(cluster);
        Assert.Equal((2, 3, set.Limits.From), (described.Warning, described.Critical, described.LimitsFrom));
        Assert.Equal(new Thresholds(1, null), described.GroupLimits!["team:Network"]);
        AlertRule? suggested = null;
        await PassUntilAsync(
            board,
            async () =>
            {
                var rules = await cluster.Silos.Client.GetGrain<IAlertsGrain>("north").Rules(default);
                suggested = rules.Single(rule => rule.Id == "suggested-open-tickets");
                return true;
            }
        );
        Assert.Equal((2, 3), (suggested!.Warning!.At, suggested.Critical!.At));
        await PassUntilAsync(board, async () => await HistoryAsync(cluster, null) is [.., var last] && last[2] == 3);
        Assert.Equal(1, (await HistoryAsync(cluster, "Network"))[^1][1]);

        await cluster.RestartAsync(() => Task.CompletedTask);
        board = cluster.Board();
        await board.UntilAsync(() => board.Value("open-tickets") == 3, "three tickets again");
        Assert.Equal(KpiStatus.Critical, board["open-tickets"].Status);
        var stale = await Limits(cluster).Set(Ana, "open-tickets", null, null, 0, default);
        Assert.Equal(LimitsOutcome.Changed, stale.Outcome);
        var back = await Limits(cluster).Set(Ana, "open-tickets", null, null, set.Limits.Revision, default);
        Assert.Equal((false, first.Configured), (back.Limits!.Changed, back.Limits.Configured));
        await board.StillUntilAsync(() => board["open-tickets"].Status == KpiStatus.Good, "it is good again");
        Assert.Null((await DescribedAsync(cluster)).LimitsFrom);
        // The past keeps its own.
        await PassUntilAsync(board, async () => (await HistoryAsync(cluster, null)).Count == 3);
        var past = await HistoryAsync(cluster, null);
        Assert.Equal([first.Critical, 3, first.Critical], past.Select(limits => limits[2]));
        var audit = await cluster.Silos.Client.GetGrain<IAuditGrain>(0).Read(null, null, 10, null, default);
        Assert.Equal(
            ["limits.configured", "limits.changed", "limits.changed"],
            audit.Where(entry => entry.Action.StartsWith("limits", StringComparison.Ordinal)).Select(e => e.Action)
        );
    }

    [Fact]
    public async Task Are_known_in_every_silo_to_which_the_desk_may_come()
    {
        await using var cluster = await DeskCluster.PrepareAsync();
        await cluster.Itsm().WriteAsync(Some.Ticket("INC-1", DeskCluster.Start));
        await cluster.StartAsync(silos: 2);
        var board = cluster.Board();
        await board.UntilAsync(() => board.Value("open-tickets") == 1, "a ticket");
        await Limits(cluster).Set(Ana, "open-tickets", null, new Thresholds(null, 1), null, default);
        await board.StillUntilAsync(() => board["open-tickets"].Status == KpiStatus.Critical, "it is critical");
        foreach (var silo in cluster.Silos.Silos)
        {
            var desks = (Grains.Configuration.DeskList)
                silo.ServiceProvider.GetService(typeof(Grains.Configuration.DeskList))!;
            // A silo that is just asking for something else starts its pause late: the clock goes on until it asked.
            await board.PassUntilAsync(
                () => Task.FromResult(desks["north"].Set.Of("open-tickets", null)?.Limits == new Thresholds(null, 1)),
                "the silo knows the limits"
            );
        }
    }

    [Theory]
    [InlineData("weather", null, 1, 2, "kpi")]
    [InlineData("overdue", null, 5, 4, "critical")]
    [InlineData("overdue", null, double.NaN, 4, "warning")]
    [InlineData("overdue", "Network", 1, 2, "group")]
    [InlineData("overdue", "weather:sunny", 1, 2, "group")]
    [InlineData("overdue", "assignee:Ana", 1, 2, "group")]
    [InlineData("overdue", "assignee:*", 1, 2, null)]
    public void Say_what_cannot_be(string kpi, string? group, double warning, double critical, string? field)
    {
        var definition = Grains.Catalogue.KpiCatalogue.Standard.Find(kpi)?.Definition;
        var fault = definition is null
            ? ("kpi", "")
            : Grains.Settings.LimitsCheck.FaultOf(definition, group, new Thresholds(warning, critical));
        Assert.Equal(field, fault?.Item1);
    }

    private static Task PassUntilAsync(Board board, Func<Task<bool>> isSo) =>
        board.PassUntilReadAsync(isSo, "rules and history have the limits");

    private static ILimitsGrain Limits(DeskCluster cluster) => cluster.Silos.Client.GetGrain<ILimitsGrain>("north");

    private static async Task<KpiDefinition> DescribedAsync(DeskCluster cluster) =>
        (await cluster.Silos.Client.GetGrain<IDeskGrain>("north").Catalogue()).Single(kpi => kpi.Id == "open-tickets");

    private static async Task<IReadOnlyList<IReadOnlyList<double?>>> HistoryAsync(DeskCluster cluster, string? team)
    {
        var query = new HistoryQuery(
            "open-tickets",
            DeskCluster.Start.AddHours(-1),
            cluster.Now.AddSeconds(1),
            null,
            team is null ? null : "team",
            team
        );
        var history = await cluster.Silos.Client.GetGrain<IHistoryGrain>("north").History(query, default);
        return [.. history.Limits.Select(limits => (IReadOnlyList<double?>)limits)];
    }
}
