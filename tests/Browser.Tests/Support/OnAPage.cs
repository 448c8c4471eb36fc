using Microsoft.Playwright;

namespace Apollo.Browser.Tests.Support;

/// <summary>What tests of several pages look for: rows of a table, and rest.</summary>
internal static class OnAPage
{
    public static ILocator Rows(IPage page) => page.Locator("[data-row-id]");

    public static ILocator Row(IPage page, string id) => page.Locator($"[data-row-id='{id}']");

    /// <summary>Waits until what moves on a page has come to rest.</summary>
    public static Task RestAsync(IPage page) =>
        page.EvaluateAsync("() => Promise.all(document.getAnimations().map(animation => animation.finished))");
}
