using Apollo.Browser.Tests.Support;
using Apollo.Grains.Catalogue;
using Apollo.Integration.Tests.Support;
using Apollo.Model;
using Apollo.Servers;
using Microsoft.Playwright;

namespace Apollo.Browser.Tests;

/// <summary>KPIs that only a row of the catalogue knows: every screen shows them by what the row says.</summary>
public sealed class ACatalogueOfOnesOwn(Support.Browser browser) : IClassFixture<Support.Browser>
{
    [Fact]
    public async Task The_board_shows_its_KPIs()
    {
        using var folder = new ScratchFolder();
        var itsm = await Itsm.CreateAsync("Sqlite", folder);
        await itsm.InsertTicketAsync("INC-1", DateTime.UtcNow);
        var catalogue = new KpiCatalogue([
            .. KpiCatalogue.Standard.All,
            Define.Kpi(
                "network-tickets",
                "Network tickets",
                new KpiGroup("Networks"),
                "Open tickets of the team Network.",
                "tickets",
                Better.Lower,
                5,
                10,
                While.Open,
                Measures.Count<Ticket>()
            ),
        ]);
        await using var apollo = await ApolloInside.StartAsync(
            catalogue,
            new Dictionary<string, string>
            {
                ["Apollo:Desks:0:Id"] = "small",
                ["Apollo:Desks:0:Itsm:Provider"] = itsm.Provider,
                ["Apollo:Desks:0:Itsm:ConnectionString"] = itsm.ConnectionString,
            }
        );
        var page = await browser.VisitAsync();
        await page.GotoAsync(apollo.Address.ToString());
        await Assertions
            .Expect(page.GetByRole(AriaRole.Link, new() { Name = "Network tickets, 1 ticket, good" }))
            .ToBeVisibleAsync();
    }
}
