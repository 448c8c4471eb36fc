using System.Text.RegularExpressions;
using Apollo.Browser.Tests.Support;
using Microsoft.Playwright;
using static Apollo.Browser.Tests.Support.OnAPage;

namespace Apollo.Browser.Tests;

/// <summary>From a number to the tickets behind it, and what people do with them.</summary>
[Collection(nameof(OnTheFilledDesk))]
public sealed class TheRows(Support.Browser browser, FilledDesk desk) : OnAScreen(browser)
{
    [Fact]
    public async Task A_card_leads_to_its_tickets_and_a_ticket_to_its_timeline()
    {
        var board = await BoardPage.OpenAsync(await Browser.VisitAsync(), desk.Address);
        await board.SaysAsync("Overdue", "2");
        await board.Card("Overdue").ClickAsync();

        await Assertions.Expect(Rows(board.Page)).ToHaveCountAsync(2);
        await Assertions.Expect(board.Page.GetByRole(AriaRole.Heading, new() { Name = "Overdue" })).ToBeVisibleAsync();
        await board.Page.GetByRole(AriaRole.Button, new() { Name = "Open INC-LATE" }).ClickAsync();
        await Assertions.Expect(board.Page.GetByText("Packet loss confirmed")).ToBeVisibleAsync();
        await Assertions.Expect(board.Page.GetByText("Overdue by").Last).ToBeVisibleAsync();

        // The link shows the same to whoever gets it.
        var guest = await Browser.VisitAsync();
        await guest.GotoAsync(board.Page.Url);
        await Assertions.Expect(guest.GetByText("Packet loss confirmed")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task Filtered_and_grouped_rows_are_exported_as_they_are_filtered()
    {
        var page = await Browser.VisitAsync();
        await page.GotoAsync(desk.At("kpis/open-tickets"));
        await Assertions.Expect(Rows(page)).ToHaveCountAsync(7);

        await page.GetByRole(AriaRole.Button, new() { Name = "Add filter" }).ClickAsync();
        await page.GetByLabel("Column").SelectOptionAsync("Team");
        await page.GetByRole(AriaRole.Checkbox, new() { NameRegex = new Regex("^Network") }).CheckAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Apply" }).ClickAsync();
        await Assertions.Expect(Rows(page)).ToHaveCountAsync(6);
        await Assertions.Expect(page.GetByText("6 of 7 tickets")).ToBeVisibleAsync();

        await page.GetByRole(AriaRole.Button, new() { NameRegex = new Regex("^Group by") }).ClickAsync();
        await page.GetByRole(AriaRole.Menuitemradio, new() { Name = "Priority" }).ClickAsync();
        await Assertions
            .Expect(page.GetByRole(AriaRole.Row, new() { NameRegex = new Regex("^Priority 1") }))
            .ToBeVisibleAsync();

        await page.GetByRole(AriaRole.Button, new() { Name = "Export" }).ClickAsync();
        var download = await page.RunAndWaitForDownloadAsync(() =>
            page.GetByRole(AriaRole.Menuitem, new() { Name = "CSV for programs, these columns" }).ClickAsync()
        );
        var lines = (await File.ReadAllTextAsync(await download.PathAsync())).Split(
            "\r\n",
            StringSplitOptions.RemoveEmptyEntries
        );
        Assert.Equal(7, lines.Length);
        Assert.StartsWith("id,priority,title", lines[0], StringComparison.Ordinal);
        Assert.DoesNotContain(lines, line => line.Contains("INC-OTHER", StringComparison.Ordinal));

        await page.ReloadAsync();
        await Assertions.Expect(Rows(page)).ToHaveCountAsync(6);
    }

    [Fact]
    public async Task By_keyboard_alone_a_ticket_is_found_opened_and_closed()
    {
        var board = await BoardPage.OpenAsync(await Browser.VisitAsync(), desk.Address);
        var (page, keyboard) = (board.Page, board.Page.Keyboard);
        await board.SaysAsync("Open tickets", "7");
        await board.Card("Open tickets").FocusAsync();
        await keyboard.PressAsync("Enter");
        await Assertions.Expect(Rows(page)).ToHaveCountAsync(7);

        await keyboard.PressAsync("/");
        await keyboard.TypeAsync("INC-L");
        await Assertions.Expect(Rows(page)).ToHaveCountAsync(1);
        await Row(page, "INC-LATE").FocusAsync();
        await keyboard.PressAsync("Enter");
        await Assertions.Expect(page.GetByText("Packet loss confirmed")).ToBeVisibleAsync();
        await keyboard.PressAsync("Escape");
        await Assertions.Expect(page.GetByText("Packet loss confirmed")).ToHaveCountAsync(0);

        await page.GetByRole(AriaRole.Searchbox, new() { Name = "Search these rows" }).FillAsync("");
        await Assertions.Expect(Rows(page)).ToHaveCountAsync(7);
        await Rows(page).First.FocusAsync();
        await keyboard.PressAsync("ArrowDown");
        await Assertions.Expect(Rows(page).Nth(1)).ToBeFocusedAsync();
        await keyboard.PressAsync("End");
        await Assertions.Expect(Rows(page).Last).ToBeFocusedAsync();
    }

    [Fact]
    public async Task A_ticket_is_found_by_its_id_from_anywhere_and_an_unknown_one_is_told()
    {
        var board = await BoardPage.OpenAsync(await Browser.VisitAsync(), desk.Address);
        await board.SaysAsync("Open tickets", "7");
        await FindAsync(board.Page, "INC-LATE");
        await Assertions.Expect(board.Page.GetByText("Packet loss confirmed")).ToBeVisibleAsync();
        await FindAsync(board.Page, "INC-NOWHERE");
        await Assertions.Expect(board.Page.GetByText("has no ticket 'INC-NOWHERE'")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task Titles_of_any_kind_come_through_as_text()
    {
        var page = await Browser.VisitAsync();
        await page.GotoAsync(desk.At("tickets"));
        foreach (var (id, title) in FilledDesk.Titles)
            await Assertions.Expect(Row(page, id)).ToContainTextAsync(title);
        Assert.False(await page.EvaluateAsync<bool>("'hacked' in window"));
    }

    [Fact]
    public async Task A_text_that_has_no_room_ends_in_an_ellipsis_and_no_other_leaves_its_column()
    {
        var page = await Browser.VisitAsync();
        await page.AddInitScriptAsync(
            """
            localStorage.setItem('apollo.columns.open-tickets', JSON.stringify({
                shown: ['id', 'priority', 'title', 'assignee', 'team', 'openedAt', 'age'],
                widths: { id: 72, title: 130, assignee: 56, team: 96, openedAt: 64 },
            }));
            """
        );
        await page.GotoAsync(desk.At("kpis/open-tickets"));
        await Assertions.Expect(Rows(page)).ToHaveCountAsync(7);
        await Assertions
            .Expect(Row(page, "INC-LATE").GetByText("Ana Lima"))
            .ToHaveCSSAsync("text-overflow", "ellipsis");
        await Assertions.Expect(Row(page, "INC-LATE").GetByText("Network")).ToHaveCSSAsync("text-overflow", "clip");
        Assert.Empty(
            await page.Locator("[data-row-id] [role=gridcell]")
                .EvaluateAllAsync<string[]>(
                    """
                    cells => cells
                        .filter(cell => getComputedStyle(cell).overflowX === 'visible')
                        .filter(cell => cell.scrollWidth > cell.clientWidth)
                        .map(cell => cell.textContent)
                    """
                )
        );
    }

    [Fact]
    public async Task On_a_phone_rows_are_items_that_open_and_nothing_goes_sideways()
    {
        var page = await Browser.VisitAsync(390, 844);
        await page.GotoAsync(desk.At("kpis/overdue?group=team"));
        await Assertions.Expect(Rows(page)).ToHaveCountAsync(2);
        await Assertions
            .Expect(page.GetByRole(AriaRole.Row, new() { NameRegex = new Regex("^Network ?2 tickets") }))
            .ToBeVisibleAsync();
        await Assertions.Expect(Row(page, "INC-LATE")).ToContainTextAsync("Overdue by");
        Assert.True(
            (await Rows(page).First.BoundingBoxAsync())!.Y < 844 / 3,
            "The first row does not stand in the upper third."
        );
        await Row(page, "INC-LATE").GetByRole(AriaRole.Button).ClickAsync();
        await Assertions.Expect(page.GetByText("Packet loss confirmed")).ToBeVisibleAsync();
        Assert.True(
            await page.EvaluateAsync<bool>(
                """
                () => {
                    const frame = document.querySelector('[role=treegrid]').parentElement;
                    return document.documentElement.scrollWidth <= innerWidth && frame.scrollWidth <= frame.clientWidth;
                }
                """
            ),
            "Something goes sideways."
        );
        await page.GetByRole(AriaRole.Button, new() { Name = "Group and sort" }).ClickAsync();
        await page.GetByLabel("Group by").SelectOptionAsync("Priority");
        await page.GetByRole(AriaRole.Button, new() { Name = "Done" }).ClickAsync();
        await Assertions
            .Expect(page.GetByRole(AriaRole.Row, new() { NameRegex = new Regex("^Priority 1") }))
            .ToBeVisibleAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "More of this table" }).ClickAsync();
        await page.GetByRole(AriaRole.Menuitem, new() { Name = "What moved" }).ClickAsync();
        await Assertions
            .Expect(page.GetByRole(AriaRole.Dialog, new() { Name = "What moved Overdue" }))
            .ToBeVisibleAsync();
        // It glides in: measured at the end of the way.
        await Assertions.Expect(page.Locator("[data-entering]")).ToHaveCountAsync(0);
        await RestAsync(page);
        var moved = (await page.GetByRole(AriaRole.Dialog, new() { Name = "What moved Overdue" }).BoundingBoxAsync())!;
        Assert.True(
            moved.Y >= 0 && moved.Y + moved.Height <= 845,
            $"What moved does not stand in the window: {moved.Y} to {moved.Y + moved.Height}."
        );
    }

    [Fact]
    public async Task A_performance_table_is_searched_and_its_link_shows_the_same()
    {
        var page = await Browser.VisitAsync();
        await page.GotoAsync(desk.At("performance/team?kpis=open-tickets,overdue&sort=-overdue"));
        await Assertions
            .Expect(page.GetByRole(AriaRole.Columnheader))
            .ToHaveTextAsync(["Team", "Open tickets", "Overdue"]);
        await Assertions
            .Expect(page.GetByRole(AriaRole.Rowheader))
            .ToHaveTextAsync(["Network", "Workplace", "Whole desk"]);
        await page.GetByRole(AriaRole.Searchbox, new() { Name = "Find teams" }).FillAsync("PLACE");
        await Assertions.Expect(page.GetByRole(AriaRole.Rowheader)).ToHaveTextAsync(["Workplace", "Whole desk"]);
        await Assertions.Expect(page.GetByText("1 of 2 teams")).ToBeVisibleAsync();
        var guest = await Browser.VisitAsync();
        await guest.GotoAsync(page.Url);
        await Assertions.Expect(guest.GetByRole(AriaRole.Rowheader)).ToHaveTextAsync(["Workplace", "Whole desk"]);
        await Assertions
            .Expect(guest.GetByRole(AriaRole.Columnheader, new() { Name = "Overdue" }))
            .ToHaveAttributeAsync("aria-sort", "descending");
        // By keyboard from a head to a cell, and into its rows.
        await guest.GetByRole(AriaRole.Searchbox, new() { Name = "Find teams" }).FillAsync("");
        await Assertions.Expect(guest.GetByRole(AriaRole.Rowheader)).ToHaveCountAsync(3);
        await guest.GetByRole(AriaRole.Button, new() { Name = "Team" }).FocusAsync();
        await guest.Keyboard.PressAsync("ArrowDown");
        await guest.Keyboard.PressAsync("ArrowRight");
        await guest.Keyboard.PressAsync("Enter");
        await Assertions.Expect(Rows(guest)).ToHaveCountAsync(6);
    }

    private static async Task FindAsync(IPage page, string id)
    {
        await page.GetByRole(AriaRole.Button, new() { Name = "Find", Exact = true }).ClickAsync();
        await page.GetByRole(AriaRole.Combobox, new() { NameRegex = new Regex("ticket id") }).FillAsync(id);
        await page.Keyboard.PressAsync("Enter");
    }
}
