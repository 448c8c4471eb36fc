using Apollo.Cluster.Tests.Support;
using Apollo.Model;

namespace Apollo.Cluster.Tests.Alerts;

/// <summary>What the clock alone does: a number that will cross, and a wall display that says nothing.</summary>
public sealed class ByTheClockAlone
{
    [Fact]
    public async Task What_lies_ahead_is_told_at_its_second_and_is_over_when_it_is_put_off()
    {
        await using var desk = await ToldDesk.StartAsync();
        var rule = await desk.AddRuleAsync(
            desk.Rule with
            {
                Kpi = "overdue",
                Critical = new AlertLevel(1, Ahead: 60),
                Notify = [],
            }
        );
        var due = desk.Cluster.Now.AddSeconds(80);
        var ticket = Some.Ticket("A", desk.Cluster.Now) with { DueAt = due };
        await desk.Cluster.Itsm().WriteAsync(ticket);
        await desk.Board.ToAsync(due.AddSeconds(-61));
        Assert.Null(await OfAsync(desk, rule));
        await desk.PassUntilAsync(
            async () => await OfAsync(desk, rule) is { State: AlertPhase.Firing },
            "it is told ahead"
        );
        Assert.Equal(due.AddSeconds(-60), (await OfAsync(desk, rule))!.FiredAt);
        Assert.InRange(desk.Cluster.Now, due.AddSeconds(-60), due.AddSeconds(-50));

        await desk.Cluster.Itsm().WriteAsync(ticket with { DueAt = due.AddHours(1), UpdatedAt = desk.Cluster.Now });
        await desk.PassUntilAsync(async () => await OfAsync(desk, rule) is null, "it is over");
        Assert.True(desk.Cluster.Now < due);
    }

    [Fact]
    public async Task A_display_that_says_nothing_is_told_at_its_second_and_is_over_when_it_speaks()
    {
        await using var desk = await ToldDesk.StartAsync();
        var displays = desk.Cluster.Silos.Client.GetGrain<IDisplaysGrain>(0);
        var code = (await displays.AskForCode("tv", "10.0.0.7", default))!.Code!;
        var settings = new DisplaySettings(
            "Floor 2",
            "",
            [new DisplayPage("north", "All", ["overdue"])],
            30,
            null,
            6,
            55,
            Sound: false
        );
        var display = (await displays.Pair(new By("ana", "Ana", null), code, settings, default)).Display!;
        var (offline, frozen) = (
            await desk.AddRuleAsync(OfDisplays(desk, AlertOf.Offline)),
            await desk.AddRuleAsync(OfDisplays(desk, AlertOf.Frozen))
        );
        // Within a minute of a start nothing is said: walls come back.
        await desk.Board.PassAsync(60);
        var seen = await BeatAsync(paintedAt: desk.Cluster.Now);
        await FiresAtAsync(offline, seen.AddSeconds(60));
        Assert.Null(await OfAsync(desk, frozen));

        var painted = seen;
        await desk.PassUntilAsync(
            async () =>
            {
                await BeatAsync(painted);
                return await OfAsync(desk, offline) is null && await OfAsync(desk, frozen) is not null;
            },
            "it is there again, and draws nothing",
            step: 4
        );
        await BeatAsync(desk.Cluster.Now);
        await desk.PassUntilAsync(async () => await OfAsync(desk, frozen) is null, "it draws", step: 1);

        async Task<DateTime> BeatAsync(DateTime paintedAt)
        {
            await displays.Beat(
                display.Id,
                new DisplayBeat("All", paintedAt, desk.Cluster.Now, 12, "1", null),
                default
            );
            return desk.Cluster.Now;
        }

        async Task FiresAtAsync(AlertRule rule, DateTime at)
        {
            await desk.Board.ToAsync(at.AddSeconds(-1));
            Assert.Null(await OfAsync(desk, rule));
            await desk.PassUntilAsync(
                async () => await OfAsync(desk, rule) is { State: AlertPhase.Firing },
                "it is told"
            );
            var fired = (await OfAsync(desk, rule))!;
            Assert.Equal(("Floor 2", at), (fired.Group, fired.FiredAt));
            Assert.InRange(desk.Cluster.Now, at, at.AddSeconds(10));
        }
    }

    private static AlertRule OfDisplays(ToldDesk desk, AlertOf of) =>
        desk.Rule with
        {
            Kind = AlertKind.Display,
            Of = of,
            Kpi = "",
            Critical = new AlertLevel(60),
            Notify = [],
        };

    private static async Task<Alert?> OfAsync(ToldDesk desk, AlertRule rule) =>
        (await desk.Alerts.ChangesSince(null, default)).Changed.FirstOrDefault(alert =>
            alert.Rule == rule.Id && alert.State == AlertPhase.Firing
        );
}
