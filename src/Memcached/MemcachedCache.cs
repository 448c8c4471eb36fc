using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Caching.Distributed;

namespace Apollo.Memcached;

/// <summary>
/// memcached as a standard distributed cache, over its meta commands: small, pipelined, several servers by consistent
/// hashing. A server that is away is an exception, never a miss. EnyimMemcachedCore could take its place by one
/// registration.
/// </summary>
public sealed class MemcachedCache : IMultiGetCache, IDisposable
{
    private const int KeyLimit = 250;
    private const long LongestRelative = 30 * 24 * 3600;
    private readonly MemcachedOptions options;
    private readonly TimeProvider time;
    private readonly MemcachedServerLink[] servers;
    private readonly HashRing ring;

    /// <summary>Connects to nothing yet.</summary>
    /// <exception cref="ArgumentException">There are no servers.</exception>
    public MemcachedCache(MemcachedOptions options, TimeProvider time)
    {
        if (options.Servers.Count == 0)
            throw new ArgumentException("memcached needs at least one server.", nameof(options));
        (this.options, this.time) = (options, time);
        servers =
        [
            .. options.Servers.Select(server => new MemcachedServerLink(server.Host, server.Port, options, time)),
        ];
        ring = new HashRing([.. servers.Select(server => server.Name)]);
    }

    /// <inheritdoc/>
    public IReadOnlyList<CacheServerHealth> Health => [.. servers.Select(server => server.Health)];

    /// <inheritdoc/>
    public async Task<IReadOnlyDictionary<string, byte[]>> GetManyAsync(
        IReadOnlyCollection<string> keys,
        CancellationToken cancellation
    )
    {
        var found = new Dictionary<string, byte[]>(keys.Count);
        var touches = new List<Task>();
        var reads = keys.Distinct()
            .Select(key => (Key: key, Safe: SafeKey(key)))
            .GroupBy(key => ring.ServerOf(key.Safe))
            .Select(async share =>
            {
                var asked = share.ToArray();
                return asked.Zip(
                    await servers[share.Key]
                        .AskAsync([.. asked.Select(key => MetaProtocol.Get(key.Safe))], cancellation)
                );
            });
        foreach (var (key, answer) in (await Task.WhenAll(reads)).SelectMany(pairs => pairs))
        {
            if (answer.Value is not { } stored)
                continue;
            (found[key.Key], var livesOn) = Sliding.Unpack(stored, answer.Flags, time.GetUtcNow());
            if (livesOn is { } seconds)
                touches.Add(AskAsync(key.Safe, MetaProtocol.Touch(key.Safe, Expiry(seconds)), "HD EN", cancellation));
        }
        await Task.WhenAll(touches);
        return found;
    }

    /// <inheritdoc/>
    public async Task<byte[]?> GetAsync(string key, CancellationToken token = default) =>
        (await GetManyAsync([key], token)).GetValueOrDefault(key);

    /// <inheritdoc/>
    /// <exception cref="ArgumentOutOfRangeException">The value is larger than the limit.</exception>
    public async Task SetAsync(
        string key,
        byte[] value,
        DistributedCacheEntryOptions options,
        CancellationToken token = default
    )
    {
        ArgumentNullException.ThrowIfNull(value);
        ArgumentNullException.ThrowIfNull(options);
        if (value.Length > this.options.ValueLimit)
            throw new ArgumentOutOfRangeException(
                nameof(value),
                $"The value of '{key}' has {value.Length:N0} bytes; the cache takes {this.options.ValueLimit:N0}."
            );
        var now = time.GetUtcNow();
        var sliding = options.SlidingExpiration is { } slides
            ? Math.Max(1, (long)Math.Ceiling(slides.TotalSeconds))
            : 0;
        var end = options.AbsoluteExpirationRelativeToNow is { } relative ? now + relative : options.AbsoluteExpiration;
        // memcached counts whole seconds: rounded up, and below 0 = over already.
        long? left = end is { } at
            ? at > now
                ? (long)Math.Ceiling((at - now).TotalSeconds)
                : -1
            : null;
        var seconds = sliding > 0 && (left is null || left > sliding) ? sliding : left ?? 0;
        var (stored, flags) = Sliding.Pack(value, sliding, end);
        await AskAsync(SafeKey(key), MetaProtocol.Set(SafeKey(key), stored, Expiry(seconds), flags), "HD", token);
    }

    /// <inheritdoc/>
    public Task RemoveAsync(string key, CancellationToken token = default) =>
        AskAsync(SafeKey(key), MetaProtocol.Delete(SafeKey(key)), "HD NF", token);

    /// <inheritdoc/>
    public Task RefreshAsync(string key, CancellationToken token = default) => GetAsync(key, token);

    /// <inheritdoc/>
    public byte[]? Get(string key) => GetAsync(key).GetAwaiter().GetResult();

    /// <inheritdoc/>
    public void Set(string key, byte[] value, DistributedCacheEntryOptions options) =>
        SetAsync(key, value, options).GetAwaiter().GetResult();

    /// <inheritdoc/>
    public void Refresh(string key) => RefreshAsync(key).GetAwaiter().GetResult();

    /// <inheritdoc/>
    public void Remove(string key) => RemoveAsync(key).GetAwaiter().GetResult();

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var server in servers)
            server.Dispose();
    }

    /// <summary>
    /// A key memcached takes: at most 250 printable bytes without spaces; any other is replaced by its hash.
    /// </summary>
    private static string SafeKey(string key)
    {
        ArgumentException.ThrowIfNullOrEmpty(key);
        return key.Length <= KeyLimit && key.All(sign => sign is > ' ' and < (char)127)
            ? key
            : "h:" + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(key)));
    }

    /// <summary>memcached takes more than 30 days for a Unix time.</summary>
    private long Expiry(long seconds) =>
        seconds <= LongestRelative ? seconds : time.GetUtcNow().ToUnixTimeSeconds() + seconds;

    private async Task AskAsync(string safeKey, Command command, string wanted, CancellationToken cancellation)
    {
        var server = servers[ring.ServerOf(safeKey)];
        var answer = (await server.AskAsync([command], cancellation))[0];
        if (!wanted.Contains(answer.Code, StringComparison.Ordinal))
            throw new CacheUnavailableException($"memcached {server.Name} answered {answer.Code}.");
    }
}
