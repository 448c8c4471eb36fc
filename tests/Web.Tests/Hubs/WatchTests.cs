using System.Text.Json;
using Apollo.Model;
using Apollo.Web.Hubs;
using Apollo.Web.Tests.Support;
using Microsoft.AspNetCore.SignalR;

namespace Apollo.Web.Tests.Hubs;

/// <summary>What a screen gets to see: everything first, then what changes.</summary>
public sealed class WatchTests : IAsyncLifetime
{
    private RunningWeb web = null!;

    public async Task InitializeAsync() => web = await RunningWeb.StartAsync();

    public async Task DisposeAsync() => await web.DisposeAsync();

    [Fact]
    public async Task The_first_board_is_everything_and_later_ones_are_what_changed()
    {
        await using var screen = await Screen.WatchAsync(web, "cards");
        var first = await screen.BoardAsync();

        Assert.Equal("at desk full kpis", first.Fields());
        Assert.True(first.GetProperty("full").GetBoolean());
        Assert.Equal(Some.Desk, first.Text("desk"));
        Assert.Equal("2026-03-02T09:00:00Z", first.Text("at"));
        Assert.Equal(
            ["backlog", "oldest-open", "visits-today"],
            first.GetProperty("kpis").EnumerateArray().Select(kpi => kpi.Text("kpi")!).Order(StringComparer.Ordinal)
        );

        web.Grains.Desk.Say(Some.Delta("backlog", 2));
        var next = await screen.BoardAsync();

        Assert.False(next.GetProperty("full").GetBoolean());
        var changed = Assert.Single(next.GetProperty("kpis").EnumerateArray());
        Assert.Equal(2, changed.GetProperty("revision").GetInt64());
    }

    [Fact]
    public async Task A_result_has_the_fields_of_the_contract_and_its_status_is_a_word()
    {
        await using var screen = await Screen.WatchAsync(web, "cards");
        var backlog = (await screen.BoardAsync()).GetProperty("kpis").Kpi("backlog");

        Assert.Equal(
            "asOf changedAt kpi moved rate readAt revision sliceVersion status validUntil value",
            backlog.Fields()
        );
        Assert.Equal("at byClock changed entered left", backlog.GetProperty("moved").Fields());
        Assert.Equal("warning", backlog.Text("status"));
        Assert.Equal(42, backlog.GetProperty("value").GetDouble());
        Assert.Equal("7-3", backlog.Text("sliceVersion"));
    }

    [Fact]
    public async Task Groups_come_for_the_tables_watched_and_for_no_other()
    {
        await using var cards = await Screen.WatchAsync(web, "cards");
        await using var teams = await Screen.WatchAsync(web, "table:team");
        await using var people = await Screen.WatchAsync(web, "cards", "table:technician");

        Assert.DoesNotContain((await cards.BoardAsync()).GetProperty("kpis").EnumerateArray(), HasGroups);
        var ofTeams = (await teams.BoardAsync()).GetProperty("kpis");
        Assert.Equal("team", ofTeams.Kpi("backlog").GetProperty("groups").Fields());
        Assert.Equal(
            30,
            ofTeams.Kpi("backlog").GetProperty("groups").GetProperty("team").GetProperty("Network").GetDouble()
        );
        Assert.False(HasGroups(ofTeams.Kpi("visits-today")));
        var ofPeople = (await people.BoardAsync())
            .GetProperty("kpis")
            .Kpi("visits-today")
            .GetProperty("groups")
            .GetProperty("technician");
        Assert.Equal(JsonValueKind.Null, ofPeople.GetProperty("Ana Lima").ValueKind);

        web.Grains.Desk.Say(Some.Delta("backlog", 2, changed: [("Mail", 13)]));

        Assert.False(HasGroups((await cards.BoardAsync()).GetProperty("kpis").Kpi("backlog")));
        Assert.Equal(
            """{"team":{"Mail":13}}""",
            (await teams.BoardAsync()).GetProperty("kpis").Kpi("backlog").GetProperty("groups").GetRawText()
        );
        Assert.False(HasGroups((await people.BoardAsync()).GetProperty("kpis").Kpi("backlog")));
    }

    [Fact]
    public async Task Groups_that_ended_are_named_as_gone_to_those_who_watch_their_table()
    {
        await using var cards = await Screen.WatchAsync(web, "cards");
        await using var teams = await Screen.WatchAsync(web, "table:team");
        await cards.BoardAsync();
        await teams.BoardAsync();

        web.Grains.Desk.Say(Some.Delta("backlog", 2, ended: ["Mail"]));

        Assert.False((await cards.BoardAsync()).TryGetProperty("gone", out _));
        Assert.Equal("""{"backlog":{"team":["Mail"]}}""", (await teams.BoardAsync()).GetProperty("gone").GetRawText());
    }

    [Fact]
    public async Task Who_comes_later_sees_what_changed_meanwhile_and_not_what_ended()
    {
        web.Grains.Desk.Say(Some.Delta("backlog", 2, changed: [("Web", 3)], ended: ["Mail"]));
        await using (var early = await Screen.WatchAsync(web, "table:team"))
            while (
                !(await early.BoardAsync())
                    .GetProperty("kpis")
                    .EnumerateArray()
                    .Any(kpi => kpi.GetProperty("revision").GetInt64() == 2)
            ) { }

        await using var late = await Screen.WatchAsync(web, "table:team");
        var board = await late.BoardAsync();

        Assert.True(board.GetProperty("full").GetBoolean());
        Assert.Equal(
            "Network Web",
            board.GetProperty("kpis").Kpi("backlog").GetProperty("groups").GetProperty("team").Fields()
        );
        Assert.False(board.TryGetProperty("gone", out _));
    }

    [Fact]
    public async Task Watching_again_replaces_the_topics()
    {
        await using var screen = await Screen.WatchAsync(web, "table:team");
        Assert.True(HasGroups((await screen.BoardAsync()).GetProperty("kpis").Kpi("backlog")));

        await screen.AskAsync("Watch", Some.Desk, (string[])["cards"]);
        Assert.False(HasGroups((await screen.BoardAsync()).GetProperty("kpis").Kpi("backlog")));

        web.Grains.Desk.Say(Some.Delta("backlog", 2, changed: [("Mail", 13)]));
        Assert.False(HasGroups((await screen.BoardAsync()).GetProperty("kpis").Kpi("backlog")));
        Assert.False(screen.HasBoard);
    }

    [Fact]
    public async Task Who_unwatches_hears_no_more_while_the_others_do()
    {
        await using var gone = await Screen.WatchAsync(web, "cards");
        await using var there = await Screen.WatchAsync(web, "cards");
        await gone.BoardAsync();
        await there.BoardAsync();

        await gone.AskAsync("Unwatch", Some.Desk);
        web.Grains.Desk.Say(Some.Delta("backlog", 2));
        await there.BoardAsync();
        await gone.AskAsync("Unwatch", Some.Desk);

        Assert.False(gone.HasBoard);
    }

    [Fact]
    public async Task A_screen_that_closes_is_watched_for_no_longer()
    {
        var screen = await Screen.WatchAsync(web, "cards");
        await web.UntilAsync(feeds => feeds.Find(Some.Desk)!.WatcherCount == 1);

        await screen.DisposeAsync();

        await web.UntilAsync(feeds => feeds.Find(Some.Desk)!.WatcherCount == 0);
    }

    [Fact]
    public async Task A_desk_that_begins_anew_replaces_all_that_is_shown()
    {
        await using var screen = await Screen.WatchAsync(web, "table:team");
        await screen.BoardAsync();

        web.Grains.Desk.Restart(Some.Whole("backlog", 7, "team", ("Web", 7)));
        var board = await screen.BoardAsync();

        Assert.True(board.GetProperty("full").GetBoolean());
        var only = Assert.Single(board.GetProperty("kpis").EnumerateArray());
        Assert.Equal("""{"team":{"Web":7}}""", only.GetProperty("groups").GetRawText());
    }

    [Theory]
    [InlineData("table:", "There is no topic 'table:'. Topics: cards, table:team,")]
    [InlineData("table:Colour", "There is no topic 'table:Colour'.")]
    [InlineData("Cards", "There is no topic 'Cards'.")]
    [InlineData("", "There is no topic ''.")]
    public async Task An_unknown_topic_is_refused_with_those_there_are(string topic, string says)
    {
        await using var screen = await Screen.ConnectAsync(web);

        var refused = await Assert.ThrowsAsync<HubException>(() =>
            screen.AskAsync("Watch", Some.Desk, (string[])["cards", topic])
        );

        Assert.Contains(says, refused.Message, StringComparison.Ordinal);
        await screen.AskAsync("Watch", Some.Desk, (string[])["cards"]);
        Assert.True((await screen.BoardAsync()).GetProperty("full").GetBoolean());
    }

    [Fact]
    public async Task An_unknown_desk_is_refused_by_name()
    {
        await using var screen = await Screen.ConnectAsync(web);

        var refused = await Assert.ThrowsAsync<HubException>(() =>
            screen.AskAsync("Watch", "nowhere", (string[])["cards"])
        );

        Assert.Contains("There is no desk 'nowhere' for you.", refused.Message, StringComparison.Ordinal);
        await screen.AskAsync("Unwatch", "nowhere");
    }

    [Fact]
    public async Task A_connection_that_calls_without_end_is_refused_and_no_other_feels_it()
    {
        await using var flood = await Screen.ConnectAsync(web);
        await using var screen = await Screen.ConnectAsync(web);

        // More than come back in the time that a slow machine needs for them.
        var calls = Enumerable.Range(0, 5 * HubRate.AtOnce).Select(_ => flood.AskAsync("Unwatch", "nowhere")).ToArray();
        await screen.AskAsync("Watch", Some.Desk, (string[])["cards"]);
        Assert.True((await screen.BoardAsync()).GetProperty("full").GetBoolean());
        await Task.WhenAll(calls)
            .ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ContinueOnCapturedContext);

        Assert.InRange(calls.Count(call => call.IsCompletedSuccessfully), HubRate.AtOnce, calls.Length - 1);
        Assert.All(
            calls.Where(call => call.IsFaulted),
            call => Assert.Contains("calls too often", call.Exception!.Message, StringComparison.Ordinal)
        );
    }

    private static bool HasGroups(JsonElement kpi) => kpi.TryGetProperty("groups", out _);
}
