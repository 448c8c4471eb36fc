using System.Collections.Concurrent;
using Apollo.Cards;
using Apollo.Memcached;
using Microsoft.Extensions.Caching.Distributed;

namespace Apollo.Cluster.Tests.Support;

/// <summary>A cache that outlives a cluster, as memcached does, and that can go away.</summary>
internal sealed class KeptCache : IMultiGetCache
{
    private readonly ConcurrentDictionary<string, byte[]> entries = new();

    public bool IsAway { get; set; }

    public IReadOnlyList<CacheServerHealth> Health => [new("kept", !IsAway, null, null)];

    /// <summary>What a reader of the cache finds; also while it is away for others.</summary>
    public TEntry? Find<TEntry>(string key)
        where TEntry : class => entries.TryGetValue(key, out var bytes) ? CacheEntry.Read<TEntry>(key, bytes) : null;

    public void Clear() => entries.Clear();

    public async Task<IReadOnlyDictionary<string, byte[]>> GetManyAsync(
        IReadOnlyCollection<string> keys,
        CancellationToken cancellation
    )
    {
        var found = new Dictionary<string, byte[]>();
        foreach (var key in keys)
            if (await GetAsync(key, cancellation) is { } value)
                found[key] = value;
        return found;
    }

    public byte[]? Get(string key) =>
        IsAway ? throw new CacheUnavailableException("kept does not answer.") : entries.GetValueOrDefault(key);

    public Task<byte[]?> GetAsync(string key, CancellationToken token = default) => Task.Run(() => Get(key), token);

    public void Refresh(string key) => Get(key);

    public Task RefreshAsync(string key, CancellationToken token = default) => GetAsync(key, token);

    public void Remove(string key) => entries.TryRemove(key, out _);

    public Task RemoveAsync(string key, CancellationToken token = default)
    {
        Remove(key);
        return Task.CompletedTask;
    }

    public void Set(string key, byte[] value, DistributedCacheEntryOptions options)
    {
        if (IsAway)
            throw new CacheUnavailableException("kept does not answer.");
        entries[key] = value;
    }

    public Task SetAsync(
        string key,
        byte[] value,
        DistributedCacheEntryOptions options,
        CancellationToken token = default
    ) => Task.Run(() => Set(key, value, options), token);
}
