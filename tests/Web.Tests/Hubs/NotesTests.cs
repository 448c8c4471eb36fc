using Apollo.Model;
using Apollo.Servers;
using Apollo.Web.Tests.Support;

namespace Apollo.Web.Tests.Hubs;

/// <summary>The notes on a desk's time line, to every screen that shows them.</summary>
public sealed class NotesTests : IAsyncLifetime
{
    private RunningWeb web = null!;

    public async Task InitializeAsync() => web = await RunningWeb.StartAsync();

    public async Task DisposeAsync() => await web.DisposeAsync();

    [Fact]
    public async Task Come_whole_at_first_and_again_when_somebody_wrote_one()
    {
        await using var one = await Screen.WatchAsync(web, "notes");
        await using var other = await Screen.WatchAsync(web, "notes", "cards");
        foreach (var screen in (Screen[])[one, other])
            Assert.Equal($$"""{"desk":"{{Some.Desk}}","notes":[]}""", (await screen.NotesAsync()).GetRawText());

        await web.Grains.Notes.Add(new NoteDraft(Some.Now, null, "Mail was down"), "", default);
        foreach (var screen in (Screen[])[one, other])
        {
            await PassUntilAsync(() => screen.HasNotes);
            Assert.Equal("Mail was down", (await screen.NotesAsync()).GetProperty("notes")[0].Text("text"));
        }
    }

    [Fact]
    public async Task Survive_a_store_that_is_away()
    {
        await using var screen = await Screen.WatchAsync(web, "notes");
        await screen.NotesAsync();
        web.Grains.Notes.Fault = new StoreException();
        web.Time.Advance(TimeSpan.FromSeconds(3));
        web.Grains.Notes.Fault = null;
        await web.Grains.Notes.Add(new NoteDraft(Some.Now, null, "Mail was down"), "", default);
        await PassUntilAsync(() => screen.HasNotes);
        Assert.Single((await screen.NotesAsync()).GetProperty("notes").EnumerateArray());
    }

    [Fact]
    public async Task Are_said_to_nobody_else()
    {
        await using var cards = await Screen.WatchAsync(web, "cards");
        await using var screen = await Screen.WatchAsync(web, "notes");
        await screen.NotesAsync();
        await cards.BoardAsync();
        Assert.False(cards.HasNotes);
    }

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
