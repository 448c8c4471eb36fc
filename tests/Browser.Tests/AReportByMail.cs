using System.Globalization;
using System.Text.RegularExpressions;
using Apollo.Browser.Tests.Support;
using Microsoft.Playwright;

namespace Apollo.Browser.Tests;

/// <summary>The mail of a service report, as who reads it sees it.</summary>
[Collection(nameof(OnTheReportedDesk))]
public sealed partial class AReportByMail(Support.Browser browser, ReportedDesk desk) : OnAScreen(browser)
{
    /// <summary>A picture's pixels, for what is looked for in them: the red of each, 0 to 255.</summary>
    private const string Pixels = """
          const canvas = document.createElement('canvas');
          const { naturalWidth: width, naturalHeight: height } = image;
          Object.assign(canvas, { width, height });
          const context = canvas.getContext('2d');
          context.drawImage(image, 0, 0);
          const redAt = (x, y) => context.getImageData(x, y, 1, 1).data[0];
        """;

    /// <summary>How high the picture is filled from below in the middle of each day, of its height.</summary>
    private const string Bars = $$"""
        (image, days) => {
          {{Pixels}}
          const isFilled = (x, y) => redAt(x, y) < 0xd0;
          return Array.from({ length: days }, (_, day) => {
            let filled = 0;
            while (filled < height && isFilled(Math.round(((day + 0.5) * width) / days), height - 1 - filled)) filled++;
            return filled / height;
          });
        }
        """;

    /// <summary>How high the dot or ring in the middle of each day stands, of the picture's height; −1 = none.
    /// </summary>
    private const string Dots = $$"""
        (image, days) => {
          {{Pixels}}
          return Array.from({ length: days }, (_, day) => {
            const x = Math.floor(((day + 0.5) * width) / days);
            const isDrawn = (y) => redAt(x, y) < 0xb0;
            // Lines are thinner than what a dot or a ring has of the column.
            const drawn = [...Array(height).keys()].filter((y) => isDrawn(y) && isDrawn(y - 1) && isDrawn(y + 1));
            return drawn.length ? 1 - (drawn[0] + drawn.at(-1)) / 2 / height : -1;
          });
        }
        """;

    private static readonly CultureInfo invariant = CultureInfo.InvariantCulture;

    [Theory]
    [InlineData("month", 600)]
    [InlineData("month", 360)]
    [InlineData("day", 600)]
    [InlineData("day", 360)]
    public async Task Is_whole_in_its_width_fetches_nothing_and_is_found_accessible(string every, int width)
    {
        var mail = await desk.MailAsync(every);
        var (page, asked) = await OpenAsync(mail, width);

        string[] names =
        [
            .. every == "month"
                ? (string[])["^Tickets a day", "^Share resolved in time by day"]
                : ["^Tickets opened by hour"],
            "^Tickets by category",
        ];
        var pictures = page.Locator("img");
        Assert.Equal(names.Length, mail.Pictures.Count);
        await Assertions.Expect(pictures).ToHaveCountAsync(names.Length);
        for (var at = 0; at < names.Length; at++)
        {
            var picture = pictures.Nth(at);
            await Assertions.Expect(picture).ToHaveAccessibleNameAsync(new Regex(names[at]));
            Assert.True(await picture.EvaluateAsync<bool>("one => one.complete && one.naturalWidth > 0"));
            Assert.InRange(await picture.EvaluateAsync<int>("one => one.width"), 300, width);
        }
        Assert.Equal(width, await page.EvaluateAsync<int>("document.documentElement.scrollWidth"));
        // Room for a word of a name, beside the figures.
        var teams = await page.Locator("th", new() { HasTextRegex = new("^Team$") }).BoundingBoxAsync();
        Assert.InRange(teams!.Width, 100, width);
        await Axe.AxeFindsNothingAsync(page, $"the mail of a {every} at {width} px", isPart: true);
        Assert.Empty(asked);
    }

    [Theory]
    [InlineData("month")]
    [InlineData("day")]
    public async Task Says_the_same_as_text_as_html_and_in_the_file_of_the_archive(string every)
    {
        var mail = await desk.MailAsync(every);
        var file = await desk.ReadAsync($"{mail.Path}.csv");
        Assert.Equal(file, mail.Csv);
        var csv = ReportCsv.Read(file);
        var (page, _) = await OpenAsync(mail, 600);
        var html = await page.InnerTextAsync("body");
        var (opened, resolved) = (csv.Desk("opened"), csv.Desk("resolved"));
        Assert.NotEqual(0, opened);
        Assert.NotEqual(0, resolved);
        var link = await page.GetByRole(AriaRole.Link, new() { Name = "Open the report" }).GetAttributeAsync("href");
        Assert.StartsWith("https://apollo.example.com/", link);
        Assert.EndsWith($"={mail.Path.Split('/')[^1]}", link);
        Assert.Contains($"Open the report: {link}\n", mail.Text.ReplaceLineEndings("\n"), StringComparison.Ordinal);
        foreach (var text in (string[])[mail.Text, html])
            Assert.Matches($@"received {opened} tickets \(\d+ [^)]+\) and resolved {resolved} \(", text);
    }

    [Theory]
    [InlineData("Tickets a day", "day", int.MaxValue)]
    [InlineData("Tickets by category", "category", 12)]
    public async Task Has_a_chart_with_bars_as_high_as_its_figures(string about, string section, int most)
    {
        var mail = await desk.MailAsync("month");
        var (page, _) = await OpenAsync(mail, 600);
        var top = int.Parse(Top().Match(await AboveAsync(page, about)).Groups[1].Value, invariant);
        var counts = ReportCsv
            .Read(mail.Csv)
            .Rows.Where(row => row.Section == section && row.Figure == "opened")
            .Select(row => int.Parse(row.Value, invariant))
            .Take(most)
            .ToList();
        Assert.True(counts.Count > 3);
        var bars = await page.Locator($"img[alt^='{about}']").EvaluateAsync<double[]>(Bars, counts.Count);
        Assert.Equal(counts.Count, bars.Length);
        // The line beside may lie on a bar's end.
        Assert.All(counts.Zip(bars), bar => Assert.Equal((double)bar.First / top, bar.Second, tolerance: 0.025));
    }

    [Fact]
    public async Task Has_a_chart_with_a_dot_as_high_as_the_share_in_time_of_each_day()
    {
        var mail = await desk.MailAsync("month");
        var (page, _) = await OpenAsync(mail, 600);
        const string about = "Share resolved in time";
        var floor = int.Parse(Floor().Match(await AboveAsync(page, about)).Groups[1].Value, invariant) / 100.0;
        var days = ReportCsv
            .Read(mail.Csv)
            .Rows.Where(row => row.Section == "day")
            .GroupBy(row => row.Group)
            .Select(day => (Due: Count(day, "resolved due"), InTime: Count(day, "resolved in time")))
            .ToList();
        var dots = await page.Locator($"img[alt^='{about}']").EvaluateAsync<double[]>(Dots, days.Count);
        Assert.Contains(dots, dot => dot >= 0);
        // A whole dot lies in the picture, at its top and foot too.
        const double dotRadius = 10 / 240.0;
        Assert.All(
            days.Zip(dots),
            day =>
                Assert.Equal(
                    day.First.Due == 0
                        ? -1
                        : dotRadius
                            + (
                                (((double)day.First.InTime / day.First.Due) - floor)
                                / (1 - floor)
                                * (1 - (2 * dotRadius))
                            ),
                    day.Second,
                    tolerance: 0.02
                )
        );

        static int Count(IEnumerable<ReportFigure> day, string figure) =>
            int.Parse(day.Single(row => row.Figure == figure).Value, invariant);
    }

    /// <summary>What stands above a picture.</summary>
    private static Task<string> AboveAsync(IPage page, string about) =>
        page.Locator($"p:has(+ img[alt^='{about}'])").InnerTextAsync();

    /// <summary>A page that shows it, and what that asked for: who reads mails lets them fetch nothing.</summary>
    private async Task<(IPage Page, IReadOnlyList<string> Asked)> OpenAsync(MailedReport mail, int width)
    {
        var page = await Browser.VisitAsync(width, 800);
        var asked = new List<string>();
        await page.RouteAsync(
            "**/*",
            route =>
            {
                asked.Add(route.Request.Url);
                return route.AbortAsync();
            }
        );
        await page.SetContentAsync(mail.Html);
        return (page, asked);
    }

    [GeneratedRegex("The top line is ([0-9]+)")]
    private static partial Regex Top();

    [GeneratedRegex("From ([0-9]+) to 100")]
    private static partial Regex Floor();
}
