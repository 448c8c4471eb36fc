using System.Text.Json;
using Apollo.Cards;
using Apollo.Memcached;
using Microsoft.Extensions.Caching.Distributed;
using Microsoft.Extensions.Logging;

namespace Apollo.Grains.Desks;

/// <summary>
/// Puts the desk's pulse into the cache after each good poll; one write under way, the newest wins, nobody waits.
/// </summary>
internal sealed partial class PulseWriter(
    string desk,
    IMultiGetCache cache,
    TimeProvider time,
    ILogger<PulseWriter> logger
)
{
    private static readonly DistributedCacheEntryOptions Lifetime = new()
    {
        AbsoluteExpirationRelativeToNow = TimeSpan.FromMinutes(1),
    };
    private DeskPulse? waiting;
    private bool writing;
    private bool isAway;

    /// <summary>Takes a pulse to write; returns at once.</summary>
    public void Write(DateTime readAt, Dictionary<string, string> versions, Dictionary<string, long> revisions)
    {
        waiting = new DeskPulse(time.GetUtcNow().UtcDateTime, readAt, versions, revisions);
        if (!writing)
            _ = WriteAllAsync();
    }

    private async Task WriteAllAsync()
    {
        writing = true;
        try
        {
            while (waiting is { } pulse)
            {
                waiting = null;
                using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(2), time);
                await cache.SetAsync(
                    CardKeys.Pulse(desk),
                    JsonSerializer.SerializeToUtf8Bytes(pulse, CardJson.Options),
                    Lifetime,
                    limit.Token
                );
                if (isAway)
                    LogBack(desk);
                isAway = false;
            }
        }
        catch (Exception error)
        {
            if (!isAway)
                LogAway(desk, error.Message);
            isAway = true;
        }
        finally
        {
            writing = false;
        }
    }

    [LoggerMessage(
        Level = LogLevel.Warning,
        Message = "The cache is away for desk {Desk}; pages are answered by the grains: {Reason}"
    )]
    private partial void LogAway(string desk, string reason);

    [LoggerMessage(Level = LogLevel.Information, Message = "The cache is back for desk {Desk}")]
    private partial void LogBack(string desk);
}
