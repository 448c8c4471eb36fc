using System.Globalization;
using Apollo.Browser.Tests.Support;
using Apollo.Simulator;
using Apollo.Simulator.Database;
using Microsoft.Playwright;
using Xunit.Abstractions;

namespace Apollo.Browser.Tests;

/// <summary>
/// A list of 100,000 tickets in a real browser: opened, scrolled to its end. Its times are written down, and decide
/// nothing.
/// </summary>
[Collection(nameof(Alone))]
public sealed class AHundredThousandRows(Support.Browser browser, ITestOutputHelper output) : OnAScreen(browser)
{
    private const int Count = 100_000;

    /// <summary>Scrolls by a screen's height each frame and counts the frames, as a wheel turned fast does.</summary>
    private const string Scroll = """
        async () => {
          const frame = document.querySelector('[role=treegrid]').parentElement;
          const times = [];
          await new Promise(done => {
            let last = performance.now(), steps = 0;
            const step = now => {
              times.push(now - last);
              last = now;
              frame.scrollTop += 240;
              if (++steps < 300) requestAnimationFrame(step);
              else done();
            };
            requestAnimationFrame(step);
          });
          times.sort((a, b) => a - b);
          const total = times.reduce((a, b) => a + b);
          return { fps: 1000 * times.length / total, p95: times[Math.floor(times.length * .95)] };
        }
        """;

    [Fact]
    public async Task Opens_with_its_first_rows_and_scrolls_to_its_last()
    {
        await using var desk = await SmallDesk.StartAsync(fill: async small =>
        {
            var now = DateTime.UtcNow;
            now = new DateTime(now.Ticks / TimeSpan.TicksPerSecond * TimeSpan.TicksPerSecond, DateTimeKind.Utc);
            var rows = Enumerable
                .Range(2, Count - 1)
                .Select(number => new TicketRow
                {
                    Id = string.Create(CultureInfo.InvariantCulture, $"INC-{number:000000}"),
                    Kind =
                        number <= 10_000 ? "request"
                        : number < 20_000 ? "problem"
                        : "incident",
                    State = "open",
                    Title = $"Ticket {number}",
                    Priority = 1 + (number % 5),
                    Team = $"Team {number % 6}",
                    OpenedAt = now.AddMinutes(-number),
                    UpdatedAt = now.AddMinutes(-10),
                })
                .ToList();
            await DeskDatabase
                .Of(small.Itsm.Provider, small.Itsm.ConnectionString)
                .WriteAllAsync(new DeskRows(rows, [], []), replace: false, CancellationToken.None);
        });
        var board = await BoardPage.OpenAsync(await Browser.VisitAsync(), desk.Apollo.Address);
        await board.SaysAsync("Open requests", "9999", 60_000);
        var page = board.Page;

        output.WriteLine(
            $"10,000 tickets, card clicked to first rows: {await OpenAsync(page, "open-requests"):0} ms, "
                + "page and server just started"
        );

        await OpenAllAsync(page);
        await page.Locator("[data-row-id]").First.FocusAsync();
        await page.Keyboard.PressAsync("End");
        await Assertions.Expect(page.Locator("[data-row-id='INC-100000']")).ToBeVisibleAsync();

        await page.GetByRole(AriaRole.Link, new() { Name = "Board" }).First.ClickAsync();
        await board.SaysAsync("Open problems", "9999");
        output.WriteLine(
            $"10,000 tickets, card clicked to first rows: {await OpenAsync(page, "open-problems"):0} ms, "
                + "a list nobody has opened before"
        );
        await page.GoBackAsync();
        await board.SaysAsync("Open problems", "9999");
        output.WriteLine(
            $"10,000 tickets, card clicked to first rows: {await OpenAsync(page, "open-problems"):0} ms, the same again"
        );

        await OpenAllAsync(page);
        var measured = await page.EvaluateAsync<Frames>(Scroll);
        output.WriteLine(
            string.Create(
                CultureInfo.InvariantCulture,
                $"100,000 rows scrolled: {measured.Fps:0} frames/s, 95 % of the frames within {measured.P95:0.0} ms"
            )
        );
    }

    private static async Task OpenAllAsync(IPage page)
    {
        await page.GotoAsync(new Uri(new Uri(page.Url), "/kpis/open-tickets?sort=id").ToString());
        await Assertions.Expect(page.Locator("[data-row-id='INC-000002']")).ToBeVisibleAsync();
        await Assertions
            .Expect(page.GetByRole(AriaRole.Treegrid))
            .ToHaveAttributeAsync("aria-rowcount", (Count + 1).ToString(CultureInfo.InvariantCulture));
    }

    /// <summary>Clicks a card and waits for the first frame that has rows; ms, as the page sees them.</summary>
    private static Task<double> OpenAsync(IPage page, string kpi) =>
        page.EvaluateAsync<double>(
            """
            kpi => new Promise(done => {
              const start = performance.now();
              document.querySelector(`a[href^='/kpis/${kpi}']`).click();
              const look = () => {
                if (document.querySelector('[data-row-id]')) done(performance.now() - start);
                else requestAnimationFrame(look);
              };
              look();
            })
            """,
            kpi
        );

    private sealed record Frames
    {
        public double Fps { get; init; }

        public double P95 { get; init; }
    }
}
