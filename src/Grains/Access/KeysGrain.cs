using System.Collections.Immutable;
using Apollo.Grains.Clock;
using Apollo.Grains.Store;
using Apollo.Model;

namespace Apollo.Grains.Access;

/// <summary>Keeps the keys of the webs: one web adds one at a time, so that all of them use the same.</summary>
internal sealed class KeysGrain(KeyStore keys, [DeskClock] TimeProvider time) : Grain, IKeysGrain
{
    public Task<ImmutableArray<WebKey>> All(CancellationToken cancellation) => keys.AllAsync(cancellation);

    public Task<bool> Add(WebKey key, int known, CancellationToken cancellation) =>
        keys.AddAsync(key, known, time.GetUtcNow().UtcDateTime, cancellation);
}
