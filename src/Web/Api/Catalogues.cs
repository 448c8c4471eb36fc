using System.Collections.Concurrent;
using System.Collections.Immutable;
using Apollo.Model;
using Apollo.Web.Feeds;

namespace Apollo.Web.Api;

/// <summary>
/// The catalogues of the desks, asked of the silo once in a while, and when the desk tells that its limits are others:
/// nothing else changes while it runs.
/// </summary>
internal sealed class Catalogues(IGrainFactory grains, DeskFeeds feeds, TimeProvider time)
{
    private static readonly TimeSpan KeptFor = TimeSpan.FromSeconds(10);
    private readonly ConcurrentDictionary<string, Kept> known = new();

    public async ValueTask<ImmutableArray<KpiDefinition>> OfAsync(string desk, CancellationToken cancellation)
    {
        var limits = feeds.Find(desk)?.Limits ?? default;
        if (known.TryGetValue(desk, out var kept) && kept.Until > time.GetUtcNow() && kept.Limits == limits)
            return kept.Kpis;
        var kpis = await grains
            .GetGrain<IDeskGrain>(desk)
            .Catalogue()
            .WaitAsync(TimeSpan.FromSeconds(8), time, cancellation);
        known[desk] = new Kept(kpis, limits, time.GetUtcNow() + KeptFor);
        return kpis;
    }

    private sealed record Kept(ImmutableArray<KpiDefinition> Kpis, Position Limits, DateTimeOffset Until);
}
