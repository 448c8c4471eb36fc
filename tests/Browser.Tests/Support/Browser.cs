using Apollo.Servers;
using Microsoft.Playwright;

namespace Apollo.Browser.Tests.Support;

/// <summary>
/// The headless Chromium of a class of tests: the shell made for that, which costs a third less than the browser with
/// all its windows; and that one where a test needs what only it has.
/// </summary>
public sealed class Browser : IAsyncLifetime
{
    private static readonly string[] arguments =
    [
        "--no-sandbox",
        "--disable-gpu",
        "--disable-quic",
        "--no-first-run",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
    ];

    private readonly List<IBrowserContext> visitors = [];
    private IPlaywright? playwright;
    private IBrowser? shell;
    private IBrowser? whole;

    public async Task InitializeAsync()
    {
        // A busy machine may take a while; a test waits no longer than the page needs.
        Assertions.SetDefaultExpectTimeout(15_000);
        playwright = await Playwright.CreateAsync();
    }

    public async Task DisposeAsync()
    {
        foreach (var browser in new[] { shell, whole })
            if (browser is not null)
                await browser.DisposeAsync();
        playwright?.Dispose();
    }

    /// <summary>
    /// A fresh visitor, English, in the desk's zone: nothing stored but that the legend of the cards was seen, unless
    /// it is the first visit. Screens that stay on and messages that come without a page need the whole browser.
    /// </summary>
    public async Task<IPage> VisitAsync(
        int width = 1440,
        int height = 900,
        ColorScheme scheme = ColorScheme.Dark,
        ReducedMotion motion = ReducedMotion.NoPreference,
        bool isFirst = false,
        bool isTouched = false,
        bool trustsAnyCertificate = false,
        bool isWhole = false
    )
    {
        var browser = isWhole
            ? whole ??= await LaunchAsync("chromium")
            : shell ??= await LaunchAsync("chromium-headless-shell");
        var context = await browser.NewContextAsync(
            new BrowserNewContextOptions
            {
                ViewportSize = new ViewportSize { Width = width, Height = height },
                ColorScheme = scheme,
                ReducedMotion = motion,
                Locale = "en-GB",
                TimezoneId = "Europe/Paris",
                IgnoreHTTPSErrors = trustsAnyCertificate,
                HasTouch = isTouched,
                IsMobile = isTouched,
            }
        );
        context.SetDefaultTimeout(20_000);
        if (!isFirst)
            await context.AddInitScriptAsync("localStorage.setItem('apollo.legend', 'seen')");
        visitors.Add(context);
        return await context.NewPageAsync();
    }

    /// <summary>
    /// A visitor whose browser is set to block all storage and cookies, with a folder for its settings.
    /// </summary>
    public async Task<IPage> VisitWithoutStorageAsync(string folder)
    {
        var settings = Path.Combine(folder, "Default", "Preferences");
        Directory.CreateDirectory(Path.GetDirectoryName(settings)!);
        await File.WriteAllTextAsync(
            settings,
            """{ "profile": { "default_content_setting_values": { "cookies": 2 } } }"""
        );
        var context = await playwright!.Chromium.LaunchPersistentContextAsync(
            folder,
            new BrowserTypeLaunchPersistentContextOptions
            {
                ExecutablePath = Tool.Find("chromium", "chromium"),
                Args = arguments,
                Locale = "en-GB",
            }
        );
        context.SetDefaultTimeout(20_000);
        visitors.Add(context);
        return await context.NewPageAsync();
    }

    private Task<IBrowser> LaunchAsync(string program) =>
        playwright!.Chromium.LaunchAsync(
            new BrowserTypeLaunchOptions { ExecutablePath = Tool.Find(program, program), Args = arguments }
        );

    /// <summary>All visitors close their pages.</summary>
    public async Task LeaveAsync()
    {
        foreach (var visitor in visitors)
            await visitor.CloseAsync();
        visitors.Clear();
    }
}

/// <summary>Tests that run alone, after all others: they measure how fast a screen is.</summary>
[CollectionDefinition(nameof(Alone), DisableParallelization = true)]
public sealed class Alone;
