using Apollo.Model;
using Apollo.Servers;
using Apollo.Web.Tests.Support;

namespace Apollo.Web.Tests.Hubs;

/// <summary>How locations look, to every screen that shows them.</summary>
public sealed class LooksTests : IAsyncLifetime
{
    private RunningWeb web = null!;

    public async Task InitializeAsync() => web = await RunningWeb.StartAsync();

    public async Task DisposeAsync() => await web.DisposeAsync();

    [Fact]
    public async Task Come_whole_at_first_and_again_when_somebody_changed_a_code()
    {
        await using var one = await Screen.WatchAsync(web, "looks");
        await using var other = await Screen.WatchAsync(web, "looks", "cards");
        var first = await one.LooksAsync();
        Assert.Equal(
            $$"""{"desk":"{{Some.Desk}}","looks":"""
                + """[{"name":"Lyon","place":0,"code":"LYO"},{"name":"Zürich/2","place":1,"code":"ZUR"}]}""",
            Plain(first)
        );
        Assert.Equal(Plain(first), Plain(await other.LooksAsync()));

        Assert.Equal(LocationOutcome.Kept, await web.Grains.Locations.Recode("Lyon", "LYS", default));
        foreach (var screen in (Screen[])[one, other])
        {
            await PassUntilAsync(() => screen.HasLooks);
            Assert.Equal("LYS", (await screen.LooksAsync()).GetProperty("looks")[0].Text("code"));
        }
    }

    [Fact]
    public async Task Are_not_said_again_while_they_are_the_same_and_survive_a_store_that_is_away()
    {
        await using var screen = await Screen.WatchAsync(web, "looks");
        await screen.LooksAsync();
        await PassUntilAsync(() => web.Grains.Locations.Asked > 3);
        Assert.False(screen.HasLooks);

        web.Grains.Locations.Fault = new StoreException();
        var asked = web.Grains.Locations.Asked;
        await PassUntilAsync(() => web.Grains.Locations.Asked > asked + 1);
        Assert.False(screen.HasLooks);
        web.Grains.Locations.Fault = null;
        await web.Grains.Locations.Recode("Lyon", "LYS", default);
        await PassUntilAsync(() => screen.HasLooks);
        Assert.Equal("LYS", (await screen.LooksAsync()).GetProperty("looks")[0].Text("code"));
    }

    [Fact]
    public async Task Are_said_to_nobody_else()
    {
        await using var cards = await Screen.WatchAsync(web, "cards", "table:team");
        await using var screen = await Screen.WatchAsync(web, "looks");
        await screen.LooksAsync();
        await cards.BoardAsync();
        Assert.False(cards.HasLooks);
    }

    private static string Plain(System.Text.Json.JsonElement json) =>
        json.GetRawText().Replace("\\u00FC", "ü", StringComparison.OrdinalIgnoreCase);

    /// <summary>Lets the web's clock run until something is so.</summary>
    private Task PassUntilAsync(Func<bool> isSo) =>
        Eventually.IsTrueAsync(
            () =>
            {
                if (isSo())
                    return true;
                web.Time.Advance(TimeSpan.FromSeconds(1));
                return false;
            },
            "the screens hear of it."
        );
}
