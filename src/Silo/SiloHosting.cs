using System.Net;
using System.Net.Sockets;
using Apollo.Grains;
using Apollo.Grains.Backfill;
using Apollo.Grains.Configuration;
using Apollo.Grains.Delivery;
using Apollo.Grains.Store;
using Apollo.Hosting;
using Orleans.Configuration;

namespace Apollo.Silo;

/// <summary>Hosts a silo: alone in <c>src/Silo</c>, or inside the web.</summary>
public static class SiloHosting
{
    /// <summary>Adds a silo with the desks of the configuration.</summary>
    /// <param name="builder">Host.</param>
    /// <param name="alone">True: other processes connect to it, at <c>Apollo:Cluster:GatewayPort</c>. False: it serves
    /// only this process.</param>
    /// <returns>The desks it runs.</returns>
    /// <exception cref="ConfigurationException">A key is wrong.</exception>
    public static DeskList AddApolloSilo(this WebApplicationBuilder builder, bool alone)
    {
        var configuration = builder.Configuration;
        var desks = DeskList.Read(configuration, builder.Services.AddApolloKpis(), DemoFile(builder));
        var store = Store(builder);
        var delivery = Delivery(builder);
        builder.AddSharedCache();
        builder.Host.UseOrleans(silo =>
        {
            if (alone)
            {
                var address = Address(configuration);
                if (!IPAddress.IsLoopback(address) && !Loopback.IsOpen(configuration))
                    throw new ConfigurationException(
                        $"Apollo:Cluster:Address '{address}' is open to the network: whoever reaches it is trusted. "
                            + "Set Apollo:OpenToNetwork=true on purpose."
                    );
                var port = configuration.GetValue("Apollo:Cluster:SiloPort", 11111);
                silo.UseDevelopmentClustering(new IPEndPoint(address, port));
                silo.ConfigureEndpoints(
                    address,
                    port,
                    configuration.GetValue("Apollo:Cluster:GatewayPort", 30000),
                    listenOnAnyHostAddress: !IPAddress.IsLoopback(address)
                );
            }
            else
            {
                var port = FreePort();
                silo.UseDevelopmentClustering(new IPEndPoint(IPAddress.Loopback, port));
                // Nobody connects from outside: no gateway is opened.
                silo.ConfigureEndpoints(IPAddress.Loopback, port, 0);
            }
            silo.Configure<ClusterOptions>(options => options.ClusterId = options.ServiceId = ClusterName.Value);
            silo.Services.AddSingleton(new BackfillSettings(configuration.GetValue("Apollo:Backfill", true)));
            silo.Services.AddSingleton(delivery);
            silo.AddApolloGrains(desks);
            silo.AddApolloStore(store);
        });
        return desks;
    }

    /// <summary>The store of the configuration; a file in the data folder where none is named.</summary>
    /// <exception cref="ConfigurationException">A key is wrong.</exception>
    public static StoreSettings Store(WebApplicationBuilder builder) =>
        StoreSettings.Read(builder.Configuration, Path.Combine(DataFolder.Of(builder), "apollo.db"));

    /// <summary>How what is told leaves Apollo.</summary>
    /// <exception cref="ConfigurationException">A key is wrong.</exception>
    private static DeliverySettings Delivery(WebApplicationBuilder builder)
    {
        var calls = OutgoingCalls.Read(builder.Configuration);
        var allowPrivate = builder.Configuration.GetValue("Apollo:Webhooks:AllowPrivate", false);
        var seal = KeySeal.Read(builder);
        return new DeliverySettings
        {
            Calls = calls.Handler,
            IsTrusted = calls.IsTrusted,
            Guarded = () => calls.Guarded(allowPrivate),
            Seal = seal.Seal,
            Unseal = text => seal.TryOpen(text, out var opened) ? opened : null,
        }.Read(builder.Configuration);
    }

    /// <summary>SQLite file of the demo desk's ITSM.</summary>
    public static string DemoFile(WebApplicationBuilder builder) =>
        Path.Combine(DataFolder.Of(builder), "demo-itsm.db");

    private static IPAddress Address(IConfiguration configuration)
    {
        var text = configuration["Apollo:Cluster:Address"];
        if (string.IsNullOrEmpty(text))
            return IPAddress.Loopback;
        if (IPAddress.TryParse(text, out var address))
            return address;
        try
        {
            // A name, as in a container network: the address this host has there.
            return Dns.GetHostAddresses(text, AddressFamily.InterNetwork)[0];
        }
        catch (Exception error) when (error is SocketException or IndexOutOfRangeException)
        {
            throw new ConfigurationException(
                $"Apollo:Cluster:Address '{text}' is neither an address nor a known host name."
            );
        }
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
