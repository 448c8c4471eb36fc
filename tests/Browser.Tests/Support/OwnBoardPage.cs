using System.Text.RegularExpressions;
using Microsoft.Playwright;

namespace Apollo.Browser.Tests.Support;

/// <summary>An own board as a person arranges it.</summary>
public sealed class OwnBoardPage(IPage page)
{
    /// <summary>What a card is taken hold of by, while the board is arranged.</summary>
    public ILocator Grip(string title) => page.Locator($"[data-focus][aria-label^='{title}, ']");

    /// <summary>Waits until the live region says this.</summary>
    public Task SpokeAsync(string text) => Assertions.Expect(page.Locator("[data-speech]")).ToHaveTextAsync(text);

    /// <summary>The cards in reading order, by the titles they show.</summary>
    public async Task<List<string>> TitlesAsync() =>
        [
            .. await page.Locator("[data-kpi]")
                .EvaluateAllAsync<string[]>(
                    "cards => cards.map(card => card.querySelector('[class*=title]').textContent)"
                ),
        ];

    public Task OpenMenuAsync() =>
        page.GetByRole(AriaRole.Button, new() { NameRegex = new Regex("^Board: ") }).ClickAsync();

    /// <summary>Something of the board's menu.</summary>
    public async Task DoAsync(string action)
    {
        await OpenMenuAsync();
        await page.GetByRole(AriaRole.Menuitem, new() { Name = action }).ClickAsync();
    }

    /// <summary>Makes a board without cards, and begins to arrange it.</summary>
    public async Task MakeEmptyAsync(string name)
    {
        await DoAsync("New board…");
        await page.GetByLabel("Name").FillAsync(name);
        await page.GetByLabel("an empty board").CheckAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Make board" }).ClickAsync();
        await Assertions
            .Expect(page.GetByRole(AriaRole.Button, new() { NameRegex = new Regex("Add card") }))
            .ToBeVisibleAsync();
    }
}
