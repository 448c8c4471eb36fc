using Apollo.Browser.Tests.Support;
using Microsoft.Playwright;

namespace Apollo.Browser.Tests;

/// <summary>The wall display in the browsers of televisions, and as a display that nobody touches.</summary>
public sealed class TheWall(Support.Browser browser) : OnAScreen(browser)
{
    /// <summary>Takes away what Chromium 79 does not have of what a page may call.</summary>
    private const string Older = """
        for (const name of ['at', 'findLast', 'findLastIndex', 'toReversed', 'toSorted', 'toSpliced', 'with'])
          delete Array.prototype[name];
        for (const name of ['at', 'replaceAll']) delete String.prototype[name];
        for (const name of ['hasOwn', 'groupBy']) delete Object[name];
        for (const name of ['any', 'timeout']) delete AbortSignal[name];
        for (const name of ['structuredClone', 'WeakRef', 'FinalizationRegistry']) delete window[name];
        delete Promise.any;
        delete crypto.randomUUID;
        """;

    private const string Paired = """
        {
          "state": "paired",
          "code": null,
          "expiresAt": null,
          "url": null,
          "display": {
            "id": "1", "name": "Left wall", "place": "Lyon", "seconds": 5, "night": null,
            "distance": 6, "diagonal": 55, "sound": false,
            "pages": [
              { "desk": "small", "title": "Two", "cards": ["overdue", "open-tickets"] },
              { "desk": "small", "title": "Teams", "table": "team" }
            ]
          }
        }
        """;

    [Fact]
    public async Task Is_shown_without_any_function_newer_than_Chromium_79()
    {
        await using var desk = await SmallDesk.StartAsync();
        var wall = await Browser.VisitAsync(1920, 1080);
        var faults = new List<string>();
        wall.PageError += (_, fault) => faults.Add(fault);
        await wall.AddInitScriptAsync(Older);
        await wall.GotoAsync(new Uri(desk.Apollo.Address, "tv").ToString());
        await Assertions.Expect(wall.Locator("[data-kpi='open-tickets']")).ToContainTextAsync("1");
        await desk.InsertAsync("INC-2");
        await Assertions.Expect(wall.Locator("[data-kpi='open-tickets']")).ToContainTextAsync("2");
        Assert.Empty(faults);
    }

    [Fact]
    public async Task Goes_through_the_pages_that_an_admin_set_up()
    {
        await using var desk = await SmallDesk.StartAsync();
        var wall = await Browser.VisitAsync(1920, 1080);
        await wall.RouteAsync(
            "**/api/session/display",
            route => route.FulfillAsync(new() { Body = Paired, ContentType = "application/json" })
        );
        await wall.GotoAsync(new Uri(desk.Apollo.Address, "tv").ToString());
        await Assertions.Expect(wall.GetByRole(AriaRole.Heading, new() { Name = "Two" })).ToBeVisibleAsync();
        Assert.Equal(2, await wall.Locator("[data-kpi]").CountAsync());
        // By itself, after its five seconds.
        await Assertions.Expect(wall.GetByRole(AriaRole.Heading, new() { Name = "Teams" })).ToBeVisibleAsync();
        await Assertions.Expect(wall.GetByRole(AriaRole.Rowheader, new() { Name = "Network" })).ToBeVisibleAsync();
        await Assertions.Expect(wall.GetByRole(AriaRole.Heading, new() { Name = "Two" })).ToBeVisibleAsync();
    }
}
