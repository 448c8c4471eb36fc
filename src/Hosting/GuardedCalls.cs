using System.Net;
using System.Net.Sockets;

namespace Apollo.Hosting;

/// <summary>
/// Lets calls go only to public addresses. A host is looked up once for a connection, and the connection goes to the
/// address that was looked at: a name cannot lead elsewhere in between. Through a proxy, which looks names up itself,
/// the name is looked at beforehand where it can be.
/// </summary>
internal sealed class GuardedCalls : DelegatingHandler
{
    public GuardedCalls(SocketsHttpHandler inner)
        : base(inner) => inner.ConnectCallback = ConnectAsync;

    protected override async Task<HttpResponseMessage> SendAsync(
        HttpRequestMessage request,
        CancellationToken cancellationToken
    )
    {
        if (request.RequestUri is not { Scheme: "http" or "https" } url)
            throw new HttpRequestException("Only http and https are called.");
        if (IPAddress.TryParse(url.DnsSafeHost, out var address))
            Require(url.Host, [address]);
        return await base.SendAsync(request, cancellationToken);
    }

    private static async ValueTask<Stream> ConnectAsync(
        SocketsHttpConnectionContext context,
        CancellationToken cancellation
    )
    {
        var (end, asked) = (context.DnsEndPoint, context.InitialRequestMessage.RequestUri!);
        var isDirect =
            end.Port == asked.Port && string.Equals(end.Host, asked.IdnHost, StringComparison.OrdinalIgnoreCase);
        if (!isDirect)
            await RequireNameAsync(asked, cancellation);
        var addresses = await Dns.GetHostAddressesAsync(end.Host, cancellation);
        if (isDirect)
            Require(asked.Host, addresses);
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(addresses, end.Port, cancellation);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    /// <summary>What the proxy is to call. A name that only the proxy knows is the proxy's to guard.</summary>
    private static async Task RequireNameAsync(Uri asked, CancellationToken cancellation)
    {
        try
        {
            Require(asked.Host, await Dns.GetHostAddressesAsync(asked.IdnHost, cancellation));
        }
        catch (SocketException)
        {
            // Not known here.
        }
    }

    private static void Require(string host, IPAddress[] addresses)
    {
        // One among several is enough: which one is called is not ours to say.
        if (addresses.Any(PrivateAddress.Is))
            throw new ForbiddenAddressException(host);
    }
}

/// <summary>Addresses of this machine, of private networks, and those that are nobody's.</summary>
internal static class PrivateAddress
{
    private static readonly IPNetwork[] Networks =
    [
        .. new[]
        {
            "0.0.0.0/8",
            "10.0.0.0/8",
            "100.64.0.0/10",
            "127.0.0.0/8",
            "169.254.0.0/16",
            "172.16.0.0/12",
            "192.0.0.0/24",
            "192.168.0.0/16",
            "198.18.0.0/15",
            "224.0.0.0/3",
            "::/127",
            "fc00::/7",
            "fe80::/9",
            "ff00::/8",
        }.Select(IPNetwork.Parse),
    ];

    // Addresses of the older kind in those of the newer: where they begin, and what stands before.
    private static readonly (IPNetwork Network, int At)[] Wrapped =
    [
        (IPNetwork.Parse("::ffff:0:0/96"), 12),
        (IPNetwork.Parse("::/96"), 12),
        (IPNetwork.Parse("64:ff9b::/96"), 12),
        (IPNetwork.Parse("2002::/16"), 2),
    ];

    /// <summary>Whether an address is one of them.</summary>
    public static bool Is(IPAddress address)
    {
        if (Networks.Any(network => network.Contains(address)))
            return true;
        var bytes = address.GetAddressBytes();
        return bytes.Length == 16
            && Wrapped.Any(one => one.Network.Contains(address) && Is(new IPAddress(bytes.AsSpan(one.At, 4))));
    }
}
