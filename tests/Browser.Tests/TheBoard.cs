using System.Text.RegularExpressions;
using Apollo.Browser.Tests.Support;
using Apollo.Integration.Tests.Support;
using Apollo.Servers;
using Deque.AxeCore.Playwright;
using Microsoft.Playwright;

namespace Apollo.Browser.Tests;

/// <summary>The dashboard in a real browser, over a real server and a real database.</summary>
public sealed class TheBoard(Support.Browser browser) : OnAScreen(browser)
{
    [Theory]
    [InlineData("Sqlite")]
    [InlineData("PostgreSql")]
    [InlineData("MySql")]
    public async Task An_insert_into_the_ITSM_reaches_the_DOM_by_itself(string provider)
    {
        await using var desk = await SmallDesk.StartAsync(provider);
        var board = await BoardPage.OpenAsync(await Browser.VisitAsync(), desk.Apollo.Address);
        await board.SaysAsync("Open tickets", "1");
        await Assertions.Expect(board.Live).ToHaveAccessibleNameAsync(new Regex("^Live"));

        await desk.InsertAsync("INC-2");
        await board.SaysAsync("Open tickets", "2");
        await Assertions.Expect(board.Page.Locator("[data-kpi]")).ToHaveCountAsync(41);
    }

    [Fact]
    public async Task A_server_that_hangs_is_offline_and_catches_up_by_itself()
    {
        await using var desk = await SmallDesk.StartAsync();
        var page = await Browser.VisitAsync();
        var board = await BoardPage.OpenAsync(page, desk.Apollo.Address);
        await board.SaysAsync("Open tickets", "1");

        desk.Apollo.Process.Signal("STOP");
        await Assertions.Expect(board.Live).ToHaveAccessibleNameAsync(new Regex("^Offline"), new() { Timeout = 30_000 });
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
        var cut = Task.Delay(TimeSpan.FromSeconds(20));
        line.Cut();
        await desk.InsertAsync("INC-2");
        await Assertions.Expect(board.Live).ToHaveAccessibleNameAsync(new Regex("^Offline"), new() { Timeout = 30_000 });
        await cut;
        await board.SaysAsync("Open tickets", "1");
        line.Heal();
        await board.SaysAsync("Open tickets", "2", 60_000);
        await Assertions.Expect(board.Live).ToHaveAccessibleNameAsync(new Regex("^Live"), new() { Timeout = 60_000 });
        // It says how long it was away and how much is new.
        await Assertions.Expect(board.Page.GetByText(new Regex(@"^Live again after (2\d|[345]\d) s$"))).ToBeVisibleAsync();
        await Assertions.Expect(board.Page.GetByText(new Regex(@"^\d+ cards? changed$"))).ToBeVisibleAsync();
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
        await Assertions.Expect(board.Live).ToHaveAccessibleNameAsync(new Regex(@"^Stale\. data (\d+ s|\d+ min) old"), new() { Timeout = 30_000 });
        await Assertions.Expect(board.Page.GetByText(new Regex("The ITSM has not answered since"))).ToBeVisibleAsync();
        await Assertions.Expect(wall.GetByText(new Regex(@"^These numbers are (\d+ s|\d+ min) old\. The ITSM has not answered since \d\d:\d\d:\d\d\.$"))).ToBeVisibleAsync();
        // The number stands, as of when it was read, and claims no more than that.
        await Assertions.Expect(board.Card("Open tickets")).ToHaveAccessibleNameAsync(new Regex("^Open tickets, 1 .*as of "));

        await server.RestartAsync();
        await desk.InsertAsync("INC-2");
        await board.SaysAsync("Open tickets", "2", 90_000);
        await Assertions.Expect(board.Live).ToHaveAccessibleNameAsync(new Regex("^Live"), new() { Timeout = 30_000 });
        await Assertions.Expect(wall.GetByText("These numbers are")).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task The_wall_shows_the_interventions_of_the_day_without_anybodys_name()
    {
        await using var desk = await SmallDesk.StartAsync(fill: async small => await small.VisitAsync("INT-1", DateTime.UtcNow.AddMinutes(-1), DateTime.UtcNow.AddMinutes(30)));
        var wall = await WallPage.OpenVisitsAsync(Browser, desk.Apollo.Address);
        var visit = wall.Locator("[data-visit=INT-1]");
        await Assertions.Expect(visit).ToContainTextAsync("LYO");
        await Assertions.Expect(visit).ToContainTextAsync("Planned");
        await Assertions.Expect(visit).Not.ToContainTextAsync("Bo Chen");
        await Assertions.Expect(visit).Not.ToContainTextAsync("Install a video bar");
        await desk.Itsm.ExecuteAsync("UPDATE interventions SET state = 'cancelled', updated_at = @now WHERE id = 'INT-1'", new { now = desk.Itsm.Time(DateTime.UtcNow) });
        await Assertions.Expect(visit).ToContainTextAsync("Cancelled");
    }

    [Fact]
    public async Task A_server_restarted_under_the_open_page_is_found_again()
    {
        await using var desk = await SmallDesk.StartAsync();
        var board = await BoardPage.OpenAsync(await Browser.VisitAsync(), desk.Apollo.Address);
        await board.SaysAsync("Open tickets", "1");
        await desk.Apollo.KillAsync();
        await Assertions.Expect(board.Live).ToHaveAccessibleNameAsync(new Regex("^Offline"), new() { Timeout = 30_000 });
        await desk.InsertAsync("INC-2");
        await desk.Apollo.RestartAsync();
        await board.SaysAsync("Open tickets", "2", 60_000);
        await Assertions.Expect(board.Live).ToHaveAccessibleNameAsync(new Regex("^Live"), new() { Timeout = 60_000 });
    }

    [Theory]
    [InlineData(1440, 900, ColorScheme.Dark, "")]
    [InlineData(1440, 900, ColorScheme.Light, "")]
    [InlineData(390, 844, ColorScheme.Light, "")]
    [InlineData(390, 844, ColorScheme.Dark, "")]
    [InlineData(1920, 1080, ColorScheme.Dark, "tv")]
    [InlineData(1440, 900, ColorScheme.Light, "kpis/open-tickets?ticket=INC-1")]
    [InlineData(1440, 900, ColorScheme.Dark, "kpis/mean-age?group=team")]
    [InlineData(390, 844, ColorScheme.Dark, "kpis/open-tickets")]
    [InlineData(1440, 900, ColorScheme.Light, "performance/team")]
    [InlineData(1440, 900, ColorScheme.Dark, "performance/technician")]
    [InlineData(1440, 900, ColorScheme.Light, "calendar?view=week")]
    [InlineData(1440, 900, ColorScheme.Dark, "calendar?view=month")]
    [InlineData(390, 844, ColorScheme.Light, "calendar?view=agenda")]
    public async Task Axe_finds_nothing(int width, int height, ColorScheme scheme, string path)
    {
        await using var desk = await SmallDesk.StartAsync(fill: async small => await small.VisitAsync("INT-1", DateTime.UtcNow.AddHours(1), DateTime.UtcNow.AddHours(2)));
        var page = await Browser.VisitAsync(width, height, scheme, ReducedMotion.Reduce);
        await page.GotoAsync(new Uri(desk.Apollo.Address, path).ToString());
        await Assertions.Expect(page.GetByText(path.StartsWith("calendar", StringComparison.Ordinal) ? "Install a video bar" : path.StartsWith("kpis", StringComparison.Ordinal) ? "Ana Lima" : "Open tickets").First).ToBeVisibleAsync();
        var result = await page.RunAxe();
        Assert.True(result.Violations.Length == 0, string.Join('\n', result.Violations.Select(violation => $"{violation.Id}: {violation.Help}: {string.Join("; ", violation.Nodes.Take(5).Select(node => node.Html))}")));
    }

    [Fact]
    public async Task All_41_cards_stand_above_the_fold_of_a_laptop()
    {
        await using var desk = await SmallDesk.StartAsync();
        var board = await BoardPage.OpenAsync(await Browser.VisitAsync(), desk.Apollo.Address);
        await board.SaysAsync("Open tickets", "1");
        Assert.True(await board.Page.EvaluateAsync<bool>("document.documentElement.scrollHeight <= innerHeight"));
        Assert.Equal(41, await board.Page.Locator("[data-kpi]").EvaluateAllAsync<int>("cards => cards.filter(card => { const r = card.getBoundingClientRect(); return r.top >= 0 && r.bottom <= innerHeight && r.right <= innerWidth }).length"));
    }

    [Fact]
    public async Task By_keyboard_alone_a_card_tells_its_definition()
    {
        await using var desk = await SmallDesk.StartAsync();
        var board = await BoardPage.OpenAsync(await Browser.VisitAsync(), desk.Apollo.Address);
        await board.SaysAsync("Open tickets", "1");
        await board.Card("Open tickets").FocusAsync();
        await board.Page.Keyboard.PressAsync("ArrowRight");
        await Assertions.Expect(board.Card("Open incidents")).ToBeFocusedAsync();
        await board.Page.Keyboard.PressAsync("i");
        await Assertions.Expect(board.Page.GetByRole(AriaRole.Dialog)).ToContainTextAsync("Incidents that are New, Open or Pending.");
        await Assertions.Expect(board.Page.Locator("[role=dialog]:focus-within")).ToHaveCountAsync(1);
        await board.Page.Keyboard.PressAsync("Escape");
        await Assertions.Expect(board.Page.GetByRole(AriaRole.Dialog)).ToHaveCountAsync(0);
    }
}
