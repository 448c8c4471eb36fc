using Apollo.Browser.Tests.Support;
using Apollo.Servers;
using Microsoft.Playwright;
using static Apollo.Browser.Tests.Support.Axe;

namespace Apollo.Browser.Tests;

/// <summary>
/// Own boards as people arrange them: by pointer and by keyboard alone, kept by the server, shared by link.
/// </summary>
[Collection(nameof(OnTheFilledDesk))]
public sealed class OwnBoards(Support.Browser browser, FilledDesk desk) : OnAScreen(browser)
{
    [Fact]
    public async Task By_keyboard_alone_a_board_is_made_and_arranged_and_survives_a_reload()
    {
        var (page, board) = await OpenAsync(desk.Address);
        await page.GetByRole(AriaRole.Button, new() { Name = "Edit board" }).FocusAsync();
        await page.Keyboard.PressAsync("Enter");
        await FocusedAsync(board.Grip("Open tickets"));

        await page.Keyboard.PressAsync("+");
        await board.SpokeAsync("Open tickets: 2 by 1.");
        await page.Keyboard.PressAsync("Space");
        await page.Keyboard.PressAsync("ArrowRight");
        await board.SpokeAsync("place 2 of 10 in Backlog.");
        await page.Keyboard.PressAsync("ArrowDown");
        await FocusedAsync(board.Grip("Open tickets"));
        await page.Keyboard.PressAsync("Space");
        await page.Keyboard.PressAsync("Home");
        await FocusedAsync(board.Grip("Open incidents"));
        await page.Keyboard.PressAsync("Delete");
        await board.SpokeAsync("Open incidents removed. Undo brings it back.");
        await FocusedAsync(board.Grip("Open requests"));
        await page.Keyboard.PressAsync("Delete");
        await page.Keyboard.PressAsync("Control+z");
        await Assertions.Expect(board.Grip("Open requests")).ToBeVisibleAsync();
        await page.Keyboard.PressAsync("Escape");
        await Assertions.Expect(page.Locator("[data-focus]")).ToHaveCountAsync(0);

        var cards = await board.TitlesAsync();
        Assert.Equal("Open requests", cards[0]);
        Assert.DoesNotContain("Open incidents", cards);
        Assert.True(cards.IndexOf("Open tickets") > 5, string.Join(", ", cards));
        // At once, and again when the server has it: what the browser kept and what the server keeps are the same.
        await page.ReloadAsync();
        await Assertions.Expect(page.Locator("[data-kpi]")).ToHaveCountAsync(40);
        Assert.Equal(cards, await board.TitlesAsync());
        await SavedAsync(page, 40);
        await page.EvaluateAsync("localStorage.clear()");
        await page.ReloadAsync();
        await Assertions.Expect(page.Locator("[data-kpi]")).ToHaveCountAsync(40);
        Assert.Equal(cards, await board.TitlesAsync());
        await Assertions.Expect(page.Locator("[data-size='2x1'] [data-kpi='open-tickets']")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task A_dragged_card_lands_where_the_mark_stood_and_its_bars_follow_the_ITSM()
    {
        await using var own = await SmallDesk.StartAsync();
        var (page, board) = await OpenAsync(own.Apollo.Address);
        await page.GetByRole(AriaRole.Button, new() { Name = "Edit board" }).ClickAsync();
        await FocusedAsync(board.Grip("Open tickets"));
        await board.Grip("Open tickets").HoverAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Card Open tickets: size, chart, remove" }).ClickAsync();
        await page.GetByRole(AriaRole.Menuitemradio, new() { Name = "2 × 2, large" }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Card Open tickets: size, chart, remove" }).ClickAsync();
        await page.GetByRole(AriaRole.Menuitemradio, new() { Name = "Bars" }).ClickAsync();

        var target = (await board.Grip("Unassigned").BoundingBoxAsync())!;
        await board.Grip("Open tickets").HoverAsync();
        await page.Mouse.DownAsync();
        await page.Mouse.MoveAsync(target.X + target.Width - 30, target.Y + (target.Height / 2), new() { Steps = 6 });
        await Assertions.Expect(page.Locator("[data-edge='right']")).ToBeVisibleAsync();
        await page.Mouse.UpAsync();
        await board.SpokeAsync("Open tickets moved, place 6 of 10 in Backlog.");
        await page.GetByRole(AriaRole.Button, new() { Name = "Done" }).First.ClickAsync();

        await Assertions.Expect(page.Locator("[data-kpi='open-tickets']")).ToContainTextAsync("By team: Network 1.");
        await own.InsertAsync("INC-2");
        await Assertions
            .Expect(page.Locator("[data-kpi='open-tickets']"))
            .ToContainTextAsync("By team: Network 2.", new() { Timeout = 20_000 });
    }

    [Fact]
    public async Task Edits_made_while_the_server_is_away_are_sent_when_it_is_back()
    {
        await using var own = await SmallDesk.StartAsync();
        var (page, board) = await OpenAsync(own.Apollo.Address);
        await page.GetByRole(AriaRole.Button, new() { Name = "Edit board" }).ClickAsync();
        await FocusedAsync(board.Grip("Open tickets"));
        await own.Apollo.KillAsync();
        await page.Keyboard.PressAsync("Delete");
        await Assertions.Expect(page.GetByText("Not saved yet, kept in this browser.").First).ToBeVisibleAsync();
        await own.Apollo.RestartAsync();
        await Assertions
            .Expect(page.GetByText("Not saved yet, kept in this browser."))
            .ToHaveCountAsync(0, new() { Timeout = 60_000 });
        await page.ReloadAsync();
        await Assertions.Expect(page.Locator("[data-kpi]")).ToHaveCountAsync(40);
    }

    [Fact]
    public async Task Two_tabs_follow_each_other_and_where_both_changed_a_board_the_person_chooses()
    {
        var (page, board) = await OpenAsync(desk.Address);
        await board.DoAsync("Edit board");
        await FocusedAsync(board.Grip("Open tickets"));
        // Its first change makes it a board.
        await page.RunAndWaitForResponseAsync(
            () => page.Keyboard.PressAsync("+"),
            answer => answer.Request.Method == "PUT" && answer.Ok
        );
        var other = await page.Context.NewPageAsync();
        await other.GotoAsync(page.Url);
        await Assertions.Expect(other.Locator("[data-kpi]")).ToHaveCountAsync(BoardPage.AllCards);

        await page.Keyboard.PressAsync("Delete");
        await Assertions.Expect(other.Locator("[data-kpi]")).ToHaveCountAsync(40, new() { Timeout = 5_000 });

        // The other tab cannot save, and is changed all the same.
        await other.RouteAsync("**/api/me/dashboards/**", route => route.AbortAsync());
        var arranged = new OwnBoardPage(other);
        await arranged.DoAsync("Edit board");
        await FocusedAsync(arranged.Grip("Open incidents"));
        await other.Keyboard.PressAsync("+");
        await Assertions.Expect(other.GetByText("Not saved yet, kept in this browser.").First).ToBeVisibleAsync();
        await page.BringToFrontAsync();
        await FocusedAsync(board.Grip("Open incidents"));
        await page.Keyboard.PressAsync("Delete");
        await FocusedAsync(board.Grip("Open requests"));
        await page.Keyboard.PressAsync("Delete");
        await SavedAsync(page, 38);
        await other.BringToFrontAsync();
        await other.UnrouteAllAsync();
        await other.GetByRole(AriaRole.Button, new() { Name = "Save now" }).First.ClickAsync();
        var conflict = other.Locator("[data-conflict]");
        await Assertions.Expect(conflict).ToContainTextAsync("This board was changed elsewhere too");
        await AxeFindsNothingAsync(other, "a board changed twice");
        await other.GetByRole(AriaRole.Button, new() { Name = "Show theirs" }).ClickAsync();
        await Assertions.Expect(other.Locator("[data-kpi]")).ToHaveCountAsync(38);
        await other.GetByRole(AriaRole.Button, new() { Name = "Undo" }).First.ClickAsync();

        // Mine again: it goes to the server and to the first tab.
        await SavedAsync(other, 40);
        await Assertions.Expect(page.Locator("[data-size='2x1'] [data-kpi='open-incidents']")).ToBeVisibleAsync();
        await Assertions.Expect(conflict).ToHaveCountAsync(0);

        await page.BringToFrontAsync();
        await board.DoAsync("Delete…");
        await page.GetByRole(AriaRole.Button, new() { Name = "Delete board" }).ClickAsync();
        await Assertions.Expect(other.GetByRole(AriaRole.Alert)).ToContainTextAsync("It was deleted");
    }

    [Fact]
    public async Task Another_browser_sees_a_shared_board_follow_its_owner_and_can_keep_a_copy()
    {
        var (page, board) = await OpenAsync(desk.Address);
        await board.MakeEmptyAsync("Night shift #1");
        await page.GetByRole(AriaRole.Button, new() { Name = "Add card" }).ClickAsync();
        await page.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Button, new() { Name = "Open tickets" }).ClickAsync();
        await page.Keyboard.PressAsync("Escape");
        await page.GetByRole(AriaRole.Button, new() { Name = "Done" }).First.ClickAsync();
        await board.DoAsync("Share by link…");
        var link = await page.GetByLabel("Link").InputValueAsync();

        var guest = await Browser.VisitAsync();
        await guest.GotoAsync(link);
        await Assertions.Expect(guest.Locator("[data-kpi]")).ToHaveCountAsync(1);
        await Assertions.Expect(guest.GetByText("Shared board Night shift #1")).ToBeVisibleAsync();
        await Assertions.Expect(guest.GetByRole(AriaRole.Button, new() { Name = "Edit board" })).ToHaveCountAsync(0);
        await guest.GetByRole(AriaRole.Button, new() { Name = "Keep as my own" }).ClickAsync();
        await guest.GetByRole(AriaRole.Button, new() { Name = "Duplicate" }).ClickAsync();
        await Assertions
            .Expect(guest.GetByRole(AriaRole.Button, new() { Name = "Board: Night shift #1 copy" }))
            .ToBeVisibleAsync();
        await guest.ReloadAsync();
        await Assertions.Expect(guest.Locator("[data-kpi]")).ToHaveCountAsync(1);
    }

    [Fact]
    public async Task The_board_that_a_person_picks_opens_at_start_until_it_is_gone()
    {
        var (page, board) = await OpenAsync(desk.Address);
        await board.MakeEmptyAsync("Night shift");
        await page.Keyboard.PressAsync("Escape");
        await board.OpenMenuAsync();
        await page.GetByRole(AriaRole.Menuitemcheckbox, new() { Name = "Open at start" }).FocusAsync();
        await page.Keyboard.PressAsync("Enter");

        var next = await page.Context.NewPageAsync();
        await next.GotoAsync(desk.Address.ToString());
        await Assertions
            .Expect(next.GetByRole(AriaRole.Button, new() { Name = "Board: Night shift" }))
            .ToBeVisibleAsync();
        Assert.Equal("/board/Night%20shift", new Uri(next.Url).PathAndQuery);
        await new OwnBoardPage(next).OpenMenuAsync();
        await Assertions
            .Expect(next.GetByRole(AriaRole.Menuitemcheckbox, new() { Name = "Open at start" }))
            .ToBeCheckedAsync();
        await AxeFindsNothingAsync(next, "the menu of the board at start");
        await next.GetByRole(AriaRole.Menuitemradio, new() { Name = "All KPIs" }).ClickAsync();
        await next.ReloadAsync();
        await Assertions.Expect(next.Locator("[data-kpi]")).ToHaveCountAsync(BoardPage.AllCards);

        await page.Context.APIRequest.DeleteAsync(
            $"{desk.Address}api/me/dashboards/Night%20shift",
            new()
            {
                Headers = new Dictionary<string, string>
                {
                    ["Origin"] = desk.Address.GetLeftPart(UriPartial.Authority),
                },
            }
        );
        await next.GotoAsync(desk.Address.ToString());
        await Assertions.Expect(next.Locator("[data-kpi]")).ToHaveCountAsync(BoardPage.AllCards);
        Assert.Equal("/", new Uri(next.Url).PathAndQuery);
    }

    [Fact]
    public async Task A_board_goes_out_as_a_file_and_comes_in_again()
    {
        var (page, board) = await OpenAsync(desk.Address);
        await board.MakeEmptyAsync("Carried");
        await page.Keyboard.PressAsync("Escape");
        var file = await page.RunAndWaitForDownloadAsync(() => board.DoAsync("Export as file"));
        await board.DoAsync("Delete…");
        await page.GetByRole(AriaRole.Button, new() { Name = "Delete board" }).ClickAsync();
        await Assertions.Expect(page.Locator("[data-kpi]")).ToHaveCountAsync(BoardPage.AllCards);

        await board.DoAsync("Import from file…");
        await page.GetByLabel("Board file").SetInputFilesAsync(await file.PathAsync());
        await Assertions.Expect(page.GetByRole(AriaRole.Button, new() { Name = "Board: Carried" })).ToBeVisibleAsync();
        await Assertions.Expect(page.GetByText("No cards yet")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task A_board_that_is_arranged_fits_every_width_without_scrolling_sideways()
    {
        var (page, board) = await OpenAsync(desk.Address);
        await board.DoAsync("Edit board");
        await FocusedAsync(board.Grip("Open tickets"));
        await page.Keyboard.PressAsync("+");
        foreach (var width in (int[])[1320, 1280, 1240, 1160, 1080, 1000, 960, 820, 720, 600, 390])
        {
            await page.SetViewportSizeAsync(width, 900);
            Assert.True(
                await page.EvaluateAsync<int>("document.documentElement.scrollWidth - innerWidth") <= 0,
                $"At {width} pixels the page is wider than its window."
            );
        }
    }

    /// <summary>Waits until the server keeps so many cards of the board.</summary>
    private static async Task SavedAsync(IPage page, int cards)
    {
        var address = new Uri(new Uri(page.Url), "/api/me/dashboards/My%20board").ToString();
        var kept = -1;
        await Eventually.IsTrueAsync(
            async () =>
            {
                var board = await (await page.Context.APIRequest.GetAsync(address)).TextAsync();
                kept = board.Split("\"kpi\"").Length - 1;
                return kept == cards;
            },
            () => $"the server keeps {kept} cards, not {cards}."
        );
    }

    private static Task FocusedAsync(ILocator element) => Assertions.Expect(element).ToBeFocusedAsync();

    private async Task<(IPage Page, OwnBoardPage Board)> OpenAsync(Uri address)
    {
        var page = await Browser.VisitAsync();
        await page.GotoAsync(address.ToString());
        await Assertions.Expect(page.Locator("[data-kpi]")).ToHaveCountAsync(BoardPage.AllCards);
        return (page, new OwnBoardPage(page));
    }
}
