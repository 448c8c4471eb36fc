using Apollo.Grains.Catalogue;
using Apollo.Grains.Clock;
using Apollo.Grains.Configuration;
using Apollo.Grains.Following;
using Apollo.Grains.History;
using Apollo.Grains.Itsm;
using Apollo.Grains.Placement;
using Apollo.Grains.Store;
using Apollo.Model;
using Microsoft.Extensions.Logging;

namespace Apollo.Grains.Backfill;

/// <summary>
/// Computes a desk's history of before it was watched, at its first start: once in a cluster, beside all else, and anew
/// after it broke off.
/// </summary>
[DeskPlacement]
internal sealed partial class BackfillGrain(
    DeskList desks,
    KpiCatalogue catalogue,
    HistoryStore store,
    HistoryLevels levels,
    BackfillSettings settings,
    [DeskClock] TimeProvider time,
    ILogger<BackfillGrain> logger
) : BackgroundGrain(time), IBackfillGrain
{
    private static readonly TimeSpan LookEvery = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan FirstRetry = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan LongestRetry = TimeSpan.FromMinutes(10);
    private DeskSetup desk = null!;
    private volatile BackfillProgress progress = new(BackfillState.Waiting);

    public override Task OnActivateAsync(CancellationToken cancellationToken)
    {
        desk = desks[this.GetPrimaryKeyString()];
        StayAwake();
        Keep(StepAsync, Failed, FirstRetry, LongestRetry);
        return Task.CompletedTask;
    }

    public Task<BackfillProgress> Progress() => Task.FromResult(progress);

    public Task KeepAwake() => Task.CompletedTask;

    private async Task<bool> StepAsync(CancellationToken cancellation)
    {
        // The watched history begins first: it says where the computed one ends.
        if (await store.HeadAsync(desk.Info.Id, cancellation) is { } head)
        {
            if (head.ComputedUntil is null && settings.AtFirstStart)
            {
                var run = new BackfillRun(desk, catalogue, store, levels, Time, logger, now => progress = now);
                await Task.Run(() => run.RunAsync(null, cancellation), cancellation);
                head = await store.HeadAsync(desk.Info.Id, cancellation) ?? head;
            }
            progress = head.ComputedUntil is { } until ? Done(head, until) : new(BackfillState.Off);
        }
        await Time.PauseAsync(LookEvery, cancellation);
        return true;
    }

    private BackfillProgress Done(HistoryHead head, long until) =>
        new(
            BackfillState.Done,
            progress.Rows,
            UnixTime.ToUtc(head.Began),
            UnixTime.ToUtc(until),
            UnixTime.ToUtc(until)
        );

    private void Failed(Exception error, TimeSpan pause)
    {
        var line = error is ItsmException or StoreException ? error.Message : error.GetType().Name;
        progress = progress with { State = BackfillState.Failed, Error = line };
        LogFailed(error is ItsmException or StoreException ? null : error, desk.Info.Id, line, pause);
    }

    [LoggerMessage(
        Level = LogLevel.Warning,
        Message = "The history of desk {Desk} before it was watched could not be computed, and is tried again in "
            + "{Pause}: {Reason}"
    )]
    private partial void LogFailed(Exception? error, string desk, string reason, TimeSpan pause);
}
