using System.Collections.Concurrent;
using System.Collections.Immutable;
using Apollo.Model;
using Apollo.Web.Access;
using Apollo.Web.Feeds;
using Apollo.Web.Keys;

namespace Apollo.Web.Api;

/// <summary>Whether this web answers for every desk: who is told that it is ready finds every number there.</summary>
internal sealed class Readiness(
    DeskFeeds feeds,
    AccessFeed access,
    Catalogues catalogues,
    TimeProvider time,
    IServiceProvider services
)
{
    private static readonly TimeSpan AnswerWithin = TimeSpan.FromSeconds(2);
    private readonly WebKeys? keys = services.GetService<WebKeys>();

    /// <summary>Which KPIs a desk has never changes while it runs: asked once.</summary>
    private readonly ConcurrentDictionary<string, ImmutableArray<KpiDefinition>> known = new();

    /// <summary>A silo that does not say within 2 s which KPIs there are makes it not ready.</summary>
    public async Task<bool> IsReadyAsync(CancellationToken cancellation)
    {
        if (!access.MayDecide || keys is { AreLoaded: false } || feeds.Desks.Count == 0)
            return false;
        if (!feeds.Desks.All(desk => feeds.Find(desk.Id)?.ReadAt is not null))
            return false;
        using var limit = new CancellationTokenSource(AnswerWithin, time);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellation);
        try
        {
            foreach (var desk in feeds.Desks)
            {
                if (!known.TryGetValue(desk.Id, out var kpis))
                    known[desk.Id] = kpis = await catalogues.OfAsync(desk.Id, both.Token);
                if (!feeds.Find(desk.Id)!.Holds(kpis))
                    return false;
            }
            return true;
        }
        catch (Exception error) when (error is not OutOfMemoryException && !cancellation.IsCancellationRequested)
        {
            return false;
        }
    }
}
