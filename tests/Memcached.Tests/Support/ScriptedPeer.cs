using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Threading.Channels;

namespace Apollo.Memcached.Tests.Support;

/// <summary>
/// A server that says what a test wants: for every line it hears, an answer, or silence where that is null.
/// </summary>
internal sealed class ScriptedPeer : IAsyncDisposable
{
    private readonly TcpListener listener = new(IPAddress.Loopback, 0);
    private readonly Channel<string> heard = Channel.CreateUnbounded<string>();
    private readonly CancellationTokenSource ended = new();
    private readonly Func<string, string?> answer;
    private readonly Task accepting;
    private int connections;

    public ScriptedPeer(Func<string, string?> answer)
    {
        this.answer = answer;
        listener.Start();
        accepting = AcceptAsync();
    }

    public int Port => ((IPEndPoint)listener.LocalEndpoint).Port;

    public int Connections => Volatile.Read(ref connections);

    /// <summary>The next line it hears.</summary>
    public async Task<string> HearAsync()
    {
        using var limit = new CancellationTokenSource(Some.Patience);
        return await heard.Reader.ReadAsync(limit.Token);
    }

    /// <summary>The number of a command, as its answer has to repeat it: <c>O7</c>.</summary>
    public static string Number(string line) => line[(line.LastIndexOf(' ') + 1)..];

    public async ValueTask DisposeAsync()
    {
        await ended.CancelAsync();
        listener.Stop();
        await accepting;
        ended.Dispose();
    }

    private async Task AcceptAsync()
    {
        var talks = new List<Task>();
        try
        {
            while (true)
            {
                var client = await listener.AcceptTcpClientAsync(ended.Token);
                Interlocked.Increment(ref connections);
                talks.Add(TalkAsync(client));
            }
        }
        catch (Exception error) when (error is OperationCanceledException or SocketException)
        {
            await Task.WhenAll(talks);
        }
    }

    private async Task TalkAsync(TcpClient client)
    {
        using (client)
        {
            try
            {
                using var reader = new StreamReader(client.GetStream(), Encoding.Latin1);
                while (await reader.ReadLineAsync(ended.Token) is { } line)
                {
                    heard.Writer.TryWrite(line);
                    if (answer(line) is { } words)
                        await client.GetStream().WriteAsync(Encoding.Latin1.GetBytes(words), ended.Token);
                }
            }
            catch (Exception error) when (error is OperationCanceledException or IOException)
            {
                // The client or the test is done.
            }
        }
    }
}
