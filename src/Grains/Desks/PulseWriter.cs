using Apollo.Cards;
using Apollo.Grains.Following;
using Apollo.Memcached;
using Microsoft.Extensions.Caching.Distributed;
using Microsoft.Extensions.Logging;

namespace Apollo.Grains.Desks;

/// <summary>Puts the desk's pulse into the cache after each good poll.</summary>
internal sealed partial class PulseWriter
{
    private static readonly DistributedCacheEntryOptions Lifetime = new()
    {
        AbsoluteExpirationRelativeToNow = TimeSpan.FromMinutes(1),
    };
    private readonly TimeProvider time;
    private readonly ILogger<PulseWriter> logger;
    private readonly NewestWriter<DeskPulse> writer;

    public PulseWriter(string desk, IMultiGetCache cache, TimeProvider time, ILogger<PulseWriter> logger)
    {
        (this.time, this.logger) = (time, logger);
        var key = CardKeys.Pulse(desk);
        writer = new(
            (pulse, cancellation) => cache.SetAsync(key, CacheEntry.Write(key, pulse), Lifetime, cancellation),
            error => LogAway(desk, error.Message),
            () => LogBack(desk),
            time
        );
    }

    /// <summary>Takes a pulse to write; returns at once.</summary>
    public void Write(
        DateTime readAt,
        Dictionary<string, string> versions,
        Dictionary<string, long> revisions,
        Dictionary<string, DateTime> unusual
    ) => writer.Write(new DeskPulse(time.GetUtcNow().UtcDateTime, readAt, versions, revisions, unusual));

    [LoggerMessage(
        Level = LogLevel.Warning,
        Message = "The cache is away for desk {Desk}; pages are answered by the grains: {Reason}"
    )]
    private partial void LogAway(string desk, string reason);

    [LoggerMessage(Level = LogLevel.Information, Message = "The cache is back for desk {Desk}")]
    private partial void LogBack(string desk);
}
