using System.Text.RegularExpressions;
using Apollo.Browser.Tests.Support;
using Microsoft.Playwright;
using static Apollo.Browser.Tests.Support.Axe;
using static Microsoft.Playwright.Assertions;

namespace Apollo.Browser.Tests;

/// <summary>The history of a number: found, read, walked through and written on.</summary>
[Collection(nameof(OnTheFilledDesk))]
public sealed partial class TheHistory(Support.Browser browser, FilledDesk desk) : OnAScreen(browser)
{
    [Fact]
    public async Task Is_read_by_keys_alone()
    {
        var page = await Browser.VisitAsync();
        await HistoryPage.WithAPastAsync(page);
        var history = await HistoryPage.OpenAsync(page, desk.At("kpis/open-tickets"));
        var way = page.GetByRole(AriaRole.Link, new() { Name = "History", Exact = true });
        await way.FocusAsync();
        await page.Keyboard.PressAsync("Enter");
        await Expect(history.Figure).ToHaveAccessibleNameAsync(Found());
        await Expect(page).ToHaveTitleAsync(new Regex("History of Open tickets"));

        // From the first control to the point of the chart by the tab key.
        await page.GetByRole(AriaRole.Button, new() { Name = "Show as table" }).FocusAsync();
        for (var tabs = 0; tabs < 5 && !await IsFocusedAsync(history.Point); tabs++)
            await page.Keyboard.PressAsync("Tab");
        await Expect(history.Point).ToBeFocusedAsync();
        await page.Keyboard.PressAsync("Home");
        await Expect(history.Point).ToHaveAttributeAsync("aria-valuetext", new Regex("Open tickets 1[012]\\d"));
        var first = await history.Point.GetAttributeAsync("aria-valuetext");
        await page.Keyboard.PressAsync("Shift+ArrowRight");
        await Expect(history.Point).Not.ToHaveAttributeAsync("aria-valuetext", first!);

        // Zoomed, and back to a named range; each view has its address.
        await page.Keyboard.PressAsync("+");
        await Expect(page).ToHaveURLAsync(new Regex("from=.*&to="));
        await page.Keyboard.PressAsync("[");
        await Expect(page).ToHaveURLAsync(new Regex("/history$"));
        await page.Keyboard.PressAsync("[");
        await Expect(page).ToHaveURLAsync(new Regex(@"\?range=7d$"));
        await page.Keyboard.PressAsync("t");
        await Expect(page.GetByRole(AriaRole.Table)).ToContainTextAsync("Apollo was down for 3 h, no data");
        await Expect(page.GetByRole(AriaRole.Row).Nth(1)).ToContainTextAsync("Good");
    }

    [Theory]
    [InlineData(1440, 900, "?table=1")]
    [InlineData(390, 844, "")]
    [InlineData(1440, 900, "?range=7d&with=overdue&with=mean-age")]
    public async Task Is_found_accessible_in_both_themes(int width, int height, string search)
    {
        var page = await Browser.VisitAsync(width, height);
        await HistoryPage.WithAPastAsync(page);
        var history = await HistoryPage.OpenAsync(page, desk.At($"kpis/open-tickets/history{search}"));
        await Expect(history.Figure).ToHaveAccessibleNameAsync(Found());
        await AxeFindsNothingAsync(page, search);
        await page.GetByRole(AriaRole.Button, new() { Name = "Add note" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Dialog)).ToBeVisibleAsync();
        await AxeFindsNothingAsync(page, "a note", panel: true);
    }

    [Fact]
    public async Task Is_zoomed_by_the_pointer_and_by_the_strip()
    {
        var page = await Browser.VisitAsync();
        await HistoryPage.WithAPastAsync(page);
        var history = await HistoryPage.OpenAsync(page, desk.At("kpis/open-tickets/history?range=7d"));
        await Expect(history.Figure).ToHaveAccessibleNameAsync(Found());
        var box = (await history.Point.BoundingBoxAsync())!;
        await page.Mouse.MoveAsync(box.X + box.Width * 0.3f, box.Y + box.Height / 2);
        await page.Mouse.DownAsync();
        await page.Mouse.MoveAsync(box.X + box.Width * 0.6f, box.Y + box.Height / 2, new() { Steps = 4 });
        await page.Mouse.UpAsync();
        await Expect(page).ToHaveURLAsync(new Regex("from=.*Z&to=.*Z"));
        var zoomed = page.Url;
        await page.GetByRole(AriaRole.Slider, new() { Name = "Begin of the range" }).FocusAsync();
        await page.Keyboard.PressAsync("ArrowLeft");
        await Expect(page).Not.ToHaveURLAsync(zoomed);
    }

    [Fact]
    public async Task Leads_from_a_point_of_today_to_the_rows_that_moved_it()
    {
        var page = await Browser.VisitAsync();
        await HistoryPage.WithAPastAsync(page);
        var history = await HistoryPage.OpenAsync(page, desk.At("kpis/open-tickets/history?range=24h"));
        await Expect(history.Figure).ToHaveAccessibleNameAsync(Found());
        await history.Point.FocusAsync();
        await page.Keyboard.PressAsync("Home");
        await page.Keyboard.PressAsync("Shift+ArrowRight");
        await page.Keyboard.PressAsync("Enter");
        await page.GetByRole(AriaRole.Button, new() { NameRegex = new("^What moved since ") }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Dialog)).ToContainTextAsync("Since ");
    }

    [Fact]
    public async Task Carries_notes_that_everybody_sees_at_once()
    {
        await using var own = await SmallDesk.StartAsync();
        var address = new Uri(own.Apollo.Address, "kpis/open-tickets/history?range=24h").ToString();
        var (page, other) = (await Browser.VisitAsync(), await Browser.VisitAsync());
        foreach (var visitor in new[] { page, other })
        {
            await HistoryPage.WithAPastAsync(visitor);
            await HistoryPage.OpenAsync(visitor, address);
        }
        await page.GetByRole(AriaRole.Button, new() { Name = "Add note" }).ClickAsync();
        await page.GetByLabel("What happened").FillAsync("Mail was down");
        await page.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Button, new() { Name = "Add note" }).ClickAsync();
        var flag = new PageGetByRoleOptions { NameRegex = new Regex("^Note of .*: Mail was down$") };
        await Expect(page.GetByRole(AriaRole.Button, flag)).ToBeVisibleAsync();
        await Expect(other.GetByRole(AriaRole.Button, flag)).ToBeVisibleAsync();

        await other.GetByRole(AriaRole.Button, flag).ClickAsync();
        await other.GetByLabel("What happened").FillAsync("Mail was down, then up");
        await other.GetByRole(AriaRole.Button, new() { Name = "Save" }).ClickAsync();
        var changed = page.GetByRole(AriaRole.Button, new() { NameRegex = new("down, then up$") });
        await Expect(changed).ToBeVisibleAsync();

        await changed.ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Remove" }).ClickAsync();
        await Expect(other.GetByRole(AriaRole.Button, new() { NameRegex = new("^Note of ") })).ToHaveCountAsync(0);
    }

    private static async Task<bool> IsFocusedAsync(ILocator element) =>
        await element.EvaluateAsync<bool>("element => element === document.activeElement");

    [GeneratedRegex("^Open tickets: Between ")]
    private static partial Regex Found();
}
