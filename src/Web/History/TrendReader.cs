using System.Text.Json;
using Apollo.Cards;
using Apollo.Memcached;
using Apollo.Model;

namespace Apollo.Web.History;

/// <summary>Reads a desk's trends from the cache, where the recorder puts them each minute.</summary>
internal sealed partial class TrendReader(IMultiGetCache cache, TimeProvider time, ILogger<TrendReader> logger)
{
    private static readonly TimeSpan AnswerWithin = TimeSpan.FromSeconds(1);

    // Written each minute, up to the last step that has ended; a little late at most.
    private static readonly TimeSpan WrittenWithin = TimeSpan.FromSeconds(90);

    /// <summary>The trends; null where the cache does not serve.</summary>
    /// <param name="desk">Desk id.</param>
    /// <param name="hours">1, 8 or 24.</param>
    /// <param name="dimension">A breakdown to add; null = none.</param>
    /// <param name="cancellation">Ends the wait.</param>
    public async Task<Trends?> ReadAsync(string desk, int hours, string? dimension, CancellationToken cancellation)
    {
        try
        {
            using var limit = new CancellationTokenSource(AnswerWithin, time);
            using var both = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellation);
            var key = CardKeys.Trends(desk, hours, dimension);
            if (!(await cache.GetManyAsync([key], both.Token)).TryGetValue(key, out var bytes))
                return null;
            var trends = CacheEntry.Read<Trends>(key, bytes);
            var until = trends.From.AddHours(hours);
            var now = time.GetUtcNow().UtcDateTime;
            return
                trends.Step > 0
                && until <= now
                && now - until < TimeSpan.FromSeconds(trends.Step) + WrittenWithin
                && dimension is null == trends.Groups is null
                ? trends
                : null;
        }
        catch (Exception error)
            when (error is CacheUnavailableException or JsonException or ArgumentException or OperationCanceledException
                && !cancellation.IsCancellationRequested
            )
        {
            LogUnread(desk, error.Message);
            return null;
        }
    }

    [LoggerMessage(
        Level = LogLevel.Debug,
        Message = "The cache does not serve the trends of {Desk}; the grain is asked: {Reason}"
    )]
    private partial void LogUnread(string desk, string reason);
}
