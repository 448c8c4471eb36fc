using System.Net.Http.Json;
using System.Text.Json;
using System.Text.RegularExpressions;
using Apollo.Browser.Tests.Support;
using Apollo.Grains.Catalogue;
using Apollo.Grains.Engine;
using Apollo.Integration.Tests.Support;
using Apollo.Model;
using Apollo.Servers;
using Microsoft.Playwright;
using static Apollo.Browser.Tests.Support.OnAPage;

namespace Apollo.Browser.Tests;

/// <summary>
/// KPIs that only a row of the catalogue knows, one with a fraction of tickets and one in a group of its own: every
/// screen and file shows them by what the row says.
/// </summary>
public sealed class ACatalogueOfOnesOwn(Support.Browser browser, ACatalogueOfOnesOwn.Desk desk)
    : OnAScreen(browser),
        IClassFixture<ACatalogueOfOnesOwn.Desk>
{
    private static readonly KpiCatalogue Catalogue = new([
        .. KpiCatalogue.Standard.All,
        Define.Kpi(
            "tickets-per-team",
            "Tickets per team",
            BoardGroups.Backlog,
            "Open tickets divided by the number of their different teams.",
            "tickets",
            Better.Lower,
            2,
            4,
            Filters.All(While.Open),
            new ShownMeasure<Ticket>(
                new() { NewTally = static () => new PerDistinctTally(), Text = static t => t.Team },
                new(NumberKind.Fraction, "number of tickets ÷ number of different teams")
            )
        ),
        Define.Kpi(
            "visits-staffed-14d",
            "Staffed visits, next 14 days",
            new KpiGroup("Field service"),
            "Share of the interventions planned for the next 14 days that have a technician.",
            "percent",
            Better.Higher,
            90,
            50,
            Filters.All(WhileIntervention.Planned, WhileIntervention.StartsWithin(days: 14)),
            Measures.Share<Intervention>(
                "Staffed",
                "technician",
                "with a technician ÷ all of them",
                i => i.Technician is not null
            ),
            new() { Empty = "none planned", IsInTables = true }
        ),
    ]);

    [Fact]
    public async Task The_board_has_them_in_their_groups_and_definitions_tell_them()
    {
        var board = await BoardPage.OpenAsync(await Browser.VisitAsync(), desk.Address);
        await board.SaysAsync("Tickets per team", "2.5 tickets, warning");
        await board.SaysAsync("Staffed visits, next 14 days", "75.0 percent, warning");
        var card = board.Page.Locator("[data-kpi=visits-staffed-14d]");
        await Assertions.Expect(card).ToContainTextAsync("Staffed visitsnext 14 d");
        await Assertions.Expect(card).ToContainTextAsync("75.0%");
        var group = board.Page.GetByRole(AriaRole.Heading, new() { Name = "Field service" });
        await Assertions.Expect(group).ToBeVisibleAsync();
        Assert.Equal(
            [
                "Backlog",
                "Quality",
                "Service level",
                "Flow",
                "Ageing",
                "Speed",
                "Interventions and changes",
                "Field service",
            ],
            await board.Page.Locator("#board h2").AllTextContentsAsync()
        );
        Assert.Equal(Catalogue.All.Count, await board.Page.Locator("[data-kpi]").CountAsync());

        await board.Card("Tickets per team").FocusAsync();
        await board.Page.Keyboard.PressAsync("i");
        var definition = board.Page.GetByRole(AriaRole.Dialog);
        await Assertions.Expect(definition).ToContainTextAsync("number of tickets ÷ number of different teams");
        await Assertions.Expect(definition).ToContainTextAsync("2 tickets or more");
        await board.Page.Keyboard.PressAsync("Escape");

        await board.Card("Staffed visits, next 14 days").FocusAsync();
        await board.Page.Keyboard.PressAsync("i");
        await Assertions.Expect(definition).ToContainTextAsync("with a technician ÷ all of them");
        await Assertions.Expect(definition).ToContainTextAsync("below 90\u202f%");
    }

    [Fact]
    public async Task Their_lists_have_the_columns_that_their_rows_are_about()
    {
        var page = await Browser.VisitAsync();
        await page.GotoAsync(desk.At("kpis/tickets-per-team"));
        await Assertions.Expect(Rows(page)).ToHaveCountAsync(5);
        await Assertions.Expect(page.GetByText("2.5 tickets", new() { Exact = true })).ToBeVisibleAsync();
        await Assertions.Expect(Head(page, "Age")).ToBeVisibleAsync();

        await page.GotoAsync(desk.At("kpis/visits-staffed-14d"));
        await Assertions.Expect(Rows(page)).ToHaveCountAsync(4);
        var heading = page.GetByRole(AriaRole.Heading, new() { Name = "Staffed visits, next 14 d" });
        await Assertions.Expect(heading).ToBeVisibleAsync();
        await Assertions.Expect(Head(page, "Staffed")).ToBeVisibleAsync();
        await Assertions.Expect(Row(page, "V-1")).ToContainTextAsync("Yes");
        await Assertions.Expect(Row(page, "V-4")).ToContainTextAsync("No");
        await Assertions.Expect(page.GetByText("4 interventions").First).ToBeVisibleAsync();
    }

    [Fact]
    public async Task A_performance_table_has_their_values_and_the_cards_as_totals()
    {
        var page = await Browser.VisitAsync();
        await page.GotoAsync(desk.At("performance/team?kpis=tickets-per-team,visits-staffed-14d"));
        await Assertions.Expect(Head(page, "Tickets per team")).ToBeVisibleAsync();
        await Assertions.Expect(Head(page, "Staffed visits")).ToContainTextAsync("next 14 d");
        var network = page.GetByRole(AriaRole.Row, new() { NameRegex = new Regex("^Network") });
        await Assertions.Expect(network).ToContainTextAsync("3.0");
        await Assertions.Expect(network).ToContainTextAsync("75.0");
        await Assertions.Expect(page.Locator("tfoot, [class*=total]").First).ToContainTextAsync("2.5");
    }

    [Fact]
    public async Task The_wall_shows_every_card_of_a_group_and_every_group()
    {
        var wall = await Browser.VisitAsync(1920, 1080);
        await wall.GotoAsync(desk.At("tv"));
        var shown = new List<string>();
        foreach (
            var heading in (string[])
                [
                    "Backlog (1 of 2)",
                    "Backlog (2 of 2)",
                    "Service level",
                    "Flow",
                    "Ageing and Speed",
                    "Quality and Interventions",
                    "Field service",
                ]
        )
        {
            var title = wall.GetByRole(AriaRole.Heading, new() { Name = heading, Exact = true });
            await Assertions.Expect(title).ToBeVisibleAsync();
            shown.AddRange(
                await wall.Locator("[data-kpi]")
                    .EvaluateAllAsync<string[]>("cards => cards.map(card => card.dataset.kpi)")
            );
            if (heading == "Backlog (2 of 2)")
                await Assertions.Expect(wall.Locator("[data-kpi=tickets-per-team]")).ToContainTextAsync("2.5");
            if (heading == "Field service")
                await Assertions.Expect(wall.Locator("[data-kpi=visits-staffed-14d]")).ToContainTextAsync("75.0");
            await wall.Keyboard.PressAsync("ArrowRight");
        }
        Assert.Equal(Catalogue.All.Select(kpi => kpi.Id).Order(), shown.Distinct().Order());
    }

    [Fact]
    public async Task Catalogue_results_and_files_have_them_over_HTTP()
    {
        using var http = new HttpClient { BaseAddress = new Uri(desk.At("api/desks/small/")) };
        var catalogue = await http.GetFromJsonAsync<JsonElement>("catalogue");
        Assert.Equal(Catalogue.All.Count, catalogue.GetArrayLength());
        var told = catalogue[catalogue.GetArrayLength() - 1].GetProperty("presentation");
        Assert.Equal("percent", told.GetProperty("number").GetString());
        Assert.Equal("yesNo", told.GetProperty("own").GetProperty("kind").GetString());
        Assert.Equal("Field service", told.GetProperty("wall")[0].GetProperty("name").GetString());

        var result = await http.GetFromJsonAsync<JsonElement>("kpis/tickets-per-team");
        Assert.Equal(2.5, result.GetProperty("value").GetDouble());

        var rows = await LinesAsync(http, "kpis/tickets-per-team/tickets.csv?columns=id,team");
        Assert.Equal(["id,team", "T-1,Network", "T-2,Network", "T-3,Network", "T-4,Mail", "T-5,Mail"], rows);
        var visits = await LinesAsync(http, "kpis/visits-staffed-14d/tickets.csv?columns=id,technician,own&sort=id");
        Assert.Equal(["id,technician,own", "V-1,Bo Chen,1", "V-2,Bo Chen,1", "V-3,Bo Chen,1", "V-4,,0"], visits);
        var table = await LinesAsync(http, "tables/team.csv?kpis=tickets-per-team,visits-staffed-14d");
        Assert.Equal(
            ["team,Tickets per team,\"Staffed visits, next 14 days\"", "Mail,2,", "Network,3,75", "Total,2.5,75"],
            table
        );
        foreach (var file in (string[])["kpis/tickets-per-team/tickets.xlsx", "tables/team.xlsx"])
            Assert.Equal("PK"u8.ToArray(), (await http.GetByteArrayAsync(file))[..2]);
    }

    private static ILocator Head(IPage page, string text) =>
        page.GetByRole(AriaRole.Columnheader, new() { NameRegex = new Regex($"^{Regex.Escape(text)}") }).First;

    private static async Task<string[]> LinesAsync(HttpClient http, string path) =>
        (await http.GetStringAsync(path)).TrimStart('\uFEFF').Split("\r\n", StringSplitOptions.RemoveEmptyEntries);

    /// <summary>Apollo with those KPIs: five tickets of two teams, four visits, one without a technician.</summary>
    public sealed class Desk : IAsyncLifetime
    {
        private readonly ScratchFolder folder = new();
        private ApolloInside apollo = null!;

        public Uri Address => apollo.Address;

        public string At(string path) => new Uri(Address, path).ToString();

        public async Task InitializeAsync()
        {
            var itsm = await Itsm.CreateAsync("Sqlite", folder);
            var now = DateTime.UtcNow;
            foreach (var number in Enumerable.Range(1, 5))
                await itsm.InsertTicketAsync($"T-{number}", now, number <= 3 ? "Network" : "Mail");
            foreach (var number in Enumerable.Range(1, 4))
                await itsm.ExecuteAsync(
                    """
                    INSERT INTO interventions (id, title, state, technician, team, starts_at, ends_at, updated_at)
                    VALUES (@id, 'Install a video bar', 'planned', @technician, 'Network', @start, @end, @now)
                    """,
                    new
                    {
                        id = $"V-{number}",
                        technician = number < 4 ? "Bo Chen" : null,
                        start = itsm.Time(now.AddDays(1 + number)),
                        end = itsm.Time(now.AddDays(1 + number).AddHours(1)),
                        now = itsm.Time(now),
                    }
                );
            apollo = await ApolloInside.StartAsync(
                Catalogue,
                new Dictionary<string, string>
                {
                    ["Apollo:Desks:0:Id"] = "small",
                    ["Apollo:Desks:0:Name"] = "Small desk",
                    ["Apollo:Desks:0:TimeZone"] = "Europe/Paris",
                    ["Apollo:Desks:0:Itsm:Provider"] = itsm.Provider,
                    ["Apollo:Desks:0:Itsm:ConnectionString"] = itsm.ConnectionString,
                }
            );
        }

        public async Task DisposeAsync()
        {
            await apollo.DisposeAsync();
            folder.Dispose();
        }
    }
}
