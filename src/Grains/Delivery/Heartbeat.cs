using Apollo.Grains.Clock;
using Apollo.Grains.Configuration;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Apollo.Grains.Delivery;

/// <summary>
/// Calls an outside monitor each minute while the rules of every desk are evaluated: where the calls end, somebody
/// outside knows that nobody would be told.
/// </summary>
internal sealed partial class Heartbeat(
    IGrainFactory grains,
    DeskList desks,
    DeliverySettings settings,
    [DeskClock] TimeProvider time,
    ILogger<Heartbeat> logger
) : BackgroundService
{
    private static readonly TimeSpan Every = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan Within = TimeSpan.FromSeconds(10);

    /// <summary>Rules are looked at once a minute at least, changed or not.</summary>
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(150);

    private bool isWell = true;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (settings.Heartbeat is not { } url)
            return;
        using var http = new HttpClient(settings.Calls()) { Timeout = Timeout.InfiniteTimeSpan };
        while (!stoppingToken.IsCancellationRequested)
        {
            await time.PauseAsync(Every, stoppingToken);
            try
            {
                using var limit = new CancellationTokenSource(Within, time);
                using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, stoppingToken);
                if (await StandsStillAsync(either.Token) is { } desk)
                    throw new InvalidOperationException($"The rules of desk {desk} are not evaluated.");
                using var answer = await http.GetAsync(url, HttpCompletionOption.ResponseHeadersRead, either.Token);
                answer.EnsureSuccessStatusCode();
                isWell = true;
            }
            catch (Exception error) when (!stoppingToken.IsCancellationRequested)
            {
                // Said once, not each minute.
                if (isWell)
                    LogMissed(error is HttpRequestException ? null : error, url.Host);
                isWell = false;
            }
        }
    }

    /// <summary>A desk whose rules are not evaluated; null = there is none.</summary>
    private async Task<string?> StandsStillAsync(CancellationToken cancellation)
    {
        foreach (var desk in desks.All)
        {
            var at = await grains
                .GetGrain<IAlertsGrain>(desk.Info.Id)
                .EvaluatedAt()
                .WaitAsync(Within, time, cancellation);
            if (at is not { } evaluated || time.GetUtcNow().UtcDateTime - evaluated > Longest)
                return desk.Info.Id;
        }
        return null;
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The heartbeat to {Host} is left out; it is tried each minute")]
    private partial void LogMissed(Exception? error, string host);
}
