using System.Text.RegularExpressions;
using Apollo.Browser.Tests.Support;
using Microsoft.Playwright;

namespace Apollo.Browser.Tests;

/// <summary>The dashboard in a real browser, over a real server and a real database.</summary>
[Collection(nameof(OnTheFilledDesk))]
public sealed class TheBoard(Support.Browser browser, FilledDesk desk) : OnAScreen(browser)
{
    [Theory]
    [InlineData("Sqlite")]
    [InlineData("PostgreSql")]
    [InlineData("MySql")]
    public async Task An_insert_into_the_ITSM_reaches_the_DOM_by_itself(string provider)
    {
        await using var own = await SmallDesk.StartAsync(provider);
        var board = await BoardPage.OpenAsync(await Browser.VisitAsync(), own.Apollo.Address);
        await board.SaysAsync("Open tickets", "1");
        await Assertions.Expect(board.Live).ToHaveAccessibleNameAsync(new Regex("^Live"));

        await own.InsertAsync("INC-2");
        await board.SaysAsync("Open tickets", "2");
        await Assertions.Expect(board.Page.Locator("[data-kpi]")).ToHaveCountAsync(BoardPage.AllCards);
    }

    [Fact]
    public async Task The_wall_shows_the_interventions_of_the_day_without_anybodys_name()
    {
        await using var own = await SmallDesk.StartAsync(fill: async small =>
            await small.VisitAsync("INT-1", DateTime.UtcNow.AddMinutes(-1), DateTime.UtcNow.AddMinutes(30))
        );
        var wall = await WallPage.OpenVisitsAsync(Browser, own.Apollo.Address);
        var visit = wall.Locator("[data-visit=INT-1]");
        await Assertions.Expect(visit).ToContainTextAsync("LYO");
        await Assertions.Expect(visit).ToContainTextAsync("Planned");
        await Assertions.Expect(visit).Not.ToContainTextAsync("Bo Chen");
        await Assertions.Expect(visit).Not.ToContainTextAsync("Install a video bar");
        await own.Itsm.ExecuteAsync(
            "UPDATE interventions SET state = 'cancelled', updated_at = @now WHERE id = 'INT-1'",
            new { now = own.Itsm.Time(DateTime.UtcNow) }
        );
        await Assertions.Expect(visit).ToContainTextAsync("Cancelled");
    }

    [Fact]
    public async Task The_keys_of_a_card_are_those_of_the_one_pointed_at_or_focused_last()
    {
        var page = await Browser.VisitAsync();
        await page.GotoAsync(desk.Address.ToString());
        await page.Locator("[data-kpi=overdue]").First.HoverAsync();
        await page.Keyboard.PressAsync("i");
        var dialog = page.GetByRole(AriaRole.Dialog);
        await Assertions.Expect(dialog).ToContainTextAsync("Open tickets past their resolution due time.");
        await page.Keyboard.PressAsync("Escape");
        await Assertions.Expect(dialog).ToHaveCountAsync(0);

        // Who writes is not listened to.
        await page.Keyboard.PressAsync("Control+k");
        var search = page.GetByRole(AriaRole.Combobox);
        await Assertions.Expect(search).ToBeFocusedAsync();
        await page.Keyboard.TypeAsync("hi");
        await Assertions.Expect(search).ToHaveValueAsync("hi");
        await page.Keyboard.PressAsync("Escape");
        await Assertions.Expect(page).ToHaveURLAsync(desk.Address.ToString());

        await Assertions.Expect(search).ToHaveCountAsync(0);
        await page.Locator("[data-kpi=open-tickets]").First.HoverAsync();
        await page.Keyboard.PressAsync("h");
        await Assertions.Expect(page).ToHaveURLAsync(new Regex("/kpis/open-tickets/history"));
    }

    [Fact]
    public async Task No_page_breaks_the_content_security_policy_the_mark_with_critical_cards_included()
    {
        await using var own = await SmallDesk.StartAsync(fill: async small =>
        {
            foreach (var id in (string[])["INC-2", "INC-3", "INC-4"])
                await small.InsertAsync(id, priority: 1);
        });
        var page = await Browser.VisitAsync();
        var broken = new List<string>();
        page.Console += (_, message) =>
        {
            if (message.Text.Contains("Content Security Policy", StringComparison.Ordinal))
                broken.Add(message.Text);
        };
        foreach (var path in (string[])["", "kpis/overdue", "performance", "calendar"])
        {
            await page.GotoAsync(new Uri(own.Apollo.Address, path).ToString());
            await Assertions
                .Expect(page.Locator("link[rel=icon]"))
                .ToHaveAttributeAsync("href", new Regex("^data:image/png"));
        }
        await page.GotoAsync(new Uri(own.Apollo.Address, "tv").ToString());
        await Assertions.Expect(page.GetByText("1 of 5, Service level next")).ToBeVisibleAsync();
        Assert.Empty(broken);
    }

    [Fact]
    public async Task All_cards_stand_above_the_fold_of_a_laptop()
    {
        var board = await BoardPage.OpenAsync(await Browser.VisitAsync(), desk.Address);
        await board.SaysAsync("Open tickets", "7");
        Assert.True(await board.Page.EvaluateAsync<bool>("document.documentElement.scrollHeight <= innerHeight"));
        Assert.Equal(
            BoardPage.AllCards,
            await board
                .Page.Locator("[data-kpi]")
                .EvaluateAllAsync<int>(
                    """
                    cards => cards.filter(card => {
                        const box = card.getBoundingClientRect();
                        return box.top >= 0 && box.bottom <= innerHeight && box.right <= innerWidth;
                    }).length
                    """
                )
        );
    }

    [Fact]
    public async Task By_keyboard_alone_a_card_tells_its_definition()
    {
        var board = await BoardPage.OpenAsync(await Browser.VisitAsync(), desk.Address);
        await board.SaysAsync("Open tickets", "7");
        await board.Card("Open tickets").FocusAsync();
        await board.Page.Keyboard.PressAsync("ArrowRight");
        await Assertions.Expect(board.Card("Open incidents")).ToBeFocusedAsync();
        await board.Page.Keyboard.PressAsync("i");
        await Assertions
            .Expect(board.Page.GetByRole(AriaRole.Dialog))
            .ToContainTextAsync("Incidents that are New, Open or Pending.");
        await Assertions.Expect(board.Page.Locator("[role=dialog]:focus-within")).ToHaveCountAsync(1);
        await board.Page.Keyboard.PressAsync("Escape");
        await Assertions.Expect(board.Page.GetByRole(AriaRole.Dialog)).ToHaveCountAsync(0);
    }
}
