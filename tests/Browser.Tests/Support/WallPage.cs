using Microsoft.Playwright;

namespace Apollo.Browser.Tests.Support;

/// <summary>The wall display as the floor sees it.</summary>
internal static class WallPage
{
    /// <summary>Opens it and turns to the page of the day's interventions, which is the last.</summary>
    public static async Task<IPage> OpenVisitsAsync(Browser browser, Uri apollo)
    {
        var wall = await browser.VisitAsync(1920, 1080);
        await wall.GotoAsync(new Uri(apollo, "tv").ToString());
        await Assertions.Expect(wall.GetByText("1 of 6, Service level next")).ToBeVisibleAsync();
        await wall.Keyboard.PressAsync("ArrowLeft");
        await Assertions
            .Expect(wall.GetByRole(AriaRole.Heading, new() { Name = "Interventions today" }))
            .ToBeVisibleAsync();
        return wall;
    }
}
