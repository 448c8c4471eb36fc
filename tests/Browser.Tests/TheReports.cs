using System.Globalization;
using System.Text.RegularExpressions;
using Apollo.Browser.Tests.Support;
using Microsoft.Playwright;
using static Apollo.Browser.Tests.Support.Axe;
using static Microsoft.Playwright.Assertions;

namespace Apollo.Browser.Tests;

/// <summary>Reports of a desk: figures that lead to their tickets, by keys, on a phone; pages that are kept.</summary>
[Collection(nameof(OnTheFilledDesk))]
public sealed partial class TheReports(Support.Browser browser, FilledDesk desk) : OnAScreen(browser)
{
    private static readonly CultureInfo Invariant = CultureInfo.InvariantCulture;

    /// <summary>Days that hold every ticket of the desk, whatever its zone.</summary>
    private static string Days =>
        FormattableString.Invariant(
            $"from={DateTime.UtcNow.AddDays(-200):yyyy-MM-dd}&to={DateTime.UtcNow.AddDays(1):yyyy-MM-dd}"
        );

    [Fact]
    public async Task The_flow_is_walked_by_keys_and_leads_to_as_many_tickets_as_it_says()
    {
        var page = await Browser.VisitAsync();
        await page.GotoAsync(desk.At($"reports/flow?{Days}&steps=team,ending"));
        var figure = page.GetByRole(AriaRole.Figure);
        await Expect(figure).ToHaveAccessibleNameAsync(new Regex("^[0-9]+ tickets opened, by team"));
        await page.Keyboard.PressAsync("4");
        await Expect(page.GetByText("No report was made yet").Or(page.Locator("iframe"))).ToBeVisibleAsync();
        await page.Keyboard.PressAsync("2");
        await Expect(page).ToHaveURLAsync(new Regex("/reports/flow"));
        await page.GotoAsync(desk.At($"reports/flow?{Days}&steps=team,ending"));

        var team = figure.GetByRole(AriaRole.Button, new() { NameRegex = new("^Network [0-9]+ tickets") });
        await team.FocusAsync();
        await Expect(page.Locator("path[class*=way]").First).ToBeAttachedAsync();
        await page.Keyboard.PressAsync("Space");
        await Expect(team).ToHaveAttributeAsync("aria-pressed", "true");
        var name = await team.GetAttributeAsync("aria-label");
        var tickets = Count().Match(name!).Value;
        await page.Keyboard.PressAsync("Enter");
        await Expect(page.GetByRole(AriaRole.Region, new() { Name = "Tickets", Exact = true }))
            .ToContainTextAsync(tickets);
        await Expect(page.GetByRole(AriaRole.Row)).ToHaveCountAsync(1 + int.Parse(tickets.Split(' ')[0], Invariant));
    }

    [Fact]
    public async Task A_pattern_leads_to_as_many_tickets_as_it_says()
    {
        var page = await Browser.VisitAsync();
        await page.GotoAsync(desk.At($"reports/patterns?{Days}&table=1"));
        foreach (var card in new[] { "^When tickets arrive", "^Age of the backlog" })
        {
            var figure = page.GetByRole(AriaRole.Figure, new() { NameRegex = new(card) });
            var cell = figure.GetByRole(AriaRole.Table).GetByRole(AriaRole.Link).First;
            var count = int.Parse((await cell.TextContentAsync())!, Invariant);
            await cell.ClickAsync();
            await Expect(page.GetByRole(AriaRole.Row)).ToHaveCountAsync(1 + count);
            await page.GoBackAsync();
        }
    }

    [Fact]
    public async Task A_click_into_the_flow_offers_as_many_tickets_as_it_opens()
    {
        var page = await Browser.VisitAsync();
        await page.GotoAsync(desk.At($"reports/flow?{Days}&steps=team,ending"));
        var figure = page.GetByRole(AriaRole.Figure);
        await figure.Locator("[data-ribbon]").First.ClickAsync();
        var link = figure.GetByRole(AriaRole.Link);
        var count = int.Parse(Count().Match((await link.TextContentAsync())!).Value.Split(' ')[0], Invariant);
        Assert.NotEqual(0, count);
        // What is kept stays, wherever the pointer goes.
        await page.GetByRole(AriaRole.Heading, new() { Name = "The same figures" }).HoverAsync();
        await link.ClickAsync();
        await Expect(page.GetByRole(AriaRole.Row)).ToHaveCountAsync(1 + count);
    }

    [Theory]
    [InlineData("reports/flow", "")]
    [InlineData("reports/flow", "&table=1")]
    [InlineData("kpis/open-tickets/history", "")]
    public async Task A_picture_is_a_file_of_what_is_shown(string path, string table)
    {
        var page = await Browser.VisitAsync();
        await page.GotoAsync(desk.At($"{path}?{Days}{table}"));
        await Expect(page.GetByRole(AriaRole.Figure).Or(page.GetByRole(AriaRole.Treegrid)).First).ToBeVisibleAsync();
        await Expect(page.GetByText("Reading the period")).ToHaveCountAsync(0);
        var picture = await Picture.OfAsync(page, page.GetByRole(AriaRole.Button, new() { Name = "PNG" }));
        picture.IsOfSomething();
    }

    [Theory]
    [InlineData(1440, 900, "flow")]
    [InlineData(390, 844, "flow")]
    [InlineData(1440, 900, "rows")]
    [InlineData(390, 844, "rows")]
    public async Task Are_found_accessible_in_both_themes(int width, int height, string report)
    {
        var page = await Browser.VisitAsync(width, height);
        await page.GotoAsync(desk.At($"reports/{report}?{Days}"));
        var last =
            report == "flow"
                ? page.GetByRole(AriaRole.Figure, new() { NameRegex = new("tickets opened, by") })
                : page.GetByRole(AriaRole.Rowheader).First;
        await Expect(last).ToBeVisibleAsync();
        await Expect(page.GetByText("Reading the period")).ToHaveCountAsync(0);
        await AxeFindsNothingAsync(page, report);
        if (report != "flow")
            return;
        await page.GetByRole(AriaRole.Button, new() { Name = "Show as table", Exact = true }).ClickAsync();
        await Expect(last).ToHaveCountAsync(0);
        await page.GetByRole(AriaRole.Treegrid).GetByRole(AriaRole.Row).Nth(1).ClickAsync();
        await AxeFindsNothingAsync(page, "flow as a table, a row open");
    }

    [Theory]
    [InlineData(1440, 900)]
    [InlineData(390, 844)]
    public async Task A_service_report_is_found_accessible_in_its_frame_and_alone(int width, int height)
    {
        var page = await Browser.VisitAsync(width, height);
        var made = await page.APIRequest.PostAsync(
            desk.At("api/desks/small/reports/archive"),
            new() { DataObject = new { every = "day", from = DateTime.UtcNow.ToString("yyyy-MM-dd", Invariant) } }
        );
        Assert.True(made.Ok, await made.TextAsync());
        var address = made.Headers["location"].TrimStart('/');

        await page.GotoAsync(desk.At($"reports/service?id={address.Split('/')[^1]}"));
        await Expect(page.GetByRole(AriaRole.Complementary, new() { Name = "This report" }))
            .ToContainTextAsync("Run it again");
        await Expect(page.Locator("iframe")).ToHaveAttributeAsync("src", new Regex($"/{address}$"));
        await AxeFindsNothingAsync(page, "service", intoFrames: false);
        await page.GetByRole(AriaRole.Button, new() { Name = "Run now" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Dialog).GetByLabel("Of")).ToBeVisibleAsync();
        await AxeFindsNothingAsync(page, "a report that is run", panel: true, intoFrames: false);
        await page.Keyboard.PressAsync("Escape");
        await page.GetByRole(AriaRole.Button, new() { Name = "Schedule" }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "New one" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Dialog).GetByLabel("Name")).ToBeFocusedAsync();
        await AxeFindsNothingAsync(page, "a recurring report", panel: true, intoFrames: false);

        // The same page with the same styles, but for what keeps scripts out of it: axe is one.
        await page.RouteAsync(
            desk.At(address),
            async route =>
            {
                var answer = await route.FetchAsync();
                var headers = new Dictionary<string, string>(answer.Headers);
                var policy = headers["content-security-policy"];
                headers["content-security-policy"] = policy.Replace("sandbox;", "", StringComparison.Ordinal);
                Assert.NotEqual(policy, headers["content-security-policy"]);
                await route.FulfillAsync(new() { Response = answer, Headers = headers });
            }
        );
        await page.GotoAsync(desk.At(address));
        await Expect(page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToContainTextAsync("Service report");
        // The figures of its charts, by keys alone.
        var hours = page.GetByRole(AriaRole.Region, new() { Name = "By hour" });
        await hours.FocusAsync();
        await Expect(hours).ToBeFocusedAsync();
        await Expect(hours.GetByRole(AriaRole.Row, new() { NameRegex = new("^Opened( [0-9]+){24}$") }))
            .ToBeVisibleAsync();
        await AxeFindsNothingAsync(page, "a service report alone");
    }

    [Fact]
    public async Task A_service_report_is_run_shown_in_a_frame_and_found_again()
    {
        var page = await Browser.VisitAsync();
        await page.GotoAsync(desk.At("reports/service"));
        await page.GetByRole(AriaRole.Button, new() { Name = "Run now" }).ClickAsync();
        await page.GetByRole(AriaRole.Dialog).GetByLabel("Of").SelectOptionAsync("day");
        await page.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Button, new() { Name = "Run now" }).ClickAsync();
        await Expect(page).ToHaveURLAsync(new Regex(@"\?id="));
        // No script runs in the frame, a test's neither: what it shows is read beside it.
        await page.ReloadAsync();
        var frame = page.Locator("iframe");
        await Expect(frame).ToHaveAttributeAsync("src", new Regex("/reports/archive/"));
        var shown = await page.APIRequest.GetAsync(desk.At((await frame.GetAttributeAsync("src"))![1..]));
        Assert.Contains("Service report", await shown.TextAsync(), StringComparison.Ordinal);
        await page.GetByRole(AriaRole.Button, new() { Name = "Run it again" }).ClickAsync();
        await Expect(page.GetByText("The same figures")).ToBeVisibleAsync();
    }

    [GeneratedRegex("[0-9]+ tickets")]
    private static partial Regex Count();
}
