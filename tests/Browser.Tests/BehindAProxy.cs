using Apollo.Browser.Tests.Support;
using Apollo.Servers;
using Microsoft.Playwright;
using static Apollo.Browser.Tests.Support.OnAPage;

namespace Apollo.Browser.Tests;

/// <summary>Apollo under a sub-path, behind a real reverse proxy that ends TLS.</summary>
public sealed class BehindAProxy(Support.Browser browser) : OnAScreen(browser)
{
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
        var page = await Browser.VisitAsync(trustsAnyCertificate: true);
        var strange = new List<string>();
        page.Request += (_, request) =>
        {
            if (!request.Url.StartsWith(start.ToString(), StringComparison.Ordinal))
                strange.Add(request.Url);
        };
        page.Console += (_, message) =>
        {
            if (message.Type == "error")
                strange.Add(message.Text);
        };
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
}
