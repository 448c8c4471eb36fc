using Apollo.Browser.Tests.Support;
using Apollo.Servers;
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
        delete Navigator.prototype.wakeLock;
        delete crypto.randomUUID;
        """;

    /// <summary>
    /// Keeps each lock of the screen that the browser gives, and hides the page as a browser does: it takes the lock
    /// away itself.
    /// </summary>
    private const string Locks = """
        window.locks = [];
        const request = WakeLock.prototype.request;
        WakeLock.prototype.request = async function (kind) {
          const lock = await request.call(this, kind);
          window.locks.push(lock);
          return lock;
        };
        let state = 'visible';
        Object.defineProperty(document, 'visibilityState', { get: () => state });
        window.turnTo = async (next) => {
          state = next;
          if (next === 'hidden') for (const lock of window.locks) await lock.release();
          document.dispatchEvent(new Event('visibilitychange'));
        };
        """;

    private const string Held = "window.locks.map((lock) => (lock.released ? 'released' : lock.type)).join(' ')";

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
    public async Task Keeps_the_screen_on_while_it_is_seen_and_again_after_it_was_hidden()
    {
        await using var desk = await SmallDesk.StartAsync();
        var wall = await Browser.VisitAsync(1920, 1080, isWhole: true);
        await wall.AddInitScriptAsync(Locks);
        await wall.GotoAsync(new Uri(desk.Apollo.Address, "tv").ToString());
        await HoldsAsync("screen");
        await wall.EvaluateAsync("window.turnTo('hidden')");
        Assert.Equal("released", await wall.EvaluateAsync<string>(Held));
        await wall.EvaluateAsync("window.turnTo('visible')");
        await HoldsAsync("released screen");
        // One is enough.
        await wall.EvaluateAsync("window.turnTo('visible')");
        await Assertions.Expect(wall.Locator("[data-kpi='open-tickets']")).ToContainTextAsync("1");
        Assert.Equal("released screen", await wall.EvaluateAsync<string>(Held));

        Task HoldsAsync(string locks) =>
            Eventually.IsTrueAsync(
                async () => await wall.EvaluateAsync<string>(Held) == locks,
                () => $"the page has its locks of the screen: {locks}."
            );
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
        await Assertions.Expect(wall.Locator("[data-kpi]")).ToHaveCountAsync(2);
        // By itself, after its five seconds.
        await Assertions.Expect(wall.GetByRole(AriaRole.Heading, new() { Name = "Teams" })).ToBeVisibleAsync();
        await Assertions.Expect(wall.GetByRole(AriaRole.Rowheader, new() { Name = "Network" })).ToBeVisibleAsync();
        await Assertions.Expect(wall.GetByRole(AriaRole.Heading, new() { Name = "Two" })).ToBeVisibleAsync();
    }
}
