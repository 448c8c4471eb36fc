using Microsoft.Extensions.Caching.Distributed;
using Microsoft.Extensions.Caching.Memory;
using Microsoft.Extensions.Internal;
using Microsoft.Extensions.Options;

namespace Apollo.Memcached;

/// <summary>The cache of a single process, used where no memcached is configured.</summary>
/// <param name="time">The clock that ends entries.</param>
public sealed class InProcessCache(TimeProvider time) : IMultiGetCache
{
    private readonly MemoryDistributedCache inner = new(
        Options.Create(new MemoryDistributedCacheOptions { Clock = new Clock(time), SizeLimit = 256 * 1024 * 1024 })
    );

    /// <inheritdoc/>
    public IReadOnlyList<CacheServerHealth> Health { get; } = [new("in-process", true, null, null)];

    /// <inheritdoc/>
    public async Task<IReadOnlyDictionary<string, byte[]>> GetManyAsync(
        IReadOnlyCollection<string> keys,
        CancellationToken cancellation
    )
    {
        cancellation.ThrowIfCancellationRequested();
        var found = new Dictionary<string, byte[]>(keys.Count);
        foreach (var key in keys)
            if (await inner.GetAsync(key, cancellation) is { } value)
                found[key] = value;
        return found;
    }

    /// <inheritdoc/>
    public byte[]? Get(string key) => inner.Get(key);

    /// <inheritdoc/>
    public Task<byte[]?> GetAsync(string key, CancellationToken token = default) =>
        token.IsCancellationRequested ? Task.FromCanceled<byte[]?>(token) : inner.GetAsync(key, token);

    /// <inheritdoc/>
    public void Refresh(string key) => inner.Refresh(key);

    /// <inheritdoc/>
    public Task RefreshAsync(string key, CancellationToken token = default) => inner.RefreshAsync(key, token);

    /// <inheritdoc/>
    public void Remove(string key) => inner.Remove(key);

    /// <inheritdoc/>
    public Task RemoveAsync(string key, CancellationToken token = default) => inner.RemoveAsync(key, token);

    /// <inheritdoc/>
    public void Set(string key, byte[] value, DistributedCacheEntryOptions options) => inner.Set(key, value, options);

    /// <inheritdoc/>
    public Task SetAsync(
        string key,
        byte[] value,
        DistributedCacheEntryOptions options,
        CancellationToken token = default
    ) => inner.SetAsync(key, value, options, token);

    private sealed class Clock(TimeProvider time) : ISystemClock
    {
        public DateTimeOffset UtcNow => time.GetUtcNow();
    }
}
