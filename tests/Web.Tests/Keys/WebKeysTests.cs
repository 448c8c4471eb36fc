using System.Collections.Immutable;
using System.Reflection;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Apollo.Hosting;
using Apollo.Model;
using Apollo.Servers;
using Apollo.Web.Keys;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Apollo.Web.Tests.Keys;

/// <summary>The keys of several webs in one store.</summary>
public sealed class WebKeysTests : IDisposable
{
    private const string Text = "what the browser keeps";
    private readonly ScratchFolder folder = new();
    private readonly KeptKeys kept = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task What_one_web_protects_each_other_opens_begun_at_once_or_later()
    {
        var file = KeyFile("same");
        var webs = await Task.WhenAll(StartAsync("File", file), StartAsync("File", file));
        var later = await StartAsync("File", file);
        Assert.Single(kept.All);
        var text = Protector(webs[0]).Protect(Text);
        foreach (var web in (IHost[])[.. webs, later])
        {
            Assert.Equal(Text, Protector(web).Unprotect(text));
            web.Dispose();
        }
        Assert.DoesNotContain("<", kept.All[0].Sealed, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Another_file_opens_nothing_and_begins_keys_of_its_own()
    {
        using var one = await StartAsync("File", KeyFile("one"));
        using var other = await StartAsync("File", KeyFile("other"));
        Assert.Equal(2, kept.All.Length);
        Assert.Throws<CryptographicException>(() => Protector(other).Unprotect(Protector(one).Protect(Text)));
        Assert.Equal(Text, Protector(other).Unprotect(Protector(other).Protect(Text)));
    }

    [Fact]
    public async Task A_certificate_seals_as_well()
    {
        using var rsa = RSA.Create(2048);
        using var certificate = new CertificateRequest(
            "CN=keys",
            rsa,
            HashAlgorithmName.SHA256,
            RSASignaturePadding.Pkcs1
        ).CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(1));
        var file = folder.File("keys.pfx");
        await File.WriteAllBytesAsync(file, certificate.Export(X509ContentType.Pkcs12, "a password"));
        using var one = await StartAsync("Certificate:Path", file, "a password");
        using var other = await StartAsync("Certificate:Path", file, "a password");
        Assert.Equal(Text, Protector(other).Unprotect(Protector(one).Protect(Text)));
        await Assert.ThrowsAsync<ConfigurationException>(() => StartAsync("Certificate:Path", file, "another"));
    }

    [Fact]
    public async Task A_web_is_not_ready_while_the_store_is_away_and_goes_on_by_itself()
    {
        kept.IsAway = true;
        using var web = Build("File", KeyFile("same"), null);
        await web.StartAsync();
        var keys = web.Services.GetRequiredService<WebKeys>();
        await Eventually.IsTrueAsync(() => kept.Asked > 1, "the store is asked again.");
        Assert.False(keys.AreLoaded);
        kept.IsAway = false;
        await Eventually.IsTrueAsync(() => keys.AreLoaded, "the keys are there.");
    }

    [Fact]
    public void Webs_of_a_cluster_need_a_file_that_all_of_them_have()
    {
        var builder = WebApplication.CreateBuilder();
        builder.Configuration["Apollo:Cluster:Gateway"] = "silo:30000";
        Assert.Contains(
            "Keys:File",
            Assert.Throws<ConfigurationException>(() => KeySeal.Read(builder)).Message,
            default
        );
        builder.Configuration["Apollo:Keys:File"] = KeyFile("short", 31);
        Assert.Contains(
            "31 bytes",
            Assert.Throws<ConfigurationException>(() => KeySeal.Read(builder)).Message,
            default
        );
    }

    private string KeyFile(string name, int bytes = 32)
    {
        var file = folder.File(name);
        File.WriteAllBytes(file, RandomNumberGenerator.GetBytes(bytes));
        return file;
    }

    private async Task<IHost> StartAsync(string key, string file, string? password = null)
    {
        var web = Build(key, file, password);
        await web.StartAsync();
        var keys = web.Services.GetRequiredService<WebKeys>();
        await Eventually.IsTrueAsync(() => keys.AreLoaded, "the keys are there.");
        return web;
    }

    private WebApplication Build(string key, string file, string? password)
    {
        var builder = WebApplication.CreateBuilder();
        builder.Logging.ClearProviders();
        builder.Configuration["urls"] = "http://127.0.0.1:0";
        builder.Configuration[$"Apollo:Keys:{key}"] = file;
        builder.Configuration["Apollo:Keys:Certificate:Password"] = password;
        builder.Services.AddSingleton(TimeProvider.System);
        builder.Services.AddSingleton(OneGrain.Of(kept));
        builder.AddWebKeys();
        return builder.Build();
    }

    private static IDataProtector Protector(IHost web) =>
        web.Services.GetRequiredService<IDataProtectionProvider>().CreateProtector("test");

    /// <summary>The store's keys.</summary>
    private sealed class KeptKeys : IKeysGrain
    {
        private readonly Lock gate = new();

        public ImmutableArray<WebKey> All { get; private set; } = [];

        public bool IsAway { get; set; }

        public int Asked { get; private set; }

        Task<ImmutableArray<WebKey>> IKeysGrain.All(CancellationToken cancellation)
        {
            Asked++;
            return IsAway ? Task.FromException<ImmutableArray<WebKey>>(new StoreException()) : Task.FromResult(All);
        }

        public Task<bool> Add(WebKey key, int known, CancellationToken cancellation)
        {
            lock (gate)
            {
                if (All.Length != known)
                    return Task.FromResult(false);
                All = All.Add(key);
                return Task.FromResult(true);
            }
        }
    }

    /// <summary>A grain factory that knows one grain.</summary>
    public class OneGrain : DispatchProxy
    {
        private object grain = null!;

        internal static IGrainFactory Of(object grain)
        {
            var factory = Create<IGrainFactory, OneGrain>();
            ((OneGrain)(object)factory).grain = grain;
            return factory;
        }

        /// <inheritdoc/>
        protected override object? Invoke(MethodInfo? targetMethod, object?[]? args) => grain;
    }
}
