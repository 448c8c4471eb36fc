using System.Buffers;
using System.Net.WebSockets;
using System.Text;

namespace Apollo.Benchmarks.Push;

/// <summary>
/// A screen as cheap as can be, so that the load does not measure itself: one raw WebSocket with the JSON hub protocol.
/// Many messages can share one frame; each ends with the record separator 0x1e.
/// </summary>
internal sealed class RawScreen : IAsyncDisposable
{
    private readonly ClientWebSocket socket = new();

    public static async Task<RawScreen> OpenAsync(Uri hub, string? invocation, CancellationToken cancellation)
    {
        var screen = new RawScreen();
        await screen.socket.ConnectAsync(new UriBuilder(hub) { Scheme = "ws" }.Uri, cancellation);
        await screen.SendAsync("""{"protocol":"json","version":1}""", cancellation);
        if (invocation is not null)
            await screen.SendAsync(invocation, cancellation);
        return screen;
    }

    /// <summary>Hands every message to <paramref name="seen"/> until cancelled.</summary>
    public async Task ReadAsync(Action<ReadOnlySpan<byte>> seen, CancellationToken cancellation)
    {
        var buffer = new byte[256 * 1024];
        var kept = 0;
        try
        {
            while (!cancellation.IsCancellationRequested)
            {
                var received = await socket.ReceiveAsync(buffer.AsMemory(kept), cancellation);
                if (received.MessageType == WebSocketMessageType.Close)
                    return;
                var end = kept + received.Count;
                var start = 0;
                for (int at; (at = buffer.AsSpan(start, end - start).IndexOf((byte)0x1e)) >= 0; start += at + 1)
                    seen(buffer.AsSpan(start, at));
                buffer.AsSpan(start, end - start).CopyTo(buffer);
                kept = end - start;
            }
        }
        catch (Exception error) when (error is OperationCanceledException or WebSocketException)
        {
            // The run is over.
        }
    }

    public ValueTask DisposeAsync()
    {
        socket.Dispose();
        return ValueTask.CompletedTask;
    }

    private Task SendAsync(string json, CancellationToken cancellation) =>
        socket.SendAsync(Encoding.UTF8.GetBytes(json + "\u001e"), WebSocketMessageType.Text, true, cancellation);
}
