using System.Text.Json;
using Apollo.Model;
using Apollo.Web.Tests.Support;

namespace Apollo.Web.Tests.Hubs;

/// <summary>The signs of life a screen tells "live" from.</summary>
public sealed class PulseTests : IAsyncLifetime
{
    private RunningWeb web = null!;

    public async Task InitializeAsync() => web = await RunningWeb.StartAsync();

    public async Task DisposeAsync() => await web.DisposeAsync();

    [Fact]
    public async Task The_first_comes_with_the_first_board_and_the_next_each_five_seconds()
    {
        await using var screen = await Screen.WatchAsync(web, "cards");
        var first = await screen.PulseAsync();
        Assert.Equal("at desk historyFailingSince limits readAt slices", first.Fields());
        Assert.Equal("2026-03-02T09:00:00Z", first.Text("at"));

        web.Time.Advance(TimeSpan.FromSeconds(5));
        Assert.Equal("2026-03-02T09:00:05Z", (await screen.PulseAsync()).Text("at"));
        web.Time.Advance(TimeSpan.FromSeconds(5));
        Assert.Equal("2026-03-02T09:00:10Z", (await screen.PulseAsync()).Text("at"));
    }

    [Fact]
    public async Task It_says_since_when_history_is_not_written_and_when_it_is_again()
    {
        await using var screen = await Screen.WatchAsync(web, "cards");
        Assert.Null((await screen.PulseAsync()).Text("historyFailingSince"));

        web.Grains.History.Writing = new HistoryHealth { FailingSince = Some.Now.AddMinutes(-3) };
        await UntilAsync("2026-03-02T08:57:00Z");
        web.Grains.History.Writing = new HistoryHealth();
        await UntilAsync(null);

        // It is asked for beside the beat: what it says comes with the next pulse, or the one after.
        async Task UntilAsync(string? failingSince)
        {
            do web.Time.Advance(TimeSpan.FromSeconds(5));
            while ((await screen.PulseAsync()).Text("historyFailingSince") != failingSince);
        }
    }

    [Fact]
    public async Task It_says_how_each_slice_is_read()
    {
        await using var screen = await Screen.WatchAsync(web, "cards");

        var slices = (await screen.PulseAsync()).GetProperty("slices").EnumerateArray().ToArray();

        Assert.Equal(["tickets", "interventions"], slices.Select(slice => slice.Text("slice")!));
        Assert.Equal(
            "clockOffset error failingSince leftOut loaded nextPollAt readAt slice state toLoad warnings",
            slices[0].Fields()
        );
        Assert.Equal("live", slices[0].Text("state"));
        Assert.Equal(0.25, slices[0].GetProperty("clockOffset").GetDouble());
    }

    [Fact]
    public async Task A_slice_that_begins_to_fail_is_said_at_once()
    {
        await using var screen = await Screen.WatchAsync(web, "cards");
        await screen.PulseAsync();

        web.Grains.Desk.Slices =
        [
            Some.Pulse(SliceName.Tickets, SliceState.Failing) with
            {
                Error = "The ITSM does not answer.",
            },
            Some.Pulse(SliceName.Interventions),
        ];
        web.Grains.Desk.Say();

        var tickets = (await screen.PulseAsync()).GetProperty("slices")[0];
        Assert.Equal("failing", tickets.Text("state"));
        Assert.Equal("The ITSM does not answer.", tickets.Text("error"));
    }

    [Fact]
    public async Task Slices_not_yet_read_are_named_as_loading()
    {
        await using var early = await RunningWeb.StartAsync(grains =>
            grains.Desk.Slices = [
                Some.Pulse(SliceName.Tickets),
                Some.Pulse(SliceName.Interventions, SliceState.Loading),
            ]
        );
        await early.UntilAsync(feeds => feeds.Find(Some.Desk)?.Slices.Length == 2);
        await using var screen = await Screen.WatchAsync(early, "cards");

        Assert.Equal("""["interventions"]""", (await screen.BoardAsync()).GetProperty("loading").GetRawText());
        Assert.Equal(JsonValueKind.Null, (await screen.PulseAsync()).GetProperty("readAt").ValueKind);
    }
}
