using System.Globalization;
using Apollo.Grains.Catalogue;
using Apollo.Servers;
using Apollo.Web.Embedded;
using Apollo.Web.Hosting;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Apollo.Integration.Tests.Support;

/// <summary>
/// The whole of Apollo, with its real host on a free loopback port, inside the test's own process: so that a test can
/// give it a catalogue of its own.
/// </summary>
internal sealed class ApolloInside : IAsyncDisposable
{
    private readonly ScratchFolder folder = new();
    private WebApplication app = null!;

    private ApolloInside() { }

    /// <summary>Where a browser finds it.</summary>
    public Uri Address { get; } =
        new(string.Create(CultureInfo.InvariantCulture, $"http://localhost:{FreePort.Next()}"));

    /// <summary>What the host is made of.</summary>
    public IServiceProvider Services => app.Services;

    /// <summary>Starts one.</summary>
    /// <param name="catalogue">Its KPIs.</param>
    /// <param name="settings">Configuration, keys as in appsettings: <c>Apollo:Desks:0:Id</c>.</param>
    public static async Task<ApolloInside> StartAsync(
        KpiCatalogue catalogue,
        IReadOnlyDictionary<string, string> settings
    )
    {
        var apollo = new ApolloInside();
        var builder = WebApplication.CreateBuilder();
        builder.Configuration.AddInMemoryCollection(
            settings
                .Append(new("urls", apollo.Address.ToString()))
                .Append(new("Apollo:DataFolder", apollo.folder.Path))
                .ToDictionary(setting => setting.Key, setting => (string?)setting.Value)
        );
        builder.Services.AddSingleton(catalogue);
        apollo.app = await WebHosting.BuildAsync(builder, EmbeddedSilo.AddAsync);
        await apollo.app.StartAsync();
        return apollo;
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await app.DisposeAsync();
        folder.Dispose();
    }
}
