using System.Text.RegularExpressions;
using Apollo.Browser.Tests.Support;
using Apollo.Servers;
using Apollo.Simulator.Database;
using Apollo.Simulator.Replay;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Playwright;

namespace Apollo.Browser.Tests;

/// <summary>A real history replayed into the ITSM moves the board in a real browser.</summary>
public sealed class TheReplay(Support.Browser browser) : OnAScreen(browser)
{
    [SkippableFact]
    public async Task All_cards_stand_over_the_real_log_and_move_while_its_events_arrive()
    {
        var file = RealLog.Find();
        Skip.If(file is null, "The real incident log is not here: set APOLLO_REAL_LOG.");
        using var stop = new CancellationTokenSource();
        Task<int>? run = null;
        await using var desk = await SmallDesk.StartAsync(fill: async small =>
        {
            await small.Itsm.ExecuteAsync("DELETE FROM tickets");
            var replay = new LogReplay(
                DeskDatabase.Of(small.Itsm.Provider, small.Itsm.ConnectionString),
                TimeProvider.System,
                NullLogger.Instance
            );
            run = replay.RunAsync(
                IncidentLog.Read(file, DuePolicy.Parse("4,8,72,120"), DuePolicy.Parse("0.5,2,8,24")),
                new DateTime(2016, 4, 13, 9, 0, 0, DateTimeKind.Utc),
                1200,
                replace: false,
                stop.Token
            );
        });
        var board = await BoardPage.OpenAsync(await Browser.VisitAsync(), desk.Apollo.Address);
        var card = board.Card("Open tickets");
        await Assertions
            .Expect(card)
            .ToHaveAccessibleNameAsync(new Regex(@"^Open tickets, [\d\s]{3,} tickets"), new() { Timeout = 60_000 });
        await Assertions.Expect(board.Page.Locator("[data-kpi]")).ToHaveCountAsync(BoardPage.AllCards);
        await Assertions
            .Expect(board.Page.GetByRole(AriaRole.Link, new() { NameRegex = new Regex("loading") }))
            .ToHaveCountAsync(0);

        var opened = board.Card("Opened in the last hour");
        for (var move = 0; move < 3; move++)
        {
            var before = await opened.TextContentAsync();
            await Assertions.Expect(opened).Not.ToHaveTextAsync(before!, new() { Timeout = 30_000 });
        }
        await Assertions.Expect(board.Live).ToHaveAccessibleNameAsync(new Regex("^Live"));

        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => run!);
    }
}
