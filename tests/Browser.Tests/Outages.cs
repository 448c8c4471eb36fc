using System.Text.RegularExpressions;
using Apollo.Browser.Tests.Support;
using Apollo.Integration.Tests.Support;
using Apollo.Servers;
using Microsoft.Playwright;

namespace Apollo.Browser.Tests;

/// <summary>
/// The server, the network or the ITSM goes away under an open page and returns: the page says so and catches up by
/// itself.
/// </summary>
public sealed class Outages(Support.Browser browser) : OnAScreen(browser)
{
    [Fact]
    public async Task A_server_that_hangs_is_offline_and_catches_up_by_itself()
    {
        await using var desk = await SmallDesk.StartAsync();
        var page = await Browser.VisitAsync();
        var board = await BoardPage.OpenAsync(page, desk.Apollo.Address);
        await board.SaysAsync("Open tickets", "1");

        desk.Apollo.Process.Signal("STOP");
        await Assertions
            .Expect(board.Live)
            .ToHaveAccessibleNameAsync(new Regex("^Offline"), new() { Timeout = 30_000 });
        await desk.InsertAsync("INC-2");
        desk.Apollo.Process.Signal("CONT");
        await board.SaysAsync("Open tickets", "2", 60_000);
        await Assertions.Expect(board.Live).ToHaveAccessibleNameAsync(new Regex("^Live"), new() { Timeout = 60_000 });
    }

    [Fact]
    public async Task A_network_cut_for_20_seconds_is_said_and_caught_up_by_itself()
    {
        await using var desk = await SmallDesk.StartAsync();
        await using var line = CutLine.To(desk.Apollo.Port);
        var board = await BoardPage.OpenAsync(await Browser.VisitAsync(), line.Address);
        await board.SaysAsync("Open tickets", "1");

        await Assertions.Expect(board.Live).ToHaveAccessibleNameAsync(new Regex("^Live"));
        var cut = await board.Page.EvaluateAsync<double>("performance.now()");
        line.Cut();
        await desk.InsertAsync("INC-2");
        await Assertions
            .Expect(board.Live)
            .ToHaveAccessibleNameAsync(new Regex("^Offline"), new() { Timeout = 30_000 });
        await board.Page.WaitForFunctionAsync("cut => performance.now() - cut >= 20_000", cut);
        await board.SaysAsync("Open tickets", "1");
        line.Heal();
        // It says how long it was away and how much is new; for 8 s, so looked for first, and both at once.
        await Assertions
            .Expect(board.Page.GetByText(new Regex(@"^Live again after (2\d|[345]\d) s\d+ cards? changed$")))
            .ToBeVisibleAsync(new() { Timeout = 60_000 });
        await board.SaysAsync("Open tickets", "2", 60_000);
        await Assertions.Expect(board.Live).ToHaveAccessibleNameAsync(new Regex("^Live"), new() { Timeout = 60_000 });
    }

    [Fact]
    public async Task A_database_that_is_away_leaves_the_numbers_standing_with_their_age()
    {
        await using var server = await PostgresServer.StartAsync();
        await using var desk = await SmallDesk.StartAsync(new Itsm("PostgreSql", await server.CreateDatabaseAsync()));
        var board = await BoardPage.OpenAsync(await Browser.VisitAsync(), desk.Apollo.Address);
        var wall = await Browser.VisitAsync(1920, 1080);
        await wall.GotoAsync(new Uri(desk.Apollo.Address, "tv").ToString());
        await board.SaysAsync("Open tickets", "1");

        await server.StopAsync();
        await Assertions
            .Expect(board.Live)
            .ToHaveAccessibleNameAsync(new Regex(@"^Stale\. data (\d+ s|\d+ min) old"), new() { Timeout = 30_000 });
        await Assertions.Expect(board.Page.GetByText(new Regex("The ITSM has not answered since"))).ToBeVisibleAsync();
        await Assertions
            .Expect(
                wall.GetByText(
                    new Regex(
                        @"^These numbers are (\d+ s|\d+ min) old\. The ITSM has not answered since \d\d:\d\d:\d\d\.$"
                    )
                )
            )
            .ToBeVisibleAsync();
        // The number stands, as of when it was read, and claims no more than that.
        await Assertions
            .Expect(board.Card("Open tickets"))
            .ToHaveAccessibleNameAsync(new Regex("^Open tickets, 1 .*as of "));

        await server.RestartAsync();
        await desk.InsertAsync("INC-2");
        await board.SaysAsync("Open tickets", "2", 90_000);
        await Assertions.Expect(board.Live).ToHaveAccessibleNameAsync(new Regex("^Live"), new() { Timeout = 30_000 });
        await Assertions.Expect(wall.GetByText("These numbers are")).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task A_server_restarted_under_the_open_page_is_found_again()
    {
        await using var desk = await SmallDesk.StartAsync();
        var board = await BoardPage.OpenAsync(await Browser.VisitAsync(), desk.Apollo.Address);
        await board.SaysAsync("Open tickets", "1");
        await desk.Apollo.KillAsync();
        await Assertions
            .Expect(board.Live)
            .ToHaveAccessibleNameAsync(new Regex("^Offline"), new() { Timeout = 30_000 });
        // What says so takes its room from all cards: none falls below the fold.
        Assert.Empty(
            await board.Page.EvaluateAsync<string[]>(
                """
                () => [...document.querySelectorAll('[data-kpi]')]
                    .filter(card => card.getBoundingClientRect().bottom > innerHeight)
                    .map(card => card.dataset.kpi)
                """
            )
        );
        await desk.InsertAsync("INC-2");
        await desk.Apollo.RestartAsync();
        await board.SaysAsync("Open tickets", "2", 60_000);
        await Assertions.Expect(board.Live).ToHaveAccessibleNameAsync(new Regex("^Live"), new() { Timeout = 60_000 });
    }
}
