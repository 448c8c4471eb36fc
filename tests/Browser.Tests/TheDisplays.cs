using System.Text.RegularExpressions;
using Apollo.Browser.Tests.Support;
using Microsoft.Playwright;

namespace Apollo.Browser.Tests;

/// <summary>Televisions that people pair and look after, in a real browser on both ends.</summary>
public sealed class TheDisplays(Support.Browser browser) : OnAScreen(browser)
{
    [Fact]
    public async Task A_television_is_paired_by_its_code_named_reloaded_and_revoked()
    {
        await using var wall = await WallDesk.StartAsync(Browser);
        var television = await wall.TelevisionAsync();
        var code = await WallDesk.CodeAsync(television);
        // Nothing of the desk stands on it before.
        await Assertions.Expect(television.GetByText("Small desk")).ToHaveCountAsync(0);

        await wall.OpenDisplaysAsync();
        await wall.Admin.GetByLabel("Code on the TV, six signs").FillAsync(code);
        await wall.Admin.GetByLabel("Name", new() { Exact = true }).FillAsync("Left wall");
        await wall.Admin.GetByRole(AriaRole.Button, new() { Name = "Pair" }).ClickAsync();
        var edit = wall.Admin.GetByRole(AriaRole.Dialog, new() { Name = "Edit Left wall" });
        await edit.GetByRole(AriaRole.Button, new() { Name = "Cancel" }).ClickAsync();
        await Assertions.Expect(WallDesk.Live(television)).ToBeVisibleAsync();
        await Assertions.Expect(television.Locator("[data-kpi]").First).ToBeVisibleAsync();
        // It says so itself: the admin's page hears it, and asks nobody.
        await Assertions.Expect(wall.Tile("Left wall")).ToContainTextAsync("Live");

        await PressAsync(wall, "Identify");
        await Assertions
            .Expect(television.GetByRole(AriaRole.Status).GetByText("Left wall", new() { Exact = true }))
            .ToBeVisibleAsync();

        await television.RunAndWaitForResponseAsync(
            () => PressAsync(wall, "Reload"),
            answer => new Uri(answer.Url).AbsolutePath == "/tv"
        );
        await Assertions.Expect(WallDesk.Live(television)).ToBeVisibleAsync();

        await PressAsync(wall, "Revoke");
        await wall
            .Admin.GetByRole(AriaRole.Dialog, new() { Name = "Revoke Left wall?" })
            .GetByRole(AriaRole.Button, new() { Name = "Revoke" })
            .ClickAsync();
        await Assertions
            .Expect(
                television.GetByRole(AriaRole.Heading, new() { Name = "This display was removed by an administrator" })
            )
            .ToBeVisibleAsync();
        Assert.NotEqual(code, await WallDesk.CodeAsync(television));
        await Assertions.Expect(television.Locator("[data-kpi]")).ToHaveCountAsync(0);
        await Assertions.Expect(wall.Tile("Left wall")).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task A_blocked_page_is_frozen_within_45_seconds_and_one_that_is_gone_offline()
    {
        await using var wall = await WallDesk.StartAsync(Browser);
        var blocked = await wall.PairedAsync("Blocked");
        var gone = await wall.PairedAsync("Gone");
        await wall.OpenDisplaysAsync();
        foreach (var name in (string[])["Blocked", "Gone"])
            await Assertions.Expect(wall.Tile(name)).ToContainTextAsync("Live");

        await gone.CloseAsync();
        // Held in the middle of its script, as one that never ends, and without work for the machine.
        var debugger = await blocked.Context.NewCDPSessionAsync(blocked);
        await debugger.SendAsync("Debugger.enable");
        await debugger.SendAsync("Debugger.pause");
        var patience = new LocatorAssertionsToContainTextOptions { Timeout = 45_000 };
        await Task.WhenAll(
            Assertions.Expect(wall.Tile("Blocked")).ToContainTextAsync("Frozen for", patience),
            Assertions.Expect(wall.Tile("Gone")).ToContainTextAsync("Offline for", patience)
        );
        await wall.Admin.GetByRole(AriaRole.Button, new() { NameRegex = new Regex("^Ana: account") }).ClickAsync();
        await Assertions
            .Expect(wall.Admin.GetByRole(AriaRole.Link, new() { Name = "Displays 1 frozen, 1 offline" }))
            .ToBeVisibleAsync();
        await debugger.SendAsync("Debugger.disable");
    }

    private static Task PressAsync(WallDesk wall, string button) =>
        wall.Tile("Left wall").GetByRole(AriaRole.Button, new() { Name = button, Exact = true }).ClickAsync();
}
