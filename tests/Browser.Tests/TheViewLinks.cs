using System.Globalization;
using System.Text.RegularExpressions;
using Apollo.Browser.Tests.Support;
using Apollo.Servers;
using Microsoft.Playwright;
using static Apollo.Browser.Tests.Support.Axe;

namespace Apollo.Browser.Tests;

/// <summary>A board that somebody shows in a page of the intranet, by a link that a manager makes and ends.</summary>
[Collection(nameof(OnThePeopleDesk))]
public sealed partial class TheViewLinks(Support.Browser browser, PeopleDesk people) : OnAScreen(browser)
{
    [Fact]
    public async Task A_board_stands_live_in_the_frame_of_a_site_that_may_show_it_until_its_link_ends()
    {
        var manager = await Browser.VisitAsync();
        await people.SignInAsync(manager);
        await KeepAsync(manager, "Entrance", "open-tickets");
        await manager.GotoAsync(people.At("board/Entrance"));
        await new OwnBoardPage(manager).DoAsync("View links…");
        var dialog = manager.GetByRole(AriaRole.Dialog, new() { Name = "View links" });
        await AxeFindsNothingAsync(manager, "the dialog of view links", panel: true);
        await dialog.GetByRole(AriaRole.Button, new() { Name = "Make a link" }).ClickAsync();
        var address = await dialog.GetByLabel("Address of the view link").InputValueAsync();
        Assert.StartsWith(people.At("view/"), address, StringComparison.Ordinal);

        // Nobody has signed in there, and no cookie is needed.
        var reader = await Browser.VisitAsync();
        await reader.GotoAsync(people.Intranet.Showing(address));
        var frame = reader.FrameLocator("iframe");
        await Assertions
            .Expect(frame.GetByRole(AriaRole.Heading, new() { Level = 1 }))
            .ToHaveTextAsync("Small deskEntrance");
        await Assertions.Expect(frame.GetByRole(AriaRole.Button, new() { Name = "Live" })).ToBeVisibleAsync();
        var card = frame.Locator("[data-kpi='open-tickets']");
        await Assertions.Expect(card).ToContainTextAsync(OpenTickets());
        // Others work on this desk too.
        var open = int.Parse(
            OpenTickets().Match((await card.TextContentAsync())!).Groups[1].Value,
            CultureInfo.InvariantCulture
        );
        await people.Desk.InsertAsync("INC-2");
        await Assertions.Expect(card).ToContainTextAsync($"Open tickets, {open + 1}");
        // Nothing leads on from it, and nothing is of a person.
        await Assertions.Expect(frame.GetByRole(AriaRole.Link)).ToHaveCountAsync(0);
        await AxeFindsNothingAsync(reader, "a board in a frame");
        Assert.Empty(await reader.Context.CookiesAsync());

        // It follows its board: another card's number comes with it, with another breakdown than was watched.
        await KeepAsync(manager, "Entrance", "overdue", "priority");
        await Assertions.Expect(frame.Locator("[data-kpi='overdue']")).ToContainTextAsync("Overdue, ");
        await KeepAsync(manager, "Entrance", "open-tickets");
        await Assertions.Expect(card).ToContainTextAsync($"Open tickets, {open + 1}");
        await KeepAsync(manager, "Entrance", "overdue");
        await Assertions.Expect(frame.Locator("[data-kpi='overdue']")).ToContainTextAsync("Overdue, ");

        await dialog.GetByRole(AriaRole.Button, new() { Name = "End the link to Entrance by Ana Lima" }).ClickAsync();
        await dialog.GetByRole(AriaRole.Button, new() { Name = "End it" }).ClickAsync();
        await Assertions
            .Expect(frame.GetByRole(AriaRole.Heading, new() { Name = "This link shows nothing any more" }))
            .ToBeVisibleAsync();
        await Assertions.Expect(frame.Locator("[data-kpi]")).ToHaveCountAsync(0);
        await AxeFindsNothingAsync(reader, "a link that has ended");
    }

    [Fact]
    public async Task No_other_page_and_no_other_site_has_apollo_in_its_frame()
    {
        var reader = await Browser.VisitAsync();
        foreach (
            var (site, path) in new[]
            {
                (people.Stranger, $"view/{new string('0', 43)}"),
                (people.Intranet, ""),
                (people.Intranet, "people"),
                (people.Intranet, "tv"),
            }
        )
        {
            await reader.GotoAsync(site.Showing(people.At(path)));
            await Eventually.IsTrueAsync(
                () => Frame(reader).Url.StartsWith("chrome-error:", StringComparison.Ordinal),
                $"{path} is refused in a frame of {site.Origin}.",
                TimeSpan.FromSeconds(15)
            );
        }
        // The same page in the site that may show it says what is wrong with the link.
        await reader.GotoAsync(people.Intranet.Showing(people.At($"view/{new string('0', 43)}")));
        await Assertions
            .Expect(reader.FrameLocator("iframe").GetByText("Ask who gave it to you for another."))
            .ToBeVisibleAsync();
    }

    [GeneratedRegex("Open tickets, ([0-9]+)")]
    private static partial Regex OpenTickets();

    private static IFrame Frame(IPage page) => page.Frames.Single(frame => frame.ParentFrame is not null);

    private async Task KeepAsync(IPage page, string name, string kpi, string breakdown = "team")
    {
        var card = new
        {
            kpi,
            size = "2x1",
            chart = "bars",
            breakdown,
        };
        var board = new
        {
            version = 1,
            desk = "small",
            sections = new[] { new { title = "", cards = new[] { card } } },
        };
        Assert.Equal(200, (await people.SendAsync(page, "PUT", $"api/me/dashboards/{name}", board)).Status);
    }
}
