using System.Text.RegularExpressions;
using Apollo.Browser.Tests.Support;
using Apollo.Servers;
using Microsoft.Playwright;

namespace Apollo.Browser.Tests;

/// <summary>Browsers that refuse what a page asks for, or write into it: Apollo goes on.</summary>
public sealed class BrowsersThatInterfere(Support.Browser browser) : OnAScreen(browser)
{
    /// <summary>
    /// What a browser's translation does to a page, and does again whenever the page changes: each text stands in
    /// elements that the page knows nothing of, but where it is told to leave the text alone.
    /// </summary>
    private const string Translate = """
        () => {
            const wrap = root => {
                const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT), texts = [];
                for (let text = walker.nextNode(); text; text = walker.nextNode())
                    if (text.data.trim() && !text.parentElement.closest('font, script, style, svg, [translate=no]'))
                        texts.push(text);
                for (const text of texts) {
                    const outer = document.createElement('font'), inner = document.createElement('font');
                    outer.dir = 'auto';
                    text.replaceWith(outer);
                    outer.append(inner);
                    inner.append(text.data);
                }
            };
            wrap(document.body);
            new MutationObserver(() => wrap(document.body))
                .observe(document.body, { childList: true, subtree: true, characterData: true });
        }
        """;

    [Fact]
    public async Task A_browser_that_blocks_storage_and_cookies_has_the_board()
    {
        await using var desk = await SmallDesk.StartAsync();
        using var profile = new ScratchFolder();
        var page = await Browser.VisitWithoutStorageAsync(profile.Path);
        var board = await BoardPage.OpenAsync(page, desk.Apollo.Address);
        await board.SaysAsync("Open tickets", "1");
        // It is refused for sure.
        Assert.True(await page.EvaluateAsync<bool>("() => { try { return !localStorage; } catch { return true; } }"));
        await desk.InsertAsync("INC-2");
        await board.SaysAsync("Open tickets", "2");
        await board.Card("Open tickets").ClickAsync();
        await Assertions.Expect(OnAPage.Row(page, "INC-2")).ToBeVisibleAsync();
        foreach (var path in new[] { "performance", "calendar", "tv" })
        {
            await page.GotoAsync(new Uri(desk.Apollo.Address, path).ToString());
            await Assertions.Expect(page.GetByText("Small desk").First).ToBeVisibleAsync();
        }
    }

    [Fact]
    public async Task A_translated_board_and_wall_go_on_through_changes_and_an_outage()
    {
        await using var desk = await SmallDesk.StartAsync();
        var board = await BoardPage.OpenAsync(await Browser.VisitAsync(), desk.Apollo.Address);
        var wall = await Browser.VisitAsync(1920, 1080);
        var errors = new List<string>();
        foreach (var page in new[] { board.Page, wall })
            page.PageError += (_, error) => errors.Add(error);
        await wall.GotoAsync(new Uri(desk.Apollo.Address, "tv").ToString());
        await board.SaysAsync("Open tickets", "1");
        await Assertions.Expect(wall.GetByText("Service level next")).ToBeVisibleAsync();
        await board.Page.EvaluateAsync(Translate);
        await wall.EvaluateAsync(Translate);

        var card = board.Card("Open tickets");
        for (var i = 2; i <= 4; i++)
        {
            await desk.InsertAsync($"INC-{i}");
            await board.SaysAsync("Open tickets", $"{i}");
            // What is seen is what is told.
            await Assertions.Expect(card).ToContainTextAsync($"{i}");
            await Assertions.Expect(card).ToContainTextAsync("+1 in");
        }
        await wall.Keyboard.PressAsync("ArrowRight");
        await wall.Keyboard.PressAsync("ArrowLeft");

        await desk.Apollo.KillAsync();
        await Assertions
            .Expect(board.Live)
            .ToHaveAccessibleNameAsync(new Regex("^Offline"), new() { Timeout = 30_000 });
        await Assertions.Expect(wall.GetByText("Not connected.")).ToBeVisibleAsync();
        await desk.InsertAsync("INC-5");
        await desk.Apollo.RestartAsync();
        await board.SaysAsync("Open tickets", "5", 60_000);
        await Assertions.Expect(card).ToContainTextAsync("5");
        await Assertions.Expect(board.Page.GetByText("could not be shown")).ToHaveCountAsync(0);
        await Assertions.Expect(wall.GetByText("Not connected.")).ToHaveCountAsync(0, new() { Timeout = 60_000 });
        await Assertions.Expect(wall.GetByText("could not be shown")).ToHaveCountAsync(0);
        // It turns its pages by itself: on through them to the card.
        await Eventually.IsTrueAsync(
            async () =>
            {
                if ((await wall.Locator("main").TextContentAsync())!.Contains("Open tickets", StringComparison.Ordinal))
                    return true;
                await wall.Keyboard.PressAsync("ArrowRight");
                return false;
            },
            () => "the wall shows the card again"
        );
        Assert.Empty(errors);
    }
}
