using Apollo.Grains.Clock;
using Apollo.Grains.Configuration;
using Apollo.Model;
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
                await TakeLimitsAsync(desk, stoppingToken);
                try
                {
                    await WakeAsync(grains.GetGrain<IDeskGrain>(desk.Info.Id).KeepAwake());
                    await WakeAsync(grains.GetGrain<IHistoryGrain>(desk.Info.Id).KeepAwake());
                    await WakeAsync(grains.GetGrain<IRotasGrain>(desk.Info.Id).KeepAwake());
                    await WakeAsync(grains.GetGrain<IAlertsGrain>(desk.Info.Id).KeepAwake());
                    await WakeAsync(grains.GetGrain<IDeliveryGrain>(desk.Info.Id).KeepAwake());
                    await WakeAsync(grains.GetGrain<IReportArchiveGrain>(desk.Info.Id).KeepAwake());
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

    /// <summary>A desk may come to this silo at any time: it knows the limits that people set by then.</summary>
    private async Task TakeLimitsAsync(DeskSetup desk, CancellationToken cancellation)
    {
        try
        {
            var limits = grains.GetGrain<ILimitsGrain>(desk.Info.Id).LatestAfter(desk.Set.Revision, cancellation);
            if (await limits.WaitAsync(TimeSpan.FromSeconds(10), time, cancellation) is { } latest)
                desks.TakeSet(desk.Info.Id, latest);
        }
        catch (Exception error) when (!cancellation.IsCancellationRequested)
        {
            // The store says itself in the log what is wrong with it.
            if (error is not StoreException)
                LogAsleep(error, desk.Info.Id);
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Desk {Desk} does not wake; it is called again")]
    private partial void LogAsleep(Exception error, string desk);
}
