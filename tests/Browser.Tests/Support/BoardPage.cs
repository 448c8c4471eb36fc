using System.Text.RegularExpressions;
using Microsoft.Playwright;

namespace Apollo.Browser.Tests.Support;

/// <summary>The board as a person sees it: found by role and name, never by class.</summary>
public sealed class BoardPage(IPage page)
{
    public IPage Page => page;

    /// <summary>Cards say themselves as one sentence that begins with the catalogue's title.</summary>
    public ILocator Card(string title) => page.GetByRole(AriaRole.Link, new() { NameRegex = new Regex($"^{Regex.Escape(title)}, ") })
        .Or(page.GetByRole(AriaRole.Button, new() { NameRegex = new Regex($"^{Regex.Escape(title)}, ") })).First;

    public static async Task<BoardPage> OpenAsync(IPage page, Uri address)
    {
        await page.GotoAsync(address.ToString());
        return new BoardPage(page);
    }
}
