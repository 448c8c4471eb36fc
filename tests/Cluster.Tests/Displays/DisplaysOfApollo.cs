using Apollo.Cluster.Tests.Support;
using Apollo.Model;

namespace Apollo.Cluster.Tests.Displays;

/// <summary>The wall displays, kept by a running silo.</summary>
public sealed class DisplaysOfApollo
{
    private static readonly DisplaySettings Settings = new(
        "Floor 2",
        "beside the lift",
        [
            new DisplayPage("north", "All", ["open-tickets", "overdue"]),
            new DisplayPage("north", Show: PageShow.Interventions),
        ],
        30,
        new DisplayNight("20:00", "06:00", Black: true),
        6,
        55,
        Sound: true
    );

    private static readonly By Ana = new("1", "Ana", "10.0.0.1");

    [Fact]
    public async Task A_television_is_paired_by_its_code_and_stays_so_over_a_restart_until_it_is_revoked()
    {
        await using var cluster = await DeskCluster.PrepareAsync();
        await cluster.StartAsync();
        var displays = Of(cluster);
        Assert.Equal(new PairingScreen(ScreenState.Waiting), await displays.Screen("tv", default));
        var waiting = (await displays.AskForCode("tv", "10.0.0.7", default))!;
        Assert.Equal(cluster.Now.AddMinutes(10), waiting.ExpiresAt);
        Assert.Equal(waiting, await displays.Screen("tv", default));

        var paired = await displays.Pair(Ana, waiting.Code!.ToLowerInvariant(), Settings, default);
        var display = paired.Display!;
        Assert.Equal(("Floor 2", DisplayState.Never), (display.Name, display.State));
        Assert.Equal("north", Assert.Single(display.Desks));
        Assert.Equal(ScreenState.Paired, (await displays.Screen("tv", default)).State);
        var again = await displays.Pair(Ana, waiting.Code, Settings, default);
        Assert.Equal(DisplayOutcome.WrongCode, again.Outcome);

        var access = cluster.Silos.Client.GetGrain<IAccessGrain>(0);
        var caller = Assert.Single((await access.ChangesSince(null, default)).Changed);
        Assert.Equal((display.Id, PrincipalKind.Display, "tv"), (caller.Id, caller.Kind, caller.SecretHash));
        Assert.Equal(Role.Display, caller.On("north")!.Role);

        await displays.Beat(display.Id, new DisplayBeat("All", cluster.Now, cluster.Now, 12, "1", null), default);
        Assert.Equal(DisplayState.Live, (await displays.Find(display.Id, default))!.State);

        await cluster.RestartAsync(() => Task.CompletedTask);
        displays = Of(cluster);
        var kept = (await displays.Screen("tv", default)).Display!;
        Assert.Equal((display.Id, "Floor 2", "1"), (kept.Id, kept.Name, kept.Version));
        Assert.Equal("open-tickets overdue", string.Join(' ', kept.Pages[0].Cards!.Value));
        Assert.Equal((Settings.Pages[1], Settings.Night), (kept.Pages[1], kept.Night));

        Assert.Equal(DisplayOutcome.Changed, await displays.Revoke(kept.Id, kept.Revision - 1, Ana, default));
        Assert.Equal(DisplayOutcome.Done, await displays.Revoke(kept.Id, kept.Revision, Ana, default));
        Assert.Equal(DisplayOutcome.Missing, await displays.Revoke(kept.Id, null, Ana, default));
        Assert.Equal(ScreenState.Revoked, (await displays.Screen("tv", default)).State);
        Assert.Empty((await cluster.Silos.Client.GetGrain<IAccessGrain>(0).ChangesSince(null, default)).Changed);
        Assert.Equal(
            ["display.revoked", "display.paired"],
            (await cluster.Silos.Client.GetGrain<IAuditGrain>(0).Read(null, null, 10, null, default)).Select(entry =>
                entry.Action
            )
        );
        await cluster.RestartAsync(() => Task.CompletedTask);
        Assert.Equal(ScreenState.Revoked, (await Of(cluster).Screen("tv", default)).State);
        Assert.Empty(await Of(cluster).All(default));
    }

    [Fact]
    public async Task Wrong_codes_are_counted_for_each_caller_and_a_code_ends_with_its_time()
    {
        await using var cluster = await DeskCluster.PrepareAsync();
        await cluster.StartAsync();
        var displays = Of(cluster);
        var code = (await displays.AskForCode("tv", "10.0.0.7", default))!.Code!;
        foreach (var _ in Enumerable.Range(0, IDisplaysGrain.WrongCodes))
            Assert.Equal(DisplayOutcome.WrongCode, await PairAsync(Ana, "AAAAAA"));
        Assert.Equal(DisplayOutcome.TooManyTries, await PairAsync(Ana, code));
        cluster.Clock.Advance(TimeSpan.FromMinutes(10));
        Assert.Equal(DisplayOutcome.WrongCode, await PairAsync(Ana with { Id = "2" }, code));
        Assert.Null((await displays.Screen("tv", default)).Code);
        var next = (await displays.AskForCode("tv", "10.0.0.7", default))!.Code!;
        Assert.Equal(DisplayOutcome.Done, await PairAsync(Ana, next));

        async Task<DisplayOutcome> PairAsync(By caller, string typed) =>
            (await displays.Pair(caller, typed, Settings, default)).Outcome;
    }

    [Fact]
    public async Task What_a_display_shall_do_is_told_in_order_to_who_follows()
    {
        await using var cluster = await DeskCluster.PrepareAsync();
        await cluster.StartAsync();
        var displays = Of(cluster);
        var code = (await displays.AskForCode("tv", "10.0.0.7", default))!.Code!;
        var display = (await displays.Pair(Ana, code, Settings, default)).Display!;
        var from = await displays.OrdersAfter(null, default);
        Assert.Empty(from.Orders);
        Assert.True(await displays.Tell(display.Id, DisplayAction.Identify, default));
        Assert.False(await displays.Tell("nobody", DisplayAction.Identify, default));
        var changed = await displays.Change(display.Id, Settings with { Seconds = 9 }, display.Revision, Ana, default);
        Assert.True(changed.Display!.Revision > display.Revision);
        var late = await displays.Change(display.Id, Settings, display.Revision, Ana, default);
        Assert.Equal(DisplayOutcome.Changed, late.Outcome);
        await displays.Revoke(display.Id, null, Ana, default);
        var said = await displays.OrdersAfter(from.Position, default);
        Assert.Equal(
            [DisplayAction.Identify, DisplayAction.Pages, DisplayAction.Revoked],
            said.Orders.Select(order => order.Action)
        );
        Assert.All(said.Orders, order => Assert.Equal(display.Id, order.Display));
    }

    private static IDisplaysGrain Of(DeskCluster cluster) => cluster.Silos.Client.GetGrain<IDisplaysGrain>(0);
}
