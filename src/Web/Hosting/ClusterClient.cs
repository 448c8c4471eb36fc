using System.Net;
using System.Net.Sockets;
using Apollo.Hosting;
using Orleans.Configuration;
using Orleans.Messaging;

namespace Apollo.Web.Hosting;

/// <summary>The web as an Orleans client of a silo in another process: it holds no credentials of any ITSM.</summary>
internal static class ClusterClient
{
    /// <summary>Connects to the gateway at <c>Apollo:Cluster:Gateway</c> (<c>host:port</c>).</summary>
    /// <exception cref="ConfigurationException">It is no host and port.</exception>
    public static void AddClusterClient(this WebApplicationBuilder builder, string gateway)
    {
        var colon = gateway.LastIndexOf(':');
        if (colon <= 0 || !ushort.TryParse(gateway.AsSpan(colon + 1), out var port) || port == 0)
            throw new ConfigurationException(
                $"Apollo:Cluster:Gateway '{gateway}' is no host:port, such as silo:30000."
            );
        builder.Host.UseOrleansClient(client =>
        {
            client.Services.AddSingleton<IGatewayListProvider>(new NamedGateway(gateway[..colon], port));
            client.Configure<ClusterOptions>(options => options.ClusterId = options.ServiceId = ClusterName.Value);
            client.Configure<GatewayOptions>(options => options.GatewayListRefreshPeriod = TimeSpan.FromSeconds(2));
            // The silo may start later than the web, or go and come back: asked for ever.
            client.UseConnectionRetryFilter(
                async (_, cancellation) =>
                {
                    await Task.Delay(TimeSpan.FromSeconds(1), cancellation)
                        .ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
                    return !cancellation.IsCancellationRequested;
                }
            );
        });
    }

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
