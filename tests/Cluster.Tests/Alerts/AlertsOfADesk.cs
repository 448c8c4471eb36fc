using Apollo.Cluster.Tests.Support;
using Apollo.Model;

namespace Apollo.Cluster.Tests.Alerts;

/// <summary>The alerts of a running desk: at their second, through a restart, and while the store is away.</summary>
public sealed class AlertsOfADesk
{
    private static readonly By Ana = new("ana", "Ana", null);

    private static readonly AlertRule Rule = new()
    {
        Id = "",
        Name = "Backlog",
        Kpi = "open-tickets",
        Above = true,
        Critical = new AlertLevel(2, For: 30),
        Enabled = true,
    };

    [Fact]
    public async Task A_crossing_fires_when_it_has_held_and_stands_after_a_restart_until_it_is_over()
    {
        await using var cluster = await DeskCluster.PrepareAsync();
        var itsm = cluster.Itsm();
        await cluster.StartAsync();
        var board = cluster.Board();
        await board.UntilAsync(() => board.HasAllCards, "all cards");
        var rule = await AddAsync(cluster, board, Rule);
        await AddAsync(cluster, board, Rule with { Dimension = "team", Group = "*", Critical = new AlertLevel(2) });

        await itsm.WriteAsync(Some.Ticket("A", cluster.Now), Some.Ticket("B", cluster.Now) with { Team = null });
        var pending = await UntilAsync(cluster, board, alert => alert.Rule == rule.Id);
        Assert.Equal(AlertPhase.Pending, pending.State);
        Assert.Equal(pending.Since.AddSeconds(30), pending.Next);
        await board.ToAsync(pending.Since.AddSeconds(29));
        Assert.Equal(AlertPhase.Pending, (await StandingAsync(cluster, rule)).State);
        await board.ToAsync(pending.Since.AddSeconds(31));
        var fired = await UntilAsync(cluster, board, alert => alert is { State: AlertPhase.Firing, Recorded: true });
        Assert.Equal((pending.Id, pending.Since.AddSeconds(30)), (fired.Id, fired.FiredAt));
        Assert.Equal((2, 2, KpiStatus.Critical), (fired.Value, fired.Limit, fired.Severity));
        Assert.Equal(new AlertNotice(TellReason.Fired, fired.FiredAt!.Value), fired.Notice);
        // Of the groups none has two.
        Assert.Single((await GrainOf(cluster).ChangesSince(null, default)).Changed);

        var taken = await GrainOf(cluster).Acknowledge(fired.Id, Audience.Everything, Ana, "on it", default);
        Assert.Equal("Ana", taken!.Acknowledged!.By);
        await cluster.RestartAsync(() => Task.CompletedTask);
        board = cluster.Board();
        await board.UntilAsync(() => board.HasAllCards, "all cards again");
        var again = await UntilAsync(cluster, board, alert => alert.State == AlertPhase.Firing);
        Assert.Equal((fired.Id, fired.FiredAt, "Ana"), (again.Id, again.FiredAt, again.Acknowledged?.By));

        await itsm.DeleteAsync("B");
        Alert? over = null;
        await PassUntilAsync(
            board,
            async () =>
            {
                var all = await GrainOf(cluster).Alerts(AlertPhase.Resolved, null, null, default);
                return (over = all.FirstOrDefault(alert => alert.Recorded)) is not null;
            }
        );
        Assert.Equal((fired.Id, fired.Since), (over!.Id, over.Since));
        Assert.InRange(over.ResolvedAt!.Value, fired.FiredAt!.Value, cluster.Now);
        Assert.Empty((await GrainOf(cluster).ChangesSince(null, default)).Changed);
    }

    [Fact]
    public async Task What_the_store_cannot_take_is_shown_at_once_and_recorded_when_it_is_back()
    {
        await using var cluster = await DeskCluster.PrepareAsync();
        await cluster.StartAsync();
        var board = cluster.Board();
        await board.UntilAsync(() => board.HasAllCards, "all cards");
        await AddAsync(cluster, board, Rule with { Critical = new AlertLevel(1) });
        File.Move(cluster.StoreFile, cluster.StoreFile + ".away");
        Directory.CreateDirectory(cluster.StoreFile);
        await cluster.Itsm().WriteAsync(Some.Ticket("A", cluster.Now));
        var shown = await UntilAsync(cluster, board, alert => alert.State == AlertPhase.Firing);
        Assert.False(shown.Recorded);
        Directory.Delete(cluster.StoreFile);
        File.Move(cluster.StoreFile + ".away", cluster.StoreFile);
        var kept = await UntilAsync(cluster, board, alert => alert.Recorded);
        Assert.Equal((shown.Id, shown.FiredAt), (kept.Id, kept.FiredAt));
    }

    [Fact]
    public async Task Rules_are_suggested_checked_and_changed_as_they_were_read()
    {
        await using var cluster = await DeskCluster.PrepareAsync();
        await cluster.StartAsync();
        var board = cluster.Board();
        await board.UntilAsync(() => board.HasAllCards, "all cards");
        var kept = await AddAsync(cluster, board, Rule);
        var grain = GrainOf(cluster);
        var suggested = (await grain.Rules(default)).First(rule => rule.Id == "suggested-overdue");
        Assert.Equal((false, 0L, true), (suggested.Enabled, suggested.Revision, suggested.Above));

        var on = await grain.ChangeRule(Ana, Audience.Everything, suggested with { Enabled = true }, 0, default);
        Assert.True(on.Rule!.Revision > 0);
        Assert.Equal(on.Rule, (await grain.Rules(default)).Single(rule => rule.Id == suggested.Id));
        var wrong = await grain.AddRule(Ana, Audience.Everything, Rule with { Kpi = "weather" }, default);
        Assert.Equal((AlertOutcome.Wrong, "kpi"), (wrong.Outcome, wrong.Field));
        var member = Audience.Everything with { Role = Role.Member, Teams = ["Network"] };
        Assert.Equal(AlertOutcome.NotForYou, (await grain.AddRule(Ana, member, Rule, default)).Outcome);
        Assert.Equal(AlertOutcome.NotForYou, await grain.RemoveRule(Ana, member, kept.Id, null, default));
        var theirs = Rule with { Dimension = "team", Group = "Network", Notify = [new("browser", "team:Network")] };
        Assert.Equal(AlertOutcome.Done, (await grain.AddRule(Ana, member, theirs, default)).Outcome);

        var stale = await grain.ChangeRule(Ana, Audience.Everything, kept, kept.Revision - 1, default);
        Assert.Equal(AlertOutcome.Changed, stale.Outcome);
        Assert.Equal(
            AlertOutcome.Done,
            await grain.RemoveRule(Ana, Audience.Everything, kept.Id, kept.Revision, default)
        );
        Assert.Equal(AlertOutcome.Missing, await grain.RemoveRule(Ana, Audience.Everything, kept.Id, null, default));
        var audit = await cluster.Silos.Client.GetGrain<IAuditGrain>(0).Read(null, null, 10, null, default);
        Assert.Equal("alert-rule.removed", audit[0].Action);
    }

    private static IAlertsGrain GrainOf(DeskCluster cluster) => cluster.Silos.Client.GetGrain<IAlertsGrain>("north");

    /// <summary>Adds a rule as soon as the rules are read from the store.</summary>
    private static async Task<AlertRule> AddAsync(DeskCluster cluster, Board board, AlertRule rule)
    {
        RuleSaved? saved = null;
        await PassUntilAsync(
            board,
            async () =>
            {
                try
                {
                    saved = await GrainOf(cluster).AddRule(Ana, Audience.Everything, rule, default);
                    return true;
                }
                catch (StoreException)
                {
                    return false;
                }
            }
        );
        return saved!.Rule!;
    }

    private static async Task<Alert> StandingAsync(DeskCluster cluster, AlertRule rule) =>
        Assert.Single((await GrainOf(cluster).ChangesSince(null, default)).Changed, alert => alert.Rule == rule.Id);

    /// <summary>The clock goes on until an alert stands that is so.</summary>
    private static async Task<Alert> UntilAsync(DeskCluster cluster, Board board, Func<Alert, bool> isSo)
    {
        Alert? found = null;
        await PassUntilAsync(
            board,
            async () =>
                (found = (await GrainOf(cluster).ChangesSince(null, default)).Changed.FirstOrDefault(isSo)) is not null
        );
        return found!;
    }

    private static Task PassUntilAsync(Board board, Func<Task<bool>> isSo) =>
        board.PassUntilAsync(isSo, "the alerts are as expected", step: 0.25);
}
