using Apollo.Cards;
using Apollo.Grains.Following;
using Apollo.Grains.Store;
using Apollo.Memcached;
using Apollo.Model;
using Microsoft.Extensions.Caching.Distributed;
using Microsoft.Extensions.Logging;

namespace Apollo.Grains.History;

/// <summary>
/// Puts the trends into the cache each minute: of all KPIs, and of the breakdowns that were asked for of late. A cache
/// that is away only means that readers ask the grain.
/// </summary>
/// <param name="desk">Desk id.</param>
/// <param name="complete">Adds what is usual, for some hours; beside the following.</param>
/// <param name="cache">The cache.</param>
/// <param name="time">Clock.</param>
/// <param name="logger">Log.</param>
internal sealed partial class TrendWriter(
    string desk,
    Func<Trends, int, Task<Trends>> complete,
    IMultiGetCache cache,
    TimeProvider time,
    ILogger<TrendWriter> logger
)
{
    private const long Minute = 60_000;
    private static readonly TimeSpan AskedFor = TimeSpan.FromMinutes(15);

    // Longer than a minute, so that one entry is there until the next; not much, so that none is old.
    private static readonly DistributedCacheEntryOptions Lifetime = new()
    {
        AbsoluteExpirationRelativeToNow = TimeSpan.FromSeconds(90),
    };
    private readonly Dictionary<string, NewestWriter<Trends>> writers = [];
    private readonly Dictionary<string, DateTime> asked = [];
    private long written;

    /// <summary>A reader wants a breakdown: it is written too from the next minute on.</summary>
    public void Asked(string? dimension)
    {
        if (dimension is not null && Recorder.Keeps(dimension))
            asked[dimension] = time.GetUtcNow().UtcDateTime;
    }

    /// <summary>Writes what is due; returns at once.</summary>
    public void Write(HistoryState state)
    {
        if (state.Recorder.KnownUntil is not { } known || known / Minute <= written)
            return;
        written = known / Minute;
        var since = time.GetUtcNow().UtcDateTime - AskedFor;
        foreach (var hours in TrendLines.Hours)
        foreach (var dimension in asked.Where(one => one.Value > since).Select(one => one.Key).Prepend(null))
            Writer(hours, dimension).Write(TrendLines.Of(state, hours, dimension));
    }

    private NewestWriter<Trends> Writer(int hours, string? dimension)
    {
        var key = CardKeys.Trends(desk, hours, dimension);
        if (!writers.TryGetValue(key, out var writer))
            writers.Add(
                key,
                writer = new NewestWriter<Trends>(
                    async (trends, cancellation) =>
                        await cache.SetAsync(
                            key,
                            CacheEntry.Write(key, await complete(trends, hours)),
                            Lifetime,
                            cancellation
                        ),
                    error => LogAway(desk, error.Message),
                    () => LogBack(desk),
                    time
                )
            );
        return writer;
    }

    [LoggerMessage(
        Level = LogLevel.Debug,
        Message = "The cache is away for the trends of {Desk}; their readers ask the grain: {Reason}"
    )]
    private partial void LogAway(string desk, string reason);

    [LoggerMessage(Level = LogLevel.Debug, Message = "The cache is back for the trends of {Desk}")]
    private partial void LogBack(string desk);
}
