using System.Globalization;
using System.Text.RegularExpressions;
using Apollo.Browser.Tests.Support;
using Microsoft.Playwright;

namespace Apollo.Browser.Tests;

/// <summary>The mail of a service report, as who reads it sees it.</summary>
[Collection(nameof(OnTheReportedDesk))]
public sealed partial class AReportByMail(Support.Browser browser, ReportedDesk desk) : OnAScreen(browser)
{
    /// <summary>How high the picture is filled from below in the middle of each day, of its height.</summary>
    private const string Bars = """
        (image, days) => {
          const canvas = document.createElement('canvas');
          const { naturalWidth: width, naturalHeight: height } = image;
          Object.assign(canvas, { width, height });
          const context = canvas.getContext('2d');
          context.drawImage(image, 0, 0);
          const isFilled = (x, y) => context.getImageData(x, y, 1, 1).data[0] < 0xd0;
          return Array.from({ length: days }, (_, day) => {
            let filled = 0;
            while (filled < height && isFilled(Math.round(((day + 0.5) * width) / days), height - 1 - filled)) filled++;
            return filled / height;
          });
        }
        """;

    [Theory]
    [InlineData("month", 600)]
    [InlineData("month", 360)]
    [InlineData("day", 600)]
    [InlineData("day", 360)]
    public async Task Is_whole_in_its_width_fetches_nothing_and_is_found_accessible(string every, int width)
    {
        var mail = await desk.MailAsync(every);
        var (page, asked) = await OpenAsync(mail, width);

        var picture = page.Locator("img");
        Assert.Single(mail.Pictures);
        await Assertions.Expect(picture).ToHaveCountAsync(1);
        await Assertions.Expect(picture).ToHaveAccessibleNameAsync(new Regex("^Tickets "));
        Assert.True(await picture.EvaluateAsync<bool>("one => one.complete && one.naturalWidth > 0"));
        Assert.InRange(await picture.EvaluateAsync<int>("one => one.width"), 300, width);
        Assert.Equal(width, await page.EvaluateAsync<int>("document.documentElement.scrollWidth"));
        // Room for a word of a name, beside the figures.
        var names = await page.Locator("th", new() { HasTextRegex = new("^Team$") }).BoundingBoxAsync();
        Assert.InRange(names!.Width, 100, width);
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

    [Fact]
    public async Task Has_a_chart_with_a_bar_as_high_as_the_tickets_of_each_day()
    {
        var mail = await desk.MailAsync("month");
        var (page, _) = await OpenAsync(mail, 600);
        var top = int.Parse(
            Top().Match(await page.InnerTextAsync("body")).Groups[1].Value,
            CultureInfo.InvariantCulture
        );
        var days = ReportCsv
            .Read(mail.Csv)
            .Rows.Where(row => row is { Section: "day", Figure: "opened" })
            .Select(row => int.Parse(row.Value, CultureInfo.InvariantCulture))
            .ToList();
        var bars = await page.Locator("img").EvaluateAsync<double[]>(Bars, days.Count);
        Assert.Equal(days.Count, bars.Length);
        // The line of what was resolved may lie on a bar's end.
        Assert.All(days.Zip(bars), day => Assert.Equal((double)day.First / top, day.Second, tolerance: 0.025));
    }

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
}
