using System.Text.RegularExpressions;
using Apollo.Browser.Tests.Support;
using Apollo.Servers;
using Microsoft.Playwright;
using static Apollo.Browser.Tests.Support.OnAPage;

namespace Apollo.Browser.Tests;

/// <summary>
/// A breakdown that only one desk's mapping gives stands beside team and location in every picker, until the mapping
/// gives it no longer.
/// </summary>
public sealed class ABreakdownOfItsOwn(Support.Browser browser) : OnAScreen(browser)
{
    [Fact]
    public async Task Stands_in_every_picker_and_goes_with_its_column()
    {
        using var folder = new ScratchFolder();
        ApolloSystem.CopyTo(folder);
        var tickets = folder.File("tickets.sqlite.sql");
        var without = await File.ReadAllTextAsync(tickets);
        await File.WriteAllTextAsync(tickets, ApolloSystem.With(without, "service AS by_customer"));
        await using var desk = await SmallDesk.StartAsync(
            fill: async desk =>
            {
                foreach (var number in Enumerable.Range(2, 4))
                    await desk.InsertAsync($"INC-{number}");
                await desk.Itsm.ExecuteAsync("UPDATE tickets SET service = 'Harbour' WHERE id <> 'INC-1'");
            },
            settings: new Dictionary<string, string> { ["Apollo:Desks:0:Itsm:System"] = folder.Path }
        );
        var board = await BoardPage.OpenAsync(await Browser.VisitAsync(), desk.Apollo.Address);
        var page = board.Page;
        await board.SaysAsync("Open tickets", "5 tickets");
        await PickOnTheBoardAsync(page);
        await board.SaysAsync("Open tickets", "4 tickets");

        await OpenAsync("kpis/open-tickets?filter=customer%20%3D%20Harbour");
        await Assertions.Expect(Rows(page)).ToHaveCountAsync(4);

        await OpenAsync("kpis/open-tickets/history");
        var by = page.GetByRole(AriaRole.Group, new() { Name = "Broken down by" });
        await by.GetByRole(AriaRole.Button, new() { Name = "Customer" }).ClickAsync();
        await Assertions
            .Expect(page.GetByRole(AriaRole.Region, new() { Name = "By customer" }))
            .ToContainTextAsync("Harbour");

        await OpenAsync("reports/flow");
        await page.GetByRole(AriaRole.Button, new() { NameRegex = new Regex("^Steps: ") }).ClickAsync();
        await page.GetByRole(AriaRole.Menuitemcheckbox, new() { Name = "Customer" }).ClickAsync();
        await Assertions.Expect(page).ToHaveURLAsync(new Regex("steps=.*customer"));

        await OpenAsync("alerts/rules/new");
        await page.GetByRole(AriaRole.Button, new() { Name = "Every group" }).ClickAsync();
        await page.GetByRole(AriaRole.Combobox, new() { Name = "By", Exact = true }).SelectOptionAsync("customer");

        await OpenAsync("performance/team");
        var tables = page.GetByRole(AriaRole.Navigation, new() { Name = "Tables" });
        var tab = tables.GetByRole(AriaRole.Link, new() { Name = "Customer" });
        await tab.ClickAsync();
        await Assertions
            .Expect(page.GetByRole(AriaRole.Row, new() { NameRegex = new Regex("^Harbour") }))
            .ToContainTextAsync("4");

        await File.WriteAllTextAsync(tickets, without);
        await Assertions
            .Expect(page.GetByRole(AriaRole.Heading, new() { Name = "There is no page at this address" }))
            .ToBeVisibleAsync(new() { Timeout = 60_000 });
        await OpenAsync("performance/team");
        await Assertions.Expect(tables).ToBeVisibleAsync();
        await Assertions.Expect(tab).ToHaveCountAsync(0);

        Task OpenAsync(string path) => page.GotoAsync(new Uri(desk.Apollo.Address, path).ToString());
    }

    private static async Task PickOnTheBoardAsync(IPage page)
    {
        await page.GetByRole(AriaRole.Button, new() { Name = "Whole desk" }).ClickAsync();
        var dialog = page.GetByRole(AriaRole.Dialog, new() { Name = "Show on the board" });
        await dialog.GetByRole(AriaRole.Tab, new() { Name = "Customer" }).ClickAsync();
        await dialog.GetByRole(AriaRole.Option, new() { Name = "Harbour" }).ClickAsync();
    }
}
