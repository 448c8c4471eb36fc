using Deque.AxeCore.Playwright;
using Microsoft.Playwright;

namespace Apollo.Browser.Tests.Support;

/// <summary>Accessibility as axe judges it.</summary>
internal static class Axe
{
    public static async Task AxeFindsNothingAsync(IPage page, string where)
    {
        var result = await page.RunAxe();
        Assert.True(result.Violations.Length == 0, $"{where}: " + string.Join('\n', result.Violations.Select(violation => $"{violation.Id}: {violation.Help}: {string.Join("; ", violation.Nodes.Take(5).Select(node => node.Html))}")));
    }
}
