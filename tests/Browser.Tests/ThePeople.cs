using Apollo.Browser.Tests.Support;
using Apollo.Servers;
using Microsoft.Playwright;
using static Apollo.Browser.Tests.Support.Axe;

namespace Apollo.Browser.Tests;

/// <summary>People come, get their roles, lose them, and go: on the pages that they see.</summary>
[Collection(nameof(OnThePeopleDesk))]
public sealed class ThePeople(Support.Browser browser, PeopleDesk people) : OnAScreen(browser)
{
    private const string Email = "bo@example.com";
    private const string Password = "another long password";

    [Fact]
    public async Task Somebody_is_invited_joins_gets_roles_and_tokens_and_is_erased()
    {
        await people.Desk.InsertAsync("INC-BO", assignee: "Bo Chen", dueAt: DateTime.UtcNow.AddHours(-1));
        // Asked for where one was, by keyboard alone.
        var ana = await Browser.VisitAsync();
        await ana.GotoAsync(people.At("people"));
        await Assertions.Expect(Heading(ana, "Sign in")).ToBeVisibleAsync();
        await AxeFindsNothingAsync(ana, "the sign-in");
        await ana.Keyboard.TypeAsync(PeopleDesk.Admin);
        await ana.Keyboard.PressAsync("Tab");
        await ana.Keyboard.TypeAsync("not the password");
        await ana.Keyboard.PressAsync("Enter");
        await Assertions.Expect(ana.GetByRole(AriaRole.Alert)).ToContainTextAsync("not right");
        // The wrong one is marked: typing goes over it.
        await ana.Keyboard.TypeAsync(PeopleDesk.Password);
        await ana.Keyboard.PressAsync("Enter");
        await Assertions.Expect(ana.GetByText(PeopleDesk.Admin)).ToBeVisibleAsync();

        var link = await InviteAsync(ana);
        await AxeFindsNothingAsync(ana, "people, with a link that is shown once");
        var bo = await JoinAsync(link);

        // A member has what the ITSM assigns to him, and no page of people.
        await bo.GotoAsync(people.At("mine"));
        await Assertions
            .Expect(bo.GetByRole(AriaRole.Link, new() { NameRegex = new("^INC-BO") }).First)
            .ToBeVisibleAsync();
        await AxeFindsNothingAsync(bo, "mine");
        await bo.GotoAsync(people.At("people"));
        await Assertions.Expect(bo.GetByText("People are for administrators")).ToBeVisibleAsync();
        await bo.GotoAsync(people.At("me"));
        await Assertions.Expect(bo.GetByText("this one", new() { Exact = true })).ToBeVisibleAsync();
        await bo.GetByRole(AriaRole.Button, new() { Name = "Make a link" }).ClickAsync();
        Assert.Contains("token=", await bo.GetByLabel("The calendar link").InputValueAsync(), StringComparison.Ordinal);
        await AxeFindsNothingAsync(bo, "the own account");

        // A role that is taken away is gone from a page that is open.
        await bo.GotoAsync(people.At("tickets"));
        await Assertions.Expect(bo.Locator("[data-row-id='INC-BO']")).ToBeVisibleAsync();
        await ana.ReloadAsync();
        await ActAsync(ana, "Name and roles");
        var roles = ana.GetByRole(AriaRole.Dialog, new() { Name = "Roles of Bo Chen" });
        await AxeFindsNothingAsync(ana, "roles", panel: true);
        await roles.GetByLabel("Role").SelectOptionAsync("viewer");
        await roles.GetByRole(AriaRole.Button, new() { Name = "Save" }).ClickAsync();
        await Assertions.Expect(bo.GetByText("are for members")).ToBeVisibleAsync();

        // Switched off, he is asked to sign in where he is, and cannot; switched on, he can.
        await ActAsync(ana, "Switch off");
        await ana.GetByRole(AriaRole.Button, new() { Name = "Switch off" }).ClickAsync();
        await Assertions.Expect(Heading(bo, "Sign in")).ToBeVisibleAsync();
        await SignInAsync(bo);
        await Assertions.Expect(bo.GetByRole(AriaRole.Alert)).ToContainTextAsync("not right");
        await Assertions.Expect(ana.GetByRole(AriaRole.Dialog)).ToHaveCountAsync(0);
        await ActAsync(ana, "Switch on");
        await ana.GetByRole(AriaRole.Button, new() { Name = "Switch on" }).ClickAsync();
        await Assertions.Expect(ana.GetByRole(AriaRole.Dialog)).ToHaveCountAsync(0);
        await SignInAsync(bo);
        await Assertions.Expect(Heading(bo, "Sign in")).ToHaveCountAsync(0);

        await ana.GetByRole(AriaRole.Button, new() { Name = "New token" }).ClickAsync();
        await ana.GetByLabel("For which program").FillAsync("Reports");
        await ana.GetByLabel("Read Small desk").SelectOptionAsync("viewer");
        await AxeFindsNothingAsync(ana, "a new token", panel: true);
        await ana.GetByRole(AriaRole.Button, new() { Name = "Make the token" }).ClickAsync();
        Assert.StartsWith(
            "apl_",
            await ana.GetByLabel("The token", new() { Exact = true }).InputValueAsync(),
            StringComparison.Ordinal
        );
        await ana.GetByRole(AriaRole.Button, new() { Name = "Close" }).ClickAsync();

        // The ITSM names him no more: then Apollo can forget him too.
        await people.Desk.Itsm.ExecuteAsync(
            "UPDATE tickets SET assignee = NULL, updated_at = @now WHERE id = 'INC-BO'",
            new { now = people.Desk.Itsm.Time(DateTime.UtcNow) }
        );
        await Eventually.IsTrueAsync(
            async () => (await people.AssigneesAsync(ana)).Contains("Bo Chen", StringComparison.Ordinal) is false,
            () => "the desk's rows name him no more."
        );
        await ActAsync(ana, "Erase the name too");
        var erase = ana.GetByRole(AriaRole.Dialog, new() { Name = "Erase: Bo Chen" });
        await erase.GetByRole(AriaRole.Button, new() { Name = "Erase for good" }).ClickAsync();
        await Assertions.Expect(ana.GetByText(Email)).ToHaveCountAsync(0);
        await Assertions.Expect(Heading(bo, "Sign in")).ToBeVisibleAsync();

        // Who did it stands in the audit, and no more of whom it was done to.
        await ana.GotoAsync(people.At("audit"));
        await Assertions.Expect(ana.GetByText("erased person").First).ToBeVisibleAsync();
        await Assertions.Expect(ana.GetByText("Bo Chen")).ToHaveCountAsync(0);
        await AxeFindsNothingAsync(ana, "the audit");

        await ana.GetByRole(AriaRole.Button, new() { NameRegex = new("account, theme") }).ClickAsync();
        await AxeFindsNothingAsync(ana, "the user's menu", panel: true);
        await ana.GetByRole(AriaRole.Button, new() { Name = "Sign out" }).ClickAsync();
        await Assertions.Expect(Heading(ana, "Sign in")).ToBeVisibleAsync();
    }

    private static async Task<string> InviteAsync(IPage page)
    {
        var panel = page.GetByRole(AriaRole.Region, new() { Name = "Invite" });
        await panel.GetByLabel("E-mail").FillAsync(Email);
        await panel.GetByLabel("Name", new() { Exact = true }).FillAsync("Bo Chen");
        await panel.GetByLabel("Role").SelectOptionAsync("member");
        await panel.GetByRole(AriaRole.Checkbox, new() { Name = "Network" }).CheckAsync();
        await panel.GetByLabel("Name in the ITSM").FillAsync("Bo Chen");
        await panel.GetByRole(AriaRole.Button, new() { Name = "Make the link" }).ClickAsync();
        return await panel.GetByLabel($"The link for {Email}").InputValueAsync();
    }

    private async Task<IPage> JoinAsync(string link)
    {
        var page = await Browser.VisitAsync();
        await page.GotoAsync(link);
        await Assertions.Expect(Heading(page, "Join Apollo")).ToBeVisibleAsync();
        await AxeFindsNothingAsync(page, "joining");
        await Assertions.Expect(page.GetByLabel("Name")).ToBeFocusedAsync();
        await page.Keyboard.PressAsync("Tab");
        await page.Keyboard.TypeAsync(Password);
        await page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(new BoardPage(page).Card("Open tickets")).ToBeVisibleAsync();
        return page;
    }

    private static async Task SignInAsync(IPage page)
    {
        await page.GetByLabel("E-mail").FillAsync(Email);
        await page.GetByLabel("Password", new() { Exact = true }).FillAsync(Password);
        await page.Keyboard.PressAsync("Enter");
    }

    private static async Task ActAsync(IPage page, string act)
    {
        await page.GetByRole(AriaRole.Button, new() { Name = "What can be done for Bo Chen" }).ClickAsync();
        await page.GetByRole(AriaRole.Menuitem, new() { NameRegex = new($"^{act}") }).ClickAsync();
    }

    private static ILocator Heading(IPage page, string name) =>
        page.GetByRole(AriaRole.Heading, new() { Name = name, Exact = true });
}
