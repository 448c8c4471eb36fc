using System.Text.RegularExpressions;
using Apollo.Browser.Tests.Support;
using Microsoft.Playwright;
using static Apollo.Browser.Tests.Support.Axe;

namespace Apollo.Browser.Tests;

/// <summary>A crossing is told on every page, and people take care of it before each other's eyes.</summary>
public sealed class TheAlerts(Support.Browser browser) : OnAScreen(browser)
{
    [Fact]
    public async Task A_crossing_is_told_on_the_board_taken_by_keyboard_seen_by_the_others_and_silenced()
    {
        await using var desk = await SmallDesk.StartAsync();
        await AlertsPage.AddRuleAsync(desk, at: 2);
        var board = await Browser.VisitAsync();
        await board.GotoAsync(desk.Apollo.Address.ToString());
        await Assertions.Expect(new BoardPage(board).Card("Open tickets")).ToBeVisibleAsync();
        var alerts = await AlertsPage.OpenAsync(await Browser.VisitAsync(), desk);
        var (page, keyboard) = (alerts.Page, alerts.Page.Keyboard);
        await Assertions.Expect(page.GetByText("Nothing fires")).ToBeVisibleAsync();
        await AxeFindsNothingAsync(page, "nothing fires");

        await desk.InsertAsync("INC-2");
        var notice = board.GetByRole(AriaRole.Region, new() { NameRegex = new Regex("^Alert: Open tickets") });
        await Assertions.Expect(notice).ToContainTextAsync("Open tickets is critical: 2, limit 2");
        await Assertions.Expect(notice).ToContainTextAsync("Call the second line.");
        await Assertions.Expect(board).ToHaveTitleAsync(new Regex(@"^\(1\) "));
        await AxeFindsNothingAsync(board, "a notice over the board");
        await board.Keyboard.PressAsync("F8");
        await Assertions.Expect(notice.GetByRole(AriaRole.Button, new() { Name = "Acknowledge" })).ToBeFocusedAsync();

        // The arrows lead from alert to alert, a letter acts on it.
        var title = alerts.Firing.GetByRole(AriaRole.Link, new() { Name = "Open tickets", Exact = true });
        await title.FocusAsync();
        await keyboard.PressAsync("a");
        await Assertions.Expect(alerts.Dialog("Acknowledge Open tickets, whole desk")).ToBeVisibleAsync();
        await keyboard.TypeAsync("On it");
        await keyboard.PressAsync("Enter");
        await Assertions.Expect(alerts.Firing).ToContainTextAsync("On it");
        // Nobody is told any more of what somebody takes care of.
        await Assertions.Expect(notice).ToHaveCountAsync(0);
        await page.GetByRole(AriaRole.Button, new() { Name = "Undo" }).ClickAsync();
        await Assertions.Expect(alerts.Firing).ToContainTextAsync("Nobody yet");
        await Assertions.Expect(notice).ToHaveCountAsync(1);
        await AxeFindsNothingAsync(page, "one fires");

        await title.FocusAsync();
        await keyboard.PressAsync("s");
        var silence = alerts.Dialog("Silence Open tickets, whole desk");
        await silence.GetByRole(AriaRole.Button, new() { Name = "Silence" }).ClickAsync();
        await Assertions.Expect(silence.GetByRole(AriaRole.Alert)).ToHaveTextAsync("Say why: others read it.");
        await silence.GetByLabel("Why").FillAsync("Move of the office");
        await AxeFindsNothingAsync(page, "a silence", panel: true);
        await silence.GetByRole(AriaRole.Button, new() { Name = "Silence" }).ClickAsync();
        await Assertions.Expect(alerts.Quiet).ToContainTextAsync("Move of the office");
        await Assertions.Expect(notice).ToHaveCountAsync(0);
        await alerts.Quiet.GetByRole(AriaRole.Button, new() { Name = "End silence" }).ClickAsync();
        await Assertions.Expect(alerts.Firing).ToContainTextAsync("Open tickets");

        await desk.Itsm.ExecuteAsync(
            """
            UPDATE tickets SET state = 'closed', closed_at = @now, resolved_at = @now, updated_at = @now
            WHERE id = 'INC-2'
            """,
            new { now = desk.Itsm.Time(DateTime.UtcNow) }
        );
        await Assertions
            .Expect(page.GetByRole(AriaRole.Table, new() { Name = "Ended today" }))
            .ToContainTextAsync("Open tickets");
        // What was missed is behind the bell, on every page.
        await board.GetByRole(AriaRole.Button, new() { NameRegex = new Regex("^Missed alerts") }).ClickAsync();
        await Assertions.Expect(board.GetByRole(AriaRole.Dialog)).ToContainTextAsync("1 ended.");
        await AxeFindsNothingAsync(board, "the bell", panel: true);
    }
}
