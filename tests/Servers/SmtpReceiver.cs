using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Apollo.Servers;

/// <summary>A mail as it came over the wire.</summary>
/// <param name="From">Envelope: from whom.</param>
/// <param name="To">Envelope: to whom.</param>
/// <param name="Text">Headers and body.</param>
public sealed record ReceivedMail(string From, IReadOnlyList<string> To, string Text)
{
    /// <summary>The line of its Message-ID.</summary>
    public string Id =>
        Text.Split('\n').First(line => line.StartsWith("Message-Id", StringComparison.OrdinalIgnoreCase));

    /// <summary>Itself, as it can be read by a program for mails.</summary>
    public Stream Open() => new MemoryStream(Encoding.UTF8.GetBytes(Text));
}

/// <summary>A real SMTP server on loopback that keeps what it takes.</summary>
public sealed class SmtpReceiver : IAsyncDisposable
{
    private readonly TcpListener listener = new(IPAddress.Loopback, 0);
    private readonly ConcurrentQueue<ReceivedMail> mails = new();
    private readonly CancellationTokenSource stopping = new();
    private readonly Task work;

    public SmtpReceiver()
    {
        listener.Start();
        work = AcceptAsync();
    }

    public int Port => ((IPEndPoint)listener.LocalEndpoint).Port;

    /// <summary>What it took, oldest first.</summary>
    public IReadOnlyList<ReceivedMail> Mails => [.. mails];

    /// <summary>What it answers to a line; null = as a server that takes everything.</summary>
    public Func<string, string?> Answer { get; set; } = _ => null;

    /// <summary>What a client showed to sign in: the line of AUTH.</summary>
    public string? SignedInBy { get; private set; }

    public async ValueTask DisposeAsync()
    {
        await stopping.CancelAsync();
        listener.Stop();
        await work;
        stopping.Dispose();
    }

    private async Task AcceptAsync()
    {
        var talks = new List<Task>();
        try
        {
            while (true)
                talks.Add(TalkAsync(await listener.AcceptTcpClientAsync(stopping.Token)));
        }
        catch (Exception error) when (error is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            await Task.WhenAll(talks);
        }
    }

    private async Task TalkAsync(TcpClient client)
    {
        using var _ = client;
        try
        {
            await using var stream = client.GetStream();
            using var reader = new StreamReader(stream, Encoding.UTF8);
            await using var writer = new StreamWriter(stream, new UTF8Encoding(false))
            {
                NewLine = "\r\n",
                AutoFlush = true,
            };
            await writer.WriteLineAsync("220 receiver ESMTP");
            var (from, to) = ("", new List<string>());
            while (await reader.ReadLineAsync(stopping.Token) is { } line)
            {
                var verb = line.Split(' ', ':')[0].ToUpperInvariant();
                if (verb == "AUTH")
                    SignedInBy = line;
                if (Answer(line) is { } answer)
                {
                    await writer.WriteLineAsync(answer);
                    continue;
                }
                if (verb == "MAIL")
                    (from, to) = (AddressIn(line), []);
                else if (verb == "RCPT")
                    to.Add(AddressIn(line));
                await writer.WriteLineAsync(
                    verb switch
                    {
                        "EHLO" => "250-receiver\r\n250-AUTH PLAIN XOAUTH2\r\n250-8BITMIME\r\n250 SMTPUTF8",
                        "DATA" => "354 go on",
                        "AUTH" => "235 welcome",
                        "QUIT" => "221 bye",
                        _ => "250 ok",
                    }
                );
                if (verb == "QUIT")
                    return;
                if (verb == "DATA")
                {
                    mails.Enqueue(new ReceivedMail(from, to, await TextAsync(reader)));
                    await writer.WriteLineAsync(Answer("sent") ?? "250 taken");
                }
            }
        }
        catch (Exception error) when (error is IOException or OperationCanceledException)
        {
            // The client went away.
        }
    }

    private async Task<string> TextAsync(StreamReader reader)
    {
        var text = new StringBuilder();
        while (await reader.ReadLineAsync(stopping.Token) is { } line && line != ".")
            text.Append(line.StartsWith('.') ? line[1..] : line).Append("\r\n");
        return text.ToString();
    }

    private static string AddressIn(string line) =>
        line[(line.IndexOf('<', StringComparison.Ordinal) + 1)..line.IndexOf('>', StringComparison.Ordinal)];
}
