using System.Text.RegularExpressions;
using Apollo.Grains.Catalogue;
using Microsoft.Playwright;

namespace Apollo.Browser.Tests.Support;

/// <summary>The board as a person sees it: found by role and name.</summary>
public sealed class BoardPage(IPage page)
{
    /// <summary>How many cards the whole board has.</summary>
    public static readonly int AllCards = KpiCatalogue.Standard.All.Count;

    public IPage Page => page;

    /// <summary>The pill that says whether the page is live.</summary>
    public ILocator Live =>
        page.GetByRole(AriaRole.Button, new() { NameRegex = new Regex("^(Live|Stale|Offline|First read)") });

    /// <summary>A card says itself as one sentence that begins with the catalogue's title and its value.</summary>
    public ILocator Card(string title) =>
        page.GetByRole(AriaRole.Link, new() { NameRegex = new Regex($"^{Regex.Escape(title)}, ") }).First;

    public static async Task<BoardPage> OpenAsync(IPage page, Uri address)
    {
        await page.GotoAsync(address.ToString());
        return new BoardPage(page);
    }

    /// <summary>Waits until a card says a value.</summary>
    public Task SaysAsync(string title, string value, float timeout = 20_000) =>
        Assertions
            .Expect(Card(title))
            .ToHaveAccessibleNameAsync(
                new Regex($"^{Regex.Escape(title)}, {Regex.Escape(value)}( |,|$)"),
                new() { Timeout = timeout }
            );
}
