using System.Net;
using System.Net.Sockets;

namespace Apollo.Servers;

/// <summary>Ports on the loopback address that nobody listens on.</summary>
public static class FreePort
{
    /// <summary>
    /// One free port. Another process could take it before it is used; servers then fail to start, loudly.
    /// </summary>
    public static int Next()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    /// <summary>Waits until something accepts connections on a port.</summary>
    public static async Task WaitAsync(int port, ServerProcess server, CancellationToken cancellation = default)
    {
        string Unheard() => $"{server.Name} did not listen on port {port}. It said: {server.Output}";
        await Eventually.IsTrueAsync(
            async () =>
            {
                try
                {
                    using var client = new TcpClient();
                    await client.ConnectAsync(IPAddress.Loopback, port, cancellation);
                    return true;
                }
                catch (SocketException error) when (server.HasExited)
                {
                    throw new InvalidOperationException(Unheard(), error);
                }
                catch (SocketException)
                {
                    return false;
                }
            },
            Unheard
        );
    }
}
