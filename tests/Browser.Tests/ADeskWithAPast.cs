using System.Text.RegularExpressions;
using Apollo.Browser.Tests.Support;
using Apollo.Grains.Catalogue;
using Apollo.Grains.Clock;
using Apollo.Grains.Databases;
using Apollo.Grains.History;
using Apollo.Grains.Store;
using Apollo.Model;
using Apollo.Servers;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Apollo.Browser.Tests;

/// <summary>
/// A desk whose last hour is in Apollo's store, and whose weeks before that are computed from the ITSM's stamps while
/// somebody looks at them.
/// </summary>
public sealed class ADeskWithAPast(Support.Browser browser) : OnAScreen(browser)
{
    private const string Id = "small";
    private const int Days = 40;

    [Fact]
    public async Task Shows_its_hour_over_a_reload_and_its_weeks_as_soon_as_they_are_computed()
    {
        using var folder = new ScratchFolder();
        var store = $"Data Source={folder.File("apollo.db")}";
        await RememberAnHourAsync(store);
        await using var desk = await SmallDesk.StartAsync(
            fill: FillAsync,
            settings: new Dictionary<string, string>
            {
                ["Apollo:Store:Provider"] = "Sqlite",
                ["Apollo:Store:ConnectionString"] = store,
            }
        );
        var page = await Browser.VisitAsync();
        await page.GotoAsync(desk.Apollo.Address.ToString());
        await HasItsHourAsync(page);
        await page.ReloadAsync();
        await HasItsHourAsync(page);

        var history = await HistoryPage.OpenAsync(
            page,
            new Uri(desk.Apollo.Address, "kpis/open-tickets/history?range=28d").ToString()
        );
        // It is taken up by itself when it is there.
        await Expect(page.GetByText(new Regex("computed afterwards")).First)
            .ToBeVisibleAsync(new() { Timeout = 90_000 });
        await Expect(history.Figure).ToHaveAccessibleNameAsync(new Regex("^Open tickets: Between "));

        // By keys alone: to the point of the chart, along it, to the table and to another range.
        await page.GetByRole(AriaRole.Button, new() { Name = "Show as table" }).FocusAsync();
        for (var tabs = 0; tabs < 5 && !await IsFocusedAsync(history.Point); tabs++)
            await page.Keyboard.PressAsync("Tab");
        await Expect(history.Point).ToBeFocusedAsync();
        await page.Keyboard.PressAsync("Home");
        await Expect(history.Point).ToHaveAttributeAsync("aria-valuetext", new Regex("Open tickets \\d+"));
        var first = await history.Point.GetAttributeAsync("aria-valuetext");
        await page.Keyboard.PressAsync("Shift+ArrowRight");
        await Expect(history.Point).Not.ToHaveAttributeAsync("aria-valuetext", first!);
        await page.Keyboard.PressAsync("t");
        await Expect(page.GetByRole(AriaRole.Row).Nth(100)).ToBeAttachedAsync();
        await Axe.AxeFindsNothingAsync(page, "a computed past");
        await page.Keyboard.PressAsync("[");
        await Expect(page).Not.ToHaveURLAsync(new Regex("range=28d"));
    }

    private static Task HasItsHourAsync(IPage page) =>
        Expect(page.Locator("[data-kpi=open-tickets] svg path[class*=trend]").First)
            .ToHaveAttributeAsync("d", new Regex(@"^M2\.5 .*H4\d"));

    private static async Task<bool> IsFocusedAsync(ILocator element) =>
        await element.EvaluateAsync<bool>("element => element === document.activeElement");

    /// <summary>Six tickets a day, each done after one to four days.</summary>
    private static async Task FillAsync(SmallDesk desk)
    {
        var begin = DateTime.UtcNow.AddDays(-Days);
        for (var number = 0; number < 6 * Days; number++)
        {
            var (id, opened) = ($"INC-P{number}", begin.AddHours((4 * number) + (number % 3)));
            await desk.Itsm.InsertTicketAsync(id, opened);
            if (opened.AddDays(1 + (number % 4)) is var done && done < DateTime.UtcNow)
                await desk.Itsm.ExecuteAsync(
                    "UPDATE tickets SET state = 'closed', resolved_at = @done, closed_at = @done, updated_at = @done "
                        + "WHERE id = @id",
                    new { id, done = desk.Itsm.Time(done) }
                );
        }
    }

    /// <summary>What an Apollo that ran until now has written.</summary>
    private static async Task RememberAnHourAsync(string connectionString)
    {
        var settings = new StoreSettings(DatabaseProvider.Sqlite, connectionString);
        var schema = new StoreSchema(settings, NullLogger<StoreSchema>.Instance);
        using var store = new ApolloStore(settings, schema, TimeProvider.System, NullLogger<ApolloStore>.Instance);
        var kept = new HistoryStore(store, settings);
        var levels = new HistoryLevels(kept, NullLogger<HistoryLevels>.Instance);
        var kpi = KpiCatalogue.Standard.All.Select(one => one.Definition).Single(one => one.Id == "open-tickets");
        var state = await HistoryState.LoadAsync(Id, kept, [kpi], TimeSpan.FromSeconds(10), _ => { }, default);
        var calendar = DeskCalendar.For("Europe/Paris", ServiceHours.Always);
        var writer = new HistoryWriter(Id, calendar, kept, levels, state, NullLogger.Instance);
        var (begin, end) = (DateTime.UtcNow.AddMinutes(-75), DateTime.UtcNow.AddSeconds(-2));
        for (var (at, number) = (begin, 1L); at < end; (at, number) = (at.AddSeconds(5), number + 1))
        {
            var result = new KpiResult
            {
                Kpi = kpi.Id,
                Value = 10 + (number / 60),
                AsOf = at,
                ReadAt = at,
                SliceVersion = $"1-{number}",
                Slice = SliceName.Tickets,
            };
            var cut = new DeskCut(new SliceCut(SliceName.Tickets, new Model.Position(1, number), at), [result]);
            if (state.Recorder.Take(new DeskCuts(default, null, [cut], at, begin)) is { } recorded)
                writer.TryAdd(recorded);
        }
        while (state.Unwritten.Count > 0)
            await writer.WriteAsync(default);
    }
}
