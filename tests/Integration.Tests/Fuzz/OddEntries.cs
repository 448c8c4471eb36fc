using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Apollo.Integration.Tests.Fuzz;

/// <summary>Writes garbage under the keys that a memcached holds: bytes, flags, halves and others' entries.</summary>
internal sealed class OddEntries(string endpoint, Odd odd, Faults faults)
{
    /// <summary>Spoils some of the entries there are.</summary>
    public async Task SpoilAsync()
    {
        using var client = new TcpClient();
        await client.ConnectAsync(IPEndPoint.Parse(endpoint));
        var stream = client.GetStream();
        var keys = await KeysAsync(stream);
        byte[] other = [];
        foreach (var key in keys.Where(_ => odd.In100(30)))
        {
            faults.Count();
            var held = await ReadAsync(stream, key);
            var entry = odd.Below(6) switch
            {
                0 => [],
                1 => held[..odd.Below(held.Length + 1)],
                2 => other,
                3 => Encoding.UTF8.GetBytes(odd.Text()),
                4 => [.. held.Select(sign => odd.In100(2) ? (byte)odd.Below(256) : sign)],
                _ => odd.Bytes(2000),
            };
            other = held;
            var head = string.Create(
                CultureInfo.InvariantCulture,
                $"set {key} {odd.Below(odd.In100(50) ? 4 : int.MaxValue)} 0 {entry.Length}\r\n"
            );
            await stream.WriteAsync((byte[])[.. Encoding.ASCII.GetBytes(head), .. entry, .. "\r\n"u8]);
            await LineAsync(stream);
        }
    }

    private static async Task<List<string>> KeysAsync(NetworkStream stream)
    {
        await stream.WriteAsync("lru_crawler metadump all\r\n"u8.ToArray());
        var keys = new List<string>();
        while (await LineAsync(stream) is { } line && line.StartsWith("key=", StringComparison.Ordinal))
            keys.Add(Uri.UnescapeDataString(line.Split(' ')[0][4..]));
        return keys;
    }

    private static async Task<byte[]> ReadAsync(NetworkStream stream, string key)
    {
        await stream.WriteAsync(Encoding.ASCII.GetBytes($"get {key}\r\n"));
        var head = await LineAsync(stream);
        if (!head.StartsWith("VALUE", StringComparison.Ordinal))
            return [];
        var value = new byte[int.Parse(head.Split(' ')[3], CultureInfo.InvariantCulture)];
        await stream.ReadExactlyAsync(value);
        await LineAsync(stream);
        await LineAsync(stream);
        return value;
    }

    private static async Task<string> LineAsync(NetworkStream stream)
    {
        var line = new List<byte>();
        var one = new byte[1];
        while (true)
        {
            await stream.ReadExactlyAsync(one);
            if (one[0] == (byte)'\n')
                return Encoding.ASCII.GetString([.. line]).TrimEnd('\r');
            line.Add(one[0]);
        }
    }
}
