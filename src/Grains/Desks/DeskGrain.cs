using System.Collections.Immutable;
using Apollo.Grains.Catalogue;
using Apollo.Grains.Clock;
using Apollo.Grains.Configuration;
using Apollo.Grains.Placement;
using Apollo.Memcached;
using Apollo.Model;
using Microsoft.Extensions.Logging;

namespace Apollo.Grains.Desks;

/// <summary>
/// Gathers what a desk's KPIs say after each tick into batches that are consistent cuts, and answers who asks what
/// changed since. Every 5 s it asks each KPI for its whole result, which heals what was lost and wakes what had died.
/// </summary>
[DeskPlacement]
internal sealed partial class DeskGrain(
    DeskList desks,
    KpiCatalogue catalogue,
    IMultiGetCache cache,
    [DeskClock] TimeProvider time,
    ILoggerFactory loggers
) : Grain, IDeskGrain
{
    private static readonly TimeSpan SignOfLife = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan HealEvery = TimeSpan.FromSeconds(5);
    private readonly ILogger logger = loggers.CreateLogger<DeskGrain>();
    private readonly CancellationTokenSource stopping = new();
    private readonly BatchLog log = new();
    private readonly HashSet<string> asking = [];
    private TaskCompletionSource changed = NewSignal();
    private TaskCompletionSource opened = NewSignal();
    private DeskSetup desk = null!;
    private PulseWriter pulseWriter = null!;
    private SliceBatch[] slices = null!;
    private Dictionary<string, HeldKpi> kpis = null!;
    private Dictionary<string, SliceBatch> sliceOfKpi = null!;
    private long incarnation;
    private bool isPulseDue;

    public override Task OnActivateAsync(CancellationToken cancellationToken)
    {
        desk = desks[this.GetPrimaryKeyString()];
        incarnation = time.UnixMicroseconds();
        kpis = catalogue.All.ToDictionary(kpi => kpi.Id, kpi => new HeldKpi(kpi.Id, kpi.Definition.Slice));
        slices =
        [
            .. catalogue
                .All.GroupBy(kpi => kpi.Definition.Slice)
                .Select(slice => new SliceBatch(slice.Key, [.. slice.Select(kpi => kpis[kpi.Id])])),
        ];
        sliceOfKpi = slices.SelectMany(slice => slice.Kpis.Select(kpi => (kpi.Id, slice))).ToDictionary();
        pulseWriter = new PulseWriter(desk.Info.Id, cache, time, loggers.CreateLogger<PulseWriter>());
        DelayDeactivation(Timeout.InfiniteTimeSpan);
        _ = HealForeverAsync(stopping.Token);
        _ = CloseForeverAsync(stopping.Token);
        return Task.CompletedTask;
    }

    public override async Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
    {
        await stopping.CancelAsync();
        stopping.Dispose();
    }

    public Task<DeskInfo> Info() => Task.FromResult(desk.Info);

    public Task<ImmutableArray<KpiDefinition>> Catalogue() =>
        Task.FromResult(catalogue.All.Select(kpi => desk.Describe(kpi.Definition)).ToImmutableArray());

    public async Task<DeskDelta> ChangesSince(DeskPosition? known, CancellationToken cancellation)
    {
        var isMine = known?.Incarnation == incarnation;
        if (isMine && known!.Value.Number >= log.Last)
        {
            // Without one, the answer is the sign of life.
            await BatchAsync(SignOfLife, cancellation);
        }
        var changes = isMine ? log.After(known!.Value.Number) : null;
        return new DeskDelta
        {
            Position = new DeskPosition(incarnation, log.Last),
            Full = changes is null,
            At = slices.Max(slice => slice.Cut?.At ?? default),
            ReadAt = ReadAt(),
            Slices = [.. slices.Select(slice => slice.Pulse).OfType<SlicePulse>()],
            Kpis = changes ?? [.. slices.SelectMany(slice => slice.Kpis).Select(kpi => kpi.Whole()).OfType<KpiDelta>()],
            Cuts = [.. slices.Select(slice => slice.Cut).OfType<SliceCut>()],
        };
    }

    public Task Done(KpiUpdate update)
    {
        Take(update);
        return Task.CompletedTask;
    }

    public Task Polled(SlicePulse pulse)
    {
        var slice = slices.First(candidate => candidate.Slice == pulse.Slice);
        var before = slice.Pulse;
        slice.Pulse = pulse;
        // Whether the desk is read is news to every screen; that it still is comes with the next sign of life.
        if (before?.State != pulse.State || before.Error != pulse.Error)
            Publish([]);
        isPulseDue |= pulse.State == SliceState.Live;
        WritePulse();
        return Task.CompletedTask;
    }

    public Task KeepAwake() => Task.CompletedTask;

    private static TaskCompletionSource NewSignal() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    private DateTime? ReadAt() =>
        slices.All(slice => slice.Pulse?.ReadAt is not null) ? slices.Min(slice => slice.Pulse!.ReadAt) : null;

    /// <summary>
    /// Tells the cache which revisions hold, and at which cut: between ticks, when every KPI stands at it.
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
            kpis.Values.Where(kpi => kpi.Result is not null).ToDictionary(kpi => kpi.Id, kpi => kpi.Result!.Revision)
        );
    }

    /// <summary>Waits for the next batch, at most for a while.</summary>
    private async Task BatchAsync(TimeSpan limit, CancellationToken cancellation)
    {
        try
        {
            await changed.Task.WaitAsync(limit, time, cancellation);
        }
        catch (TimeoutException)
        {
            // The caller answers with what there is.
        }
    }

    private void Take(KpiUpdate update)
    {
        if (!kpis[update.Kpi].Take(update))
            _ = AskWholeAsync(update.Kpi);
        var slice = sliceOfKpi[update.Kpi];
        slice.Done(update, time.GetUtcNow().UtcDateTime);
        if (slice.ClosesAt is null)
            return;
        if (slice.IsComplete)
            Close(slice);
        else
            opened.TrySetResult();
    }

    private void Close(SliceBatch slice)
    {
        var deltas = slice.Close(time.GetUtcNow().UtcDateTime);
        if (deltas.Count > 0)
            Publish([.. deltas]);
        WritePulse();
    }

    private void Publish(ImmutableArray<KpiDelta> batch)
    {
        log.Add(batch);
        var waiting = changed;
        changed = NewSignal();
        waiting.SetResult();
    }

    /// <summary>Closes batches whose laggards have kept them waiting long enough.</summary>
    private async Task CloseForeverAsync(CancellationToken cancellation)
    {
        while (!cancellation.IsCancellationRequested)
        {
            var now = time.GetUtcNow().UtcDateTime;
            foreach (var slice in slices)
                if (slice.ClosesAt <= now)
                    Close(slice);
            if (slices.Min(slice => slice.ClosesAt) is { } next)
                await time.PauseAsync(
                    next > now
                        ? TimeSpan.FromMilliseconds(Math.Ceiling((next - now).TotalMilliseconds))
                        : TimeSpan.Zero,
                    cancellation
                );
            else
            {
                opened = NewSignal();
                await opened
                    .Task.WaitAsync(cancellation)
                    .ConfigureAwait(
                        ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ContinueOnCapturedContext
                    );
            }
        }
    }

    private async Task HealForeverAsync(CancellationToken cancellation)
    {
        while (!cancellation.IsCancellationRequested)
        {
            await WakeSliceAsync<Ticket>();
            await WakeSliceAsync<Intervention>();
            foreach (var kpi in kpis.Keys)
                await AskWholeAsync(kpi);
            await time.PauseAsync(HealEvery, cancellation);
        }
    }

    private async Task WakeSliceAsync<TRow>()
        where TRow : class, ISliceRow
    {
        try
        {
            await GrainFactory.GetGrain<ISliceGrain<TRow>>($"{desk.Info.Id}/{SliceName.Of<TRow>()}").Pulse();
        }
        catch (Exception error)
        {
            LogDead(error, desk.Info.Id, SliceName.Of<TRow>());
        }
    }

    private async Task AskWholeAsync(string kpi)
    {
        if (!asking.Add(kpi))
            return;
        try
        {
            if (
                await GrainFactory.GetGrain<IKpiGrain>($"{desk.Info.Id}/{kpi}").Whole() is { } whole
                && IsNews(kpis[kpi], whole)
            )
                Take(whole);
        }
        catch (Exception error)
        {
            LogDead(error, desk.Info.Id, kpi);
        }
        finally
        {
            asking.Remove(kpi);
        }
    }

    /// <summary>A result that is not held, or an unchanged one at a tick whose word was lost.</summary>
    private static bool IsNews(HeldKpi held, KpiUpdate whole) =>
        whole.Result!.Revision > (held.Result?.Revision ?? 0)
        || (whole.Version.Incarnation == held.Version.Incarnation && whole.Tick > held.Tick);

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Desk}/{Part} does not answer; it is asked again")]
    private partial void LogDead(Exception error, string desk, string part);
}
