using System.Text.RegularExpressions;
using Apollo.Browser.Tests.Support;
using Microsoft.Playwright;

namespace Apollo.Browser.Tests;

/// <summary>How the calendar uses the room it has: hours, lists of due dates, a phone; of one desk.</summary>
public sealed class CalendarLayouts(Support.Browser browser, CalendarDesk calendars)
    : OnAScreen(browser),
        IClassFixture<CalendarDesk>
{
    private static readonly DateTime Day = FilledDesk.Day;

    private SmallDesk Desk => calendars.Desk;

    [Fact]
    public async Task Hours_fill_the_frame_and_no_word_is_cut()
    {
        string[] titles =
        [
            "Upgrade of the workplace docking stations",
            "Replacement of uninterruptible power supplies",
            "Configuration",
        ];
        foreach (var (title, i) in titles.Select((title, i) => (title, i)))
            for (var length = 0; length < 4; length++)
                await Desk.VisitAsync(
                    $"INT-{i}{length}",
                    Day.AddHours(6 + length * 3),
                    Day.AddHours(6.1 + length * 3 + length * .7),
                    title,
                    i == 1 ? "done" : "planned",
                    $"Technician with a longer name {i / 2}"
                );
        await calendars.HasAsync(12, Day);
        var calendar = await CalendarPage.OpenAsync(
            Desk,
            await Browser.VisitAsync(),
            $"?view=week&day={Day:yyyy-MM-dd}"
        );
        var (page, last) = (calendar.Page, calendar.Column($"{Day:ddd} {Day.Day}"));
        await Assertions.Expect(calendar.Entry("INT-03")).ToBeVisibleAsync();
        foreach (var (width, height) in ((int, int)[])[(1440, 900), (1440, 1100), (1920, 1080), (1000, 900)])
        {
            await page.SetViewportSizeAsync(width, height);
            await page.WaitForFunctionAsync(
                """
                () => {
                    const column = document.querySelector('[data-home]');
                    const frame = column.closest('[aria-busy]');
                    const bottom = column.getBoundingClientRect().bottom - frame.getBoundingClientRect().top;
                    return Math.abs(bottom - frame.clientHeight) < 4;
                }
                """
            );
            Assert.Empty(await calendar.CutWordsAsync());
        }

        // Where there is no room for them, hours keep a height that can be read, and scroll.
        await page.SetViewportSizeAsync(1440, 600);
        await page.WaitForFunctionAsync(
            """
            () => {
                const frame = document.querySelector('[data-home]').closest('[aria-busy]');
                return frame.scrollHeight > frame.clientHeight + 50;
            }
            """
        );
        Assert.Empty(await calendar.CutWordsAsync());
        await Assertions.Expect(last).ToBeVisibleAsync();
    }

    [Fact]
    public async Task Due_tickets_are_a_list_in_due_order_with_now_between_past_and_future()
    {
        var now = DateTime.UtcNow;
        for (var i = 0; i < 30; i++)
            await Desk.InsertAsync($"INC-D{i:00}", dueAt: now.AddSeconds(-600 + i * 60), priority: 1 + (i % 5));
        var calendar = await CalendarPage.OpenAsync(Desk, await Browser.VisitAsync(), "?view=day&mode=due");
        await Assertions.Expect(calendar.Entry("INC-D00")).ToContainTextAsync("overdue by");
        await Assertions.Expect(calendar.Entry("INC-D00")).ToContainTextAsync("P1");
        await Assertions.Expect(calendar.Entry("INC-D29")).Not.ToContainTextAsync("overdue");
        var order = await calendar
            .Page.Locator("[data-item]")
            .EvaluateAllAsync<string[]>("entries => entries.map(entry => entry.dataset.item)");
        Assert.Equal(order.Order(StringComparer.Ordinal), order);
        // Between them, and in sight wherever one scrolls to.
        // In one look: the mark stands elsewhere in the list once a minute.
        var list = calendar.Page.Locator("ul[data-home]");
        foreach (var scrolled in (int[])[0, 10_000])
            Assert.True(
                await list.EvaluateAsync<bool>(
                    """
                    (list, to) => {
                        list.scrollTop = to;
                        const own = list.querySelector('li[aria-hidden=true]').getBoundingClientRect();
                        const frame = list.getBoundingClientRect();
                        return own.top >= frame.top - 1 && own.bottom <= frame.bottom + 1;
                    }
                    """,
                    scrolled
                )
            );
    }

    [Fact]
    public async Task A_phone_has_two_rows_of_tools_and_shows_an_entry_within_the_window()
    {
        var day = Day.AddDays(7);
        for (var i = 0; i < 20; i++)
            await Desk.VisitAsync($"INT-{i:00}", day.AddHours(i), day.AddHours(i + 1), technician: $"Technician {i}");
        await calendars.HasAsync(20, day);
        var calendar = await CalendarPage.OpenAsync(Desk, await Browser.VisitAsync(390, 844), $"?day={day:yyyy-MM-dd}");
        var page = calendar.Page;
        await Assertions.Expect(calendar.Entry("INT-00")).ToBeVisibleAsync();
        Assert.True((await calendar.BoxAsync("INT-00")).Y < 240, "The tools take more than two rows.");
        foreach (var name in (string[])["Today", "Earlier", "Later", "What is shown", "View", "Filters", "Subscribe"])
        {
            var tool = page.GetByRole(AriaRole.Button, new() { NameRegex = new Regex($"^{name}") });
            var box = (await tool.BoundingBoxAsync())!;
            Assert.True(
                box.Width >= 44 && box.Height >= 44 && box.X + box.Width <= 390,
                $"{name}: {box.Width} × {box.Height}"
            );
            Assert.True(
                await tool.EvaluateAsync<bool>("tool => tool.scrollWidth <= tool.clientWidth"),
                $"{name} is cut."
            );
        }

        await calendar.Entry("INT-19").ScrollIntoViewIfNeededAsync();
        await calendar.Entry("INT-19").ClickAsync();
        var dialog = page.GetByRole(AriaRole.Dialog);
        await Assertions.Expect(dialog).ToContainTextAsync("Technician 19");
        await calendar.RestAsync();
        var card = (await dialog.BoundingBoxAsync())!;
        Assert.True(
            card.X >= 0 && card.Y >= 0 && card.X + card.Width <= 390 && card.Y + card.Height <= 844,
            $"It stands at {card.X}, {card.Y}, {card.Width} × {card.Height}."
        );
    }
}
