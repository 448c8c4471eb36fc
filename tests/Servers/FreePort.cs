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
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        limit.CancelAfter(TimeSpan.FromSeconds(60));
        while (true)
        {
            try
            {
                using var client = new TcpClient();
                await client.ConnectAsync(IPAddress.Loopback, port, limit.Token);
                return;
            }
            catch (Exception error) when (error is SocketException or OperationCanceledException)
            {
                if (server.HasExited || limit.IsCancellationRequested)
                    throw new InvalidOperationException(
                        $"{server.Name} did not listen on port {port}. It said: {server.Output}",
                        error
                    );
                await Task.Delay(50, CancellationToken.None);
            }
        }
    }
}
