using Apollo.Model;
using Apollo.Web.Tests.Alerts;
using Apollo.Web.Tests.Support;

namespace Apollo.Web.Tests.Hubs;

/// <summary>The alerts of a desk, to every screen that shows them.</summary>
public sealed class AlertsTests : IAsyncLifetime
{
    private RunningWeb web = null!;

    public async Task InitializeAsync() => web = await RunningWeb.StartAsync();

    public async Task DisposeAsync() => await web.DisposeAsync();

    [Fact]
    public async Task Come_whole_at_first_and_then_as_they_change()
    {
        web.Grains.Alerts.Tell(SomeAlert.Firing("a1"));
        await using var screen = await Screen.WatchAsync(web, "alerts");
        var first = await screen.AlertsAsync();
        Assert.True(first.GetProperty("full").GetBoolean());
        Assert.Equal("a1", Assert.Single(first.GetProperty("changed").EnumerateArray()).Text("id"));
        web.Grains.Alerts.Tell(SomeAlert.Firing("a2") with { State = AlertPhase.Pending, FiredAt = null });
        var second = await screen.AlertsAsync();
        Assert.False(second.GetProperty("full").GetBoolean());
        Assert.Equal("pending", second.GetProperty("changed")[0].Text("state"));
        web.Grains.Alerts.Remove("a2");
        Assert.Equal("a2", (await screen.AlertsAsync()).GetProperty("removed")[0].GetString());
        web.Grains.Alerts.Tell(SomeAlert.Firing("a1") with { State = AlertPhase.Resolved });
        Assert.Equal("resolved", (await screen.AlertsAsync()).GetProperty("changed")[0].Text("state"));

        await using var late = await Screen.WatchAsync(web, "alerts");
        Assert.Empty((await late.AlertsAsync()).GetProperty("changed").EnumerateArray());
    }
}
