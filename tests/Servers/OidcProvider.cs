using System.Globalization;
using System.Net.Http.Json;
using System.Text.Json;

namespace Apollo.Servers;

/// <summary>A real OpenID provider on a free loopback port, where the tests say who signs in.</summary>
public sealed class OidcProvider : IAsyncDisposable
{
    private static readonly SemaphoreSlim Installing = new(1);
    private readonly bool isTls;
    private readonly HttpClient http;
    private ServerProcess? process;

    private OidcProvider(bool isTls)
    {
        this.isTls = isTls;
        // Whom it is, is asked elsewhere.
        http = new HttpClient(
            new HttpClientHandler
            {
                ServerCertificateCustomValidationCallback =
                    HttpClientHandler.DangerousAcceptAnyServerCertificateValidator,
            }
        );
    }

    /// <summary>Its port on 127.0.0.1.</summary>
    public int Port { get; } = FreePort.Next();

    /// <summary>The issuer; over TLS it is called <c>localhost</c>.</summary>
    public Uri Authority =>
        new(
            string.Create(CultureInfo.InvariantCulture, $"{(isTls ? "https://localhost" : "http://127.0.0.1")}:{Port}")
        );

    /// <summary>The secret of its one client, <c>apollo</c>.</summary>
    public static string ClientSecret => "a secret of the tests";

    /// <summary>Starts one and waits until it listens.</summary>
    /// <param name="authority">Who signed its certificate; null = http.</param>
    public static async Task<OidcProvider> StartAsync(TestAuthority? authority = null)
    {
        var folder = Repository.PathOf("tests", "OidcProvider");
        await InstallAsync(folder);
        var provider = new OidcProvider(authority is not null);
        var settings = new
        {
            port = provider.Port,
            tls = authority is null ? null : new { cert = authority.CertificateFile, key = authority.KeyFile },
        };
        provider.process = await ServerProcess.StartAsync(
            Tool.Find("node", "nodejs"),
            [Path.Combine(folder, "provider.mjs"), JsonSerializer.Serialize(settings)]
        );
        await FreePort.WaitAsync(provider.Port, provider.process);
        return provider;
    }

    /// <summary>It sends people back here from now on, and no other Apollo.</summary>
    /// <param name="apollo">Where browsers find Apollo.</param>
    /// <param name="id">The provider's id in Apollo's configuration.</param>
    public Task ServeAsync(Uri apollo, string id) =>
        SetAsync(
            new
            {
                redirects = new[] { new Uri(apollo, $"api/session/oidc/{id}/callback") },
                signedOut = new[] { apollo.AbsoluteUri },
            }
        );

    /// <summary>Whoever signs in from now on is that one.</summary>
    /// <param name="person">Claims, with <c>sub</c>.</param>
    public Task SetPersonAsync(object person) => SetAsync(new { person });

    /// <summary>Changes what it does from now on: <c>offset</c> of its clock in seconds, or <c>rotate</c>, by which it
    /// has other keys.</summary>
    public async Task SetAsync(object order)
    {
        using var answer = await http.PostAsJsonAsync(new Uri(Authority, "test"), order);
        answer.EnsureSuccessStatusCode();
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        http.Dispose();
        if (process is not null)
            await process.DisposeAsync();
    }

    /// <summary>Its packages, as its lock says, where they are not there yet.</summary>
    private static async Task InstallAsync(string folder)
    {
        await Installing.WaitAsync();
        try
        {
            if (File.Exists(Path.Combine(folder, "node_modules", ".package-lock.json")))
                return;
            await using var npm = await ServerProcess.StartAsync(
                Tool.Find("npm", "npm"),
                ["ci", "--prefix", folder, "--no-audit", "--no-fund", "--loglevel=error"]
            );
            await Eventually.IsTrueAsync(
                () => Task.FromResult(npm.HasExited),
                () => $"npm installs the provider. It said: {npm.Output}",
                TimeSpan.FromMinutes(2)
            );
            if (!File.Exists(Path.Combine(folder, "node_modules", ".package-lock.json")))
                throw new InvalidOperationException($"npm did not install the provider: {npm.Output}");
        }
        finally
        {
            Installing.Release();
        }
    }
}
