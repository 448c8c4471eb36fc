using System.Text;
using Apollo.Servers;

namespace Apollo.Memcached.Tests.Support;

internal static class Some
{
    /// <summary>Far more than a healthy server needs, so that a busy machine fails no test.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    public static MemcachedOptions Options(params IEnumerable<int> ports) =>
        new()
        {
            Servers = [.. ports.Select(port => ("127.0.0.1", port))],
            ConnectTimeout = Patience,
            Timeout = Patience,
            RetryAfter = TimeSpan.Zero,
        };

    public static MemcachedCache Cache(params MemcachedServer[] servers) =>
        new(Options(servers.Select(server => server.Port)), TimeProvider.System);

    public static byte[] Bytes(string text) => Encoding.UTF8.GetBytes(text);

    public static string Key() => $"test:{Guid.NewGuid():N}";

    /// <summary>Bytes that look like protocol, line ends and all.</summary>
    public static byte[] Bytes(int size, int seed = 1)
    {
        var bytes = new byte[size];
        new Random(seed).NextBytes(bytes);
        Bytes("\r\nEN\r\nVA 3 f0\r\n").AsSpan(0, Math.Min(15, size)).CopyTo(bytes);
        return bytes;
    }

    /// <summary>Tries until the cache answers again, as callers do.</summary>
    public static async Task<byte[]?> GetOnceBackAsync(MemcachedCache cache, string key)
    {
        using var limit = new CancellationTokenSource(Patience);
        while (true)
        {
            try
            {
                return await cache.GetAsync(key, limit.Token);
            }
            catch (CacheUnavailableException) when (!limit.IsCancellationRequested)
            {
                await Task.Yield();
            }
        }
    }
}
