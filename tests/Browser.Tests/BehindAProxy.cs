using System.Text.Json;
using System.Text.RegularExpressions;
using Apollo.Browser.Tests.Support;
using Apollo.Servers;
using Microsoft.Playwright;
using static Apollo.Browser.Tests.Support.OnAPage;

namespace Apollo.Browser.Tests;

/// <summary>Apollo under a sub-path, behind a real reverse proxy that ends TLS.</summary>
public sealed partial class BehindAProxy(Support.Browser browser) : OnAScreen(browser)
{
    private const string Password = "correct horse battery";

    [Theory]
    [InlineData("nginx")]
    [InlineData("caddy")]
    public async Task Everything_works_under_https_and_a_sub_path(string name)
    {
        await using var desk = await SmallDesk.StartAsync(
            settings: new Dictionary<string, string>
            {
                ["Apollo:PathBase"] = "/apollo",
                ["Apollo:Proxy:Known"] = "127.0.0.1",
                ["Apollo:OpenToNetwork"] = "true",
            }
        );
        await using var proxy = await ReverseProxy.StartAsync(name, "/apollo", desk.Apollo.Port);
        var start = new Uri(proxy.Address, "apollo/");
        var strange = new List<string>();
        var page = await VisitAsync(start, strange);
        var sockets = new List<string>();
        page.WebSocket += (_, socket) => sockets.Add(socket.Url);

        // The board is live over a WebSocket.
        var board = await BoardPage.OpenAsync(page, start);
        await board.SaysAsync("Open tickets", "1");
        await desk.InsertAsync("INC-2");
        await board.SaysAsync("Open tickets", "2");
        Assert.Contains(
            sockets,
            socket => socket.StartsWith($"wss://localhost:{proxy.Port}/apollo/hubs/desk", StringComparison.Ordinal)
        );

        // Links, deep links, reload and files.
        await board.Card("Open tickets").ClickAsync();
        await Assertions.Expect(Rows(page)).ToHaveCountAsync(2);
        Assert.StartsWith($"{start}kpis/", page.Url, StringComparison.Ordinal);
        await page.ReloadAsync();
        await Assertions.Expect(Rows(page)).ToHaveCountAsync(2);
        var csv = await page.APIRequest.GetAsync($"{start}api/desks/small/tickets.csv");
        Assert.Contains("INC-2", await csv.TextAsync(), StringComparison.Ordinal);
        await page.GotoAsync($"{start}calendar");
        await Assertions.Expect(page.GetByText("Nothing is planned in this week.")).ToBeVisibleAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = "Board" }).First.ClickAsync();
        await board.SaysAsync("Open tickets", "2");

        Assert.Empty(strange);
        // What is beside the sub-path is not Apollo's.
        var beside = await page.APIRequest.GetAsync(new Uri(proxy.Address, "api/desks").ToString());
        Assert.NotEqual("application/json", beside.Headers.GetValueOrDefault("content-type"));
    }

    [Fact]
    public async Task People_view_links_and_walls_find_their_way_below_the_sub_path()
    {
        await using var proxy = ReverseProxy.Prepare();
        var start = new Uri(proxy.Address, "apollo/");
        await using var desk = await SmallDesk.StartAsync(
            settings: new Dictionary<string, string>
            {
                ["Apollo:PathBase"] = "/apollo",
                ["Apollo:PublicUrl"] = start.ToString().TrimEnd('/'),
                ["Apollo:Proxy:Known"] = "127.0.0.1",
                ["Apollo:SignIn:Local"] = "true",
            }
        );
        await proxy.BeginAsync("nginx", "/apollo", desk.Apollo.Port);
        var strange = new List<string>();

        // The first admin joins by the link of the console, signs out, and in again.
        await Eventually.IsTrueAsync(
            () => JoinLink().IsMatch(desk.Apollo.Process.Output),
            "the console says where the first admin joins."
        );
        var link = JoinLink().Match(desk.Apollo.Process.Output).Value;
        Assert.StartsWith($"{start}join/", link, StringComparison.Ordinal);
        var ana = await VisitAsync(start, strange);
        await JoinAsync(ana, link, "Ana Lima", "ana@example.com");
        await OutAndInAsync(ana, start, "ana@example.com");

        // Whom she invites joins by a link to the same place.
        var invited = await SendAsync(
            ana,
            "people/invitations",
            new
            {
                email = "bo@example.com",
                name = "Bo Chen",
                desks = new[] { new { desk = "small", role = "viewer" } },
            }
        );
        var bo = await VisitAsync(start, strange);
        await JoinAsync(bo, invited.GetProperty("url").GetString()!, "Bo Chen", null);
        Assert.Equal(start.ToString(), bo.Url);

        // A view link shows its board, live.
        var board = new
        {
            version = 1,
            desk = "small",
            sections = new[] { new { title = "", cards = new[] { Card } } },
        };
        var kept = await SendAsync(ana, "me/dashboards/Entrance", board, "PUT");
        var made = await SendAsync(ana, "desks/small/links", new { board = kept.GetProperty("share").GetString() });
        var view = await VisitAsync(start, strange);
        await view.GotoAsync(made.GetProperty("url").GetString()!);
        var card = view.Locator("[data-kpi='open-tickets']");
        await Assertions.Expect(card).ToContainTextAsync("Open tickets, 1");

        // A wall is paired, keeps its secret below the sub-path alone, and stays what it is.
        var wall = await VisitAsync(start, strange);
        await wall.GotoAsync($"{start}tv");
        await Assertions.Expect(wall.GetByText($"{start.Authority}/apollo/displays")).ToBeVisibleAsync();
        await SendAsync(ana, "displays/pair", new { code = await WallDesk.CodeAsync(wall), name = "Left wall" });
        await Assertions.Expect(WallDesk.Live(wall)).ToBeVisibleAsync();
        var secret = Assert.Single(await wall.Context.CookiesAsync());
        Assert.Equal(
            ("apollo.display", "/apollo/", true, true),
            (secret.Name, secret.Path, secret.Secure, secret.HttpOnly)
        );
        await wall.ReloadAsync();
        await Assertions.Expect(WallDesk.Live(wall)).ToBeVisibleAsync();

        await desk.InsertAsync("INC-2");
        await Assertions.Expect(card).ToContainTextAsync("Open tickets, 2");
        await Assertions.Expect(wall.Locator("[data-kpi='open-tickets']")).ToContainTextAsync("2");
        Assert.Empty(strange);

        async Task<JsonElement> SendAsync(IPage page, string path, object body, string method = "POST")
        {
            var answer = await page.APIRequest.FetchAsync(
                $"{start}api/{path}",
                new()
                {
                    Method = method,
                    DataObject = body,
                    Headers = [new("Origin", start.GetLeftPart(UriPartial.Authority))],
                }
            );
            Assert.True(answer.Ok, $"{path}: {answer.Status} {await answer.TextAsync()}");
            return JsonDocument.Parse(await answer.TextAsync()).RootElement;
        }
    }

    private static object Card =>
        new
        {
            kpi = "open-tickets",
            size = "2x1",
            chart = "bars",
            breakdown = "team",
        };

    /// <summary>A visitor; what leaves the sub-path, or fails, is strange.</summary>
    private async Task<IPage> VisitAsync(Uri start, List<string> strange)
    {
        var page = await Browser.VisitAsync(trustsAnyCertificate: true);
        page.Request += (_, request) =>
        {
            if (!request.Url.StartsWith(start.ToString(), StringComparison.Ordinal))
                strange.Add(request.Url);
        };
        page.Console += (_, message) =>
        {
            // What is asked before somebody has signed in is refused.
            if (message.Type == "error" && !message.Text.Contains("status of 401", StringComparison.Ordinal))
                strange.Add(message.Text);
        };
        return page;
    }

    private static async Task JoinAsync(IPage page, string link, string name, string? email)
    {
        await page.GotoAsync(link);
        await page.GetByLabel("Name").FillAsync(name);
        if (email is not null)
            await page.GetByLabel("E-mail").FillAsync(email);
        await page.GetByLabel("New password, 12 characters or more").FillAsync(Password);
        await page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(new BoardPage(page).Card("Open tickets")).ToBeVisibleAsync();
    }

    private static async Task OutAndInAsync(IPage page, Uri start, string email)
    {
        await page.GetByRole(AriaRole.Button, new() { NameRegex = new("account, theme") }).ClickAsync();
        // The page that is left may ask for a sign-in too, until the desk's first page has come in its place.
        var isThere = new TaskCompletionSource();
        page.DOMContentLoaded += (_, _) => isThere.TrySetResult();
        await page.GetByRole(AriaRole.Button, new() { Name = "Sign out" }).ClickAsync();
        await isThere.Task.WaitAsync(TimeSpan.FromSeconds(30));
        await Assertions.Expect(page.GetByLabel("E-mail")).ToBeVisibleAsync();
        Assert.Equal(start.ToString(), page.Url);
        await page.GetByLabel("E-mail").FillAsync(email);
        await page.GetByLabel("Password", new() { Exact = true }).FillAsync(Password);
        await page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(new BoardPage(page).Card("Open tickets")).ToBeVisibleAsync();
    }

    [GeneratedRegex("https://\\S+/join/[0-9A-Za-z_-]+")]
    private static partial Regex JoinLink();
}
