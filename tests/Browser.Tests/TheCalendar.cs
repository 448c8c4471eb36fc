using Apollo.Browser.Tests.Support;
using Microsoft.Playwright;

namespace Apollo.Browser.Tests;

/// <summary>The calendar on several screens.</summary>
public sealed class TheCalendar(Support.Browser browser) : OnAScreen(browser)
{
    [Fact]
    public async Task A_code_that_somebody_changes_shows_on_a_screen_that_is_open()
    {
        await using var desk = await SmallDesk.StartAsync(fill: desk => desk.VisitAsync("INT-1", DateTime.UtcNow.AddMinutes(-30), DateTime.UtcNow.AddMinutes(30)));
        var (page, other) = (await Browser.VisitAsync(), await Browser.VisitAsync());
        foreach (var screen in (IPage[])[page, other])
        {
            await screen.GotoAsync($"{desk.Apollo.Address}calendar");
            await Assertions.Expect(screen.GetByRole(AriaRole.Button, new() { Name = "Change the code LYO of Lyon" })).ToBeVisibleAsync();
        }

        await page.BringToFrontAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Change the code LYO of Lyon" }).ClickAsync();
        await page.GetByLabel("Code of Lyon").GetByRole(AriaRole.Textbox).FillAsync("LYS");
        await page.Keyboard.PressAsync("Enter");
        foreach (var screen in (IPage[])[page, other])
            await Assertions.Expect(screen.GetByRole(AriaRole.Button, new() { Name = "Change the code LYS of Lyon" })).ToBeVisibleAsync(new() { Timeout = 5_000 });
    }
}
