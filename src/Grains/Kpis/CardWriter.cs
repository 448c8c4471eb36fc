using System.Collections.Immutable;
using Apollo.Cards;
using Apollo.Grains.Engine;
using Apollo.Grains.Following;
using Apollo.Memcached;
using Apollo.Model;
using Microsoft.Extensions.Caching.Distributed;
using Microsoft.Extensions.Logging;

namespace Apollo.Grains.Kpis;

/// <summary>
/// Puts a KPI's card and breakdowns into the cache; breakdowns are written at most once a second. A cache that is away
/// only means that readers ask the grain.
/// </summary>
internal sealed partial class CardWriter<TRow> : IKpiOutlet<TRow>
    where TRow : class, ISliceRow
{
    private static readonly TimeSpan GroupsEvery = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan RefreshEvery = TimeSpan.FromSeconds(10);
    private static readonly DistributedCacheEntryOptions Lifetime = new()
    {
        AbsoluteExpirationRelativeToNow = TimeSpan.FromDays(7),
    };
    private readonly string desk;
    private readonly string kpi;
    private readonly IMultiGetCache cache;
    private readonly ILogger<CardWriter<TRow>> logger;
    private readonly NewestWriter<KpiResult> card;
    private readonly NewestWriter<Breakdowns> groups;

    public CardWriter(
        string desk,
        string kpi,
        IMultiGetCache cache,
        TimeProvider time,
        ILogger<CardWriter<TRow>> logger
    )
    {
        (this.desk, this.kpi, this.cache, this.logger) = (desk, kpi, cache, logger);
        card = new(
            (result, cancellation) => SetAsync(CardKeys.Card(desk, kpi), result, cancellation),
            error => LogAway(kpi, error.Message),
            () => LogBack(kpi),
            time
        );
        groups = new(
            WriteGroupsAsync,
            error => LogAway(kpi, error.Message),
            () => LogBack(kpi),
            time,
            every: GroupsEvery
        );
    }

    /// <summary>
    /// Where revisions begin: after the cached one, so that they only grow over any restart. 0 where the cache does not
    /// say.
    /// </summary>
    public async Task<long> FirstRevisionAsync(CancellationToken cancellation)
    {
        try
        {
            var key = CardKeys.Card(desk, kpi);
            return await cache.GetAsync(key, cancellation) is { } bytes
                ? CacheEntry.Read<KpiResult>(key, bytes).Revision
                : 1;
        }
        catch (Exception error) when (error is not OperationCanceledException)
        {
            LogAway(kpi, error.Message);
            return 1;
        }
    }

    public void Take(KpiCut<TRow> cut, KpiResult? result, KpiWorkflow<TRow> state)
    {
        if (result is not null)
            Write(result, state);
    }

    /// <summary>
    /// Writes an unchanged result again where the last write is a while ago: a cache that was emptied fills again.
    /// </summary>
    public void Refresh(KpiResult result, KpiWorkflow<TRow> state)
    {
        if (card.Idle >= RefreshEvery)
            Write(result, state);
    }

    /// <summary>Writes a result.</summary>
    public void Write(KpiResult result, KpiWorkflow<TRow> state)
    {
        card.Write(result);
        groups.Write(new Breakdowns(result.Revision, state.Groups));
    }

    private async Task WriteGroupsAsync(Breakdowns breakdowns, CancellationToken cancellation)
    {
        foreach (var (dimension, values) in breakdowns.Read())
            await SetAsync(
                CardKeys.Groups(desk, kpi, dimension),
                new GroupsEntry(breakdowns.Revision, values),
                cancellation
            );
    }

    private Task SetAsync<TEntry>(string key, TEntry entry, CancellationToken cancellation)
        where TEntry : class => cache.SetAsync(key, CacheEntry.Write(key, entry), Lifetime, cancellation);

    [LoggerMessage(Level = LogLevel.Debug, Message = "The cache is back for {Kpi}")]
    private partial void LogBack(string kpi);

    [LoggerMessage(
        Level = LogLevel.Debug,
        Message = "The cache is away for {Kpi}; its readers ask the grain: {Reason}"
    )]
    private partial void LogAway(string kpi, string reason);

    /// <summary>The groups, read when they are written: what came meanwhile is in them.</summary>
    private sealed record Breakdowns(
        long Revision,
        Func<ImmutableDictionary<string, ImmutableSortedDictionary<string, double?>>> Read
    );
}
