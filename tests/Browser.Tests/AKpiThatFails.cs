using System.Text.RegularExpressions;
using Apollo.Browser.Tests.Support;
using Apollo.Grains.Catalogue;
using Apollo.Integration.Tests.Support;
using Apollo.Model;
using Apollo.Servers;
using Microsoft.Playwright;

namespace Apollo.Browser.Tests;

/// <summary>A KPI that throws says so on its card, while the rest of the desk goes on; and it heals.</summary>
public sealed class AKpiThatFails(Support.Browser browser) : OnAScreen(browser)
{
    private const float UntilRetried = 45_000;

    [Fact]
    public async Task Its_card_says_when_it_is_tried_again_and_the_last_good_value_until_it_heals()
    {
        await using var desk = await FragileDesk.StartAsync("Network");
        var page = await Browser.VisitAsync();
        await page.GotoAsync(desk.Address.ToString());
        await SaysAsync(page, "Fragile tickets, 1 ticket");

        await desk.InsertAsync("INC-2", FragileDesk.Broken);
        await SaysAsync(page, "Fragile tickets, not available, failed");
        var card = page.Locator("[data-kpi='fragile-tickets']");
        await Assertions.Expect(card.GetByText("Failed", new() { Exact = true })).ToBeVisibleAsync();
        await Assertions.Expect(card.GetByText(new Regex(@"^retry in \d+ ?s$"))).ToBeVisibleAsync();
        await Assertions.Expect(card.GetByText("last 1")).ToBeVisibleAsync();
        await Assertions.Expect(card.GetByText(new Regex(@"^\d\d:\d\d$"))).ToBeVisibleAsync();
        // The others are not held up, and none of them is late.
        await SaysAsync(page, "Open tickets, 2 tickets");

        await desk.MendAsync("INC-2");
        await SaysAsync(page, "Fragile tickets, 2 tickets", UntilRetried);
        await Assertions.Expect(card.GetByText("Failed", new() { Exact = true })).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task One_that_never_had_a_value_says_the_same_without_one()
    {
        await using var desk = await FragileDesk.StartAsync(FragileDesk.Broken);
        var page = await Browser.VisitAsync();
        await page.GotoAsync(desk.Address.ToString());
        await SaysAsync(page, "Open tickets, 1 ticket");
        await SaysAsync(page, "Fragile tickets, not available, failed");
        await Assertions
            .Expect(page.Locator("[data-kpi='fragile-tickets']").GetByText(new Regex("^retr(ying|y in)")))
            .ToBeVisibleAsync();

        await desk.MendAsync("INC-1");
        await SaysAsync(page, "Fragile tickets, 1 ticket", UntilRetried);
    }

    private static Task SaysAsync(IPage page, string name, float timeout = 20_000) =>
        Assertions
            .Expect(page.GetByRole(AriaRole.Link, new() { NameRegex = new Regex($"^{Regex.Escape(name)}") }).First)
            .ToBeVisibleAsync(new() { Timeout = timeout });

    /// <summary>A desk with one KPI more: it throws while a ticket of one team is held.</summary>
    private sealed class FragileDesk : IAsyncDisposable
    {
        public const string Broken = "Broken";
        private readonly ScratchFolder folder = new();
        private Itsm itsm = null!;
        private ApolloInside apollo = null!;

        public Uri Address => apollo.Address;

        public static async Task<FragileDesk> StartAsync(string firstTeam)
        {
            var desk = new FragileDesk();
            desk.itsm = await Itsm.CreateAsync("Sqlite", desk.folder);
            await desk.InsertAsync("INC-1", firstTeam);
            var count = Measures.Count<Ticket>();
            var measure = count with
            {
                Measure = count.Measure with
                {
                    Weight = (row, _) => row.Team == Broken ? throw new InvalidOperationException("On purpose.") : 0,
                },
            };
            desk.apollo = await ApolloInside.StartAsync(
                new KpiCatalogue([
                    .. KpiCatalogue.Standard.All,
                    Define.Kpi(
                        "fragile-tickets",
                        "Fragile tickets",
                        new KpiGroup("Fragile"),
                        "Open tickets, as long as none is broken.",
                        "tickets",
                        Better.Neither,
                        null,
                        null,
                        While.Open,
                        measure
                    ),
                ]),
                new Dictionary<string, string>
                {
                    ["Apollo:Desks:0:Id"] = "small",
                    ["Apollo:Desks:0:TimeZone"] = "Europe/Paris",
                    ["Apollo:Desks:0:Itsm:Provider"] = desk.itsm.Provider,
                    ["Apollo:Desks:0:Itsm:ConnectionString"] = desk.itsm.ConnectionString,
                }
            );
            return desk;
        }

        public Task InsertAsync(string id, string team) => itsm.InsertTicketAsync(id, DateTime.UtcNow, team);

        public Task MendAsync(string id) =>
            itsm.ExecuteAsync(
                "UPDATE tickets SET team = 'Network', updated_at = @now WHERE id = @id",
                new { id, now = itsm.Time(DateTime.UtcNow) }
            );

        public async ValueTask DisposeAsync()
        {
            await apollo.DisposeAsync();
            folder.Dispose();
        }
    }
}
