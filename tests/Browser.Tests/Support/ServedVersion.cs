using System.Text.RegularExpressions;
using Apollo.Servers;
using Microsoft.Playwright;

namespace Apollo.Browser.Tests.Support;

/// <summary>Which version of the wall's page a television runs, and a newer one that is served to it.</summary>
internal static partial class ServedVersion
{
    /// <summary>A page looks for a new version each minute: here each second.</summary>
    private const string MinutesAreSeconds = """
        const every = window.setInterval;
        window.setInterval = (call, ms, ...more) => every(call, ms === 60_000 ? 1_000 : ms, ...more);
        """;

    /// <summary>The script that the page runs.</summary>
    public static async Task<string> RunAsync(IPage television) =>
        Script()
            .Match(await television.EvaluateAsync<string>("[...document.scripts].map(one => one.src).join(' ')"))
            .Value;

    /// <summary>The page begins anew, and looks for new versions each second from then on.</summary>
    public static async Task LookEachSecondAsync(IPage television)
    {
        await television.AddInitScriptAsync(MinutesAreSeconds);
        await television.ReloadAsync();
        await Assertions.Expect(WallDesk.Live(television)).ToBeVisibleAsync();
    }

    /// <summary>Serves another version to a television, and waits until it has looked.</summary>
    /// <param name="television">Its page.</param>
    /// <param name="real">The script that Apollo serves in truth.</param>
    /// <param name="version">Names the other one.</param>
    /// <returns>The script of the other one.</returns>
    public static async Task<string> ServeAsync(IPage television, string real, int version)
    {
        var next = $"assets/tv-v{version}.js";
        await television.UnrouteAllAsync();
        await television.RouteAsync(
            "**/tv",
            async route =>
            {
                var answer = await route.FetchAsync();
                var page = Script().Replace(await answer.TextAsync(), next);
                await route.FulfillAsync(new() { Response = answer, Body = page });
            }
        );
        await television.RouteAsync(
            $"**/{next}",
            async route =>
            {
                var original = new Uri(new Uri(route.Request.Url), $"/{real}").ToString();
                await route.FulfillAsync(new() { Response = await route.FetchAsync(new() { Url = original }) });
            }
        );
        // The second answer: what the page made of the first is done by then.
        await television.WaitForResponseAsync("**/tv");
        await television.WaitForResponseAsync("**/tv");
        return next;
    }

    /// <summary>A page of the rotation has stayed its time.</summary>
    public static Task TurnAsync(IPage television) => television.Keyboard.PressAsync("ArrowRight");

    /// <summary>Waits until a television has taken a version, as pages go on to turn.</summary>
    public static async Task TakesAsync(IPage television, string script)
    {
        await Eventually.IsTrueAsync(
            async () =>
            {
                try
                {
                    await TurnAsync(television);
                    return await RunAsync(television) == script;
                }
                catch (PlaywrightException)
                {
                    // It is just being loaded anew.
                    return false;
                }
            },
            () => $"the page runs {script}.",
            every: TimeSpan.FromMilliseconds(500)
        );
        await Assertions.Expect(WallDesk.Live(television)).ToBeVisibleAsync();
    }

    [GeneratedRegex(@"assets/tv-[\w-]+\.js")]
    private static partial Regex Script();
}
