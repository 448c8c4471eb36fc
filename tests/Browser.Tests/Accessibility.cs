using Apollo.Browser.Tests.Support;
using Microsoft.Playwright;
using static Apollo.Browser.Tests.Support.Axe;

namespace Apollo.Browser.Tests;

/// <summary>
/// axe finds nothing on any screen: light and dark, at a desk, on the wall and on a phone, with what opens on it open.
/// </summary>
[Collection(nameof(OnTheFilledDesk))]
public sealed class Accessibility(Support.Browser browser, FilledDesk desk) : OnAScreen(browser)
{
    [Theory]
    [InlineData(1440, 900, "", "Open tickets")]
    [InlineData(390, 844, "", "Open tickets")]
    [InlineData(1920, 1080, "tv", "Open tickets")]
    [InlineData(1440, 900, "kpis/open-tickets?ticket=INC-1", "Ana Lima")]
    [InlineData(1440, 900, "kpis/mean-age?group=team", "Ana Lima")]
    [InlineData(390, 844, "kpis/open-tickets", "Ana Lima")]
    [InlineData(1440, 900, "performance/team", "Open tickets")]
    [InlineData(390, 844, "performance/technician", "Open tickets")]
    [InlineData(390, 844, "connect", "Check how a desk is read")]
    public async Task Of_the_numbers_and_their_rows(int width, int height, string path, string shown)
    {
        var page = await VisitAsync(width, height, path);
        await Assertions.Expect(page.GetByText(shown).First).ToBeVisibleAsync();
        await AxeFindsNothingAsync(page, path);
    }

    [Theory]
    [InlineData(1440, 900)]
    [InlineData(390, 844)]
    public async Task Of_what_opens_over_the_rows(int width, int height)
    {
        var page = await VisitAsync(
            width,
            height,
            "kpis/overdue?group=team&filter=priority in (1, 3) and dueAt during overdue"
        );
        await Assertions.Expect(page.Locator("[data-row-id]")).ToHaveCountAsync(2);
        await AxeFindsNothingAsync(page, "the table");
        await page.GetByRole(AriaRole.Button, new() { Name = "Add filter" }).ClickAsync();
        await AxeFindsNothingAsync(page, "the filter", panel: true);
        await page.Keyboard.PressAsync("Escape");
        await page.GetByRole(AriaRole.Button, new() { Name = width > 720 ? "What moved" : "More of this table" })
            .ClickAsync();
        if (width <= 720)
            await page.GetByRole(AriaRole.Menuitem, new() { Name = "What moved" }).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Dialog)).ToContainTextAsync("Known only since");
        await AxeFindsNothingAsync(page, "what moved", panel: true);
        await page.Keyboard.PressAsync("Escape");
        await page.GetByRole(AriaRole.Button, new() { Name = "What Overdue means" }).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Dialog)).ToContainTextAsync("10 tickets or more");
        await AxeFindsNothingAsync(page, "the definition", panel: true);
    }

    [Theory]
    [InlineData(1440, 900)]
    [InlineData(390, 844)]
    public async Task Of_an_own_board(int width, int height)
    {
        var page = await VisitAsync(width, height, "");
        var board = new OwnBoardPage(page);
        await board.DoAsync("Edit board");
        await Assertions.Expect(board.Grip("Open tickets")).ToBeFocusedAsync();
        await page.Keyboard.PressAsync("+");
        await AxeFindsNothingAsync(page, "arranging");
        await page.Keyboard.PressAsync("Escape");
        await AxeFindsNothingAsync(page, "shown");
        await board.OpenMenuAsync();
        await AxeFindsNothingAsync(page, "the switcher");
        await page.Keyboard.PressAsync("Escape");
        await board.DoAsync("New board…");
        await Assertions.Expect(page.GetByRole(AriaRole.Dialog)).ToBeVisibleAsync();
        await AxeFindsNothingAsync(page, "a dialog");
    }

    [Theory]
    [InlineData(1440, 900, "day", "interventions")]
    [InlineData(1440, 900, "week", "interventions")]
    [InlineData(1440, 900, "month", "interventions")]
    [InlineData(1000, 800, "agenda", "interventions")]
    [InlineData(1440, 900, "week", "due")]
    [InlineData(1440, 900, "day", "due")]
    [InlineData(390, 844, "month", "interventions")]
    [InlineData(390, 844, "agenda", "interventions")]
    [InlineData(390, 844, "day", "interventions")]
    [InlineData(390, 844, "day", "due")]
    public async Task Of_the_calendar(int width, int height, string view, string mode)
    {
        var page = await VisitAsync(width, height, $"calendar?view={view}&day={FilledDesk.Day:yyyy-MM-dd}&mode={mode}");
        await Assertions.Expect(page.Locator("[aria-busy='false']")).ToHaveCountAsync(1);
        var isPhonesMonth = width < 720 && view == "month";
        var entry = page.Locator("[data-item]").First;
        await Assertions
            .Expect(isPhonesMonth ? page.GetByText("13", new() { Exact = true }).First : entry)
            .ToBeVisibleAsync();
        await AxeFindsNothingAsync(page, view);
        if (isPhonesMonth)
            return;
        await entry.ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Dialog)).ToBeVisibleAsync();
        await AxeFindsNothingAsync(page, $"{view} with an entry open");
    }

    [Fact]
    public async Task Of_a_page_with_a_fault_in_a_frame_of_another_site_it_finds_the_fault()
    {
        var page = await Browser.VisitAsync();
        await page.RouteAsync(
            "**/*",
            route =>
                route.FulfillAsync(
                    new()
                    {
                        ContentType = "text/html",
                        Body = new Uri(route.Request.Url).Host.StartsWith("outer", StringComparison.Ordinal)
                            ? Document("<h1>Outer</h1><iframe title='Inner' src='http://inner.example/'></iframe>")
                            : Document("<h1>Inner</h1><img src='a.png'>"),
                    }
                )
        );
        await page.GotoAsync("http://outer.example/");
        await Assertions.Expect(page.FrameLocator("iframe").GetByRole(AriaRole.Heading)).ToBeVisibleAsync();

        var found = await Assert.ThrowsAnyAsync<Exception>(() => AxeFindsNothingAsync(page, "two sites"));
        Assert.Contains("image-alt", found.Message, StringComparison.Ordinal);

        static string Document(string body) =>
            $"<!doctype html><html lang='en'><title>A page</title><body><main>{body}</main></body></html>";
    }

    private async Task<IPage> VisitAsync(int width, int height, string path)
    {
        var page = await Browser.VisitAsync(width, height, motion: ReducedMotion.Reduce);
        await page.GotoAsync(desk.At(path));
        return page;
    }
}
