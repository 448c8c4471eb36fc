using System.Collections.Immutable;
using Apollo.Grains.Catalogue;
using Apollo.Grains.Clock;
using Apollo.Grains.Configuration;
using Apollo.Grains.Following;
using Apollo.Grains.Itsm;
using Apollo.Grains.Kinds;
using Apollo.Grains.Placement;
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
) : BackgroundGrain(time), ISliceGrain<TRow>
    where TRow : class, ISliceRow
{
    private const int PageLimit = 20_000;
    private static readonly TimeSpan AnswerWithin = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan RetryTick = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan PulseWithin = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan ToldAgainAfter = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan LongestRetry = TimeSpan.FromSeconds(30);
    private static readonly RowKind<TRow> Kind = RowKind.Of<TRow>();

    private readonly SliceClock<TRow> clock = new(time);
    private readonly Nudges nudges = new(time);
    private readonly ChangeLog<SlicePulse> pulses = new(time, 1);
    private DeskSetup desk = null!;
    private readonly Dictionary<string, (long Size, DateTime At)> told = [];
    private SliceReading<TRow> reading = null!;
    private PollPace pace = null!;
    private ItsmWarning? detail;
    private Snapshot? snapshot;
    private Snapshot? snapshotBefore;
    private FurtherNames further = FurtherNames.None;
    private SlicePulse pulse = null!;

    public override Task OnActivateAsync(CancellationToken cancellationToken)
    {
        desk = desks[this.GetPrimaryKeyString().Split('/')[0]];
        reading = new SliceReading<TRow>(() => new Slice<TRow>(desk.Itsm, desk.Overlap, NeededUntil, Time), Time);
        pace = new PollPace(desk.Poll);
        pulse = new SlicePulse
        {
            Slice = Kind.Slice,
            State = SliceState.Loading,
            Version = clock.Version,
            PollInterval = desk.Poll,
        };
        StayAwake();
        Keep(PollAsync, PollFailed, desk.Poll, LongestRetry);
        // Each begins with its pause: after one that broke off too.
        Keep(
            SweepAsync,
            (error, _) => LogSweep(this.GetPrimaryKeyString(), error.Message),
            TimeSpan.Zero,
            TimeSpan.Zero
        );
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
            : new SliceTicks<TRow>(clock.Version, [newest with { Changes = [] }], SnapshotNow().Rows.Length, further);
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
        Task.FromResult<ImmutableArray<TRow>>(
            reading.Current is null ? [] : [.. ids.Select(reading.Current.Held.Find).OfType<TRow>()]
        );

    public Task<ImmutableArray<string>> Groups(string dimension)
    {
        var value = Kind.With(further).Dimension(dimension).Value;
        return Task.FromResult<ImmutableArray<string>>([
            .. (reading.Current?.Held.Rows ?? []).Select(value).OfType<string>().Distinct(StringComparer.Ordinal),
        ]);
    }

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

    public Task Nudge()
    {
        nudges.Nudge();
        return Task.CompletedTask;
    }

    public Task<ImmutableArray<BadRow>> BadRows() =>
        Task.FromResult<ImmutableArray<BadRow>>(reading.Current is null ? [] : [.. reading.Current.Held.Bad.Take(200)]);

    private async Task<bool> PollAsync(CancellationToken cancellation)
    {
        var started = Time.GetTimestamp();
        var isPoll = reading is { IsLoaded: true, IsTakingUp: false };
        await PollOnceAsync(cancellation);
        var took = Time.GetElapsedTime(started);
        if (isPoll)
            pace.Took(took);
        if (pulse.State == SliceState.Failing)
            LogBack(this.GetPrimaryKeyString());
        pulse = pulse with { State = SliceState.Live, Error = null, FailingSince = null, PollTook = took };
        var pause = took < pace.Interval ? pace.Interval - took : TimeSpan.Zero;
        SayPulse(pause);
        await nudges.PauseAsync(pause, took, cancellation);
        return true;
    }

    /// <summary>It is tried again after a pause, which no nudge hastens.</summary>
    private void PollFailed(Exception error, TimeSpan pause)
    {
        var line = error is ItsmException ? error.Message : $"The slice could not be read ({error.GetType().Name}).";
        if (pulse.Error != line)
            LogFailing(error is ItsmException ? null : error, this.GetPrimaryKeyString(), line);
        pulse = pulse with
        {
            State = SliceState.Failing,
            Error = line,
            FailingSince = pulse.FailingSince ?? Time.GetUtcNow().UtcDateTime,
        };
        SayPulse(pause);
    }

    private async Task PollOnceAsync(CancellationToken cancellation)
    {
        bool more;
        do
        {
            var wasLoaded = reading.IsLoaded;
            (var changes, more) = await reading.PollAsync(cancellation);
            pulse = pulse with { Loaded = reading.Loaded, ToLoad = reading.ToLoad };
            if (!reading.IsLoaded || reading.IsReadingAnew)
            {
                SayPulse();
                continue;
            }
            var slice = reading.Current!;
            if (!wasLoaded && typeof(TRow) == typeof(Ticket))
                _ = TryDetailAsync(slice, cancellation);
            // Numbers of the few rows that are left say nothing of the desk: none is published for the first time, and
            // those that were grow old.
            var isUsable = !slice.IsMostlyLeftOut;
            if (isUsable)
                pulse = pulse.Read(Time.GetUtcNow().UtcDateTime) with { ClockOffset = slice.ClockOffset };
            var isFirst = clock.Version.Number == 0;
            var isOther = further != slice.Further;
            if (isFirst ? isUsable : changes.Count > 0 || isOther)
            {
                further = slice.Further;
                Publish(isFirst ? [] : changes, isOther && !isFirst);
            }
            if (!isUsable)
                throw new ItsmException($"{slice.Held.BadRows.Summary} (of {slice.Held.Known} read).");
        } while (more);
    }

    private async Task<bool> SweepAsync(CancellationToken cancellation)
    {
        await Time.PauseAsync(desk.Sweep, cancellation);
        if (reading is not { IsLoaded: true, IsReadingAnew: false, Current: { } slice })
            return true;
        await foreach (var _ in slice.SweepAsync(changes => Swept(slice, changes), cancellation))
            if (reading.Current != slice)
                break;
        pulse = pulse with { SweptAt = Time.GetUtcNow().UtcDateTime };
        if (typeof(TRow) == typeof(Ticket))
            await TryDetailAsync(slice, cancellation);
        return true;
    }

    /// <summary>
    /// Published in the turn in which the rows change: a snapshot or a poll in between would make of the same change
    /// two.
    /// </summary>
    private void Swept(Slice<TRow> slice, List<RowChange<TRow>> changes)
    {
        // Where all was read anew meanwhile, these changes are of what was held before.
        if (reading.Current == slice && changes.Count > 0 && clock.Version.Number > 0)
            Publish(changes);
    }

    /// <summary>A file that would fail when the first ticket is opened is told before.</summary>
    private async Task TryDetailAsync(Slice<TRow> slice, CancellationToken cancellation)
    {
        try
        {
            await new DetailReader(desk.Itsm, Time).ReadAsync(
                slice.Held.Rows.FirstOrDefault()?.Id ?? "0",
                cancellation
            );
            detail = null;
        }
        catch (Exception error) when (error is ItsmException or OperationCanceledException)
        {
            detail = new ItsmWarning("detail", 1, $"the page of a ticket cannot be read: {error.Message}");
        }
    }

    private async Task<bool> TickAsync(CancellationToken cancellation)
    {
        await clock.UntilDueAsync(cancellation);
        clock.Issue(pulse.ReadAt ?? default, []);
        return true;
    }

    /// <param name="changes">What changed.</param>
    /// <param name="isOther">The rows are broken down by other things: who reads them begins afresh.</param>
    private void Publish(List<RowChange<TRow>> changes, bool isOther = false)
    {
        if (snapshot is { Until: long.MaxValue })
            snapshot.Until = clock.Version.Number;
        if (isOther)
            clock.StartAfresh();
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
            (snapshotBefore, snapshot) = (snapshot, new Snapshot(now, [.. reading.Current!.Held.Rows]));
        return snapshot;
    }

    private DateTime? NeededUntil(TRow row)
    {
        var until = catalogue.NeededUntil(row, desk.Calendar);
        return until is { } end && Kind.NeededUntil(row) is { } needed && needed > end ? needed : until;
    }

    /// <summary>What is wrong though the reading goes on; the log hears of it once, and when it grows.</summary>
    private List<ItsmWarning> Warnings()
    {
        List<ItsmWarning> warnings = [.. reading.Warnings, .. new[] { detail, pace.Warning }.OfType<ItsmWarning>()];
        var now = Time.GetUtcNow().UtcDateTime;
        foreach (var (kind, last) in told)
            if (last.At < now - ToldAgainAfter && warnings.TrueForAll(warning => warning.Kind != kind))
                told.Remove(kind);
        foreach (var warning in warnings)
        {
            if (
                told.TryGetValue(warning.Kind, out var last)
                && (warning.Size <= last.Size || last.At >= now - ToldAgainAfter)
            )
                continue;
            told[warning.Kind] = (warning.Size, now);
            LogWrong(this.GetPrimaryKeyString(), warning.Text);
        }
        return warnings;
    }

    /// <param name="pause">How long until the next poll; null while one goes on.</param>
    private void SayPulse(TimeSpan? pause = null)
    {
        if (pause is { } wait)
            pulse = pulse with { PollInterval = pace.Interval, NextPollAt = Time.GetUtcNow().UtcDateTime + wait };
        pulse = pulse with
        {
            Version = clock.Version,
            Held = reading.Current?.Held.Count ?? 0,
            BadRows = reading.Current?.Held.BadCount ?? 0,
            LeftOut = reading.Current?.Held.BadRows.LeftOut ?? 0,
            Warnings = [.. Warnings().Select(warning => warning.Text)],
        };
        SliceMeters.Record(this.GetPrimaryKeyString(), pulse);
        pulses.Add(pulse);
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "{Slice} cannot be read: {Line}")]
    private partial void LogFailing(Exception? error, string slice, string line);

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Slice}: {Warning}")]
    private partial void LogWrong(string slice, string warning);

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
