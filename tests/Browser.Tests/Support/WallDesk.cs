using System.Text.Json;
using System.Text.RegularExpressions;
using Apollo.Servers;
using Microsoft.Playwright;

namespace Apollo.Browser.Tests.Support;

/// <summary>
/// The small desk where people sign in, with the browser of its admin: televisions are paired, and looked after.
/// </summary>
internal sealed partial class WallDesk : IAsyncDisposable
{
    private static readonly object[] Pages =
    [
        new
        {
            desk = "small",
            title = "One",
            cards = (string[])["open-tickets"],
        },
        new
        {
            desk = "small",
            title = "Two",
            cards = (string[])["overdue"],
        },
    ];

    private readonly Browser browser;

    private WallDesk(Browser browser, SmallDesk desk, IPage admin) =>
        (this.browser, Desk, Admin) = (browser, desk, admin);

    public SmallDesk Desk { get; }

    public ApolloProcess Apollo => Desk.Apollo;

    /// <summary>A page of Ana, who is admin.</summary>
    public IPage Admin { get; }

    public static async Task<WallDesk> StartAsync(Browser browser)
    {
        var desk = await SmallDesk.StartAsync(
            settings: new Dictionary<string, string> { ["Apollo:SignIn:Local"] = "true" }
        );
        var wall = new WallDesk(browser, desk, await browser.VisitAsync());
        await Eventually.IsTrueAsync(
            () => JoinLink().IsMatch(desk.Apollo.Process.Output),
            "the console says where the first admin joins."
        );
        var joined = await wall.SendAsync(
            "POST",
            "api/session/invitation",
            new
            {
                token = JoinLink().Match(desk.Apollo.Process.Output).Groups[1].Value,
                name = "Ana",
                email = "ana@example.com",
                password = "correct horse battery",
            }
        );
        Assert.Equal(204, joined.Status);
        return wall;
    }

    /// <summary>The admin opens the displays.</summary>
    public Task OpenDisplaysAsync() => Admin.GotoAsync(new Uri(Apollo.Address, "displays").ToString());

    /// <summary>How a display is, on the admin's page.</summary>
    public ILocator Tile(string name) =>
        Admin.GetByRole(AriaRole.Listitem, new() { NameRegex = new Regex($"^{name}, ") });

    /// <summary>A television that shows a code.</summary>
    /// <param name="through">Where it finds Apollo; at its own address by default.</param>
    public async Task<IPage> TelevisionAsync(Uri? through = null)
    {
        var television = await browser.VisitAsync(1920, 1080);
        await television.GotoAsync(new Uri(through ?? Apollo.Address, "tv").ToString());
        await CodeAsync(television);
        return television;
    }

    /// <summary>The code that a television shows.</summary>
    public static async Task<string> CodeAsync(IPage television)
    {
        var code = television.GetByLabel(new Regex("^Code( [A-Z0-9]){6}$"));
        await Assertions.Expect(code).ToBeVisibleAsync();
        return (await code.InnerTextAsync()).Trim();
    }

    /// <summary>A television that is paired, and shows one card on each of its two pages until it is turned.</summary>
    /// <param name="name">What it is called.</param>
    /// <param name="through">As for <see cref="TelevisionAsync"/>.</param>
    /// <param name="sound">Whether it may make a sound.</param>
    public async Task<IPage> PairedAsync(string name, Uri? through = null, bool sound = false)
    {
        var television = await TelevisionAsync(through);
        var paired = await SendAsync("POST", "api/displays/pair", new { code = await CodeAsync(television), name });
        Assert.Equal(201, paired.Status);
        var id = JsonDocument.Parse(await paired.TextAsync()).RootElement.GetProperty("id").GetString();
        var changed = await SendAsync(
            "PUT",
            $"api/displays/{id}",
            new
            {
                name,
                seconds = 3_600,
                pages = Pages,
                sound,
            }
        );
        Assert.Equal(200, changed.Status);
        await Assertions.Expect(Title(television, "One")).ToBeVisibleAsync();
        await Assertions.Expect(Live(television)).ToBeVisibleAsync();
        return television;
    }

    /// <summary>The title of the page that a television shows.</summary>
    public static ILocator Title(IPage television, string title) =>
        television.GetByRole(AriaRole.Heading, new() { Name = title, Exact = true });

    /// <summary>Its word that what it shows is live.</summary>
    public static ILocator Live(IPage television) =>
        television.Locator("header p").Filter(new() { HasTextRegex = new Regex("^Live") });

    public ValueTask DisposeAsync() => Desk.DisposeAsync();

    /// <summary>Asks Apollo as the admin's browser does.</summary>
    public Task<IAPIResponse> SendAsync(string method, string path, object? body = null) =>
        Admin.APIRequest.FetchAsync(
            new Uri(Apollo.Address, path).ToString(),
            new()
            {
                Method = method,
                DataObject = body,
                Headers = [new("Origin", Apollo.Address.GetLeftPart(UriPartial.Authority))],
            }
        );

    [GeneratedRegex("/join/([0-9A-Za-z_-]+)")]
    private static partial Regex JoinLink();
}
