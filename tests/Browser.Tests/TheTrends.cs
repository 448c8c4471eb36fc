using System.Text.Json;
using System.Text.RegularExpressions;
using Apollo.Browser.Tests.Support;
using Apollo.Servers;
using Microsoft.Playwright;

namespace Apollo.Browser.Tests;

/// <summary>The latest hours beside a number, on a desk that has been watched for longer than that.</summary>
[Collection(nameof(OnTheFilledDesk))]
public sealed class TheTrends(Support.Browser browser, FilledDesk desk) : OnAScreen(browser)
{
    private const string Line = "[data-kpi=open-tickets] svg path[class*=trend]";

    [Fact]
    public async Task Two_screens_show_the_same_hour_and_the_same_direction_over_a_reload_too()
    {
        var (board, phone) = (await VisitAsync(1440, 900), await VisitAsync(390, 844));
        foreach (var page in (IEnumerable<IPage>)[board, phone])
        {
            await page.GotoAsync(desk.At(""));
            await RisesAsync(page);
            await page.ReloadAsync();
            await RisesAsync(page);
            // From one edge of its room to the other: the hour was there at once.
            Assert.Matches(new Regex(@"^M2\.5 .*H51\.5$"), await LineAsync(page));
        }
        // Each was told its hour as of when it asked: where the minute turned between the two, both ask again.
        await Eventually.IsTrueAsync(
            async () =>
            {
                if (await LineAsync(board) == await LineAsync(phone))
                    return true;
                await Task.WhenAll(board.ReloadAsync(), phone.ReloadAsync());
                await Task.WhenAll(RisesAsync(board), RisesAsync(phone));
                return false;
            },
            () => "the same line on both"
        );
    }

    private static async Task<string?> LineAsync(IPage page) => await page.Locator(Line).First.GetAttributeAsync("d");

    [Fact]
    public async Task A_gap_stays_open_and_the_usual_band_goes_on_behind_it()
    {
        var page = await VisitAsync(1440, 900);
        await page.GotoAsync(desk.At(""));
        await RisesAsync(page);
        Assert.Equal(2, Regex.Count((await LineAsync(page))!, "M"));
        await Assertions
            .Expect(page.Locator("[data-kpi=open-tickets] svg path[class*=band]"))
            .ToHaveAttributeAsync("d", new Regex("^M2\\.5 .*L51\\.5 "));
    }

    [Theory]
    [InlineData("")]
    [InlineData("tv")]
    [InlineData("performance/team")]
    [InlineData("kpis/open-tickets")]
    public async Task Every_screen_has_its_lines_and_axe_finds_nothing(string path)
    {
        var page = await VisitAsync(1440, 900);
        await page.GotoAsync(desk.At(path));
        await Assertions
            .Expect(page.Locator("svg path[class*=trend][d*=H]").First)
            .ToHaveAttributeAsync("d", new Regex("^M2\\.5 "));
        await Axe.AxeFindsNothingAsync(page, path);
    }

    [Fact]
    public async Task What_the_desk_remembers_is_there_at_once_on_every_screen()
    {
        var first = await Browser.VisitAsync();
        // The first minute that is remembered ends within the first two.
        await Eventually.IsTrueAsync(
            async () =>
            {
                var answer = await first.APIRequest.GetAsync(desk.At("api/desks/small/trends?span=1h"));
                return answer.Ok && Known((await answer.JsonAsync())!.Value);
            },
            () => "a minute that is remembered",
            TimeSpan.FromMinutes(3),
            TimeSpan.FromSeconds(1)
        );
        foreach (var page in (IEnumerable<IPage>)[first, await Browser.VisitAsync(390, 844)])
        {
            await page.GotoAsync(desk.At(""));
            await Assertions
                .Expect(page.Locator("[data-kpi=open-tickets]").First)
                .ToHaveAccessibleNameAsync(new Regex("^Open tickets, 7 tickets, good, limit 150, (steady|rising)"));
        }

        static bool Known(JsonElement trends) =>
            trends
                .GetProperty("kpis")
                .GetProperty("open-tickets")
                .EnumerateArray()
                .Any(value => value.ValueKind == JsonValueKind.Number);
    }

    /// <summary>The card says a direction, which it has from the trend alone.</summary>
    private static Task RisesAsync(IPage page) =>
        Assertions
            .Expect(page.Locator("[data-kpi=open-tickets]").First)
            .ToHaveAccessibleNameAsync(new Regex("^Open tickets, 7 tickets, good, limit 150, rising"));

    /// <summary>A visitor of a desk whose open tickets rose from 3 to 7 within the hour, with a gap between.</summary>
    private async Task<IPage> VisitAsync(int width, int height)
    {
        var page = await Browser.VisitAsync(width, height);
        await page.RouteAsync(
            new Regex("/trends\\?span=1h"),
            route => route.FulfillAsync(new() { ContentType = "application/json", Body = Hour() })
        );
        return page;
    }

    private static string Hour()
    {
        var now = DateTimeOffset.UtcNow.ToUnixTimeSeconds() / 60 * 60;
        var begin = DateTimeOffset.FromUnixTimeSeconds(now).AddHours(-1);
        var rising = Enumerable.Range(0, 60).Select(minute => minute < 30 ? 3 : 7).ToArray();
        return JsonSerializer.Serialize(
            new
            {
                from = begin.UtcDateTime,
                step = 60,
                kpis = new Dictionary<string, int[]> { ["open-tickets"] = rising },
                groups = new Dictionary<string, Dictionary<string, int[]>>
                {
                    ["open-tickets"] = new() { ["Network"] = rising },
                },
                gaps = new[]
                {
                    new[]
                    {
                        begin.AddMinutes(10).ToUnixTimeMilliseconds(),
                        begin.AddMinutes(20).ToUnixTimeMilliseconds(),
                    },
                },
                usual = new Dictionary<string, object>
                {
                    ["open-tickets"] = new
                    {
                        step = 900,
                        from = begin.UtcDateTime,
                        low = Enumerable.Repeat(4, 8),
                        median = Enumerable.Repeat(6, 8),
                        high = Enumerable.Repeat(8, 8),
                        weeks = 12,
                    },
                },
            }
        );
    }
}
