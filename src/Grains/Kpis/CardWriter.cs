using System.Collections.Immutable;
using System.Text.Json;
using Apollo.Cards;
using Apollo.Grains.Engine;
using Apollo.Memcached;
using Apollo.Model;
using Microsoft.Extensions.Caching.Distributed;
using Microsoft.Extensions.Logging;

namespace Apollo.Grains.Kpis;

/// <summary>
/// Puts a KPI's card and breakdowns into the cache. Nobody waits for it: one write is under way at a time and the
/// newest wins; breakdowns are written at most once a second. A cache that is away only means that readers ask the
/// grain.
/// </summary>
internal sealed partial class CardWriter(
    string desk,
    string kpi,
    IMultiGetCache cache,
    TimeProvider time,
    ILogger<CardWriter> logger
)
{
    private static readonly TimeSpan GroupsEvery = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan RefreshEvery = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan RetryAfter = TimeSpan.FromSeconds(1);
    private static readonly DistributedCacheEntryOptions Lifetime = new()
    {
        AbsoluteExpirationRelativeToNow = TimeSpan.FromDays(7),
    };
    private KpiResult? waiting;
    private (long Revision, Func<ImmutableDictionary<string, ImmutableSortedDictionary<string, double?>>> Read)? groups;
    private bool writing;
    private bool isAway;
    private long groupsWritten;
    private long written;

    /// <summary>
    /// Where revisions begin: after the cached one, so that they only grow over any restart. 0 where the cache does not
    /// say.
    /// </summary>
    public async Task<long> FirstRevisionAsync(CancellationToken cancellation)
    {
        try
        {
            var bytes = await cache.GetAsync(CardKeys.Card(desk, kpi), cancellation);
            return bytes is null ? 1 : JsonSerializer.Deserialize<KpiResult>(bytes, CardJson.Options)!.Revision;
        }
        catch (Exception error) when (error is not OperationCanceledException)
        {
            LogAway(kpi, error.Message);
            return 1;
        }
    }

    /// <summary>Takes a result to write; returns at once.</summary>
    public void Write<TRow>(KpiResult result, KpiWorkflow<TRow> workflow)
        where TRow : class, ISliceRow
    {
        waiting = result;
        groups = (result.Revision, () => workflow.Groups());
        if (!writing)
            _ = WriteAllAsync();
    }

    /// <summary>
    /// Writes an unchanged result again where the last write is a while ago: a cache that was emptied fills again.
    /// </summary>
    public void Refresh<TRow>(KpiResult result, KpiWorkflow<TRow> workflow)
        where TRow : class, ISliceRow
    {
        if (!writing && time.GetElapsedTime(written) >= RefreshEvery)
            Write(result, workflow);
    }

    private async Task WriteAllAsync()
    {
        writing = true;
        while (waiting is not null || groups is not null)
        {
            var result = waiting;
            try
            {
                waiting = null;
                if (result is not null)
                    await SetAsync(CardKeys.Card(desk, kpi), result);
                written = time.GetTimestamp();
                if (
                    groups is not null
                    && GroupsEvery - time.GetElapsedTime(groupsWritten) is { Ticks: > 0 } early
                    && groupsWritten != 0
                )
                    await Task.Delay(early, time);
                else if (groups is { } ready)
                {
                    groups = null;
                    groupsWritten = time.GetTimestamp();
                    foreach (var (dimension, values) in ready.Read())
                        await SetAsync(CardKeys.Groups(desk, kpi, dimension), new GroupsEntry(ready.Revision, values));
                }
                if (isAway)
                    LogBack(kpi);
                isAway = false;
            }
            catch (Exception error)
            {
                if (!isAway)
                    LogAway(kpi, error.Message);
                isAway = true;
                // Nothing is lost: it is written when the cache is back, unless something newer came meanwhile.
                waiting ??= result;
                await Task.Delay(RetryAfter, time);
            }
        }
        writing = false;
    }

    private async Task SetAsync<TEntry>(string key, TEntry entry)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(2), time);
        await cache.SetAsync(key, JsonSerializer.SerializeToUtf8Bytes(entry, CardJson.Options), Lifetime, limit.Token);
    }

    [LoggerMessage(Level = LogLevel.Debug, Message = "The cache is back for {Kpi}")]
    private partial void LogBack(string kpi);

    [LoggerMessage(
        Level = LogLevel.Debug,
        Message = "The cache is away for {Kpi}; its readers ask the grain: {Reason}"
    )]
    private partial void LogAway(string kpi, string reason);
}
