using System.Text.RegularExpressions;
using Apollo.Browser.Tests.Support;
using Microsoft.Playwright;
using static Apollo.Browser.Tests.Support.Axe;

namespace Apollo.Browser.Tests;

/// <summary>The calendar on several screens: of one desk, each test in weeks of its own.</summary>
public sealed class TheCalendar(Support.Browser browser, CalendarDesk calendars)
    : OnAScreen(browser),
        IClassFixture<CalendarDesk>
{
    private SmallDesk Desk => calendars.Desk;

    private static DateTime WeeksAhead(int weeks) => FilledDesk.Day.AddDays(7 * weeks);

    private static string On(string view, DateTime day) => $"?view={view}&day={day:yyyy-MM-dd}";

    [Fact]
    public async Task By_keyboard_alone_a_location_gets_another_code_on_every_screen()
    {
        var now = DateTime.UtcNow;
        await Desk.VisitAsync("INT-1", now, now.AddMinutes(30));
        var (page, other) = (await Browser.VisitAsync(), await Browser.VisitAsync());
        foreach (var screen in (IPage[])[other, page])
        {
            await screen.GotoAsync($"{Desk.Apollo.Address}calendar?view=day");
            await Assertions.Expect(screen.Locator("[data-item=INT-1]")).ToContainTextAsync("LYO");
        }

        await page.BringToFrontAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Change the code LYO of Lyon" }).FocusAsync();
        await page.Keyboard.PressAsync("Enter");
        await Assertions
            .Expect(page.GetByLabel("Code of Lyon", new() { Exact = true }).Locator("input"))
            .ToBeFocusedAsync();
        await page.Keyboard.PressAsync("Control+a");
        await page.Keyboard.TypeAsync("l-1");
        await page.Keyboard.PressAsync("Enter");
        await Assertions
            .Expect(page.GetByRole(AriaRole.Alert))
            .ToHaveTextAsync("'L-1' is no code: use 1 to 3 capital letters or digits.");
        await page.Keyboard.PressAsync("Control+a");
        await page.Keyboard.TypeAsync("ly1");
        await page.Keyboard.PressAsync("Enter");
        await Assertions
            .Expect(page.GetByRole(AriaRole.Button, new() { Name = "Change the code LY1 of Lyon" }))
            .ToBeFocusedAsync();
        await Assertions.Expect(page.Locator("[data-item=INT-1]")).ToContainTextAsync("LY1");
        await Assertions
            .Expect(other.Locator("[data-item=INT-1]"))
            .ToContainTextAsync("LY1", new() { Timeout = 5_000 });

        var wall = await WallPage.OpenVisitsAsync(Browser, Desk.Apollo.Address);
        await Assertions.Expect(wall.Locator("[data-visit=INT-1]")).ToContainTextAsync("LY1");
    }

    [Fact]
    public async Task What_the_ITSM_adds_moves_cancels_and_takes_elsewhere_is_seen_to_do_so()
    {
        var day = WeeksAhead(0);
        await Desk.VisitAsync("INT-91", day.AddHours(8), day.AddHours(9));
        var calendar = await CalendarPage.OpenAsync(Desk, await Browser.VisitAsync(), On("week", day));
        await Assertions.Expect(calendar.Entry("INT-91")).ToHaveCountAsync(1);

        await Desk.VisitAsync("INT-92", day.AddHours(10), day.AddHours(11), technician: "Ana Lima");
        await Assertions.Expect(calendar.Entry("INT-92")).ToBeVisibleAsync();
        await calendar.SeenAsync("INT-92 appears");

        await calendar.RestAsync();
        var before = await calendar.BoxAsync("INT-92");
        await Desk.VisitAsync(
            "INT-92",
            day.AddDays(1).AddHours(12),
            day.AddDays(1).AddHours(13),
            technician: "Ana Lima"
        );
        await calendar.SeenAsync("INT-92 glides");
        await calendar.RestAsync();
        var after = await calendar.BoxAsync("INT-92");
        Assert.True(
            after.X > before.X + before.Width / 2 && after.Y > before.Y + 50,
            $"It moved from {before.X}, {before.Y} to {after.X}, {after.Y}."
        );

        await Desk.VisitAsync(
            "INT-92",
            day.AddDays(1).AddHours(12),
            day.AddDays(1).AddHours(13),
            technician: "Ana Lima",
            state: "cancelled"
        );
        await calendar.SaysAsync("INT-92", "cancelled");
        await calendar.SeenAsync("INT-92 turns");

        await Desk.VisitAsync("INT-91", day.AddDays(14), day.AddDays(14).AddHours(1));
        await calendar.SeenAsync("a ghost fades");
        await Assertions.Expect(calendar.Entry("INT-91")).ToHaveCountAsync(0);
        await Assertions.Expect(calendar.Page.Locator("[inert]")).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task Who_wants_less_motion_sees_none()
    {
        var day = WeeksAhead(3);
        await Desk.VisitAsync("INT-93", day.AddHours(8), day.AddHours(9));
        var calendar = await CalendarPage.OpenAsync(
            Desk,
            await Browser.VisitAsync(motion: ReducedMotion.Reduce),
            On("week", day)
        );
        await Assertions.Expect(calendar.Entry("INT-93")).ToHaveCountAsync(1);
        await Desk.VisitAsync("INT-93", day.AddHours(12), day.AddHours(13), state: "cancelled");
        await calendar.SaysAsync("INT-93", "cancelled");
        Assert.Empty(await calendar.Page.EvaluateAsync<string[]>("window.seen"));
    }

    [Fact]
    public async Task A_day_is_a_board_of_technicians_with_conflicts_side_by_side_and_in_words()
    {
        var day = WeeksAhead(4);
        await Desk.VisitAsync("INT-1", day.AddHours(8), day.AddHours(10));
        await Desk.VisitAsync("INT-2", day.AddHours(9), day.AddHours(11), location: "Paris");
        await Desk.VisitAsync("INT-3", day.AddHours(8), day.AddHours(9), technician: "Ana Lima");
        await Desk.VisitAsync("INT-4", day.AddHours(8), day.AddHours(9), technician: null, location: null);
        await calendars.HasAsync(4, day);
        var calendar = await CalendarPage.OpenAsync(Desk, await Browser.VisitAsync(), On("day", day));
        await Assertions.Expect(calendar.Column("Bo Chen").GetByText("Conflict")).ToHaveCountAsync(2);
        var (first, second) = (await calendar.BoxAsync("INT-1"), await calendar.BoxAsync("INT-2"));
        Assert.True(second.X >= first.X + first.Width, "The conflict does not stand beside.");
        await Assertions.Expect(calendar.Column("No technician").Locator("[data-item=INT-4]")).ToHaveCountAsync(1);
        Assert.Equal(
            ["Ana Lima", "Bo Chen", "No technician"],
            await calendar
                .Page.Locator("[data-home]")
                .EvaluateAllAsync<string[]>("columns => columns.map(column => column.ariaLabel)")
        );

        await calendar.Entry("INT-1").ClickAsync();
        await Assertions
            .Expect(calendar.Page.GetByRole(AriaRole.Dialog))
            .ToContainTextAsync("Overlaps with INT-2 (Paris, ");
    }

    [Fact]
    public async Task A_months_day_shows_what_needs_attention_first_and_counts_the_rest()
    {
        var day = WeeksAhead(8);
        for (var hour = 5; hour < 15; hour++)
            await Desk.VisitAsync(
                $"INT-{hour}",
                day.AddHours(hour),
                day.AddHours(hour + 1),
                technician: $"Technician {hour}"
            );
        await Desk.VisitAsync("INT-A", day.AddHours(18), day.AddHours(19));
        await Desk.VisitAsync("INT-B", day.AddHours(18), day.AddHours(19));
        await calendars.HasAsync(12, day);
        var calendar = await CalendarPage.OpenAsync(Desk, await Browser.VisitAsync(), On("month", day));
        var cell = calendar.Page.Locator($"[data-home='{day:yyyy-MM-dd}']");
        var shown = cell.Locator("[data-item]");
        await Assertions.Expect(shown.First).ToHaveAttributeAsync("data-item", "INT-A");
        await Assertions.Expect(shown.Nth(1)).ToHaveAttributeAsync("data-item", "INT-B");
        var count = await shown.CountAsync();
        Assert.InRange(count, 3, 8);
        Assert.True(
            await shown.Last.EvaluateAsync<bool>(
                "entry => entry.getBoundingClientRect().bottom <= entry.parentElement.getBoundingClientRect().bottom"
            ),
            "The last one is cut."
        );
        await cell.GetByRole(AriaRole.Button, new() { Name = $"+{12 - count} more", Exact = true }).ClickAsync();
        await Assertions.Expect(calendar.Column("Technician 9")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task Older_days_say_that_they_are_read_that_they_could_not_be_and_show_it_then()
    {
        var old = WeeksAhead(-14);
        await Desk.VisitAsync("INT-OLD", old.AddHours(8), old.AddHours(9), state: "done");
        var page = await Browser.VisitAsync();
        var (release, away) = (new TaskCompletionSource(), true);
        await page.RouteAsync(
            new Regex("/interventions\\?"),
            async route =>
            {
                if (away)
                {
                    await route.AbortAsync();
                    return;
                }
                await release.Task;
                await route.ContinueAsync();
            }
        );
        var calendar = await CalendarPage.OpenAsync(Desk, page, On("week", old));
        await Assertions.Expect(page.GetByRole(AriaRole.Alert)).ToContainTextAsync("Older visits cannot be read now.");
        await Assertions.Expect(page.GetByText("Nothing is planned")).ToHaveCountAsync(0);

        away = false;
        await page.GetByRole(AriaRole.Button, new() { Name = "Try again" }).ClickAsync();
        await Assertions.Expect(page.GetByText("reading older visits").First).ToBeVisibleAsync();
        await Assertions.Expect(page.Locator("[aria-busy='true']")).ToHaveCountAsync(1);
        release.SetResult();
        await calendar.SaysAsync("INT-OLD", "done");
        await Assertions.Expect(page.GetByRole(AriaRole.Alert)).ToHaveCountAsync(0);

        // What the ITSM changes in it is true at once.
        await Desk.VisitAsync("INT-OLD", old.AddHours(8), old.AddHours(9), state: "cancelled");
        await calendar.SaysAsync("INT-OLD", "cancelled");
    }

    [Fact]
    public async Task Subscribe_copies_an_address_that_gives_one_locations_visits()
    {
        var day = WeeksAhead(1);
        await Desk.VisitAsync("INT-1", day.AddHours(8), day.AddHours(9), "Swap a switch");
        await Desk.VisitAsync("INT-2", day.AddHours(8), day.AddHours(9), "Lay a cable", location: "Paris & Co");
        await calendars.HasAsync(2, day);
        var calendar = await CalendarPage.OpenAsync(Desk, await Browser.VisitAsync(), On("week", day));
        var page = calendar.Page;
        await page.Context.GrantPermissionsAsync(["clipboard-read", "clipboard-write"]);
        await page.GetByRole(AriaRole.Button, new() { Name = "Subscribe" }).ClickAsync();
        var dialog = page.GetByRole(AriaRole.Dialog);
        await dialog.GetByLabel("Location", new() { Exact = true }).CheckAsync();
        await dialog.GetByLabel("Which location").SelectOptionAsync("Paris & Co");
        await AxeFindsNothingAsync(page, "Subscribe");
        await dialog.GetByRole(AriaRole.Button, new() { Name = "Copy address" }).ClickAsync();
        await Assertions.Expect(dialog.GetByRole(AriaRole.Status)).ToHaveTextAsync("Copied the address of Paris & Co.");

        var address = await page.EvaluateAsync<string>("navigator.clipboard.readText()");
        Assert.Equal($"{Desk.Apollo.Address}api/desks/small/interventions.ics?location=Paris%20%26%20Co", address);
        await Assertions
            .Expect(dialog.GetByRole(AriaRole.Link, new() { Name = "Open in calendar app" }))
            .ToHaveAttributeAsync("href", address.Replace("http:", "webcal:", StringComparison.Ordinal));
        var feed = await (await page.Context.APIRequest.GetAsync(address)).TextAsync();
        Assert.Contains("Lay a cable", feed, StringComparison.Ordinal);
        Assert.DoesNotContain("Swap a switch", feed, StringComparison.Ordinal);
    }

    [Fact]
    public async Task By_keyboard_alone_entries_are_reached_opened_and_left()
    {
        var day = WeeksAhead(5);
        await Desk.VisitAsync("INT-1", day.AddHours(8), day.AddHours(9));
        await Desk.VisitAsync("INT-2", day.AddHours(12), day.AddHours(13));
        await Desk.VisitAsync("INT-3", day.AddDays(1).AddHours(12), day.AddDays(1).AddHours(13));
        await calendars.HasAsync(2, day);
        await calendars.HasAsync(1, day.AddDays(1));
        var calendar = await CalendarPage.OpenAsync(Desk, await Browser.VisitAsync(), On("week", day));
        var (page, keyboard) = (calendar.Page, calendar.Page.Keyboard);
        await Assertions.Expect(calendar.Entry("INT-1")).ToBeVisibleAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Today" }).FocusAsync();
        for (
            var tabs = 0;
            tabs < 40 && await page.EvaluateAsync<string?>("document.activeElement.dataset.item") is null;
            tabs++
        )
            await keyboard.PressAsync("Tab");
        await Assertions.Expect(calendar.Entry("INT-1")).ToBeFocusedAsync();
        await keyboard.PressAsync("ArrowDown");
        await Assertions.Expect(calendar.Entry("INT-2")).ToBeFocusedAsync();
        await keyboard.PressAsync("ArrowRight");
        await Assertions.Expect(calendar.Entry("INT-3")).ToBeFocusedAsync();
        // All entries are one tab stop.
        await keyboard.PressAsync("Shift+Tab");
        Assert.Null(await page.EvaluateAsync<string?>("document.activeElement.dataset.item ?? null"));
        await keyboard.PressAsync("Tab");
        await keyboard.PressAsync("Enter");
        await Assertions.Expect(page.GetByRole(AriaRole.Dialog)).ToContainTextAsync("Bo Chen");
        await keyboard.PressAsync("Escape");
        await Assertions.Expect(page.GetByRole(AriaRole.Dialog)).ToHaveCountAsync(0);
        await Assertions.Expect(calendar.Entry("INT-3")).ToBeFocusedAsync();

        await keyboard.PressAsync("PageDown");
        await Assertions.Expect(page).ToHaveURLAsync(new Regex($"day={day.AddDays(7):yyyy-MM-dd}"));
        await keyboard.PressAsync("PageUp");
        await Assertions.Expect(calendar.Entry("INT-3")).ToBeFocusedAsync();
        await keyboard.PressAsync("t");
        await Assertions.Expect(page).Not.ToHaveURLAsync(new Regex("day="));
    }
}
