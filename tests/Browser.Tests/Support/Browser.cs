using Apollo.Servers;
using Microsoft.Playwright;

namespace Apollo.Browser.Tests.Support;

/// <summary>The headless Chromium of a class of tests.</summary>
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
    private IBrowser? browser;

    public async Task InitializeAsync()
    {
        // A busy machine may take a while; a test waits no longer than the page needs.
        Assertions.SetDefaultExpectTimeout(15_000);
        playwright = await Playwright.CreateAsync();
        browser = await playwright.Chromium.LaunchAsync(
            new BrowserTypeLaunchOptions { ExecutablePath = Tool.Find("chromium", "chromium"), Args = arguments }
        );
    }

    public async Task DisposeAsync()
    {
        if (browser is not null)
            await browser.DisposeAsync();
        playwright?.Dispose();
    }

    /// <summary>
    /// A fresh visitor, English, in the desk's zone: nothing stored but that the legend of the cards was seen, unless
    /// it is the first visit.
    /// </summary>
    public async Task<IPage> VisitAsync(
        int width = 1440,
        int height = 900,
        ColorScheme scheme = ColorScheme.Dark,
        ReducedMotion motion = ReducedMotion.NoPreference,
        bool isFirst = false,
        bool isTouched = false,
        bool trustsAnyCertificate = false
    )
    {
        var context = await browser!.NewContextAsync(
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
