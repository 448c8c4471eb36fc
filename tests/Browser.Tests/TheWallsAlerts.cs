using System.Diagnostics;
using System.Text.Json;
using System.Text.RegularExpressions;
using Apollo.Browser.Tests.Support;
using Apollo.Servers;
using Microsoft.Playwright;
using Xunit.Abstractions;

namespace Apollo.Browser.Tests;

/// <summary>A critical alert on a television: it takes the screen until somebody takes care of it.</summary>
public sealed class TheWallsAlerts(Support.Browser browser, ITestOutputHelper output) : OnAScreen(browser)
{
    private const string CountedTones = """
        window.tones = 0;
        const tone = AudioContext.prototype.createOscillator;
        AudioContext.prototype.createOscillator = function () {
          window.tones++;
          return tone.call(this);
        };
        """;

    /// <summary>As of a browser that lets no page make a sound before somebody touches it.</summary>
    private const string SilentBrowser =
        "Object.defineProperty(AudioContext.prototype, 'state', { get: () => 'suspended' })";

    private static readonly TimeSpan Instant = TimeSpan.FromSeconds(1);

    [Fact]
    public async Task A_critical_alert_takes_the_screen_until_somebody_acknowledges_it()
    {
        await using var wall = await WallDesk.StartAsync(Browser);
        var rule = new
        {
            name = "Many open",
            kpi = "open-tickets",
            above = true,
            critical = new { at = 2 },
            // Again before the minute is over, however busy the machine is.
            repeat = 60,
            enabled = true,
        };
        Assert.Equal(201, (await wall.SendAsync("POST", "api/desks/small/alert-rules", rule)).Status);
        var television = await wall.PairedAsync("Hall", sound: true);
        await wall.OpenDisplaysAsync();
        await Assertions.Expect(wall.Tile("Hall")).ToContainTextAsync("Soundon");
        await television.AddInitScriptAsync(CountedTones);
        await television.ReloadAsync();
        await Assertions.Expect(WallDesk.Live(television)).ToBeVisibleAsync();
        await wall.Tile("Hall").GetByRole(AriaRole.Button, new() { Name = "Test sound" }).ClickAsync();
        await HasMadeAsync(television, tones: 4);

        await wall.Desk.InsertAsync("INC-2");
        var screen = television.GetByRole(AriaRole.Alert);
        await Assertions.Expect(screen).ToContainTextAsync("Not acknowledged yet.");
        await Assertions.Expect(screen).ToContainTextAsync("limit 2");
        await Assertions.Expect(screen).ToContainTextAsync("Network");
        await Assertions.Expect(WallDesk.Title(television, "One")).ToHaveCountAsync(0);
        await Assertions.Expect(wall.Tile("Hall")).ToContainTextAsync("Alert: Open");
        await HasMadeAsync(television, tones: 8);
        Assert.DoesNotContain("Ana", await television.InnerTextAsync("body"), StringComparison.Ordinal);
        await Axe.AxeFindsNothingAsync(television, "an alert on the wall");

        var alerts = await wall.Admin.APIRequest.GetAsync(
            new Uri(wall.Apollo.Address, "api/desks/small/alerts?state=firing").ToString()
        );
        var id = JsonDocument.Parse(await alerts.TextAsync()).RootElement[0].GetProperty("id").GetString();
        var acknowledge = $"api/desks/small/alerts/{id}/acknowledge";
        var strip = television.GetByRole(AriaRole.Status).Filter(new() { HasTextRegex = new Regex("Acknowledged") });
        var told = new List<TimeSpan>();
        foreach (var round in Enumerable.Range(1, 3))
        {
            Assert.Equal(200, (await wall.SendAsync("PUT", acknowledge, new { comment = "Ana is on it" })).Status);
            var took = Stopwatch.StartNew();
            await Assertions.Expect(strip).ToBeVisibleAsync();
            told.Add(took.Elapsed);
            if (round == 3)
                break;
            Assert.Equal(200, (await wall.SendAsync("DELETE", acknowledge)).Status);
            await Assertions.Expect(screen).ToBeVisibleAsync();
        }
        output.WriteLine($"acknowledged on the wall after {string.Join(", ", told.Select(Milliseconds))} ms");
        Assert.InRange(told.Min(), TimeSpan.Zero, Instant);
        await Assertions.Expect(screen).ToHaveCountAsync(0);
        await Assertions.Expect(WallDesk.Title(television, "One")).ToBeVisibleAsync();
        Assert.DoesNotContain("Ana", await television.InnerTextAsync("body"), StringComparison.Ordinal);

        // A new version waits while the alert stands, and comes with the first page after it.
        var real = await ServedVersion.RunAsync(television);
        await television.AddInitScriptAsync(SilentBrowser);
        await ServedVersion.LookEachSecondAsync(television);
        await Assertions.Expect(wall.Tile("Hall")).ToContainTextAsync("its browser lets it make none");
        var next = await ServedVersion.ServeAsync(television, real, 1);
        await ServedVersion.TurnAsync(television);
        await Assertions.Expect(WallDesk.Title(television, "Two")).ToBeVisibleAsync();
        Assert.Equal(real, await ServedVersion.RunAsync(television));
        await wall.Desk.Itsm.ExecuteAsync(
            "UPDATE tickets SET state = 'closed', closed_at = @now, updated_at = @now WHERE id = 'INC-1'",
            new { now = wall.Desk.Itsm.Time(DateTime.UtcNow) }
        );
        await Assertions.Expect(strip).ToHaveCountAsync(0);
        await ServedVersion.TakesAsync(television, next);
    }

    private static string Milliseconds(TimeSpan took) => $"{took.TotalMilliseconds:0}";

    private static Task HasMadeAsync(IPage television, int tones) =>
        Eventually.IsTrueAsync(
            async () => await television.EvaluateAsync<int>("window.tones") >= tones,
            () => $"the television has made {tones} tones."
        );
}
