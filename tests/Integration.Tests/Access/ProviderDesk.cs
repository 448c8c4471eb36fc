using System.Net;
using System.Text.RegularExpressions;
using Apollo.Integration.Tests.Support;
using Apollo.Servers;

namespace Apollo.Integration.Tests.Access;

/// <summary>
/// An Apollo with two desks, where people sign in by password and through providers: <c>harbour</c>, <c>port</c> over
/// TLS by a private authority and through a proxy, and <c>away</c>, which does not answer.
/// </summary>
public sealed class ProviderDesk : IAsyncLifetime
{
    private readonly ScratchFolder north = new();
    private readonly ScratchFolder south = new();

    public TestAuthority Authority { get; } = new();

    public OidcProvider Harbour { get; private set; } = null!;

    public OidcProvider Port { get; private set; } = null!;

    public ForwardProxy Proxy { get; private set; } = null!;

    public ApolloProcess Apollo { get; private set; } = null!;

    /// <summary>The link for the first admin.</summary>
    public string FirstLink { get; private set; } = "";

    public async Task InitializeAsync()
    {
        Harbour = await OidcProvider.StartAsync();
        Port = await OidcProvider.StartAsync(Authority);
        Proxy = await ForwardProxy.StartAsync();
        var settings = new Dictionary<string, string>
        {
            ["Apollo:SignIn:Local"] = "true",
            ["Apollo:Http:Proxy"] = Proxy.Address,
            ["Apollo:Http:NoProxy"] = "127.0.0.1",
            ["Apollo:Http:CaFile"] = Authority.AuthorityFile,
        };
        foreach (var (index, (desk, folder)) in new[] { ("north", north), ("south", south) }.Index())
        {
            var itsm = await Itsm.CreateAsync("Sqlite", folder);
            settings[$"Apollo:Desks:{index}:Id"] = desk;
            settings[$"Apollo:Desks:{index}:Itsm:System"] = "apollo";
            settings[$"Apollo:Desks:{index}:Itsm:Provider"] = itsm.Provider;
            settings[$"Apollo:Desks:{index}:Itsm:ConnectionString"] = itsm.ConnectionString;
        }
        foreach (
            var (index, (id, authority)) in new[]
            {
                ("harbour", Harbour.Authority),
                ("port", Port.Authority),
                ("away", new Uri("http://127.0.0.1:9")),
            }.Index()
        )
        {
            var at = $"Apollo:SignIn:Oidc:{index}";
            settings[$"{at}:Id"] = id;
            settings[$"{at}:Name"] = $"{id} SSO";
            settings[$"{at}:Authority"] = authority.ToString();
            settings[$"{at}:ClientId"] = "apollo";
            settings[$"{at}:ClientSecret"] = OidcProvider.ClientSecret;
            settings[$"{at}:RolesClaim"] = "groups";
            settings[$"{at}:TeamsClaim"] = "teams";
            settings[$"{at}:AssigneeClaim"] = "itsm";
            settings[$"{at}:Roles:agents:0:Desk"] = "north";
            settings[$"{at}:Roles:agents:0:Role"] = "member";
            settings[$"{at}:Roles:agents:0:Teams"] = "claim";
            settings[$"{at}:Roles:leads:0:Desk"] = "*";
            settings[$"{at}:Roles:leads:0:Role"] = "manager";
            settings[$"{at}:Roles:owners:0:Desk"] = "*";
            settings[$"{at}:Roles:owners:0:Role"] = "admin";
        }
        Apollo = await ApolloProcess.StartAsync(settings);
        await Harbour.ServeAsync(Apollo.Address, "harbour");
        await Port.ServeAsync(Apollo.Address, "port");
        await Eventually.IsTrueAsync(
            () =>
            {
                FirstLink = Regex.Match(Apollo.Process.Output, "/join/(\\S+)").Groups[1].Value;
                return FirstLink.Length > 0;
            },
            "the first admin's link is written."
        );
        await ReadyAsync();
    }

    /// <summary>Waits until Apollo serves.</summary>
    public async Task ReadyAsync()
    {
        using var http = new HttpClient { BaseAddress = Apollo.Address };
        await Eventually.IsTrueAsync(
            async () =>
            {
                using var answer = await http.GetAsync("/health/ready");
                return answer.StatusCode == HttpStatusCode.OK;
            },
            () => $"Apollo is ready. It said: {Apollo.Process.Output}"
        );
    }

    public async Task DisposeAsync()
    {
        await Apollo.DisposeAsync();
        await Proxy.DisposeAsync();
        await Port.DisposeAsync();
        await Harbour.DisposeAsync();
        Authority.Dispose();
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        north.Dispose();
        south.Dispose();
    }
}
