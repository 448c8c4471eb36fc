using System.Collections.Immutable;
using Apollo.Cards;
using Apollo.Memcached;
using Apollo.Model;
using Microsoft.Extensions.Caching.Distributed;

namespace Apollo.Web.Tests.Support;

/// <summary>A cache that holds what a test puts in, or is away.</summary>
internal sealed class ScriptedCache : IMultiGetCache
{
    private readonly Dictionary<string, byte[]> entries = [];

    /// <summary>What every read fails with, while set.</summary>
    public Exception? Fault { get; set; }

    public IReadOnlyList<CacheServerHealth> Health =>
        [Fault is { } fault ? new("scripted", false, fault.Message, Some.Now) : new("scripted", true, null, null)];

    public void Clear() => entries.Clear();

    public void Put(string key, object entry) => entries[key] = CacheEntry.Write(key, entry);

    /// <summary>As a cache that answers with the entry of another key.</summary>
    public void Answer(string key, string withThatOf) => entries[key] = entries[withThatOf];

    public void Garble(string key) => entries[key] = [0xff, 0x00, (byte)'{'];

    /// <summary>The scripted board as the grains would have cached it.</summary>
    public void Fill(
        DateTime pulseAt,
        Dictionary<string, DateTime>? unusual = null,
        ImmutableArray<KpiResult>? board = null
    )
    {
        var results = board ?? Some.Board();
        foreach (var result in results)
        {
            Put(CardKeys.Card(Some.Desk, result.Kpi), result with { Groups = null });
            foreach (var (dimension, groups) in result.Groups!)
                Put(CardKeys.Groups(Some.Desk, result.Kpi, dimension), new GroupsEntry(result.Revision, groups));
        }
        Put(
            CardKeys.Pulse(Some.Desk),
            new DeskPulse(
                pulseAt,
                Some.Now.AddSeconds(1),
                new Dictionary<string, string>(),
                results.ToDictionary(result => result.Kpi, result => result.Revision),
                unusual ?? []
            )
        );
    }

    public Task<IReadOnlyDictionary<string, byte[]>> GetManyAsync(
        IReadOnlyCollection<string> keys,
        CancellationToken cancellation
    ) =>
        Fault is { } fault
            ? Task.FromException<IReadOnlyDictionary<string, byte[]>>(fault)
            : Task.FromResult<IReadOnlyDictionary<string, byte[]>>(
                keys.Where(entries.ContainsKey).ToDictionary(key => key, key => entries[key])
            );

    public byte[]? Get(string key) => throw new NotSupportedException();

    public Task<byte[]?> GetAsync(string key, CancellationToken token = default) => throw new NotSupportedException();

    public void Refresh(string key) => throw new NotSupportedException();

    public Task RefreshAsync(string key, CancellationToken token = default) => throw new NotSupportedException();

    public void Remove(string key) => throw new NotSupportedException();

    public Task RemoveAsync(string key, CancellationToken token = default) => throw new NotSupportedException();

    public void Set(string key, byte[] value, DistributedCacheEntryOptions options) =>
        throw new NotSupportedException();

    public Task SetAsync(
        string key,
        byte[] value,
        DistributedCacheEntryOptions options,
        CancellationToken token = default
    ) => throw new NotSupportedException();
}
