using System.Text.Json;
using Apollo.Cards;
using Apollo.Grains.Engine;
using Apollo.Memcached;
using Apollo.Model;
using Microsoft.Extensions.Caching.Distributed;
using Microsoft.Extensions.Logging;

namespace Apollo.Grains.Kpis;

/// <summary>
/// Puts a KPI's card and breakdowns into the cache. Nobody waits for it: one write is under way at a time and the newest wins; breakdowns are
/// written at most once a second. A cache that is away only means that readers ask the grain.
/// </summary>
internal sealed partial class CardWriter(string desk, string kpi, IMultiGetCache cache, TimeProvider time, ILogger<CardWriter> logger)
{
    private static readonly TimeSpan GroupsEvery = TimeSpan.FromSeconds(1);
    private static readonly DistributedCacheEntryOptions Lifetime = new() { AbsoluteExpirationRelativeToNow = TimeSpan.FromDays(7) };
    private KpiResult? waiting;
    private Func<IReadOnlyDictionary<string, IReadOnlyDictionary<string, double?>>>? groups;
    private bool writing;
    private bool isAway;
    private long groupsWritten;

    /// <summary>Where revisions begin: after the cached one, so that they only grow over any restart. 0 where the cache does not say.</summary>
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

    /// <summary>Takes a new result to write; returns at once.</summary>
    public void Write<TRow>(KpiResult result, KpiCut cut, KpiWorkflow<TRow> workflow) where TRow : class, ISliceRow
    {
        waiting = result;
        groups = () => workflow.Groups().ToDictionary(pair => pair.Key, pair => (IReadOnlyDictionary<string, double?>)pair.Value);
        if (!writing) _ = WriteAllAsync();
    }

    private async Task WriteAllAsync()
    {
        writing = true;
        try
        {
            while (waiting is { } result)
            {
                waiting = null;
                using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(2), time);
                await cache.SetAsync(CardKeys.Card(desk, kpi), JsonSerializer.SerializeToUtf8Bytes(result, CardJson.Options), Lifetime, limit.Token);
                if (groups is { } read && (groupsWritten == 0 || time.GetElapsedTime(groupsWritten) >= GroupsEvery))
                {
                    groupsWritten = time.GetTimestamp();
                    groups = null;
                    foreach (var (dimension, values) in read())
                        await cache.SetAsync(CardKeys.Groups(desk, kpi, dimension), JsonSerializer.SerializeToUtf8Bytes(new GroupsEntry(result.Revision, values), CardJson.Options), Lifetime, limit.Token);
                }
                isAway = false;
            }
        }
        catch (Exception error)
        {
            if (!isAway) LogAway(kpi, error.Message);
            isAway = true;
        }
        finally
        {
            writing = false;
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The cache is away for {Kpi}; its readers ask the grain: {Reason}")]
    private partial void LogAway(string kpi, string reason);
}
