using System.Globalization;
using System.Text.RegularExpressions;
using Apollo.Browser.Tests.Support;
using Deque.AxeCore.Commons;
using Deque.AxeCore.Playwright;
using Microsoft.Playwright;

namespace Apollo.Browser.Tests;

/// <summary>From a number to the tickets behind it, and what people do with them.</summary>
public sealed class TheRows(Support.Browser browser) : OnAScreen(browser)
{
    private static readonly DateTime Due = DateTime.UtcNow.AddHours(-1);

    private static readonly TimeZoneInfo Paris = TimeZoneInfo.FindSystemTimeZoneById("Europe/Paris");

    private static readonly CultureInfo Invariant = CultureInfo.InvariantCulture;

    private static readonly Dictionary<string, string> Titles = new()
    {
        ["INC-1"] = "<script>window.hacked = true</script>", ["INC-LATE"] = "say \"hello\" there 😀", ["INC-TOO"] = "=HYPERLINK(\"http://x\")", ["INC-OTHER"] = "مرحبا بالعالم",
    };

    [Fact]
    public async Task A_card_leads_to_its_tickets_and_a_ticket_to_its_timeline()
    {
        await using var desk = await StartAsync();
        var board = await BoardPage.OpenAsync(await Browser.VisitAsync(), desk.Apollo.Address);
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
    public async Task Rows_enter_and_leave_by_themselves_and_say_why()
    {
        await using var desk = await StartAsync();
        var page = await Browser.VisitAsync();
        await page.GotoAsync(new Uri(desk.Apollo.Address, "kpis/open-tickets").ToString());
        await Assertions.Expect(Rows(page)).ToHaveCountAsync(4);

        await desk.InsertAsync("INC-NEW");
        await Assertions.Expect(Row(page, "INC-NEW")).ToContainTextAsync("entered");
        await Assertions.Expect(page.GetByText("5 tickets", new() { Exact = true })).ToBeVisibleAsync();

        await desk.Itsm.ExecuteAsync("UPDATE tickets SET state = 'cancelled', updated_at = @now WHERE id = 'INC-1'", new { now = desk.Itsm.Time(DateTime.UtcNow) });
        await Assertions.Expect(page.GetByText("left this view: state Open → Cancelled")).ToBeVisibleAsync();
        await Assertions.Expect(Row(page, "INC-1")).ToHaveCountAsync(0);
        await Assertions.Expect(Rows(page)).ToHaveCountAsync(4);
    }

    [Fact]
    public async Task Filtered_and_grouped_rows_are_exported_as_they_are_filtered()
    {
        await using var desk = await StartAsync();
        var page = await Browser.VisitAsync();
        await page.GotoAsync(new Uri(desk.Apollo.Address, "kpis/open-tickets").ToString());
        await Assertions.Expect(Rows(page)).ToHaveCountAsync(4);

        await page.GetByRole(AriaRole.Button, new() { Name = "Add filter" }).ClickAsync();
        await page.GetByLabel("Column").SelectOptionAsync("Team");
        await page.GetByRole(AriaRole.Checkbox, new() { NameRegex = new Regex("^Network") }).CheckAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Apply" }).ClickAsync();
        await Assertions.Expect(Rows(page)).ToHaveCountAsync(3);
        await Assertions.Expect(page.GetByText("3 of 4 tickets")).ToBeVisibleAsync();

        await page.GetByRole(AriaRole.Button, new() { NameRegex = new Regex("^Group by") }).ClickAsync();
        await page.GetByRole(AriaRole.Menuitemradio, new() { Name = "Priority" }).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Row, new() { NameRegex = new Regex("^Priority 1") })).ToBeVisibleAsync();

        await page.GetByRole(AriaRole.Button, new() { Name = "Export" }).ClickAsync();
        var download = await page.RunAndWaitForDownloadAsync(() => page.GetByRole(AriaRole.Menuitem, new() { Name = "CSV, these columns" }).ClickAsync());
        var lines = (await File.ReadAllTextAsync(await download.PathAsync())).Split("\r\n", StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(4, lines.Length);
        Assert.StartsWith("id,priority,title", lines[0], StringComparison.Ordinal);
        Assert.DoesNotContain(lines, line => line.Contains("INC-OTHER", StringComparison.Ordinal));

        await page.ReloadAsync();
        await Assertions.Expect(Rows(page)).ToHaveCountAsync(3);
    }

    [Fact]
    public async Task By_keyboard_alone_a_ticket_is_found_opened_and_closed()
    {
        await using var desk = await StartAsync();
        var board = await BoardPage.OpenAsync(await Browser.VisitAsync(), desk.Apollo.Address);
        var (page, keyboard) = (board.Page, board.Page.Keyboard);
        await board.SaysAsync("Open tickets", "4");
        await board.Card("Open tickets").FocusAsync();
        await keyboard.PressAsync("Enter");
        await Assertions.Expect(Rows(page)).ToHaveCountAsync(4);

        await keyboard.PressAsync("/");
        await keyboard.TypeAsync("INC-L");
        await Assertions.Expect(Rows(page)).ToHaveCountAsync(1);
        await Row(page, "INC-LATE").FocusAsync();
        await keyboard.PressAsync("Enter");
        await Assertions.Expect(page.GetByText("Packet loss confirmed")).ToBeVisibleAsync();
        await keyboard.PressAsync("Escape");
        await Assertions.Expect(page.GetByText("Packet loss confirmed")).ToHaveCountAsync(0);

        await page.GetByRole(AriaRole.Searchbox, new() { Name = "Search these rows" }).FillAsync("");
        await Assertions.Expect(Rows(page)).ToHaveCountAsync(4);
        await Rows(page).First.FocusAsync();
        await keyboard.PressAsync("ArrowDown");
        await Assertions.Expect(Rows(page).Nth(1)).ToBeFocusedAsync();
        await keyboard.PressAsync("End");
        await Assertions.Expect(Rows(page).Last).ToBeFocusedAsync();
    }

    [Fact]
    public async Task A_ticket_is_found_by_its_id_from_anywhere_and_an_unknown_one_is_told()
    {
        await using var desk = await StartAsync();
        var board = await BoardPage.OpenAsync(await Browser.VisitAsync(), desk.Apollo.Address);
        await board.SaysAsync("Open tickets", "4");
        await FindAsync(board.Page, "INC-LATE");
        await Assertions.Expect(board.Page.GetByText("Packet loss confirmed")).ToBeVisibleAsync();
        await FindAsync(board.Page, "INC-NOWHERE");
        await Assertions.Expect(board.Page.GetByText("has no ticket 'INC-NOWHERE'")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task Titles_of_any_kind_come_through_as_text()
    {
        await using var desk = await StartAsync();
        foreach (var (id, title) in Titles)
            await desk.Itsm.ExecuteAsync("UPDATE tickets SET title = @title, updated_at = @now WHERE id = @id", new { title, now = desk.Itsm.Time(DateTime.UtcNow), id });
        var page = await Browser.VisitAsync();
        await page.GotoAsync(new Uri(desk.Apollo.Address, "tickets").ToString());
        foreach (var (id, title) in Titles) await Assertions.Expect(Row(page, id)).ToContainTextAsync(title);
        Assert.False(await page.EvaluateAsync<bool>("'hacked' in window"));
    }

    [Fact]
    public async Task A_cell_of_a_performance_table_leads_to_just_its_tickets_and_totals_are_the_cards()
    {
        await using var desk = await StartAsync();
        var page = await Browser.VisitAsync();
        await page.GotoAsync(new Uri(desk.Apollo.Address, "performance/team").ToString());
        var network = page.GetByRole(AriaRole.Row, new() { NameRegex = new Regex("^Network") });
        await Assertions.Expect(network.GetByRole(AriaRole.Link).First).ToHaveTextAsync("3");
        await Assertions.Expect(page.GetByRole(AriaRole.Row, new() { NameRegex = new Regex("^Whole desk") }).GetByRole(AriaRole.Link).First).ToHaveTextAsync("4");

        await desk.InsertAsync("INC-NEW");
        await Assertions.Expect(network.GetByRole(AriaRole.Link).First).ToHaveTextAsync("4");
        await network.GetByRole(AriaRole.Link).First.ClickAsync();
        await Assertions.Expect(Rows(page)).ToHaveCountAsync(4);
        await Assertions.Expect(page.GetByText("4 of 5 tickets")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task By_keyboard_alone_a_card_tells_what_moved()
    {
        await using var desk = await StartAsync();
        var board = await BoardPage.OpenAsync(await Browser.VisitAsync(), desk.Apollo.Address);
        var page = board.Page;
        await board.SaysAsync("Open tickets", "4");
        await desk.InsertAsync("INC-NEW");
        await desk.Itsm.ExecuteAsync("UPDATE tickets SET state = 'cancelled', updated_at = @now WHERE id = 'INC-1'", new { now = desk.Itsm.Time(DateTime.UtcNow) });
        await board.SaysAsync("Open tickets", "4");

        await board.Card("Open tickets").FocusAsync();
        await page.Keyboard.PressAsync("m");
        var moved = page.GetByRole(AriaRole.Dialog);
        await Assertions.Expect(moved).ToContainTextAsync("1 entered, 1 left");
        await Assertions.Expect(Moved(moved, "INC-NEW")).ToContainTextAsync("+");
        await Assertions.Expect(Moved(moved, "INC-1")).ToContainTextAsync("state Open → Cancelled");
        await page.Keyboard.PressAsync("Escape");
        await Assertions.Expect(board.Card("Open tickets")).ToBeFocusedAsync();
        // A moved ticket opens among the rows of the number.
        await page.Keyboard.PressAsync("m");
        await moved.GetByRole(AriaRole.Link, new() { Name = "INC-NEW" }).FocusAsync();
        await page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(Row(page, "INC-NEW")).ToHaveAttributeAsync("aria-expanded", "true");
    }

    [Fact]
    public async Task What_moved_since_somebody_looked_is_known_across_a_reload_and_over_an_absence()
    {
        await using var desk = await StartAsync();
        var board = await BoardPage.OpenAsync(await Browser.VisitAsync(), desk.Apollo.Address);
        var page = board.Page;
        await board.SaysAsync("Open tickets", "4");
        await desk.InsertAsync("INC-NEW");
        await board.SaysAsync("Open tickets", "5");
        await page.ReloadAsync();
        await SinceLookedAsync(page);
        await Assertions.Expect(Moved(page.GetByRole(AriaRole.Dialog), "INC-NEW")).ToHaveCountAsync(1);
        // Somebody was away since the evening of the day before.
        var evening = DateTime.UtcNow.Date.AddHours(-7).AddMinutes(40).AddSeconds(30);
        await page.EvaluateAsync("at => localStorage.setItem('apollo.looked.small', JSON.stringify({ visible: at, since: at - 3600000 }))", new DateTimeOffset(evening).ToUnixTimeMilliseconds());
        await page.ReloadAsync();
        await board.SaysAsync("Open tickets", "5");
        await SinceLookedAsync(page);
        await Assertions.Expect(page.GetByRole(AriaRole.Dialog)).ToContainTextAsync($"{TimeZoneInfo.ConvertTimeFromUtc(evening, Paris).ToString("ddd HH:mm", Invariant)}: ");
    }

    [Fact]
    public async Task Times_are_asked_by_the_clock_of_the_desk_wherever_the_reader_sits()
    {
        // 12:00 in Paris, 03:00 in Los Angeles.
        var due = new DateTime(2030, 1, 15, 11, 0, 0, DateTimeKind.Utc);
        await using var desk = await SmallDesk.StartAsync(fill: async small =>
        {
            await small.InsertAsync("INC-NOON", dueAt: due);
            await small.InsertAsync("INC-NIGHT", dueAt: due.AddHours(9));
        });
        await using var far = await (await Browser.VisitAsync()).Context.Browser!.NewContextAsync(new() { Locale = "en-GB", TimezoneId = "America/Los_Angeles", ViewportSize = new() { Width = 1440, Height = 900 } });
        var page = await far.NewPageAsync();
        await page.GotoAsync(new Uri(desk.Apollo.Address, "kpis/open-tickets").ToString());
        await Assertions.Expect(Rows(page)).ToHaveCountAsync(3);
        await page.GetByRole(AriaRole.Button, new() { Name = "Add filter" }).ClickAsync();
        await page.GetByLabel("Column").SelectOptionAsync("Due");
        await page.GetByLabel("Due from, Paris time").FillAsync("2030-01-15T11:30");
        await page.GetByLabel("to, Paris time", new() { Exact = true }).FillAsync("2030-01-15T12:30");
        await page.GetByRole(AriaRole.Button, new() { Name = "Apply" }).ClickAsync();
        await Assertions.Expect(Rows(page)).ToHaveCountAsync(1);
        await Assertions.Expect(Row(page, "INC-NOON")).ToBeVisibleAsync();
        // A quick choice moves with the clock, and the link keeps its name.
        await page.GetByRole(AriaRole.Button, new() { Name = "Due 15 Jan 2030 11:30 to 15 Jan 2030 12:30", Exact = true }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "overdue" }).ClickAsync();
        await Assertions.Expect(page.GetByText("None of the 3 passes the filters")).ToBeVisibleAsync();
        await desk.InsertAsync("INC-LATE", dueAt: Due);
        await Assertions.Expect(Row(page, "INC-LATE")).ToBeVisibleAsync();
        await page.ReloadAsync();
        await Assertions.Expect(Row(page, "INC-LATE")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task On_a_phone_rows_are_items_that_open_and_nothing_goes_sideways()
    {
        await using var desk = await StartAsync();
        var page = await Browser.VisitAsync(390, 844);
        await page.GotoAsync(new Uri(desk.Apollo.Address, "kpis/overdue?group=team").ToString());
        await Assertions.Expect(Rows(page)).ToHaveCountAsync(2);
        await Assertions.Expect(page.GetByRole(AriaRole.Row, new() { NameRegex = new Regex("^Network ?2 tickets") })).ToBeVisibleAsync();
        await Assertions.Expect(Row(page, "INC-LATE")).ToContainTextAsync("Overdue by");
        Assert.True((await Rows(page).First.BoundingBoxAsync())!.Y < 844 / 3, "The first row does not stand in the upper third.");
        await Row(page, "INC-LATE").GetByRole(AriaRole.Button).ClickAsync();
        await Assertions.Expect(page.GetByText("Packet loss confirmed")).ToBeVisibleAsync();
        Assert.True(await page.EvaluateAsync<bool>("document.documentElement.scrollWidth <= innerWidth && (frame => frame.scrollWidth <= frame.clientWidth)(document.querySelector('[role=treegrid]').parentElement)"), "Something goes sideways.");
        await page.GetByRole(AriaRole.Button, new() { Name = "Group and sort" }).ClickAsync();
        await page.GetByLabel("Group by").SelectOptionAsync("Priority");
        await page.GetByRole(AriaRole.Button, new() { Name = "Done" }).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Row, new() { NameRegex = new Regex("^Priority 1") })).ToBeVisibleAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "More of this table" }).ClickAsync();
        await page.GetByRole(AriaRole.Menuitem, new() { Name = "What moved" }).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Dialog, new() { Name = "What moved Overdue" })).ToBeVisibleAsync();
        // It glides in: measured at the end of the way.
        await Assertions.Expect(page.Locator("[data-entering]")).ToHaveCountAsync(0);
        await page.EvaluateAsync("() => Promise.all(document.getAnimations().map(animation => animation.finished))");
        var moved = (await page.GetByRole(AriaRole.Dialog, new() { Name = "What moved Overdue" }).BoundingBoxAsync())!;
        Assert.True(moved.Y >= 0 && moved.Y + moved.Height <= 845, $"What moved does not stand in the window: {moved.Y} to {moved.Y + moved.Height}.");
    }

    [Fact]
    public async Task A_performance_table_is_searched_and_its_link_shows_the_same()
    {
        await using var desk = await StartAsync();
        var page = await Browser.VisitAsync();
        await page.GotoAsync(new Uri(desk.Apollo.Address, "performance/team?kpis=open-tickets,overdue&sort=-overdue").ToString());
        await Assertions.Expect(page.GetByRole(AriaRole.Columnheader)).ToHaveTextAsync(["Team", "Open tickets", "Overdue"]);
        await Assertions.Expect(page.GetByRole(AriaRole.Rowheader)).ToHaveTextAsync(["Network", "Workplace", "Whole desk"]);
        await page.GetByRole(AriaRole.Searchbox, new() { Name = "Find teams" }).FillAsync("PLACE");
        await Assertions.Expect(page.GetByRole(AriaRole.Rowheader)).ToHaveTextAsync(["Workplace", "Whole desk"]);
        await Assertions.Expect(page.GetByText("1 of 2 teams")).ToBeVisibleAsync();
        var guest = await Browser.VisitAsync();
        await guest.GotoAsync(page.Url);
        await Assertions.Expect(guest.GetByRole(AriaRole.Rowheader)).ToHaveTextAsync(["Workplace", "Whole desk"]);
        await Assertions.Expect(guest.GetByRole(AriaRole.Columnheader, new() { Name = "Overdue" })).ToHaveAttributeAsync("aria-sort", "descending");
        // By keyboard from a head to a cell, and into its rows.
        await guest.GetByRole(AriaRole.Searchbox, new() { Name = "Find teams" }).FillAsync("");
        await Assertions.Expect(guest.GetByRole(AriaRole.Rowheader)).ToHaveCountAsync(3);
        await guest.GetByRole(AriaRole.Button, new() { Name = "Team" }).FocusAsync();
        await guest.Keyboard.PressAsync("ArrowDown");
        await guest.Keyboard.PressAsync("ArrowRight");
        await guest.Keyboard.PressAsync("Enter");
        await Assertions.Expect(Rows(guest)).ToHaveCountAsync(3);
    }

    [Theory]
    [InlineData(1440, 900)]
    [InlineData(390, 844)]
    public async Task Axe_finds_nothing_in_what_opens(int width, int height)
    {
        await using var desk = await StartAsync();
        var page = await Browser.VisitAsync(width, height, motion: ReducedMotion.Reduce);
        await page.GotoAsync(new Uri(desk.Apollo.Address, "kpis/overdue?group=team&filter=priority in (1, 3) and dueAt during overdue").ToString());
        await Assertions.Expect(Rows(page)).ToHaveCountAsync(2);
        await NothingAsync(page, "the table");
        await page.GetByRole(AriaRole.Button, new() { Name = "Add filter" }).ClickAsync();
        await NothingAsync(page, "the filter");
        await page.Keyboard.PressAsync("Escape");
        await page.GetByRole(AriaRole.Button, new() { Name = width > 720 ? "What moved" : "More of this table" }).ClickAsync();
        if (width <= 720) await page.GetByRole(AriaRole.Menuitem, new() { Name = "What moved" }).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Dialog)).ToContainTextAsync("Known only since");
        await NothingAsync(page, "what moved");
        await page.Keyboard.PressAsync("Escape");
        await page.GetByRole(AriaRole.Button, new() { Name = "What Overdue means" }).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Dialog)).ToContainTextAsync("10 tickets or more");
        await NothingAsync(page, "the definition");
    }

    [Fact]
    public async Task A_visit_moves_in_the_calendar_when_the_ITSM_moves_it_and_tells_all_by_keyboard()
    {
        var start = DateTime.UtcNow.Date.AddHours(9);
        await using var desk = await SmallDesk.StartAsync(fill: small => small.VisitAsync("INT-1", start, start.AddHours(1)));
        var page = await Browser.VisitAsync();
        await page.GotoAsync(new Uri(desk.Apollo.Address, "calendar?view=week").ToString());
        var visit = page.GetByRole(AriaRole.Button, new() { NameRegex = new Regex("^Lyon, Install a video bar") });
        await Assertions.Expect(visit).ToHaveCountAsync(1);
        var before = await visit.BoundingBoxAsync();

        await desk.VisitAsync("INT-1", start.AddHours(3), start.AddHours(4));
        await Assertions.Expect(visit).ToHaveAccessibleNameAsync(new Regex(Clock(start.AddHours(3))));
// It glides there: measured at the end of the way.
        await page.EvaluateAsync("() => Promise.all(document.getAnimations().map(animation => animation.finished))");
        Assert.True((await visit.BoundingBoxAsync())!.Y > before!.Y + 50, "The visit did not move down.");

        await visit.FocusAsync();
        await page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(page.GetByRole(AriaRole.Dialog)).ToContainTextAsync("Bo Chen");
        await page.Keyboard.PressAsync("Escape");
        await Assertions.Expect(page.GetByRole(AriaRole.Dialog)).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task By_keyboard_alone_a_location_gets_another_code_on_every_screen()
    {
        var now = DateTime.UtcNow;
        await using var desk = await SmallDesk.StartAsync(fill: small => small.VisitAsync("INT-1", now, now.AddMinutes(30)));
        var page = await Browser.VisitAsync();
        await page.GotoAsync(new Uri(desk.Apollo.Address, "calendar?view=day").ToString());
        await page.GetByRole(AriaRole.Button, new() { Name = "Change the code LYO of Lyon" }).FocusAsync();
        await page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(page.GetByLabel("Code of Lyon", new() { Exact = true }).Locator("input")).ToBeFocusedAsync();
        await page.Keyboard.PressAsync("Control+a");
        await page.Keyboard.TypeAsync("l-1");
        await page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(page.GetByRole(AriaRole.Alert)).ToHaveTextAsync("'L-1' is no code: use 1 to 3 capital letters or digits.");
        await page.Keyboard.PressAsync("Control+a");
        await page.Keyboard.TypeAsync("ly1");
        await page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(page.GetByRole(AriaRole.Button, new() { Name = "Change the code LY1 of Lyon" })).ToBeFocusedAsync();
        await Assertions.Expect(page.Locator("[data-item=INT-1]")).ToContainTextAsync("LY1");

        var wall = await WallPage.OpenVisitsAsync(Browser, desk.Apollo.Address);
        await Assertions.Expect(wall.Locator("[data-visit=INT-1]")).ToContainTextAsync("LY1");
    }

    private static string Clock(DateTime utc) => TimeZoneInfo.ConvertTimeFromUtc(utc, Paris).ToString("HH:mm", Invariant);

    private static ILocator Moved(ILocator list, string id) => list.GetByRole(AriaRole.Listitem).Filter(new() { Has = list.Page.GetByText(id, new() { Exact = true }) });

    private static async Task SinceLookedAsync(IPage page)
    {
        await page.GetByRole(AriaRole.Link, new() { NameRegex = new Regex("^Open tickets, ") }).FocusAsync();
        await page.Keyboard.PressAsync("m");
        await page.GetByRole(AriaRole.Button, new() { Name = "Since I looked" }).ClickAsync();
    }

    private static async Task NothingAsync(IPage page, string where)
    {
        // The library puts a hidden button that closes a panel beside its dialog; while that is open all else is inert, landmarks too.
        var result = await page.RunAxe(new AxeRunOptions { Rules = new() { ["region"] = new RuleOptions { Enabled = false } } });
        Assert.True(result.Violations.Length == 0, $"{where}: " + string.Join('\n', result.Violations.Select(violation => $"{violation.Id}: {violation.Help}: {string.Join("; ", violation.Nodes.Take(5).Select(node => node.Html))}")));
    }

    private static ILocator Rows(IPage page) => page.Locator("[data-row-id]");

    private static ILocator Row(IPage page, string id) => page.Locator($"[data-row-id='{id}']");

    private static async Task FindAsync(IPage page, string id)
    {
        await page.GetByRole(AriaRole.Button, new() { Name = "Find a ticket" }).ClickAsync();
        await page.GetByRole(AriaRole.Searchbox, new() { Name = "Ticket id" }).FillAsync(id);
        await page.Keyboard.PressAsync("Enter");
    }

    /// <summary>Four open tickets: three of Network (one of priority 1), two of them overdue, one with a timeline.</summary>
    private static Task<SmallDesk> StartAsync() => SmallDesk.StartAsync(fill: async desk =>
    {
        await desk.InsertAsync("INC-LATE", dueAt: Due, priority: 1);
        await desk.InsertAsync("INC-TOO", dueAt: Due.AddMinutes(5));
        await desk.InsertAsync("INC-OTHER", team: "Workplace");
        await desk.Itsm.ExecuteAsync("INSERT INTO ticket_events (ticket_id, at, author, kind, text) VALUES ('INC-LATE', @at, 'M. Laurent', 'note', 'Packet loss confirmed')", new { at = desk.Itsm.Time(DateTime.UtcNow) });
    });
}
