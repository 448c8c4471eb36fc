using Apollo.Browser.Tests.Support;
using Apollo.Servers;
using Microsoft.Playwright;

namespace Apollo.Browser.Tests;

/// <summary>What is printed: a sheet of A4 holds it in its width, under a head with its desk and time.</summary>
[Collection(nameof(OnTheFilledDesk))]
public sealed class OnPaper(Support.Browser browser, FilledDesk desk) : OnAScreen(browser)
{
    /// <summary>A sheet between its margins of 12 mm, px: its width upright and across.</summary>
    private const int Upright = 703;
    private const int Across = 1031;

    /// <summary>How wide the page is, and what stands beyond the sheet.</summary>
    private const string Beyond = """
        width => {
          const wide = document.documentElement.scrollWidth;
          if (wide <= width) return '';
          const beyond = [...document.querySelectorAll('body *')]
            .filter(one => one.getBoundingClientRect().right > width + 0.5)
            .map(one => `${one.tagName}.${one.className} ${one.getBoundingClientRect().right}`);
          return `${wide} px: ${beyond.slice(0, 5).join(', ')}`;
        }
        """;

    [Theory]
    [InlineData("", Upright, "Open tickets")]
    [InlineData("kpis/open-tickets?group=team", Across, "Ana Lima")]
    [InlineData("performance/team", Across, "Network")]
    [InlineData("calendar", Across, "Install a video bar")]
    [InlineData("reports/flow", Upright, "Ticket flow")]
    [InlineData("reports/patterns", Upright, "Time to resolve")]
    [InlineData("kpis/open-tickets/history", Across, "Open tickets")]
    public async Task Stands_on_a_sheet(string path, int width, string shown)
    {
        var page = await OpenAsync(path);
        await Assertions.Expect(page.GetByText(shown).First).ToBeVisibleAsync();
        await PrintAsync(page, width);

        await Assertions.Expect(page.GetByText(shown).First).ToBeVisibleAsync();
        await Assertions.Expect(page.GetByText("Small desk").Filter(new() { Visible = true }).First).ToBeVisibleAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Navigation, new() { Name = "Pages" })).ToBeHiddenAsync();
        string? beyond = null;
        await Eventually.IsTrueAsync(
            async () => (beyond = await page.EvaluateAsync<string>(Beyond, width)).Length == 0,
            () => $"/{path} is on a sheet of {width} px, not {beyond}",
            TimeSpan.FromSeconds(10)
        );
    }

    [Fact]
    public async Task The_chart_of_a_history_has_the_whole_width()
    {
        var page = await OpenAsync("kpis/open-tickets/history");
        await Assertions.Expect(page.Locator("figure canvas")).ToBeVisibleAsync();
        await PrintAsync(page, Across);
        var share = await page.EvaluateAsync<double>(
            "document.querySelector('figure canvas').clientWidth / document.querySelector('figure').clientWidth"
        );
        Assert.InRange(share, 0.95, 1);
    }

    private async Task<IPage> OpenAsync(string path)
    {
        var page = await Browser.VisitAsync();
        await HistoryPage.WithAPastAsync(page);
        await page.GotoAsync(desk.At(path));
        return page;
    }

    /// <summary>As the browser does it: the page hears of it, then is laid out anew.</summary>
    private static async Task PrintAsync(IPage page, int width)
    {
        await page.EvaluateAsync("window.dispatchEvent(new Event('beforeprint'))");
        await page.EmulateMediaAsync(new() { Media = Media.Print });
        await page.SetViewportSizeAsync(width, Upright);
    }
}
