using System.Net.WebSockets;
using System.Text;
using System.Text.Json;

namespace Apollo.Integration.Tests.Fuzz;

/// <summary>
/// Sends the hub frames that no screen sends: broken, oversized, of unknown methods, with thousands of topics.
/// </summary>
internal sealed class OddFrames(Uri address, IReadOnlyList<string> desks, Odd odd, Faults faults)
{
    private const char End = '\u001e';
    private static readonly string[] Topics =
    [
        "cards",
        "table:team",
        "rows:overdue",
        "calendar",
        "looks",
        "alerts",
        "table:",
        "rows:",
        ":",
    ];

    /// <summary>One connection with a few frames, until one side ends it.</summary>
    public async Task ConnectAsync()
    {
        using var socket = new ClientWebSocket();
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        var sent = new StringBuilder();
        try
        {
            await socket.ConnectAsync(new UriBuilder(address) { Scheme = "ws", Path = "/hubs/desk" }.Uri, limit.Token);
            if (odd.In100(90))
                await SendAsync(socket, """{"protocol":"json","version":1}""" + End, limit.Token);
            var hearing = HearAsync(socket, sent, limit.Token);
            for (var frames = odd.Below(8); frames >= 0 && socket.State == WebSocketState.Open; frames--)
            {
                faults.Count();
                var frame = Frame();
                sent.Append(frame.AsSpan(0, Math.Min(frame.Length, 300)));
                await SendAsync(socket, frame, limit.Token);
            }
            if (odd.In100(80) && socket.State == WebSocketState.Open)
                await socket.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, null, limit.Token);
            else
                socket.Abort();
            await hearing;
        }
        catch (WebSocketException)
        {
            // The server ended it: its right.
        }
        catch (OperationCanceledException)
        {
            faults.Add("a connection does not end", sent.ToString());
        }
    }

    private async Task HearAsync(ClientWebSocket socket, StringBuilder sent, CancellationToken cancellation)
    {
        var heard = new StringBuilder();
        var buffer = new byte[64 * 1024];
        try
        {
            while (
                await socket.ReceiveAsync(buffer, cancellation) is { MessageType: not WebSocketMessageType.Close } got
            )
            {
                heard.Append(Encoding.UTF8.GetString(buffer, 0, got.Count));
                if (heard.Length > 4 * 1024 * 1024)
                    heard.Clear();
            }
        }
        catch (Exception error)
            when (error is WebSocketException or OperationCanceledException or ObjectDisposedException)
        {
            // Ended by either side.
        }
        faults.Look(heard.ToString(), sent.ToString());
    }

    private string Frame() =>
        odd.Below(8) switch
        {
            0 => odd.Text() + End,
            1 => """{"type":1,"target":""" + JsonSerializer.Serialize(odd.ValidText()) + ""","arguments":[]}""" + End,
            2 => Watch(odd.ValidText(200), Enumerable.Range(0, odd.Below(5000)).Select(_ => odd.Of(Topics))),
            3 => Watch(odd.Of(desks), Enumerable.Range(0, odd.Below(6)).Select(_ => odd.Of(Topics))),
            4 => Watch(odd.Of(desks), Enumerable.Range(0, odd.Below(400)).Select(_ => odd.ValidText(100))),
            5 => """{"type":1,"invocationId":"1","target":"Watch","arguments":[null,{"a":[]},7]}""" + End,
            6 => "{\"type\":" + odd.Below(12) + ",\"invocationId\":\"1\",\"item\":{},\"error\":\"x\"}" + End,
            _ => new string('x', odd.Below(200_000)),
        };

    private static string Watch(string desk, IEnumerable<string> topics) =>
        JsonSerializer.Serialize(
            new
            {
                type = 1,
                invocationId = "1",
                target = "Watch",
                arguments = new object[] { desk, topics.ToArray() },
            }
        ) + End;

    private async Task SendAsync(ClientWebSocket socket, string text, CancellationToken cancellation) =>
        await socket.SendAsync(
            Encoding.UTF8.GetBytes(text),
            odd.In100(90) ? WebSocketMessageType.Text : WebSocketMessageType.Binary,
            endOfMessage: true,
            cancellation
        );
}
