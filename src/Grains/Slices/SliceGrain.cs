using System.Collections.Immutable;
using Apollo.Grains.Catalogue;
using Apollo.Grains.Clock;
using Apollo.Grains.Configuration;
using Apollo.Grains.Itsm;
using Apollo.Grains.Placement;
using Apollo.Grains.Schedules;
using Apollo.Model;
using Microsoft.Extensions.Logging;

namespace Apollo.Grains.Slices;

/// <summary>
/// The only reader of one slice in the whole cluster. It polls, sweeps, and issues ticks: when rows changed, and when
/// the clock reaches the earliest instant at which a KPI's number moves by itself. Polls and sweeps go on in the
/// background of the activation, so that questions are answered meanwhile.
/// </summary>
[DeskPlacement]
internal sealed partial class SliceGrain<TRow>(
    DeskList desks,
    KpiCatalogue catalogue,
    [DeskClock] TimeProvider time,
    ILogger<SliceGrain<TRow>> logger
) : Grain, ISliceGrain<TRow>
    where TRow : class, ISliceRow
{
    private const int PageLimit = 20_000;
    private static readonly TimeSpan AnswerWithin = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan LongestRetry = TimeSpan.FromSeconds(30);

    private readonly CancellationTokenSource stopping = new();
    private readonly ChangeLog<TRow> log = new();
    private DeskSetup desk = null!;
    private SliceTicks<TRow> ticks = null!;
    private Slice<TRow>? slice;
    private (long Number, ImmutableArray<TRow> Rows)? snapshot;
    private (long Number, ImmutableArray<TRow> Rows)? snapshotBefore;
    private SlicePulse pulse = null!;

    public override Task OnActivateAsync(CancellationToken cancellationToken)
    {
        desk = desks[this.GetPrimaryKeyString().Split('/')[0]];
        var incarnation = time.UnixMicroseconds();
        ticks = new SliceTicks<TRow>(incarnation, time);
        pulse = new SlicePulse
        {
            Slice = SliceName.Of<TRow>(),
            State = SliceState.Loading,
            Version = ticks.Version,
            PollInterval = desk.Poll,
        };
        DelayDeactivation(Timeout.InfiniteTimeSpan);
        _ = PollForeverAsync(stopping.Token);
        _ = SweepForeverAsync(stopping.Token);
        _ = TickForeverAsync(stopping.Token);
        return Task.CompletedTask;
    }

    public override async Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
    {
        await stopping.CancelAsync();
        ticks.Stop();
        stopping.Dispose();
    }

    public async Task<SliceTick<TRow>> TickAfter(
        SliceVersion? known,
        long knownTick,
        DateTime? wakeAt,
        CancellationToken cancellation
    )
    {
        var isMine = known?.Incarnation == ticks.Version.Incarnation;
        if (ticks.Version.Number == 0 || (isMine && knownTick >= ticks.Number))
            await ticks.NextAsync(wakeAt, AnswerWithin, cancellation);
        var tick = ticks.Current<TRow>(pulse.ReadAt ?? default);
        if (tick.Version.Number == 0)
            return tick;
        if (isMine && log.After(known!.Value.Number) is { } changes)
            return tick with { Changes = changes };
        return tick with { SnapshotCount = Snapshot().Length };
    }

    public Task<ImmutableArray<TRow>?> SnapshotPage(SliceVersion version, int offset)
    {
        ImmutableArray<TRow>? rows =
            version.Incarnation != ticks.Version.Incarnation ? null
            : snapshot?.Number == version.Number ? snapshot.Value.Rows
            : snapshotBefore?.Number == version.Number ? snapshotBefore.Value.Rows
            : null;
        return Task.FromResult(
            rows?.AsSpan()[offset..Math.Min(rows.Value.Length, offset + PageLimit)].ToImmutableArray()
        );
    }

    public Task<ImmutableArray<TRow>> Find(ImmutableArray<string> ids) =>
        Task.FromResult<ImmutableArray<TRow>>(slice is null ? [] : [.. ids.Select(slice.Held.Find).OfType<TRow>()]);

    public Task<ImmutableArray<string>> Groups(string dimension) =>
        Task.FromResult<ImmutableArray<string>>(
            slice is null
                ? []
                :
                [
                    .. slice
                        .Held.Rows.Select(row => row.Group(dimension))
                        .Where(group => group != Dimension.NoValue)
                        .Distinct(StringComparer.Ordinal),
                ]
        );

    public Task<SlicePulse> Pulse() => Task.FromResult(pulse);

    public Task<ImmutableArray<BadRow>> BadRows() =>
        Task.FromResult<ImmutableArray<BadRow>>(slice is null ? [] : [.. slice.Held.Bad.Take(200)]);

    private async Task PollForeverAsync(CancellationToken cancellation)
    {
        var retry = TimeSpan.Zero;
        var recent = new Queue<TimeSpan>();
        while (!cancellation.IsCancellationRequested)
        {
            var started = time.GetTimestamp();
            TimeSpan pause;
            try
            {
                slice ??= new Slice<TRow>(desk.Itsm, desk.Overlap, NeededUntil, time);
                var wasLoaded = slice.IsLoaded;
                await PollOnceAsync(slice, cancellation);
                var took = time.GetElapsedTime(started);
                // An ITSM that is slow to answer is asked less often: a poll may take a tenth of the interval. The
                // median of the last five says so; a slow one now and then (the first full read, a moment's load) says
                // nothing of the ITSM.
                if (wasLoaded)
                    recent.Enqueue(took);
                if (recent.Count > 5)
                    recent.Dequeue();
                var steady = recent.Count < 5 ? TimeSpan.Zero : recent.Order().ElementAt(2);
                var interval = steady * 10 > desk.Poll ? steady * 10 : desk.Poll;
                (pause, retry) = (took < interval ? interval - took : TimeSpan.Zero, TimeSpan.Zero);
                if (pulse.State == SliceState.Failing)
                    LogBack(this.GetPrimaryKeyString());
                pulse = pulse with
                {
                    State = SliceState.Live,
                    Error = null,
                    FailingSince = null,
                    PollTook = took,
                    PollInterval = interval,
                };
            }
            catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
            {
                return;
            }
            catch (Exception error)
            {
                var now = time.GetUtcNow().UtcDateTime;
                retry =
                    retry == TimeSpan.Zero
                        ? desk.Poll
                        : TimeSpan.FromTicks(Math.Min(LongestRetry.Ticks, retry.Ticks * 2));
                pause = retry;
                var line =
                    error is ItsmException ? error.Message : $"The slice could not be read ({error.GetType().Name}).";
                if (pulse.Error != line)
                    LogFailing(error is ItsmException ? null : error, this.GetPrimaryKeyString(), line);
                // Nothing is read yet: the next try begins with the files as they are then, so that a corrected one
                // needs no restart.
                if (slice is { IsLoaded: false, Loaded: 0 })
                    slice = null;
                pulse = pulse with
                {
                    State = SliceState.Failing,
                    Error = line,
                    FailingSince = pulse.FailingSince ?? now,
                };
            }
            pulse = pulse with { NextPollAt = time.GetUtcNow().UtcDateTime + pause };
            SayPulse();
            await time.PauseAsync(pause, cancellation);
        }
    }

    private async Task PollOnceAsync(Slice<TRow> reading, CancellationToken cancellation)
    {
        bool more;
        do
        {
            var wasLoaded = reading.IsLoaded;
            (var changes, more) = await reading.PollAsync(cancellation);
            pulse = pulse with { Loaded = reading.Loaded };
            if (reading.IsLoaded)
            {
                pulse = pulse with { ReadAt = time.GetUtcNow().UtcDateTime, ClockOffset = reading.ClockOffset };
                if (!wasLoaded || changes.Count > 0)
                    Publish(wasLoaded ? changes : []);
            }
            else
                SayPulse();
        } while (more);
    }

    private async Task SweepForeverAsync(CancellationToken cancellation)
    {
        while (!cancellation.IsCancellationRequested)
        {
            await time.PauseAsync(desk.Sweep, cancellation);
            if (slice is not { IsLoaded: true } reading)
                continue;
            try
            {
                await foreach (var changes in reading.SweepAsync(cancellation))
                    if (changes.Count > 0)
                        Publish(changes);
                pulse = pulse with { SweptAt = time.GetUtcNow().UtcDateTime };
            }
            catch (Exception error) when (!cancellation.IsCancellationRequested)
            {
                LogSweep(this.GetPrimaryKeyString(), error.Message);
            }
        }
    }

    private async Task TickForeverAsync(CancellationToken cancellation)
    {
        while (!cancellation.IsCancellationRequested)
        {
            await ticks.UntilDueAsync(cancellation);
            if (!cancellation.IsCancellationRequested && ticks.Version.Number > 0)
                ticks.Issue(ticks.Version.Number);
        }
    }

    private void Publish(List<RowChange<TRow>> changes)
    {
        log.Add(changes);
        ticks.Issue(log.Last);
    }

    /// <summary>
    /// All rows at the newest tick: an older set would give its reader a wrong number at that tick. The one before is
    /// kept for who is still paging it.
    /// </summary>
    private ImmutableArray<TRow> Snapshot()
    {
        if (snapshot?.Number != ticks.Version.Number)
            (snapshotBefore, snapshot) = (snapshot, (ticks.Version.Number, [.. slice!.Held.Rows]));
        return snapshot.Value.Rows;
    }

    private DateTime? NeededUntil(TRow row)
    {
        var until = catalogue.NeededUntil(row, desk.Calendar);
        if (until is not { } end || row is not Intervention { StartsAt: { } start } visit)
            return until;
        // The calendar shows them longer than any number counts them.
        var shown = (visit.EndsAt > start ? visit.EndsAt.Value : start) + PastVisits.HeldFor;
        return shown > end ? shown : end;
    }

    private void SayPulse()
    {
        pulse = pulse with
        {
            Version = ticks.Version,
            Tick = ticks.Number,
            Held = slice?.Held.Count ?? 0,
            BadRows = slice?.Held.BadCount ?? 0,
        };
        SliceMeters.Record(this.GetPrimaryKeyString(), pulse);
        _ = SayAsync(pulse);
    }

    private async Task SayAsync(SlicePulse said)
    {
        try
        {
            await GrainFactory.GetGrain<IDeskGrain>(desk.Info.Id).Polled(said);
        }
        catch (Exception error)
        {
            // The next poll says it again.
            LogUnheard(this.GetPrimaryKeyString(), error.Message);
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "{Slice} cannot be read: {Line}")]
    private partial void LogFailing(Exception? error, string slice, string line);

    [LoggerMessage(Level = LogLevel.Information, Message = "{Slice} is read again")]
    private partial void LogBack(string slice);

    [LoggerMessage(Level = LogLevel.Warning, Message = "A sweep of {Slice} broke off and removed nothing: {Reason}")]
    private partial void LogSweep(string slice, string reason);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The desk did not hear the pulse of {Slice}: {Reason}")]
    private partial void LogUnheard(string slice, string reason);
}
