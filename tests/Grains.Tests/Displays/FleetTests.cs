using Apollo.Grains.Displays;
using Apollo.Grains.Store;
using Apollo.Model;

namespace Apollo.Grains.Tests.Displays;

public sealed class FleetTests
{
    private static readonly DateTime Now = new(2026, 3, 2, 9, 0, 0, DateTimeKind.Utc);
    private readonly Fleet fleet = new(1);

    [Fact]
    public void Who_asks_again_gets_what_changed_by_beats_by_set_up_and_by_the_clock_alone()
    {
        fleet.Fill([Some("a"), Some("b")], Now);
        var all = fleet.ChangesSince(null, Now);
        Assert.True(all.Full);
        Assert.Equal(["a", "b"], all.Changed.Select(display => display.Id));

        var none = fleet.ChangesSince(all.Position, Now);
        Assert.False(none.Full);
        Assert.Empty(none.Changed);

        fleet.Beat("b", Beat(Now), Now);
        fleet.Beat("nobody", Beat(Now), Now);
        var beat = fleet.ChangesSince(none.Position, Now);
        Assert.Equal(("b", DisplayState.Live), Only(beat));

        var silent = fleet.ChangesSince(beat.Position, Now.AddSeconds(31));
        Assert.Equal(("b", DisplayState.Offline), Only(silent));
        Assert.Empty(fleet.ChangesSince(silent.Position, Now.AddSeconds(32)).Changed);

        fleet.Put(Some("a") with { Revision = 2 }, Now);
        fleet.Remove("b");
        var later = fleet.ChangesSince(silent.Position, Now.AddSeconds(33));
        Assert.Equal("a", Assert.Single(later.Changed).Id);
        Assert.Equal("b", Assert.Single(later.Removed));
        Assert.True(fleet.IsRevoked("secret of b"));
        Assert.True(fleet.ChangesSince(new Position(2, 1), Now).Full);
    }

    [Fact]
    public void Who_was_away_for_more_removals_than_are_kept_gets_all()
    {
        fleet.Fill(Enumerable.Range(0, 300).Select(number => Some($"d{number:000}")), Now);
        var known = fleet.ChangesSince(null, Now).Position;
        foreach (var number in Enumerable.Range(0, 199))
            fleet.Remove($"d{number:000}");
        Assert.Equal(199, fleet.ChangesSince(known, Now).Removed.Length);
        foreach (var number in Enumerable.Range(199, 50))
            fleet.Remove($"d{number:000}");
        var all = fleet.ChangesSince(known, Now);
        Assert.True(all.Full);
        Assert.Equal(51, all.Changed.Length);
    }

    [Fact]
    public void Beats_are_kept_once_for_all_that_came_meanwhile_and_live_through_a_new_set_up()
    {
        fleet.Fill([Some("a"), Some("b")], Now);
        for (var second = 0; second < 60; second += 5)
            fleet.Beat("a", Beat(Now.AddSeconds(second)), Now.AddSeconds(second));
        fleet.Put(Some("a") with { Revision = 2 }, Now);
        Assert.Equal(("a", Now.AddSeconds(55), "1"), Assert.Single(fleet.TakeSeen()));
        Assert.Empty(fleet.TakeSeen());
        Assert.Equal(DisplayState.Live, fleet.Show("a", Now.AddSeconds(60))!.State);
    }

    private static (string, DisplayState) Only(DisplaysDelta delta) =>
        Assert.Single(delta.Changed) is var display ? (display.Id, display.State) : default;

    private static DisplayBeat Beat(DateTime painted) => new("Tickets", painted, null, 12, "1", null);

    private static StoredDisplay Some(string id) =>
        new(
            id,
            $"secret of {id}",
            new DisplaySettings(id, "", [new DisplayPage("north")], 20, null, 4, 55, false),
            Now,
            null,
            null,
            null,
            1
        );
}
