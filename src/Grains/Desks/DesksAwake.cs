using Apollo.Grains.Clock;
using Apollo.Grains.Configuration;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Apollo.Grains.Desks;

/// <summary>
/// Wakes every desk when the silo is ready, and again every few seconds: a desk whose silo died comes back here.
/// </summary>
internal sealed partial class DesksAwake(
    IGrainFactory grains,
    DeskList desks,
    [DeskClock] TimeProvider time,
    ILogger<DesksAwake> logger
) : BackgroundService
{
    private static readonly TimeSpan Every = TimeSpan.FromSeconds(2);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            foreach (var desk in desks.All)
            {
                try
                {
                    await WakeAsync(grains.GetGrain<IDeskGrain>(desk.Info.Id).KeepAwake());
                    await WakeAsync(grains.GetGrain<IHistoryGrain>(desk.Info.Id).KeepAwake());
                    await WakeAsync(grains.GetGrain<IAlertsGrain>(desk.Info.Id).KeepAwake());
                    await WakeAsync(grains.GetGrain<IDeliveryGrain>(desk.Info.Id).KeepAwake());
                    await WakeAsync(grains.GetGrain<IBackfillGrain>(desk.Info.Id).KeepAwake());
                }
                catch (Exception error) when (error is not OperationCanceledException)
                {
                    LogAsleep(error, desk.Info.Id);
                }
            }
            await time.PauseAsync(Every, stoppingToken);
        }

        Task WakeAsync(Task call) => call.WaitAsync(TimeSpan.FromSeconds(10), time, stoppingToken);
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Desk {Desk} does not wake; it is called again")]
    private partial void LogAsleep(Exception error, string desk);
}
