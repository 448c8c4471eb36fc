using System.Text.RegularExpressions;
using Apollo.Browser.Tests.Support;
using Microsoft.Playwright;
using static Apollo.Browser.Tests.Support.Axe;
using static Apollo.Browser.Tests.Support.OnAPage;

namespace Apollo.Browser.Tests;

/// <summary>What somebody tries who sees Apollo for the first time.</summary>
[Collection(nameof(OnTheFilledDesk))]
public sealed class TheFirstMinutes(Support.Browser browser, FilledDesk desk) : OnAScreen(browser)
{
    [Fact]
    public async Task A_click_anywhere_on_a_row_opens_its_ticket_and_marking_text_does_not()
    {
        var page = await Browser.VisitAsync();
        await page.GotoAsync(desk.At("kpis/overdue"));
        await Assertions.Expect(Rows(page)).ToHaveCountAsync(2);
        var title = Row(page, "INC-LATE").GetByText("say \"hello\"");

        var box = (await title.BoundingBoxAsync())!;
        await page.Mouse.MoveAsync(box.X + 12, box.Y + (box.Height / 2));
        await page.Mouse.DownAsync();
        await page.Mouse.MoveAsync(box.X + 60, box.Y + (box.Height / 2));
        await page.Mouse.UpAsync();
        Assert.NotEqual("", await page.EvaluateAsync<string>("String(getSelection())"));
        await Assertions.Expect(page.GetByText("Packet loss confirmed")).ToHaveCountAsync(0);

        await title.ClickAsync();
        await Assertions.Expect(page.GetByText("Packet loss confirmed")).ToBeVisibleAsync();
        await title.ClickAsync();
        await Assertions.Expect(page.GetByText("Packet loss confirmed")).ToHaveCountAsync(0);
        await page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(page.GetByText("Packet loss confirmed")).ToBeVisibleAsync();

        var other = await page.RunAndWaitForPopupAsync(() =>
            Row(page, "INC-TOO")
                .ClickAsync(
                    new()
                    {
                        Button = MouseButton.Middle,
                        Position = new() { X = 400, Y = 18 },
                    }
                )
        );
        Assert.EndsWith("kpis/overdue?ticket=INC-TOO", other.Url, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(1440, 900)]
    [InlineData(390, 844)]
    public async Task The_first_visit_tells_once_how_a_card_is_read(int width, int height)
    {
        var page = await Browser.VisitAsync(width, height, isFirst: true);
        await page.GotoAsync(desk.Address.ToString());
        var legend = page.GetByRole(AriaRole.Region, new() { Name = "How to read a card" });
        await Assertions.Expect(legend.GetByRole(AriaRole.Listitem)).ToHaveCountAsync(6);
        await AxeFindsNothingAsync(page, "the legend");
        // It blocks nothing.
        await page.GetByRole(AriaRole.Button, new() { NameRegex = new Regex("critical: show only these") })
            .ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Close: how to read a card" }).ClickAsync();
        await Assertions.Expect(legend).ToHaveCountAsync(0);
        await page.ReloadAsync();
        await Assertions.Expect(page.Locator("[data-kpi]").First).ToBeVisibleAsync();
        await Assertions.Expect(legend).ToHaveCountAsync(0);
    }

    [Theory]
    [InlineData("", "What the number means")]
    [InlineData("kpis/overdue", "Search these rows")]
    [InlineData("performance", "From cell to cell")]
    [InlineData("calendar", "To today")]
    [InlineData("tv", "Back to the board")]
    public async Task A_question_mark_shows_the_keys_of_the_page(string path, string use)
    {
        var page = await Browser.VisitAsync();
        await page.GotoAsync(desk.At(path));
        await Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToBeVisibleAsync();
        var help = page.GetByRole(AriaRole.Dialog, new() { Name = "Help" });
        await page.Keyboard.PressAsync("?");
        await Assertions.Expect(help.GetByText(use)).ToBeVisibleAsync();
        await AxeFindsNothingAsync(page, $"the help on /{path}", panel: true);
        await page.Keyboard.PressAsync("Escape");
        await Assertions.Expect(help).ToHaveCountAsync(0);
        await Assertions.Expect(page).ToHaveURLAsync(desk.At(path));
    }

    [Theory]
    [InlineData(390, 844)]
    [InlineData(1180, 820)]
    public async Task A_finger_reaches_what_a_card_offers_by_a_target_of_44_pixels(int width, int height)
    {
        var page = await Browser.VisitAsync(width, height, isTouched: true);
        await page.GotoAsync(desk.Address.ToString());
        var more = page.GetByRole(AriaRole.Button, new() { Name = "More of Open tickets" });
        await more.ScrollIntoViewIfNeededAsync();
        var box = (await more.BoundingBoxAsync())!;
        Assert.True(box is { Width: >= 44, Height: >= 44 }, $"{box.Width} × {box.Height}");
        await AxeFindsNothingAsync(page, "the board under a finger");
        await more.TapAsync();
        await page.GetByRole(AriaRole.Menuitem, new() { Name = "What it means" }).TapAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Dialog)).ToContainTextAsync("New, Open or Pending");
        await page.Keyboard.PressAsync("Escape");
        await more.TapAsync();
        await page.GetByRole(AriaRole.Menuitem, new() { Name = "What moved" }).TapAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Dialog)).ToContainTextAsync("What moved");
    }

    [Theory]
    [InlineData(1440, 900)]
    [InlineData(390, 844)]
    public async Task The_search_finds_numbers_groups_and_the_texts_of_tickets(int width, int height)
    {
        var page = await Browser.VisitAsync(width, height);
        await page.GotoAsync(desk.Address.ToString());
        await Assertions.Expect(page.Locator("[data-kpi]").First).ToBeVisibleAsync();
        var box = page.GetByRole(AriaRole.Combobox, new() { NameRegex = new Regex("ticket id") });
        await page.Keyboard.PressAsync("Control+k");
        await box.FillAsync("work");
        await Assertions
            .Expect(page.GetByRole(AriaRole.Option, new() { Name = "Group Workplace, team" }))
            .ToBeVisibleAsync();
        await box.FillAsync("HELLO");
        await Assertions.Expect(page.GetByRole(AriaRole.Option)).ToHaveCountAsync(1);
        await AxeFindsNothingAsync(page, "the search", panel: true);
        await page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(page.GetByText("Packet loss confirmed")).ToBeVisibleAsync();

        await page.Keyboard.PressAsync("Control+k");
        await box.FillAsync("overd");
        await page.GetByRole(AriaRole.Option, new() { Name = "Number Overdue, Service level" }).ClickAsync();
        await Assertions.Expect(page).ToHaveURLAsync(desk.At("kpis/overdue"));
    }

    [Fact]
    public async Task The_wall_has_a_way_back_by_the_pointer_and_by_Escape()
    {
        var page = await Browser.VisitAsync();
        await page.GotoAsync(desk.At("tv"));
        await Assertions.Expect(page.GetByText("Open tickets").First).ToBeVisibleAsync();
        var back = page.GetByRole(AriaRole.Link, new() { NameRegex = new Regex("^Board") });
        await Assertions.Expect(page.Locator("[data-awake]")).ToHaveCountAsync(0);

        await page.Mouse.MoveAsync(300, 300);
        await page.Mouse.MoveAsync(320, 320);
        await Assertions.Expect(page.Locator("[data-awake]")).ToHaveCountAsync(1);
        await back.ClickAsync();
        await Assertions.Expect(page).ToHaveURLAsync(desk.Address.ToString());

        await page.GotoAsync(desk.At("tv"));
        await Assertions.Expect(page.GetByText("Open tickets").First).ToBeVisibleAsync();
        await page.Keyboard.PressAsync("Escape");
        await Assertions.Expect(page).ToHaveURLAsync(desk.Address.ToString());
    }

    [Fact]
    public async Task An_address_that_leads_nowhere_says_so_and_shows_ways_on()
    {
        var page = await Browser.VisitAsync();
        foreach (var path in (string[])["nonsense", "performance/nonsense", "kpis/nonsense", "kpi/overdue"])
        {
            await page.GotoAsync(desk.At(path));
            await Assertions
                .Expect(page.GetByRole(AriaRole.Heading, new() { NameRegex = new Regex("^There is no ") }))
                .ToBeVisibleAsync();
            await Assertions.Expect(page.Locator("[data-kpi]")).ToHaveCountAsync(0);
        }
        await AxeFindsNothingAsync(page, "an address that leads nowhere");
        await page.Locator("main").GetByRole(AriaRole.Link, new() { Name = "Tickets" }).ClickAsync();
        await Assertions.Expect(Rows(page).First).ToBeVisibleAsync();
    }

    [Fact]
    public async Task A_tab_says_the_page_the_desk_and_what_is_critical()
    {
        var page = await Browser.VisitAsync();
        await page.GotoAsync(desk.At("kpis/overdue"));
        await Assertions.Expect(page).ToHaveTitleAsync(new Regex(@"^(\(\d+\) )?Overdue, .+, Apollo$"));
        await Row(page, "INC-LATE")
            .ClickAsync(
                new()
                {
                    Position = new() { X = 300, Y = 18 },
                }
            );
        await Assertions.Expect(page).ToHaveTitleAsync(new Regex(@"^(\(\d+\) )?INC-LATE, Overdue, .+, Apollo$"));
        await page.GetByRole(AriaRole.Link, new() { Name = "Calendar" }).First.ClickAsync();
        await Assertions.Expect(page).ToHaveTitleAsync(new Regex(@"^(\(\d+\) )?Calendar, .+, Apollo$"));
    }
}
