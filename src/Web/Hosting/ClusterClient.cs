using System.Net;
using System.Net.Sockets;
using Apollo.Hosting;
using Orleans.Configuration;
using Orleans.Messaging;

namespace Apollo.Web.Hosting;

/// <summary>The web as an Orleans client of a silo in another process: it holds no credentials of any ITSM.</summary>
internal static class ClusterClient
{
    /// <summary>
    /// Connects to the gateway at <c>Apollo:Cluster:Gateway</c> (<c>host:port</c>), beside the start of the web: it
    /// listens, and says what it waits for, while the silo is away.
    /// </summary>
    /// <exception cref="ConfigurationException">It is no host and port.</exception>
    public static void AddClusterClient(this WebApplicationBuilder builder, string gateway)
    {
        var colon = gateway.LastIndexOf(':');
        if (colon <= 0 || !ushort.TryParse(gateway.AsSpan(colon + 1), out var port) || port == 0)
            throw new ConfigurationException(
                $"Apollo:Cluster:Gateway '{gateway}' is no host:port, such as silo:30000."
            );
        var others = builder.Services.Where(IsHosted).ToHashSet();
        builder.Host.UseOrleansClient(client =>
        {
            client.Services.AddSingleton<IGatewayListProvider>(new NamedGateway(gateway[..colon], port));
            client.Configure<ClusterOptions>(options => options.ClusterId = options.ServiceId = ClusterName.Value);
            client.Configure<GatewayOptions>(options => options.GatewayListRefreshPeriod = TimeSpan.FromSeconds(2));
            client.Services.AddSingleton<IClientConnectionRetryFilter, SiloConnection.AskedForEver>();
        });
        // Orleans would hold up the start of the web, its port too, until a silo answers.
        foreach (
            var waiting in builder.Services.Where(service => IsHosted(service) && !others.Contains(service)).ToList()
        )
            builder.Services.Remove(waiting);
        builder.Services.AddHostedService<SiloConnection>();
    }

    private static bool IsHosted(ServiceDescriptor service) => service.ServiceType == typeof(IHostedService);

    /// <summary>
    /// A gateway by name, looked up again at each refresh: a container that restarts may have another address.
    /// </summary>
    private sealed class NamedGateway(string host, int port) : IGatewayListProvider
    {
        public TimeSpan MaxStaleness => TimeSpan.FromSeconds(2);

        public bool IsUpdatable => true;

        public Task InitializeGatewayListProvider() => Task.CompletedTask;

        public async Task<IList<Uri>> GetGateways()
        {
            try
            {
                var addresses = await Dns.GetHostAddressesAsync(host, AddressFamily.InterNetwork);
                return [.. addresses.Select(address => SiloAddress.New(address, port, 0).ToGatewayUri())];
            }
            catch (SocketException)
            {
                return [];
            }
        }
    }
}
