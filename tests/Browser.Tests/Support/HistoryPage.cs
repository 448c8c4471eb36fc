using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using System.Web;
using Microsoft.Playwright;

namespace Apollo.Browser.Tests.Support;

/// <summary>The history page as a person sees it, and a past for it: a desk of a test has only just begun.</summary>
public sealed class HistoryPage(IPage page)
{
    private const double Hour = 3_600_000;
    private static readonly int[] steps = [60, 300, 900, 1800, 3600, 10_800, 21_600, 86_400];

    /// <summary>What the chart is; its name says what it shows.</summary>
    public ILocator Figure => page.GetByRole(AriaRole.Figure);

    /// <summary>The point of the (first) chart, moved by keys.</summary>
    public ILocator Point => page.GetByRole(AriaRole.Slider, new() { NameRegex = new("^Point in time of ") }).First;

    public static async Task<HistoryPage> OpenAsync(IPage page, string address)
    {
        await page.GotoAsync(address);
        return new HistoryPage(page);
    }

    /// <summary>
    /// Answers for each number with a past: between 100 and 160 with a warning limit of 150, an hour above it twelve
    /// hours ago, three hours without Apollo a day ago, computed before 20 days ago.
    /// </summary>
    public static Task WithAPastAsync(IPage page) =>
        page.RouteAsync(
            new Regex(@"/api/.*/history\?"),
            route => route.FulfillAsync(new() { ContentType = "application/json", Body = Past(new(route.Request.Url)) })
        );

    private static string Past(Uri asked)
    {
        var query = HttpUtility.ParseQueryString(asked.Query);
        var (from, to) = (At(query["from"]!), At(query["to"]!));
        var step = query["step"] switch
        {
            "auto" => steps.First(each => (to - from) / 1000 / each <= 2000),
            "day" => 86_400,
            var given => int.Parse(given!, CultureInfo.InvariantCulture),
        };
        var now = (double)DateTimeOffset.UtcNow.ToUnixTimeMilliseconds();
        double[] gap = [now - 27 * Hour, now - 24 * Hour];
        var points = new List<double?[]>();
        for (var at = Math.Ceiling(from / (step * 1000.0)) * step * 1000; at < to; at += step * 1000.0)
        {
            var end = at + step * 1000.0;
            if (end > gap[0] && end < gap[1])
                continue;
            var hoursAgo = (now - end) / Hour;
            var value = hoursAgo is > 11.5 and < 12.5 ? 160 : 110 + Math.Floor(10 * Math.Sin(end / (24 * Hour) * 6.28));
            points.Add([at, value, value - 1, value + 1, value]);
        }
        return JsonSerializer.Serialize(
            new
            {
                kpi = asked.Segments[^2].TrimEnd('/'),
                unit = "tickets",
                rate = 0,
                from = query["from"],
                to = query["to"],
                step = step == 86_400 ? "day" : (object)step,
                points,
                gaps = gap[1] > from && gap[0] < to ? new[] { gap } : [],
                computedUntil = from < now - 480 * Hour
                    ? DateTimeOffset.FromUnixTimeMilliseconds((long)(now - 480 * Hour)).UtcDateTime
                    : (DateTime?)null,
                computed = "exact",
                limits = new double[][] { [0, 150, 250] },
                alerts = Array.Empty<object>(),
                notes = Array.Empty<object>(),
                usual = (object?)null,
            }
        );
    }

    private static double At(string text) =>
        DateTimeOffset.Parse(text, CultureInfo.InvariantCulture).ToUnixTimeMilliseconds();
}
