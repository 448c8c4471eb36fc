using Apollo.Cluster.Tests.Support;
using Apollo.Model;

namespace Apollo.Cluster.Tests.Alerts;

/// <summary>Where one slice of a desk cannot be read, the alerts of the other go on at their second.</summary>
public sealed class EachSliceAlone
{
    [Fact]
    public async Task What_cannot_be_read_of_one_slice_does_not_hold_the_alerts_of_the_other()
    {
        await using var desk = await ToldDesk.StartAsync();
        var visits = await desk.AddRuleAsync(
            desk.Rule with
            {
                Kpi = "interventions-next-7-days",
                Critical = new AlertLevel(1, For: 5),
                Notify = [],
            }
        );
        var itsm = desk.Cluster.Itsm();

        await itsm.ExecuteAsync("ALTER TABLE tickets RENAME TO away");
        await desk.Board.PassAsync(20);
        await itsm.WriteAsync(Some.Intervention("V1", desk.Cluster.Now));
        await FiresAsync(desk, visits);
        await itsm.ExecuteAsync("ALTER TABLE away RENAME TO tickets");
        await itsm.WriteAsync(Some.Ticket("A", desk.Cluster.Now));
        await FiresAsync(desk, desk.Rule);

        await itsm.ExecuteAsync("ALTER TABLE interventions RENAME TO away");
        await desk.Board.PassAsync(20);
        Assert.True((await OfAsync(desk, visits))!.Stale);
        Assert.False((await OfAsync(desk, desk.Rule))!.Stale);
        await itsm.DeleteAsync("A");
        await desk.PassUntilAsync(async () => await OfAsync(desk, desk.Rule) is null, "it is over");
        Assert.Equal(AlertPhase.Firing, (await OfAsync(desk, visits))!.State);

        // Apollo is restarted meanwhile: what is known of tickets goes on, what is not of visits says so.
        await desk.KillAsync(() => itsm.WriteAsync(Some.Ticket("B", desk.Cluster.Now)), cards: 1);
        await desk.PassUntilAsync(
            async () => await OfAsync(desk, desk.Rule) is { State: AlertPhase.Firing, Stale: false },
            "it fires again"
        );
        await desk.PassUntilAsync(async () => (await OfAsync(desk, visits))?.Stale == true, "it says that it is old");
        await itsm.ExecuteAsync("ALTER TABLE away RENAME TO interventions");
        await desk.PassUntilAsync(async () => (await OfAsync(desk, visits))?.Stale == false, "it is known again");
    }

    [Fact]
    public async Task What_waits_by_the_one_slice_goes_on_waiting_after_a_restart_while_the_other_is_away()
    {
        await using var desk = await ToldDesk.StartAsync();
        const int Seconds = 120;
        var rule = await desk.AddRuleAsync(desk.Rule with { Critical = new AlertLevel(1, For: Seconds), Notify = [] });
        var itsm = desk.Cluster.Itsm();
        await itsm.ExecuteAsync("ALTER TABLE interventions RENAME TO away");
        await desk.Board.PassAsync(20);
        await itsm.WriteAsync(Some.Ticket("A", desk.Cluster.Now));
        await desk.PassUntilAsync(async () => await OfAsync(desk, rule) is not null, "it waits");
        var since = (await OfAsync(desk, rule))!.Since;
        await desk.PassUntilAsync(
            async () => await KnownAsync(desk) >= since.AddSeconds(60),
            "it is kept that it waits"
        );
        var known = await KnownAsync(desk);

        await desk.KillAsync(() => Task.CompletedTask, cards: 1);
        var back = desk.Cluster.Now;
        Assert.True(back < since.AddSeconds(Seconds), "it was killed while it waited");
        await desk.PassUntilAsync(async () => await OfAsync(desk, rule) is { State: AlertPhase.Firing }, "it fires");
        // What was kept of its waiting counts; nothing that happened meanwhile does.
        var waited = known - since;
        Assert.InRange(
            (await OfAsync(desk, rule))!.FiredAt!.Value,
            since.AddSeconds(Seconds),
            back.AddSeconds(Seconds) - waited + TimeSpan.FromSeconds(20)
        );
    }

    /// <summary>Up to when it is kept that the alerts of tickets are done.</summary>
    private static async Task<DateTime> KnownAsync(ToldDesk desk)
    {
        var known = await desk.StoredAsync<long>(
            $"SELECT known_until FROM apollo_alert_slices WHERE slice = '{SliceName.Tickets}'"
        );
        return known is [var ticks] ? new DateTime(ticks, DateTimeKind.Utc) : default;
    }

    private static async Task FiresAsync(ToldDesk desk, AlertRule rule)
    {
        await desk.PassUntilAsync(
            async () => await OfAsync(desk, rule) is { State: AlertPhase.Firing },
            $"{rule.Kpi} fires"
        );
        var fired = (await OfAsync(desk, rule))!;
        Assert.False(fired.Stale);
        Assert.InRange(desk.Cluster.Now - fired.FiredAt!.Value, TimeSpan.Zero, TimeSpan.FromSeconds(10));
    }

    private static async Task<Alert?> OfAsync(ToldDesk desk, AlertRule rule) =>
        (await desk.Alerts.ChangesSince(null, default)).Changed.FirstOrDefault(alert => alert.Rule == rule.Id);
}
