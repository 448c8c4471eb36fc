using System.Collections.Concurrent;
using System.Collections.Immutable;
using Apollo.Model;

namespace Apollo.Web.Api;

/// <summary>
/// The catalogues of the desks, asked of the silo once in a while: only limits change while it runs.
/// </summary>
internal sealed class Catalogues(IGrainFactory grains, TimeProvider time)
{
    private static readonly TimeSpan KeptFor = TimeSpan.FromSeconds(10);
    private readonly ConcurrentDictionary<string, (ImmutableArray<KpiDefinition> Kpis, DateTimeOffset Until)> known =
        new();

    public async ValueTask<ImmutableArray<KpiDefinition>> OfAsync(string desk, CancellationToken cancellation)
    {
        if (known.TryGetValue(desk, out var kept) && kept.Until > time.GetUtcNow())
            return kept.Kpis;
        var kpis = await grains
            .GetGrain<IDeskGrain>(desk)
            .Catalogue()
            .WaitAsync(TimeSpan.FromSeconds(8), time, cancellation);
        known[desk] = (kpis, time.GetUtcNow() + KeptFor);
        return kpis;
    }
}
