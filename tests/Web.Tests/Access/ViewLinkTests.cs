using System.Net;
using System.Text.Json;
using Apollo.Model;
using Apollo.Web.Tests.Support;
using Microsoft.AspNetCore.SignalR;
using static Apollo.Web.Tests.Support.SomeCallers;

namespace Apollo.Web.Tests.Access;

/// <summary>The link of a board opens the numbers of that board, and nothing else of its desk.</summary>
public sealed class ViewLinkTests : IAsyncLifetime
{
    private const string Link = "link";
    private const string OfNoBoard = "link of a board that is gone";
    private static readonly Dictionary<string, string?> SignIn = new() { ["Apollo:SignIn:Local"] = "true" };
    private RunningWeb web = null!;
    private string share = "";
    private string other = "";

    public async Task InitializeAsync()
    {
        web = await RunningWeb.StartAsync(SignIn, grains => grains.AddOtherDesk());
        share = await SaveAsync("Entrance", "backlog");
        other = await SaveAsync("Elsewhere", "oldest-open");
        web.Grains.Access.Put([OfBoard(Link, share), OfBoard(OfNoBoard, new string('0', 32))]);
        web.Grains.Access.Put([.. Person(Manager, On(Some.Desk, Role.Manager))]);
        await web.UntilAsync(feeds => feeds.Find(Some.Desk)?.ReadAt is not null);
        await web.Access.ReachAsync(await web.Grains.Access.Now(), CancellationToken.None);
    }

    public async Task DisposeAsync() => await web.DisposeAsync();

    [Fact]
    public async Task It_shows_the_boards_numbers_from_grains_and_cache_and_none_beside()
    {
        foreach (var isCached in (bool[])[false, true])
        {
            if (isCached)
                web.Cache.Fill(Some.Now);
            foreach (var path in (string[])["catalogue", "kpis", "kpis?groups=team", "trends"])
            {
                var (status, body) = await AskAsync(Link, $"/api/desks/{Some.Desk}/{path}");
                Assert.True(status == HttpStatusCode.OK, $"{path}: {status} {body}");
                Assert.Contains("backlog", body, StringComparison.Ordinal);
                Assert.DoesNotContain("oldest-open", body, StringComparison.Ordinal);
                Assert.DoesNotContain("visits-today", body, StringComparison.Ordinal);
                Assert.DoesNotContain("Ana Lima", body, StringComparison.Ordinal);
            }
        }
        // A breakdown that none of its cards has is not for it.
        Assert.Equal(
            HttpStatusCode.Forbidden,
            (await AskAsync(Link, $"/api/desks/{Some.Desk}/kpis?groups=location")).Status
        );
        Assert.Equal(HttpStatusCode.OK, (await AskAsync(Link, $"/api/dashboards/{share}")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await AskAsync(Link, $"/api/dashboards/{other}")).Status);
        var desks = (await AskAsync(Link, "/api/desks")).Body;
        Assert.DoesNotContain(Some.OtherDesk, desks, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_session_tells_a_link_which_board_it_opens_and_nothing_where_it_has_ended()
    {
        using var told = JsonDocument.Parse((await AskAsync(Link, "/api/session")).Body);
        Assert.Equal(share, told.RootElement.Text("board"));
        Assert.Equal(JsonValueKind.Null, told.RootElement.GetProperty("person").ValueKind);
        web.Grains.Access.Remove(Link);
        await web.Access.ReachAsync(await web.Grains.Access.Now(), CancellationToken.None);
        using var ended = JsonDocument.Parse((await AskAsync(Link, "/api/session")).Body);
        Assert.False(ended.RootElement.TryGetProperty("board", out var none) && none.ValueKind != JsonValueKind.Null);
        Assert.Empty(ended.RootElement.GetProperty("desks").EnumerateArray());
    }

    [Fact]
    public async Task Every_other_route_is_refused()
    {
        string[] shown = ["/catalogue", "/kpis", "/trends"];
        foreach (
            var row in MatrixRoute.All.Where(row =>
                row.Who is not (MatrixRoute.Anyone or MatrixRoute.Known)
                && row.Route.StartsWith("GET ", StringComparison.Ordinal)
                && !shown.Any(end => row.Route.EndsWith(end, StringComparison.Ordinal))
            )
        )
        {
            var path = row.Route[4..]
                .Replace("{desk}", Some.Desk, StringComparison.Ordinal)
                .Replace("{kpi}", "backlog", StringComparison.Ordinal)
                .Replace("{dimension}", "team", StringComparison.Ordinal)
                .Replace("{id}", "1", StringComparison.Ordinal)
                .Replace("{name}", "Entrance", StringComparison.Ordinal);
            var (status, body) = await AskAsync(Link, path);
            Assert.True(status == HttpStatusCode.Forbidden, $"{row.Route}: {status} {body}");
        }
        Assert.Equal(HttpStatusCode.NotFound, (await AskAsync(Link, $"/api/desks/{Some.OtherDesk}/kpis")).Status);
        Assert.Equal(HttpStatusCode.Forbidden, (await AskAsync(OfNoBoard, $"/api/desks/{Some.Desk}/kpis")).Status);
    }

    [Fact]
    public async Task Over_the_hub_it_follows_the_boards_numbers_alone()
    {
        await using var screen = await Screen.ConnectAsync(web, Link);
        foreach (var topic in (string[])["rows:backlog", "looks", "notes", "interventions", "table:location"])
            await Assert.ThrowsAsync<HubException>(() =>
                screen.AskAsync("Watch", Some.Desk, (string[])["cards", topic])
            );
        await Assert.ThrowsAsync<HubException>(() => screen.AskAsync("Watch", Some.OtherDesk, (string[])["cards"]));

        await screen.AskAsync("Watch", Some.Desk, (string[])["cards", "table:team"]);
        var whole = await screen.BoardAsync();
        Assert.Equal(["backlog"], Kpis(whole));
        Assert.Contains("Network", whole.ToString(), StringComparison.Ordinal);
        web.Grains.Desk.Say(Some.Delta("oldest-open", 2), Some.Delta("backlog", 2, [("Network", 31)]));
        Assert.Equal(["backlog"], Kpis(await screen.BoardAsync()));
    }

    [Fact]
    public async Task It_shows_the_board_as_it_is_now_and_ends_what_is_open_with_itself()
    {
        await SaveAsync("Entrance", "oldest-open");
        var (_, body) = await AskAsync(Link, $"/api/desks/{Some.Desk}/kpis");
        Assert.Contains("oldest-open", body, StringComparison.Ordinal);
        Assert.DoesNotContain("backlog", body, StringComparison.Ordinal);

        await using var screen = await Screen.ConnectAsync(web, Link);
        web.Grains.Access.Remove(Link);
        await screen.Closed.WaitAsync(TimeSpan.FromSeconds(20));
        Assert.Equal(HttpStatusCode.Unauthorized, (await AskAsync(Link, $"/api/desks/{Some.Desk}/kpis")).Status);
    }

    [Fact]
    public async Task What_is_open_begins_anew_with_another_revision_of_its_board()
    {
        await using var screen = await Screen.ConnectAsync(web, Link);
        web.Grains.Access.Put(OfBoard(Link, share) with { Stamp = "another revision" });
        await screen.Closed.WaitAsync(TimeSpan.FromSeconds(20));
        await using var again = await Screen.ConnectAsync(web, Link);
        await again.AskAsync("Watch", Some.Desk, (string[])["cards"]);
        Assert.Equal(["backlog"], Kpis(await again.BoardAsync()));
    }

    [Fact]
    public async Task Only_openings_of_its_page_are_counted_and_told_once()
    {
        // Where the dashboard is not built there is no page of it.
        if (!File.Exists(Path.Combine(AppContext.BaseDirectory, "client", "index.html")))
            return;
        await AskAsync(Link, "/api/session");
        await using var screen = await Screen.ConnectAsync(web, Link);
        foreach (var secret in (string[])[SecretOf(Link), SecretOf(Link), SecretOf("made up")])
            using (await web.Http.GetAsync(new Uri($"/view/{secret}", UriKind.Relative))) { }
        web.Grains.Uses.Told.Clear();
        await web.LastUse.TellAsync(default);
        await web.LastUse.TellAsync(default);
        Assert.Equal([$"opened: {Link} × 2"], web.Grains.Uses.Told.Where(told => told.StartsWith('o')));
    }

    [Fact]
    public async Task A_store_that_is_away_shows_nothing_of_the_desk()
    {
        web.Grains.Dashboards.Fault = new StoreException("away");
        var (status, _) = await AskAsync(Link, $"/api/desks/{Some.Desk}/kpis");
        Assert.Equal(HttpStatusCode.ServiceUnavailable, status);
    }

    private static Principal OfBoard(string name, string share) =>
        Of(name, PrincipalKind.Link, SecretOf(name), [On(Some.Desk, Role.Display)]) with
        {
            Board = share,
        };

    private async Task<string> SaveAsync(string name, string kpi)
    {
        var document = $$"""
            {"version":1,"desk":"{{Some.Desk}}","sections":[{"title":"","cards":[
            {"kpi":"{{kpi}}","size":"2x1","chart":"bars","breakdown":null}]}]}
            """;
        var saved = await web.Grains.Dashboards.Of("person-1").Save(name, document, null, null, default);
        return saved.Info!.Share;
    }

    private static IEnumerable<string?> Kpis(JsonElement board) =>
        board.GetProperty("kpis").EnumerateArray().Select(kpi => kpi.Text("kpi"));

    private async Task<(HttpStatusCode Status, string Body)> AskAsync(string caller, string path)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        Show(request, caller);
        using var answer = await web.Http.SendAsync(request);
        return (answer.StatusCode, await answer.Content.ReadAsStringAsync());
    }
}
