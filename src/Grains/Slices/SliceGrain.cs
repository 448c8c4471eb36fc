using System.Collections.Immutable;
using Apollo.Grains.Catalogue;
using Apollo.Grains.Clock;
using Apollo.Grains.Configuration;
using Apollo.Grains.Following;
using Apollo.Grains.Itsm;
using Apollo.Grains.Placement;
using Apollo.Model;
using Microsoft.Extensions.Logging;
using Position = Apollo.Model.Position;

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
) : BackgroundGrain(time), ISliceGrain<TRow>
    where TRow : class, ISliceRow
{
    private const int PageLimit = 20_000;
    private static readonly TimeSpan AnswerWithin = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan RetryTick = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan PulseWithin = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan LongestRetry = TimeSpan.FromSeconds(30);

    private readonly SliceClock<TRow> clock = new(time);
    private readonly ChangeLog<SlicePulse> pulses = new(time, 1);
    private DeskSetup desk = null!;
    private Slice<TRow>? slice;
    private Snapshot? snapshot;
    private Snapshot? snapshotBefore;
    private SlicePulse pulse = null!;

    public override Task OnActivateAsync(CancellationToken cancellationToken)
    {
        desk = desks[this.GetPrimaryKeyString().Split('/')[0]];
        pulse = new SlicePulse
        {
            Slice = SliceName.Of<TRow>(),
            State = SliceState.Loading,
            Version = clock.Version,
            PollInterval = desk.Poll,
        };
        StayAwake();
        Run(PollForeverAsync);
        Run(SweepForeverAsync);
        Keep(TickAsync, (error, _) => LogClock(error, this.GetPrimaryKeyString()), RetryTick, RetryTick);
        return Task.CompletedTask;
    }

    public async Task<SliceTicks<TRow>> TicksAfter(Position? known, DateTime? wakeAt, CancellationToken cancellation)
    {
        await clock.NextAsync(known, wakeAt, AnswerWithin, cancellation);
        if (clock.Newest is not { } newest)
            return new SliceTicks<TRow>(clock.Version, [], null);
        return clock.After(known) is { } ticks && known is { Number: > 0 }
            ? new SliceTicks<TRow>(clock.Version, ticks, null)
            : new SliceTicks<TRow>(clock.Version, [newest with { Changes = [] }], SnapshotNow().Rows.Length);
    }

    public Task<ImmutableArray<TRow>?> SnapshotPage(Position version, int offset)
    {
        ImmutableArray<TRow>? rows =
            version.Incarnation != clock.Version.Incarnation ? null
            : snapshot?.IsOf(version.Number) == true ? snapshot.Rows
            : snapshotBefore?.IsOf(version.Number) == true ? snapshotBefore.Rows
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

    public async Task<SlicePulse> PulseAfter(Position? known, CancellationToken cancellation)
    {
        await pulses.NextAsync(known, PulseWithin, cancellation);
        return pulse with { Position = pulses.Position };
    }

    protected override Task StopAsync(CancellationToken cancellation)
    {
        clock.Stop();
        pulses.Wake();
        return Task.CompletedTask;
    }

    public Task<ImmutableArray<BadRow>> BadRows() =>
        Task.FromResult<ImmutableArray<BadRow>>(slice is null ? [] : [.. slice.Held.Bad.Take(200)]);

    private async Task PollForeverAsync(CancellationToken cancellation)
    {
        var backOff = new BackOff(desk.Poll, LongestRetry);
        var recent = new Queue<TimeSpan>();
        while (!cancellation.IsCancellationRequested)
        {
            var started = Time.GetTimestamp();
            TimeSpan pause;
            try
            {
                slice ??= new Slice<TRow>(desk.Itsm, desk.Overlap, NeededUntil, Time);
                var wasLoaded = slice.IsLoaded;
                await PollOnceAsync(slice, cancellation);
                var took = Time.GetElapsedTime(started);
                // An ITSM that is slow to answer is asked less often: a poll may take a tenth of the interval. The
                // median of the last five says so; a slow one now and then (the first full read, a moment's load) says
                // nothing of the ITSM.
                if (wasLoaded)
                    recent.Enqueue(took);
                if (recent.Count > 5)
                    recent.Dequeue();
                var steady = recent.Count < 5 ? TimeSpan.Zero : recent.Order().ElementAt(2);
                var interval = steady * 10 > desk.Poll ? steady * 10 : desk.Poll;
                pause = took < interval ? interval - took : TimeSpan.Zero;
                backOff.Reset();
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
                var now = Time.GetUtcNow().UtcDateTime;
                pause = backOff.Next();
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
            pulse = pulse with { NextPollAt = Time.GetUtcNow().UtcDateTime + pause };
            SayPulse();
            await Time.PauseAsync(pause, cancellation);
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
                pulse = pulse with { ReadAt = Time.GetUtcNow().UtcDateTime, ClockOffset = reading.ClockOffset };
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
            await Time.PauseAsync(desk.Sweep, cancellation);
            if (slice is not { IsLoaded: true } reading)
                continue;
            try
            {
                await foreach (var changes in reading.SweepAsync(cancellation))
                    if (changes.Count > 0)
                        Publish(changes);
                pulse = pulse with { SweptAt = Time.GetUtcNow().UtcDateTime };
            }
            catch (Exception error) when (!cancellation.IsCancellationRequested)
            {
                LogSweep(this.GetPrimaryKeyString(), error.Message);
            }
        }
    }

    private async Task<bool> TickAsync(CancellationToken cancellation)
    {
        await clock.UntilDueAsync(cancellation);
        clock.Issue(pulse.ReadAt ?? default, []);
        return true;
    }

    private void Publish(List<RowChange<TRow>> changes)
    {
        if (snapshot is { Until: long.MaxValue })
            snapshot.Until = clock.Version.Number;
        clock.Issue(pulse.ReadAt ?? default, [.. changes]);
    }

    /// <summary>
    /// All rows at the newest tick: an older set would give its reader a wrong number at that tick. The one before is
    /// kept for who is still paging it.
    /// </summary>
    private Snapshot SnapshotNow()
    {
        var now = clock.Version.Number;
        if (snapshot?.IsOf(now) != true)
            (snapshotBefore, snapshot) = (snapshot, new Snapshot(now, [.. slice!.Held.Rows]));
        return snapshot;
    }

    private DateTime? NeededUntil(TRow row)
    {
        var until = catalogue.NeededUntil(row, desk.Calendar);
        if (until is not { } end || row is not Intervention { StartsAt: { } start } visit)
            return until;
        // The calendar shows them longer than any number counts them.
        var shown = (visit.EndsAt > start ? visit.EndsAt.Value : start) + HeldFor.Interventions;
        return shown > end ? shown : end;
    }

    private void SayPulse()
    {
        pulse = pulse with
        {
            Version = clock.Version,
            Held = slice?.Held.Count ?? 0,
            BadRows = slice?.Held.BadCount ?? 0,
        };
        SliceMeters.Record(this.GetPrimaryKeyString(), pulse);
        pulses.Add(pulse);
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "{Slice} cannot be read: {Line}")]
    private partial void LogFailing(Exception? error, string slice, string line);

    [LoggerMessage(Level = LogLevel.Information, Message = "{Slice} is read again")]
    private partial void LogBack(string slice);

    [LoggerMessage(Level = LogLevel.Warning, Message = "A sweep of {Slice} broke off and removed nothing: {Reason}")]
    private partial void LogSweep(string slice, string reason);

    [LoggerMessage(Level = LogLevel.Error, Message = "The clock of {Slice} stopped; it goes on")]
    private partial void LogClock(Exception error, string slice);

    /// <summary>All rows at some ticks in a row: those that brought no rows share them.</summary>
    private sealed record Snapshot(long From, ImmutableArray<TRow> Rows)
    {
        /// <summary>The last tick they hold at, where newer rows came since.</summary>
        public long Until { get; set; } = long.MaxValue;

        public bool IsOf(long number) => number >= From && number <= Until;
    }
}
