using System.Collections.Immutable;
using Apollo.Grains.Catalogue;
using Apollo.Grains.Clock;
using Apollo.Grains.Configuration;
using Apollo.Grains.Following;
using Apollo.Grains.Placement;
using Apollo.Model;
using Microsoft.Extensions.Logging;

namespace Apollo.Grains.History;

/// <summary>
/// Makes once an hour what is usual of a desk's KPIs, and looks, as one more reader of the desk, which are unusual.
/// </summary>
[DeskPlacement]
internal sealed partial class UsualGrain(
    DeskList desks,
    KpiCatalogue catalogue,
    IQuarterHours quarters,
    [DeskClock] TimeProvider time,
    ILogger<UsualGrain> logger
) : BackgroundGrain(time), IUsualGrain
{
    private static readonly TimeSpan MadeEvery = TimeSpan.FromHours(1);
    private static readonly TimeSpan LookedForEvery = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan AnswerWithin = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan FirstRetry = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LongestRetry = TimeSpan.FromMinutes(1);
    private readonly ChangeLog<bool> changes = new(time, limit: 1);
    private readonly WatchedKpis watched = new();
    private DeskSetup desk = null!;
    private bool isMade;
    private DateTime recallUntil;
    private ImmutableDictionary<string, UsualWeek> weeks = ImmutableDictionary<string, UsualWeek>.Empty;

    public override Task OnActivateAsync(CancellationToken cancellationToken)
    {
        desk = desks[this.GetPrimaryKeyString()];
        var follower = new Follower<DeskDelta>(GrainFactory.GetGrain<IDeskGrain>(desk.Info.Id).ChangesSince);
        recallUntil = Time.GetUtcNow().UtcDateTime + UnusualWatch.Patience;
        StayAwake();
        Keep(MakeAsync, (error, _) => LogUnmade(error, desk.Info.Id), FirstRetry, LongestRetry);
        Keep(
            async cancellation =>
            {
                var delta = await follower.NextAsync(cancellation);
                if (isMade && Time.GetUtcNow().UtcDateTime < recallUntil)
                    await RecallAsync(cancellation);
                if (watched.Look(delta, weeks, Time.GetUtcNow().UtcDateTime))
                    changes.Add(true);
                return true;
            },
            (error, _) => LogUnread(error, desk.Info.Id),
            FirstRetry,
            LongestRetry
        );
        return Task.CompletedTask;
    }

    public async Task<UnusualKpis> UnusualAfter(Position? known, CancellationToken cancellation)
    {
        await changes.NextAsync(known, AnswerWithin, cancellation);
        return new UnusualKpis(changes.Position, watched.Since);
    }

    public Task<ImmutableDictionary<string, UsualBand>> Bands(DateTime from, DateTime to)
    {
        var bands = ImmutableDictionary.CreateBuilder<string, UsualBand>();
        foreach (var (kpi, week) in weeks)
            if (week.Band(from, to) is { } band)
                bands[kpi] = band;
        return Task.FromResult(bands.ToImmutable());
    }

    public async Task<UsualBand?> Band(
        string kpi,
        string? dimension,
        string? group,
        DateTime from,
        DateTime to,
        CancellationToken cancellation
    )
    {
        if (to - from > UsualWeek.LongestBand)
            return null;
        var week = dimension is null
            ? weeks.GetValueOrDefault(kpi)
            : await WeekAsync(kpi, dimension, group, cancellation);
        return week?.Band(from, to);
    }

    protected override Task StopAsync(CancellationToken cancellation)
    {
        changes.Wake();
        return Task.CompletedTask;
    }

    /// <summary>Makes the weeks of all KPIs, one after the other, then waits for the next hour.</summary>
    private async Task<bool> MakeAsync(CancellationToken cancellation)
    {
        foreach (var kpi in catalogue.All)
            weeks = await WeekAsync(kpi.Id, null, null, cancellation) is { } week
                ? weeks.SetItem(kpi.Id, week)
                : weeks.Remove(kpi.Id);
        isMade = true;
        // Where there is nothing yet, a back-fill may be under way.
        await Time.PauseAsync(weeks.IsEmpty ? LookedForEvery : MadeEvery, cancellation);
        return true;
    }

    /// <summary>
    /// Once after a start: the watch goes on from what history knows of before. Where that is not read in time, the
    /// watch of this life has seen as much.
    /// </summary>
    private async Task RecallAsync(CancellationToken cancellation)
    {
        try
        {
            var history = GrainFactory.GetGrain<IHistoryGrain>(desk.Info.Id);
            var told = new List<Trends>();
            foreach (var hours in TrendLines.Hours.Reverse())
                told.Add(await history.Trends(hours, null, cancellation));
            watched.Recall(told, weeks, Time.GetUtcNow().UtcDateTime);
            recallUntil = DateTime.MinValue;
        }
        catch (StoreException)
        {
            // History is not read yet: it is asked again at the next look.
        }
    }

    private async Task<UsualWeek?> WeekAsync(
        string kpi,
        string? dimension,
        string? group,
        CancellationToken cancellation
    )
    {
        var until = Time.GetUtcNow().UtcDateTime;
        var from = until - UsualWeek.LookBack;
        var steps = await quarters.OfAsync(desk.Info.Id, kpi, dimension, group, from, until, cancellation);
        return UsualWeek.Of(steps, UnixTime.Of(from), desk.Calendar);
    }

    [LoggerMessage(
        Level = LogLevel.Warning,
        Message = "What is usual of desk {Desk} cannot be made now; it is tried again"
    )]
    private partial void LogUnmade(Exception error, string desk);

    [LoggerMessage(
        Level = LogLevel.Warning,
        Message = "Desk {Desk} does not answer who looks what is unusual; it is asked again"
    )]
    private partial void LogUnread(Exception error, string desk);
}
