using System.Globalization;
using Apollo.Browser.Tests.Support;
using Apollo.Integration.Tests.Support;
using Apollo.Servers;
using Microsoft.Playwright;
using static Apollo.Browser.Tests.Support.Axe;

namespace Apollo.Browser.Tests;

/// <summary>Signing in through a real OpenID provider, in a real browser, as a cluster behind a proxy has it.</summary>
public sealed class TheProviders(Support.Browser browser) : OnAScreen(browser)
{
    private static readonly string[] Leads = ["leads"];

    [Fact]
    public async Task Somebody_signs_in_under_a_sub_path_where_another_web_hears_the_provider_and_out_at_both()
    {
        using var folder = new ScratchFolder();
        await using var provider = await OidcProvider.StartAsync();
        await using var proxy = ReverseProxy.Prepare();
        var apollo = new Uri(proxy.Address, "apollo/");
        var itsm = await Itsm.CreateAsync("Sqlite", folder);
        var (siloPort, gatewayPort) = (FreePort.Next(), FreePort.Next());
        var signIn = new Dictionary<string, string>
        {
            ["Apollo:SignIn:Oidc:0:Id"] = "harbour",
            ["Apollo:SignIn:Oidc:0:Name"] = "Harbour SSO",
            ["Apollo:SignIn:Oidc:0:Authority"] = provider.Authority.ToString(),
            ["Apollo:SignIn:Oidc:0:ClientId"] = "apollo",
            ["Apollo:SignIn:Oidc:0:ClientSecret"] = OidcProvider.ClientSecret,
            ["Apollo:SignIn:Oidc:0:RolesClaim"] = "groups",
            ["Apollo:SignIn:Oidc:0:Roles:leads:0:Desk"] = "*",
            ["Apollo:SignIn:Oidc:0:Roles:leads:0:Role"] = "manager",
        };
        await using var silo = await ApolloProcess.StartAsync(
            new Dictionary<string, string>(signIn)
            {
                ["Apollo:Desks:0:Id"] = "north",
                ["Apollo:Desks:0:Itsm:Provider"] = "Sqlite",
                ["Apollo:Desks:0:Itsm:ConnectionString"] = itsm.ConnectionString,
                ["Apollo:Cluster:SiloPort"] = siloPort.ToString(CultureInfo.InvariantCulture),
                ["Apollo:Cluster:GatewayPort"] = gatewayPort.ToString(CultureInfo.InvariantCulture),
            },
            "Silo"
        );
        await File.WriteAllBytesAsync(
            folder.File("keys"),
            new byte[32]
                .Select((_, at) => (byte)at)
                .ToArray()
        );
        var settings = new Dictionary<string, string>(signIn)
        {
            ["Apollo:Cluster:Gateway"] = $"127.0.0.1:{gatewayPort}",
            ["Apollo:PathBase"] = "/apollo",
            ["Apollo:PublicUrl"] = apollo.ToString().TrimEnd('/'),
            ["Apollo:Proxy:Known"] = "127.0.0.1",
            ["Apollo:Keys:File"] = folder.File("keys"),
        };
        await using var one = await ApolloProcess.StartAsync(settings, "ClusterWeb");
        await using var other = await ApolloProcess.StartAsync(settings, "ClusterWeb");
        await proxy.BeginAsync("nginx", "/apollo", one.Port, ("/apollo/api/session/oidc/harbour/callback", other.Port));
        await provider.ServeAsync(apollo, "harbour");
        await provider.SetPersonAsync(
            new
            {
                sub = "lea",
                name = "Lea Roth",
                email = "lea@example.com",
                groups = Leads,
            }
        );

        var page = await Browser.VisitAsync(trustsAnyCertificate: true);
        // Another Apollo at the root of the host has a cookie of the same name.
        await page.Context.AddCookiesAsync([
            new()
            {
                Name = "apollo.session",
                Value = new string('0', 64),
                Domain = "localhost",
                Path = "/",
            },
        ]);
        await page.GotoAsync(new Uri(apollo, "performance/team").ToString());
        var way = page.GetByRole(AriaRole.Link, new() { Name = "Continue with Harbour SSO" });
        await Assertions.Expect(way).ToBeVisibleAsync();
        await AxeFindsNothingAsync(page, "the sign-in through a provider");
        await way.ClickAsync();
        // Back where one was; the board is live.
        await page.WaitForURLAsync(new Uri(apollo, "performance/team").ToString());
        await Assertions.Expect(page.GetByRole(AriaRole.Button, new() { NameRegex = new("^Live") })).ToBeVisibleAsync();
        var kept = (await page.Context.CookiesAsync()).Where(cookie =>
            cookie.Name == "apollo.session" && cookie.Value != new string('0', 64)
        );
        Assert.Equal(
            ("/apollo/", true, true),
            (Assert.Single(kept).Path, kept.Single().Secure, kept.Single().HttpOnly)
        );

        await page.GetByRole(AriaRole.Button, new() { NameRegex = new("account, theme") }).ClickAsync();
        await Assertions.Expect(page.GetByText("lea@example.com")).ToBeVisibleAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Sign out" }).ClickAsync();
        // The provider asks whether its own sign-in ends too, and leads back.
        await page.GetByRole(AriaRole.Button, new() { Name = "Yes" }).ClickAsync();
        await Assertions.Expect(way).ToBeVisibleAsync();
        Assert.StartsWith(apollo.ToString(), page.Url, StringComparison.Ordinal);
    }
}
