using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;
using Apollo.Servers;

namespace Apollo.Memcached.Tests.Support;

/// <summary>Talks to memcached past the client, to see what it really holds.</summary>
internal static class RawMemcached
{
    /// <returns>The first line of the answer.</returns>
    public static async Task<string?> SayAsync(MemcachedServer server, string command)
    {
        using var client = new TcpClient();
        await client.ConnectAsync(IPAddress.Loopback, server.Port);
        await client.GetStream().WriteAsync(Encoding.ASCII.GetBytes(command + "\r\n"));
        using var reader = new StreamReader(client.GetStream(), Encoding.Latin1);
        using var limit = new CancellationTokenSource(Some.Patience);
        return await reader.ReadLineAsync(limit.Token);
    }

    /// <returns>How many seconds an entry still lives; -1 = for ever; null = it is not there.</returns>
    public static async Task<int?> SecondsLeftAsync(MemcachedServer server, string key) =>
        await SayAsync(server, $"mg {key} t") is ['H', 'D', ' ', 't', .. var seconds]
            ? int.Parse(seconds, CultureInfo.InvariantCulture)
            : null;
}
