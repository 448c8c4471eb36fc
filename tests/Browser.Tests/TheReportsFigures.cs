using System.Globalization;
using System.Text.RegularExpressions;
using Apollo.Browser.Tests.Support;
using Microsoft.Playwright;
using static Apollo.Browser.Tests.Support.Axe;
using static Microsoft.Playwright.Assertions;

namespace Apollo.Browser.Tests;

/// <summary>
/// The reports of a desk that has something of everything: groups without a name, some under 1 %, tickets that took
/// long and that were late. Each count leads to its tickets, each pattern is a picture, and all of it is for everybody.
/// </summary>
[Collection(nameof(OnTheReportedDesk))]
public sealed partial class TheReportsFigures(Support.Browser browser, ReportedDesk desk) : OnAScreen(browser)
{
    /// <summary>Days that are over: as of their end nothing grows older between two questions.</summary>
    private static string Days =>
        FormattableString.Invariant(
            $"from={ReportedDesk.Month.AddMonths(-1):yyyy-MM-dd}&to={DateTime.UtcNow.AddDays(-1):yyyy-MM-dd}"
        );

    [Fact]
    public async Task Every_count_of_the_patterns_leads_to_as_many_tickets()
    {
        var page = await OpenAsync("patterns", "most on");
        // A bar, and a dot of each of the two times: clicked as people do.
        foreach (var mark in new[] { "#durations svg a", "#sla a[title*=resolution]", "#sla a[title*=response]" })
        {
            var link = page.Locator(mark).First;
            var said = await link.EvaluateAsync<string>(
                "one => one.getAttribute('title') ?? one.querySelector('title').textContent"
            );
            await link.ClickAsync();
            await SaysAsync(page, Count().Match(said).Value);
            await page.GoBackAsync();
        }
        await Expect(page.Locator("#sla td a").First).ToBeVisibleAsync();
        await Expect(page.GetByText("Reading the period")).ToHaveCountAsync(0);
        var charts = await Led.OfAsync(page);
        await page.Keyboard.PressAsync("t");
        await Expect(page.Locator("#sla").GetByRole(AriaRole.Columnheader, new() { Name = "Resolutions due" }))
            .ToBeVisibleAsync();
        var tables = await Led.OfAsync(page);
        foreach (var all in new[] { charts, tables })
        {
            Assert.Equal(["ageing", "arrivals", "durations", "sla"], all.Select(one => one.Where).Distinct().Order());
            Assert.Contains(all, one => one.Query.Contains("team+is+empty", StringComparison.Ordinal));
        }
        Assert.True(tables.Count > charts.Count / 2 && charts.Count > 200, $"{charts.Count} and {tables.Count} links");
        await Led.LeadToAsManyAsync(page, "small", Some([.. charts, .. tables]));
    }

    [Fact]
    public async Task Every_count_of_the_flow_leads_to_as_many_tickets_and_leaving_it_ends_its_question()
    {
        var page = await OpenAsync("flow", "tickets opened", "&steps=team,location,ending");
        var figure = page.GetByRole(AriaRole.Figure);
        // Small groups together, and those of none: clicked, each offers its tickets.
        foreach (var name in new[] { "Other \\([0-9]+\\)", "No team" })
        {
            var group = figure.GetByRole(AriaRole.Button, new() { NameRegex = new($"^{name} [0-9]+ tickets") });
            var said = Count().Match((await group.GetAttributeAsync("aria-label"))!).Value;
            await group.ClickAsync();
            await figure.GetByRole(AriaRole.Link, new() { Name = $"Open {said}" }).ClickAsync();
            await SaysAsync(page, said);
            await page.GoBackAsync();
        }

        var table = page.GetByRole(AriaRole.Treegrid);
        var links = new List<Led>();
        foreach (var steps in new[] { "Step 1", "2:", "Whole way" })
        {
            await page.GetByRole(AriaRole.Button, new() { NameRegex = new($"^{steps}") }).ClickAsync();
            if (steps == "2:")
                await page.GetByRole(AriaRole.Button, new() { NameRegex = new("more rows$") }).ClickAsync();
            await table.GetByRole(AriaRole.Row).Nth(1).ClickAsync();
            links.AddRange(await Led.OfAsync(page));
        }
        Assert.Contains(links, one => one.Query.Contains("team+is+empty", StringComparison.Ordinal));
        Assert.Contains(links, one => Regex.IsMatch(one.Query, @"location\+in\+%28%22[^&]*%22,\+%22Site"));
        Assert.Contains(links, one => one.Query.Contains("ending+in+%28%22late%22", StringComparison.Ordinal));
        await Led.LeadToAsManyAsync(page, "small", Some(links));

        var ended = new TaskCompletionSource<string?>();
        page.RequestFailed += (_, request) => ended.TrySetResult(request.Failure);
        await page.RouteAsync("**/reports/flow?*", _ => Task.CompletedTask);
        await page.RunAndWaitForRequestAsync(
            () => page.Keyboard.PressAsync("["),
            request => request.Url.Contains("/reports/flow?", StringComparison.Ordinal)
        );
        Assert.False(ended.Task.IsCompleted);
        await page.Keyboard.PressAsync("4");
        Assert.Equal("net::ERR_ABORTED", await ended.Task.WaitAsync(TimeSpan.FromSeconds(10)));
    }

    [Fact]
    public async Task Each_pattern_is_a_picture_of_its_own_and_all_are_one()
    {
        var page = await OpenAsync("patterns", "most on");
        foreach (var of in new[] { "", "arrivals", "durations", "ageing", "sla" })
        {
            var part = of.Length == 0 ? page.Locator("main") : page.Locator($"#{of}");
            var picture = await Picture.OfAsync(
                page,
                part.GetByRole(AriaRole.Button, new() { NameRegex = new(of.Length == 0 ? "^PNG$" : ": PNG$") })
            );
            picture.IsOfSomething();
            Assert.Contains(of.Length == 0 ? "-patterns-" : $"-{of}-", picture.Name, StringComparison.Ordinal);
        }
        // A table of 26 rows and a head, of which some are to be scrolled to: the picture has all, two px for each.
        await page.SetViewportSizeAsync(1000, 900);
        await page.Keyboard.PressAsync("t");
        var table = page.Locator("#arrivals").GetByRole(AriaRole.Table);
        await Expect(table.GetByRole(AriaRole.Row)).ToHaveCountAsync(27);
        var (shown, whole) = (await page.Locator("#arrivals").BoundingBoxAsync(), await table.BoundingBoxAsync());
        Assert.True(whole!.Height > shown!.Height, "All rows are shown: nothing is left to scroll.");
        var drawn = await Picture.OfAsync(
            page,
            page.Locator("#arrivals").GetByRole(AriaRole.Button, new() { NameRegex = new(": PNG$") })
        );
        Assert.InRange(drawn.Height, 2 * whole.Height, 2.5 * whole.Height);
    }

    [Theory]
    [InlineData(1440, 900)]
    [InlineData(390, 844)]
    public async Task Are_found_accessible_in_both_themes_as_charts_and_as_tables(int width, int height)
    {
        // Two teams are as good as many, and looked at in less time.
        var few = Uri.EscapeDataString("(team in (\"Team 01, Büro & Empfang\") or team is empty)");
        var page = await OpenAsync("patterns", "most on", $"&by=priority&filter={few}", width, height);
        await AxeFindsNothingAsync(page, "patterns");
        await page.GetByRole(AriaRole.Button, new() { Name = "Show as table", Exact = true }).ClickAsync();
        await Expect(page.Locator("#sla").GetByRole(AriaRole.Columnheader)).ToHaveCountAsync(7);
        await AxeFindsNothingAsync(page, "patterns as tables");
    }

    /// <summary>
    /// All of no team or of several groups together, and each seventh of the others: no row has so
    /// many that the same of its columns were left out each time.
    /// </summary>
    private static IReadOnlyList<Led> Some(IReadOnlyList<Led> all) =>
        [.. all.Where((one, at) => at % 7 == 0 || Special().IsMatch(one.Query))];

    private async Task<IPage> OpenAsync(
        string report,
        string found,
        string more = "",
        int width = 1440,
        int height = 900
    )
    {
        var page = await Browser.VisitAsync(width, height);
        await page.GotoAsync(desk.At($"reports/{report}?{Days}{more}"));
        await Expect(page.GetByRole(AriaRole.Figure, new() { NameRegex = new(found) })).ToBeVisibleAsync();
        await Expect(page.GetByText("Reading the period")).ToHaveCountAsync(0);
        return page;
    }

    private static Task SaysAsync(IPage page, string tickets) =>
        Expect(page.GetByRole(AriaRole.Region, new() { Name = "Tickets", Exact = true })).ToContainTextAsync(tickets);

    [GeneratedRegex("team\\+is\\+empty|,\\+%22Site")]
    private static partial Regex Special();

    [GeneratedRegex("[0-9]+ tickets?")]
    private static partial Regex Count();
}
