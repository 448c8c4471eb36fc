using System.Collections.Immutable;
using Apollo.Grains.Catalogue;
using Apollo.Grains.Clock;
using Apollo.Grains.Configuration;
using Apollo.Grains.Following;
using Apollo.Grains.Placement;
using Apollo.Grains.Store;
using Apollo.Memcached;
using Apollo.Model;
using Microsoft.Extensions.Logging;

namespace Apollo.Grains.History;

/// <summary>
/// What a desk remembers: one more reader that asks the desk for every cut. What is known is held, written to the store
/// beside it, and asked for; neither store nor questions hold up the following, and nobody waits for this.
/// </summary>
[DeskPlacement]
internal sealed partial class HistoryGrain(
    DeskList desks,
    KpiCatalogue catalogue,
    HistoryStore store,
    HistoryLevels levels,
    AlertStore alerts,
    IMultiGetCache cache,
    [DeskClock] TimeProvider time,
    ILoggerFactory loggers,
    HistorySettings? settings = null
) : BackgroundGrain(time), IHistoryGrain
{
    private static readonly TimeSpan FirstRetry = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LongestRetry = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan LookEvery = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(60);
    private readonly ILogger logger = loggers.CreateLogger<HistoryGrain>();
    private readonly Signal known = new(time);
    private DeskSetup desk = null!;
    private Follower<DeskCuts> follower = null!;
    private HistoryAnswer answer = null!;
    private FinestSpans finest = null!;
    private TrendWriter trends = null!;
    private HistoryState? state;

    // What was held before the store is read again: it answers until the new one has heard of the desk.
    private HistoryState? former;
    private HistoryWriter? writer;
    private DateTimeOffset lookAt;
    private (DateTime Since, string Error)? failure;

    // More than may wait for the store: what comes is not taken, until this is written.
    private HistoryState? full;

    private string Desk => desk.Info.Id;

    /// <summary>The KPIs with the limits that hold now.</summary>
    private ImmutableArray<KpiDefinition> Kpis =>
        [.. catalogue.All.Select(kpi => desks[Desk].Describe(kpi.Definition))];

    private IUsualGrain Usual => GrainFactory.GetGrain<IUsualGrain>(Desk);

    public override Task OnActivateAsync(CancellationToken cancellationToken)
    {
        desk = desks[this.GetPrimaryKeyString()];
        follower = new Follower<DeskCuts>(GrainFactory.GetGrain<IDeskGrain>(Desk).CutsSince);
        var reader = new HistoryReader(Desk, desk.Calendar, store, levels);
        answer = new HistoryAnswer(Desk, desk.Calendar, store, reader);
        finest = new FinestSpans(Desk, desk.Calendar, store, reader);
        trends = new TrendWriter(Desk, WithUsualAsync, cache, Time, loggers.CreateLogger<TrendWriter>());
        StayAwake();
        Keep(FollowAsync, (error, _) => CannotFollow(error), FirstRetry, LongestRetry);
        Keep(WriteAsync, (error, _) => WaitsToBeWritten(error), FirstRetry, LongestRetry);
        return Task.CompletedTask;
    }

    public async Task<KpiHistory> History(HistoryQuery query, CancellationToken cancellation)
    {
        var kpi = KpiOf(query);
        // Asked first: what is taken up meanwhile is in the answer, and who asks is told of one or the other.
        var computing = await ComputingAsync(cancellation);
        var found = await answer.OfAsync(Ready(), query, kpi, cancellation);
        var notes = await GrainFactory.GetGrain<INotesGrain>(Desk).NotesBetween(query.From, query.To, cancellation);
        var usual = await Usual.Band(kpi.Id, query.Dimension, query.Group, query.From, query.To, cancellation);
        return found with
        {
            Notes = notes,
            Usual = usual,
            Limits = LimitsOf(query) ?? found.Limits,
            Alerts = await AlertsAsync(query, cancellation),
            Computing = found.ComputedUntil is null ? computing : null,
        };
    }

    public async Task<Trends> Trends(int hours, string? dimension, CancellationToken cancellation)
    {
        if (!TrendLines.Hours.Contains(hours))
            throw new HistoryQueryException("span", $"span is {hours}h: give 1h, 8h or 24h.");
        trends.Asked(dimension);
        var held = Ready();
        return await WithUsualAsync(TrendLines.Of(held, hours, dimension), hours);
    }

    public async Task<PastSpans> Spans(HistoryQuery query, CancellationToken cancellation) =>
        await finest.OfAsync(Ready(), query, KpiOf(query), cancellation);

    public Task<ImmutableArray<string>> Groups(string kpi, string dimension) =>
        Task.FromResult<ImmutableArray<string>>([
            .. Ready().Recorder.GroupsOf(kpi, dimension).Order(StringComparer.Ordinal),
        ]);

    public Task<HistoryHealth> Health() =>
        Task.FromResult(
            new HistoryHealth(
                state?.Recorder.KnownUntil is { } until ? UnixTime.ToUtc(until) : null,
                state?.Head is { } head ? UnixTime.ToUtc(head.KnownUntil) : null,
                writer?.Waiting ?? 0,
                failure?.Since,
                failure?.Error,
                full?.Recorder.KnownUntil is { } end ? UnixTime.ToUtc(end) : null
            )
        );

    public Task KeepAwake() => Task.CompletedTask;

    protected override async Task StopAsync(CancellationToken cancellation)
    {
        known.Raise();
        // What was computed in the last second is not lost by a stop in good order.
        if (state is { Unwritten.Count: > 0 } && writer is not null)
            await writer.WriteAsync(cancellation);
    }

    /// <summary>What is usual is told to an hour ahead.</summary>
    private async Task<Trends> WithUsualAsync(Trends told, int hours) =>
        told with
        {
            Usual = await Usual.Bands(told.From, told.From.AddHours(hours + 1)),
            IsComputing = await IsComputingAsync(),
        };

    /// <summary>Whether sparklines will soon go further back; the store is not asked.</summary>
    private async Task<bool> IsComputingAsync()
    {
        var progress = await BackfillAsync();
        if (progress?.State == BackfillState.Done)
            lookAt = default;
        return progress is not null;
    }

    /// <summary>The alerts of this very number.</summary>
    private async Task<ImmutableArray<AlertSpan>> AlertsAsync(HistoryQuery query, CancellationToken cancellation)
    {
        var (kpi, now) = (("kpi", query.Kpi), Time.GetUtcNow().UtcDateTime);
        return
        [
            .. (await alerts.BetweenAsync(Desk, query.From, query.To, now, cancellation, kpi))
                .Where(alert => (alert.Kpi, alert.Dimension, alert.Group) == (query.Kpi, query.Dimension, query.Group))
                .OrderBy(alert => alert.FiredAt)
                .Select(alert => new AlertSpan(alert.Id, alert.Severity, alert.FiredAt!.Value, alert.ResolvedAt)),
        ];
    }

    /// <summary>How far the past is computed; null = it is not being computed.</summary>
    private async Task<BackfillProgress?> ComputingAsync(CancellationToken cancellation)
    {
        var progress = await BackfillAsync();
        if (progress?.State != BackfillState.Done)
            return progress;
        // It is written, and not taken up yet: that is hastened, for somebody waits for it.
        if (await store.HeadAsync(Desk, cancellation) is not { ComputedUntil: not null })
            return null;
        lookAt = default;
        return progress with { State = BackfillState.Playing };
    }

    /// <summary>How the computing of the past stands; null = it has failed, is off, or is taken up here.</summary>
    private async Task<BackfillProgress?> BackfillAsync()
    {
        if (Ready().Head?.ComputedUntil is not null)
            return null;
        var progress = await GrainFactory.GetGrain<IBackfillGrain>(Desk).Progress();
        return progress.State is BackfillState.Failed or BackfillState.Off ? null : progress;
    }

    private KpiDefinition KpiOf(HistoryQuery query) =>
        Kpis.FirstOrDefault(one => one.Id == query.Kpi)
        ?? throw new HistoryQueryException("kpi", $"There is no KPI '{query.Kpi}'.");

    /// <summary>The limits of a group as they were; null = the whole desk is asked for.</summary>
    private ImmutableArray<ImmutableArray<double?>>? LimitsOf(HistoryQuery query) =>
        query is { Dimension: { } dimension, Group: { } group } && catalogue.Find(query.Kpi) is { } kpi
            ? HistoryLines.Limits(
                HistoryLines.OfGroup(desks[Desk], kpi.Definition, dimension, group),
                query.Kpi,
                UnixTime.Of(query.From),
                UnixTime.Of(query.To)
            )
            : null;

    private HistoryState Ready() => former ?? state ?? throw new StoreException();

    private async Task<bool> FollowAsync(CancellationToken cancellation)
    {
        if (full is not null && full == state && state.Unwritten.Count > 0)
        {
            await Time.PauseAsync(FirstRetry, cancellation);
            return true;
        }
        if (full is not null)
            (full, state) = (null, null);
        if (state is null)
        {
            follower.Restart();
            var loaded = await HistoryState.LoadAsync(
                Desk,
                store,
                Kpis,
                SlicePulse.LongestPause(desk.Poll),
                reason => LogUnreadable(Desk, reason),
                cancellation
            );
            await ComputedPast.RecallAsync(Desk, levels, loaded, Kpis, cancellation);
            state = loaded;
            writer = new HistoryWriter(Desk, desk.Calendar, store, levels, state, logger, settings?.MostWaiting);
        }
        var cuts = await follower.NextAsync(cancellation);
        if (state is null)
            return true;
        var taken = state.Recorder.Take(cuts);
        former = null;
        if (taken is not { } recorded)
            return true;
        if (!writer!.TryAdd(recorded))
        {
            LogLost(Desk);
            HistoryMeters.Drops(Desk);
            full = state;
            return true;
        }
        if (recorded.Gap is { } gap)
            state.Gaps.Add(gap);
        HistoryMeters.Waits(Desk, writer.Waiting);
        HistoryMeters.Lags(Desk, (recorded.KnownUntil - (state.Head?.KnownUntil ?? recorded.KnownUntil)) / 1000.0);
        known.Raise();
        trends.Write(state);
        return true;
    }

    private async Task<bool> WriteAsync(CancellationToken cancellation)
    {
        if (state is not { Unwritten.Count: > 0 } now || writer is not { } writing)
        {
            await known.NextAsync(LongestWait, cancellation);
            return false;
        }
        await KeepLimitsAsync(now, cancellation);
        var isMine = await writing.WriteAsync(cancellation);
        failure = null;
        if (!isMine)
            LogTaken(Desk);
        else if (!await IsComputedAnewAsync(now, cancellation))
            return true;
        if (state == now)
            (former, state) = (now, null);
        return true;
    }

    /// <summary>Whether more was computed afterwards meanwhile: then all is to be read again.</summary>
    private async Task<bool> IsComputedAnewAsync(HistoryState now, CancellationToken cancellation)
    {
        if (now.Unwritten.Count > 0 || Time.GetUtcNow() < lookAt)
            return false;
        lookAt = Time.GetUtcNow() + LookEvery;
        return await store.HeadAsync(Desk, cancellation) is { } head && head.ComputedUntil != now.Head?.ComputedUntil;
    }

    /// <summary>Limits that are others than the last known ones hold from now on; the past keeps its own.</summary>
    private async Task KeepLimitsAsync(HistoryState now, CancellationToken cancellation)
    {
        var changed = Kpis.Where(kpi =>
                now.Limits.FindLast(limits => limits.Kpi == kpi.Id) is var last
                && (last?.Warning, last?.Critical) != (kpi.Warning, kpi.Critical)
            )
            .Select(kpi => new StoredLimits
            {
                Kpi = kpi.Id,
                Since = UnixTime.Of(Time.GetUtcNow().UtcDateTime),
                Warning = kpi.Warning,
                Critical = kpi.Critical,
            })
            .ToList();
        if (changed.Count == 0)
            return;
        await store.AddLimitsAsync(Desk, changed, cancellation);
        now.Limits.AddRange(changed);
    }

    private void CannotFollow(Exception error)
    {
        LogFollow(Unless<StoreException>(error), Desk);
        if (error is StoreException)
            failure = (failure?.Since ?? Time.GetUtcNow().UtcDateTime, error.Message);
    }

    /// <summary>Said once, not at each try.</summary>
    private void WaitsToBeWritten(Exception error)
    {
        if (failure is null)
            LogWrite(Unless<StoreException>(error), Desk);
        failure = (
            failure?.Since ?? Time.GetUtcNow().UtcDateTime,
            error is StoreException ? error.Message : $"The history cannot be written: {error.GetType().Name}."
        );
    }

    /// <summary>The store says itself in the log what is wrong with it.</summary>
    private static Exception? Unless<T>(Exception error)
        where T : Exception => error is T ? null : error;

    [LoggerMessage(Level = LogLevel.Warning, Message = "The history of desk {Desk} waits for the store or the desk")]
    private partial void LogFollow(Exception? error, string desk);

    [LoggerMessage(
        Level = LogLevel.Warning,
        Message = "The history of desk {Desk} cannot be written now; it waits in memory"
    )]
    private partial void LogWrite(Exception? error, string desk);

    [LoggerMessage(
        Level = LogLevel.Error,
        Message = "The history of desk {Desk} waits for the store for too long: what comes now is a gap, until "
            + "what waits is written"
    )]
    private partial void LogLost(string desk);

    [LoggerMessage(
        Level = LogLevel.Warning,
        Message = "Another process has written the history of desk {Desk}; it is read again"
    )]
    private partial void LogTaken(string desk);

    [LoggerMessage(
        Level = LogLevel.Error,
        Message = "A part of the history of desk {Desk} is kept in a form that cannot be read: {Reason}"
    )]
    private partial void LogUnreadable(string desk, string reason);
}
