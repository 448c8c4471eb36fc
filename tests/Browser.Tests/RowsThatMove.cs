using System.Globalization;
using System.Text.RegularExpressions;
using Apollo.Browser.Tests.Support;
using Microsoft.Playwright;
using static Apollo.Browser.Tests.Support.OnAPage;

namespace Apollo.Browser.Tests;

/// <summary>Rows and tables follow the ITSM and the clock, and tell what moved.</summary>
public sealed class RowsThatMove(Support.Browser browser) : OnAScreen(browser)
{
    private static readonly DateTime Due = DateTime.UtcNow.AddHours(-1);

    private static readonly TimeZoneInfo Paris = TimeZoneInfo.FindSystemTimeZoneById("Europe/Paris");

    private static readonly CultureInfo Invariant = CultureInfo.InvariantCulture;

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

        await desk.Itsm.ExecuteAsync(
            "UPDATE tickets SET state = 'cancelled', updated_at = @now WHERE id = 'INC-1'",
            new { now = desk.Itsm.Time(DateTime.UtcNow) }
        );
        await Assertions.Expect(page.GetByText("left this view: state Open → Cancelled")).ToBeVisibleAsync();
        await Assertions.Expect(Row(page, "INC-1")).ToHaveCountAsync(0);
        await Assertions.Expect(Rows(page)).ToHaveCountAsync(4);
    }

    [Fact]
    public async Task A_cell_of_a_performance_table_leads_to_just_its_tickets_and_totals_are_the_cards()
    {
        await using var desk = await StartAsync();
        var page = await Browser.VisitAsync();
        await page.GotoAsync(new Uri(desk.Apollo.Address, "performance/team").ToString());
        // Beside its name a group has a link to its history: the numbers stand in cells.
        var network = page.GetByRole(AriaRole.Row, new() { NameRegex = new Regex("^Network") }).Locator("td a").First;
        await Assertions.Expect(network).ToHaveTextAsync("3");
        await Assertions
            .Expect(page.GetByRole(AriaRole.Row, new() { NameRegex = new Regex("^Whole desk") }).Locator("td a").First)
            .ToHaveTextAsync("4");

        await desk.InsertAsync("INC-NEW");
        await Assertions.Expect(network).ToHaveTextAsync("4");
        await network.ClickAsync();
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
        await desk.Itsm.ExecuteAsync(
            "UPDATE tickets SET state = 'cancelled', updated_at = @now WHERE id = 'INC-1'",
            new { now = desk.Itsm.Time(DateTime.UtcNow) }
        );
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
        await page.EvaluateAsync(
            "at => localStorage.setItem('apollo.looked.small', JSON.stringify({ visible: at, since: at - 3600000 }))",
            new DateTimeOffset(evening).ToUnixTimeMilliseconds()
        );
        await page.ReloadAsync();
        await board.SaysAsync("Open tickets", "5");
        await SinceLookedAsync(page);
        await Assertions
            .Expect(page.GetByRole(AriaRole.Dialog))
            .ToContainTextAsync(
                $"{TimeZoneInfo.ConvertTimeFromUtc(evening, Paris).ToString("ddd HH:mm", Invariant)}: "
            );
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
        await using var far = await (await Browser.VisitAsync()).Context.Browser!.NewContextAsync(
            new()
            {
                Locale = "en-GB",
                TimezoneId = "America/Los_Angeles",
                ViewportSize = new() { Width = 1440, Height = 900 },
            }
        );
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
        await page.GetByRole(
                AriaRole.Button,
                new() { Name = "Due 15 Jan 2030 11:30 to 15 Jan 2030 12:30", Exact = true }
            )
            .ClickAsync();
        // The first dialog may still be on its way out.
        var change = page.GetByRole(AriaRole.Dialog, new() { Name = "Change the filter" });
        await change.GetByRole(AriaRole.Button, new() { Name = "overdue" }).ClickAsync();
        await Assertions.Expect(page.GetByText("None of the 3 passes the filters")).ToBeVisibleAsync();
        await desk.InsertAsync("INC-LATE", dueAt: Due);
        await Assertions.Expect(Row(page, "INC-LATE")).ToBeVisibleAsync();
        await page.ReloadAsync();
        await Assertions.Expect(Row(page, "INC-LATE")).ToBeVisibleAsync();
    }

    private static ILocator Moved(ILocator list, string id) =>
        list.GetByRole(AriaRole.Listitem).Filter(new() { Has = list.Page.GetByText(id, new() { Exact = true }) });

    private static async Task SinceLookedAsync(IPage page)
    {
        await page.GetByRole(AriaRole.Link, new() { NameRegex = new Regex("^Open tickets, ") }).FocusAsync();
        await page.Keyboard.PressAsync("m");
        await page.GetByRole(AriaRole.Button, new() { Name = "Since I looked" }).ClickAsync();
    }

    /// <summary>Four open tickets: three of Network, two of them overdue.</summary>
    private static Task<SmallDesk> StartAsync() =>
        SmallDesk.StartAsync(fill: async desk =>
        {
            await desk.InsertAsync("INC-LATE", dueAt: Due, priority: 1);
            await desk.InsertAsync("INC-TOO", dueAt: Due.AddMinutes(5));
            await desk.InsertAsync("INC-OTHER", team: "Workplace");
        });
}
