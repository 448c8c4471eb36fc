using System.Net;
using System.Net.Sockets;

namespace Apollo.Servers;

/// <summary>Ports on the loopback address that nobody listens on.</summary>
public static class FreePort
{
    // Below those that the system gives to outgoing connections and to whoever asks for any: a server that is stopped
    // for a while finds its port free again.
    private const int First = 12_000;
    private const int Count = 20_000;
    private static int given = Environment.ProcessId * 97 % Count;

    /// <summary>
    /// One free port, each once in a process. Another process could take it before it is used; servers then fail to
    /// start, loudly.
    /// </summary>
    public static int Next()
    {
        for (var tries = 0; tries < Count; tries++)
        {
            var port = First + (int)((uint)Interlocked.Increment(ref given) % Count);
            if (IsFree(port))
                return port;
        }
        throw new InvalidOperationException($"All ports from {First} to {First + Count - 1} are taken.");
    }

    private static bool IsFree(int port)
    {
        using var listener = new TcpListener(IPAddress.Loopback, port);
        try
        {
            listener.Start();
            return true;
        }
        catch (SocketException taken) when (taken.SocketErrorCode == SocketError.AddressAlreadyInUse)
        {
            return false;
        }
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
