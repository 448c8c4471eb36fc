using System.Net;
using System.Net.Sockets;

namespace Apollo.Servers;

/// <summary>
/// A line between a browser and a server that a test can cut: while it is cut nothing passes in either direction and no
/// connection is closed, as with a pulled cable. Healed, what waited passes on.
/// </summary>
public sealed class CutLine : IAsyncDisposable
{
    private readonly CancellationTokenSource stopping = new();
    private readonly TcpListener listener = new(IPAddress.Loopback, 0);
    private readonly int target;
    private volatile TaskCompletionSource whole = Whole();

    private CutLine(int target)
    {
        this.target = target;
        listener.Start();
        Address = new Uri($"http://localhost:{((IPEndPoint)listener.LocalEndpoint).Port}");
    }

    /// <summary>Where a browser finds the server through the line.</summary>
    public Uri Address { get; }

    /// <summary>Lays a line to a port on 127.0.0.1.</summary>
    public static CutLine To(int port)
    {
        var line = new CutLine(port);
        _ = line.AcceptAsync();
        return line;
    }

    /// <summary>Nothing passes any more.</summary>
    public void Cut() => whole = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>What waited passes, and all that comes.</summary>
    public void Heal() => whole.TrySetResult();

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await stopping.CancelAsync();
        listener.Dispose();
        stopping.Dispose();
    }

    private static TaskCompletionSource Whole()
    {
        var now = new TaskCompletionSource();
        now.SetResult();
        return now;
    }

    private async Task AcceptAsync()
    {
        var stop = stopping.Token;
        try
        {
            while (!stop.IsCancellationRequested)
                _ = ServeAsync(await listener.AcceptTcpClientAsync(stop), stop);
        }
        catch (Exception error) when (error is OperationCanceledException or ObjectDisposedException or SocketException)
        {
            // The test is over.
        }
    }

    private async Task ServeAsync(TcpClient browser, CancellationToken stop)
    {
        try
        {
            using (browser)
            {
                await whole.Task.WaitAsync(stop);
                using var server = new TcpClient();
                await server.ConnectAsync(IPAddress.Loopback, target, stop);
                await Task.WhenAny(
                    PumpAsync(browser.GetStream(), server.GetStream(), stop),
                    PumpAsync(server.GetStream(), browser.GetStream(), stop)
                );
            }
        }
        catch (Exception error)
            when (error is OperationCanceledException or IOException or SocketException or ObjectDisposedException)
        {
            // One end closed, as ends do.
        }
    }

    private async Task PumpAsync(NetworkStream from, NetworkStream to, CancellationToken stop)
    {
        var buffer = new byte[64 * 1024];
        for (int count; (count = await from.ReadAsync(buffer, stop)) > 0; )
        {
            await whole.Task.WaitAsync(stop);
            await to.WriteAsync(buffer.AsMemory(0, count), stop);
        }
    }
}
