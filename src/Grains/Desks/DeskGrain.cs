using System.Collections.Immutable;
using Apollo.Grains.Catalogue;
using Apollo.Grains.Clock;
using Apollo.Grains.Configuration;
using Apollo.Grains.Following;
using Apollo.Grains.Kinds;
using Apollo.Grains.Placement;
using Apollo.Memcached;
using Apollo.Model;
using Microsoft.Extensions.Logging;

namespace Apollo.Grains.Desks;

/// <summary>
/// Follows a desk's KPIs and gathers what they say after each tick into consistent cuts, and answers who asks what
/// changed since. Asking keeps KPIs and slices awake; one that died is asked again, from where the desk stands.
/// </summary>
[DeskPlacement]
internal sealed partial class DeskGrain(
    DeskList desks,
    KpiCatalogue catalogue,
    IMultiGetCache cache,
    [DeskClock] TimeProvider time,
    ILoggerFactory loggers
) : BackgroundGrain(time), IDeskGrain
{
    private const int CutsKept = 512;
    private static readonly TimeSpan SignOfLife = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan FirstRetry = TimeSpan.FromSeconds(0.25);
    private static readonly TimeSpan LongestRetry = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(60);
    private readonly ILogger logger = loggers.CreateLogger<DeskGrain>();
    private readonly ChangeLog<DeskCut> cuts = new(time, CutsKept);
    private readonly Signal opened = new(time);
    private DeskSetup desk = null!;
    private PulseWriter pulseWriter = null!;
    private ImmutableArray<SliceCuts> slices;
    private bool isPulseDue;
    private Task? limitsChange;
    private Position limits = new(time.UnixMicroseconds(), 0);

    public override Task OnActivateAsync(CancellationToken cancellationToken)
    {
        desk = desks[this.GetPrimaryKeyString()];
        slices =
        [
            .. catalogue
                .All.GroupBy(kpi => kpi.Definition.Slice)
                .Select(slice => new SliceCuts(slice.Key, [.. slice.Select(kpi => new HeldKpi(kpi.Id))])),
        ];
        pulseWriter = new PulseWriter(desk.Info.Id, cache, Time, loggers.CreateLogger<PulseWriter>());
        StayAwake();
        foreach (var slice in slices)
        {
            FollowPulse(slice);
            foreach (var kpi in slice.Kpis)
                Follow(slice, kpi);
        }
        FollowUnusual();
        Keep(FollowLimitsAsync, (error, _) => LogDead(error, desk.Info.Id, "limits"), FirstRetry, LongestRetry);
        Keep(CloseLateAsync, (error, _) => LogDead(error, desk.Info.Id, "cuts"), FirstRetry, LongestRetry);
        return Task.CompletedTask;
    }

    public Task<ImmutableArray<KpiDefinition>> Catalogue() =>
        Task.FromResult(
            catalogue.All.Select(kpi => desks[desk.Info.Id].Describe(kpi.Definition).With(Further)).ToImmutableArray()
        );

    public async Task<DeskDelta> ChangesSince(Position? known, CancellationToken cancellation)
    {
        await cuts.NextAsync(known, SignOfLife, cancellation);
        var since = cuts.After(known);
        return new DeskDelta
        {
            Position = cuts.Position,
            Full = since is null,
            At = slices.Max(slice => slice.Cut?.At ?? default),
            ReadAt = ReadAt(),
            Slices = [.. slices.Select(slice => slice.Pulse).OfType<SlicePulse>()],
            Kpis = since is { } missed ? Merge(missed) : [.. slices.SelectMany(Whole)],
            Cuts = [.. slices.Select(slice => slice.Cut).OfType<SliceCut>()],
            Limits = limits,
        };
    }

    public async Task<DeskCuts> CutsSince(Position? known, CancellationToken cancellation)
    {
        await cuts.NextAsync(known, SignOfLife, cancellation);
        var (readAt, readSince) = Told();
        var leftOut = slices.Sum(slice => slice.Pulse?.LeftOut ?? 0);
        if (cuts.After(known) is { } since)
            return new DeskCuts(cuts.Position, null, since, readAt, readSince, leftOut, Reads());
        return new DeskCuts(
            cuts.Position,
            known is { } from ? new Gap(from, cuts.Position) : null,
            [
                .. slices
                    .Where(slice => slice.Cut is not null)
                    .Select(slice => new DeskCut(slice.Cut!, [.. Whole(slice)])),
            ],
            readAt,
            readSince,
            leftOut,
            Reads()
        );
    }

    public Task KeepAwake() => Task.CompletedTask;

    /// <summary>What its tickets are broken down by besides what every desk has.</summary>
    private FurtherNames Further => slices.First(slice => slice.Slice == SliceName.Tickets).Further;

    protected override Task StopAsync(CancellationToken cancellation)
    {
        cuts.Wake();
        return Task.CompletedTask;
    }

    /// <summary>What several cuts in a row changed, as one change of each KPI.</summary>
    private static ImmutableArray<KpiResult> Merge(ImmutableArray<DeskCut> missed)
    {
        if (missed.Length <= 1)
            return missed.IsEmpty ? [] : missed[0].Kpis;
        var merged = new Dictionary<string, KpiResult>();
        foreach (var change in missed.SelectMany(cut => cut.Kpis))
            merged[change.Kpi] = merged.TryGetValue(change.Kpi, out var earlier)
                ? KpiGroups.Merge(earlier, change)
                : change;
        return [.. merged.Values];
    }

    private static IEnumerable<KpiResult> Whole(SliceCuts slice) =>
        slice.Kpis.Select(kpi => kpi.Result).OfType<KpiResult>();

    private DateTime? ReadAt() =>
        slices.All(slice => slice.Pulse?.ReadAt is not null) ? slices.Min(slice => slice.Pulse!.ReadAt) : null;

    /// <summary>Up to when, and since when without a break, all that was read is told.</summary>
    private (DateTime? At, DateTime? Since) Told() =>
        slices.All(slice => slice.Told is not null)
            ? (slices.Min(slice => slice.Told!.ReadAt), slices.Max(slice => slice.Told!.ReadSince))
            : (null, null);

    private ImmutableArray<SliceRead> Reads() =>
        [
            .. slices
                .Where(slice => slice.Told is { ReadAt: not null, ReadSince: not null })
                .Select(slice => new SliceRead(slice.Slice, slice.Told!.ReadAt!.Value, slice.Told.ReadSince!.Value)),
        ];

    /// <summary>Who follows is told at once that limits are others, also where no status changes by it.</summary>
    private async Task<bool> FollowLimitsAsync(CancellationToken cancellation)
    {
        limitsChange ??= desks.LimitsChange;
        await limitsChange.WaitAsync(cancellation);
        // Asked for before it is told: a change that comes meanwhile is told too.
        limitsChange = desks.LimitsChange;
        limits = limits with { Number = limits.Number + 1 };
        cuts.Wake();
        return true;
    }

    private void Follow(SliceCuts slice, HeldKpi kpi)
    {
        var grain = GrainFactory.GetGrain<IKpiGrain>($"{desk.Info.Id}/{kpi.Id}");
        var follower = new Follower<KpiChanges>(grain.ChangesSince);
        Keep(
            async cancellation =>
            {
                Take(slice, kpi, await follower.NextAsync(cancellation));
                return true;
            },
            (error, _) => LogDead(error, desk.Info.Id, kpi.Id),
            FirstRetry,
            LongestRetry
        );
    }

    private void FollowPulse(SliceCuts slice)
    {
        var kind = RowKind.All.First(kind => kind.Slice == slice.Slice);
        var follower = kind.PulsesOf(GrainFactory, desk.Info.Id);
        Keep(
            async cancellation =>
            {
                Take(slice, await follower.NextAsync(cancellation));
                return true;
            },
            (error, _) => LogDead(error, desk.Info.Id, slice.Slice),
            FirstRetry,
            LongestRetry
        );
    }

    private void FollowUnusual()
    {
        var follower = new Follower<UnusualKpis>(GrainFactory.GetGrain<IUsualGrain>(desk.Info.Id).UnusualAfter);
        Keep(
            async cancellation =>
            {
                Take((await follower.NextAsync(cancellation)).Since);
                return true;
            },
            (error, _) => LogDead(error, desk.Info.Id, "usual"),
            FirstRetry,
            LongestRetry
        );
    }

    private void Take(ImmutableDictionary<string, DateTime> unusual)
    {
        var now = Time.GetUtcNow().UtcDateTime;
        foreach (var slice in slices)
        {
            var wasOpen = slice.ClosesAt is not null;
            slice.Take(unusual, now);
            while (slice.IsComplete)
                Close(slice, now);
            if (!wasOpen && slice.ClosesAt is not null)
                opened.Raise();
        }
    }

    private void Take(SliceCuts slice, SlicePulse pulse)
    {
        var before = slice.Pulse;
        slice.Take(pulse);
        // Whether the desk is read is news to every screen; that it still is comes with the next sign of life.
        if (before?.State != pulse.State || before.Error != pulse.Error)
            cuts.Wake();
        isPulseDue |= pulse.State == SliceState.Live && before?.Position != pulse.Position;
        WritePulse();
    }

    private void Take(SliceCuts slice, HeldKpi kpi, KpiChanges changes)
    {
        var wasOpen = slice.ClosesAt is not null;
        var now = Time.GetUtcNow().UtcDateTime;
        foreach (var step in changes.Steps)
            slice.Take(kpi, step, changes.Full, now);
        while (slice.IsComplete)
            Close(slice, now);
        if (!wasOpen && slice.ClosesAt is not null)
            opened.Raise();
    }

    private void Close(SliceCuts slice, DateTime now)
    {
        var isFirst = slice.Cut is null;
        var cut = slice.Close(now);
        if (slice.BroughtOthers)
        {
            // The catalogue is another one, and so are the groups: who follows is told all of it.
            limits = limits with
            {
                Number = limits.Number + 1,
            };
            if (!isFirst)
                cuts.StartAfresh();
        }
        if (!cut.Kpis.IsEmpty)
            cuts.Add(cut);
        WritePulse();
    }

    /// <summary>Closes cuts whose laggards have kept them waiting long enough.</summary>
    private async Task<bool> CloseLateAsync(CancellationToken cancellation)
    {
        var now = Time.GetUtcNow().UtcDateTime;
        foreach (var slice in slices)
            while (slice.IsComplete || slice.ClosesAt <= now)
                Close(slice, now);
        var wait = slices.Min(slice => slice.ClosesAt) - now ?? LongestWait;
        await opened.NextAsync(wait, TimeSpan.Zero, LongestWait, cancellation);
        return true;
    }

    /// <summary>
    /// Tells the cache which revisions hold, and at which cut: between ticks, when every KPI stands at it. A KPI that
    /// failed is left out: only the desk says that it did.
    /// </summary>
    private void WritePulse()
    {
        if (
            !isPulseDue
            || slices.Any(slice => slice.ClosesAt is not null || slice.Cut is null)
            || ReadAt() is not { } readAt
        )
            return;
        isPulseDue = false;
        pulseWriter.Write(
            readAt,
            slices.ToDictionary(slice => slice.Slice, slice => slice.Cut!.Version.ToString()),
            slices
                .SelectMany(Whole)
                .Where(kpi => kpi.RetryAt is null)
                .ToDictionary(kpi => kpi.Kpi, kpi => kpi.Revision),
            slices
                .SelectMany(Whole)
                .Where(kpi => kpi.UnusualSince is not null)
                .ToDictionary(kpi => kpi.Kpi, kpi => kpi.UnusualSince!.Value)
        );
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Desk}/{Part} does not answer; it is asked again")]
    private partial void LogDead(Exception error, string desk, string part);
}
