using System.Collections.Immutable;
using Apollo.Grains.Clock;
using Apollo.Grains.Configuration;
using Apollo.Grains.Engine;
using Apollo.Grains.Rows;
using Apollo.Grains.Slices;
using Apollo.Grains.Store;
using Apollo.Model;
using Microsoft.Extensions.Logging;

namespace Apollo.Grains.Kpis;

/// <summary>The life of one KPI, whatever kind of row it counts.</summary>
internal interface IKpiRun
{
    /// <summary>Asks for the next tick and does it.</summary>
    /// <returns>Whether there was one.</returns>
    Task<bool> StepAsync(CancellationToken cancellation);

    /// <summary>
    /// Forgets everything, so that the next step begins afresh, and tells the desk when that will be.
    /// </summary>
    Task FailedAsync(DateTime retryAt);

    /// <summary>The whole current result; null before the first.</summary>
    KpiUpdate? Whole();

    /// <summary>What entered and left since an instant; null before the first result.</summary>
    KpiMoves? Moves(DateTime since);

    /// <summary>Writes what is not written yet.</summary>
    Task StopAsync(CancellationToken cancellation);
}

/// <summary>Clean rows in, results out: one KPI of one desk, tick by tick.</summary>
internal sealed class KpiRun<TRow>(
    Kpi<TRow> kpi,
    DeskSetup desk,
    IGrainFactory grains,
    CardWriter cards,
    MoveStore store,
    TimeProvider time,
    ILogger logger
) : IKpiRun
    where TRow : class, ISliceRow
{
    private static readonly TimeSpan StoreTellsWithin = TimeSpan.FromSeconds(2);
    private readonly SliceFollower<TRow> slice = new(
        grains.GetGrain<ISliceGrain<TRow>>($"{desk.Info.Id}/{SliceName.Of<TRow>()}")
    );
    private readonly IDeskGrain deskGrain = grains.GetGrain<IDeskGrain>(desk.Info.Id);
    private readonly MoveKeeper<TRow> moves = new(desk.Info.Id, kpi.Id, store, time, logger);
    private KpiWorkflow<TRow>? workflow;
    private SliceVersion? known;
    private long knownTick;
    private DateTime storeToldBy;
    private KpiResult? result;
    private long revision;

    /// <summary>What moved before this start is known by now, and not told yet.</summary>
    private bool MovedIsNews => result is { Moved: null } && moves.Earlier is not null;

    public async Task<bool> StepAsync(CancellationToken cancellation)
    {
        if (revision == 0)
            revision = await cards.FirstRevisionAsync(cancellation);
        moves.Keep();
        if (moves.WantsAllRows)
            slice.Restart();
        if (await slice.NextAsync(WakeAt(), cancellation) is not var (tick, rows))
            return false;
        if (rows is not null)
        {
            workflow = kpi.Start(desk.Calendar, desk.ThresholdsOf(kpi.Definition));
            workflow.Load(rows, tick.At);
        }
        else
            workflow!.Apply(tick.Changes.AsSpan(), tick.At);
        (known, knownTick) = (tick.Version, tick.Number);
        await SayAsync(tick, workflow);
        // After the number is said: it need not wait for the list of what it counts.
        if (rows is null)
            return true;
        moves.Begin(rows, workflow.CountedKeys(rows), tick.At);
        storeToldBy = tick.At + StoreTellsWithin;
        return true;
    }

    public async Task FailedAsync(DateTime retryAt)
    {
        slice.Restart();
        (workflow, known, knownTick) = (null, null, 0);
        try
        {
            await deskGrain.Done(
                new KpiUpdate
                {
                    Kpi = kpi.Id,
                    Version = default,
                    Tick = 0,
                    At = time.GetUtcNow().UtcDateTime,
                    RetryAt = retryAt,
                }
            );
        }
        catch (Exception error) when (error is OrleansException or TimeoutException)
        {
            // The desk hears of it by the next result.
        }
    }

    public KpiUpdate? Whole()
    {
        if (workflow is null || result is null || known is not { } version)
            return null;
        cards.Refresh(result, workflow);
        // All of it as of the newest tick, or an age and its groups would be off by the difference.
        var whole = result with
        {
            Value = workflow.Value,
            Status = workflow.Status,
            AsOf = workflow.Now,
            SliceVersion = version.ToString(),
        };
        return new KpiUpdate
        {
            Kpi = kpi.Id,
            Version = version,
            Tick = knownTick,
            At = workflow.Now,
            Result = whole with { Groups = workflow.Groups() },
            BaseRevision = result.Revision,
        };
    }

    public KpiMoves? Moves(DateTime since) => workflow is null ? null : moves.Since(since, workflow.Now);

    public Task StopAsync(CancellationToken cancellation) => moves.StopAsync(cancellation);

    /// <summary>
    /// When the number moves by itself; and soon after the start, when the store will have told what moved before.
    /// </summary>
    private DateTime? WakeAt()
    {
        var now = time.GetUtcNow().UtcDateTime;
        if (MovedIsNews)
            return now;
        var next = workflow?.NextInstant;
        return storeToldBy > now && !(next < storeToldBy) ? storeToldBy : next;
    }

    private async Task SayAsync(SliceTick<TRow> tick, KpiWorkflow<TRow> done)
    {
        var cut = done.TakeCut();
        moves.Add(cut.Rows, tick.At);
        var update = new KpiUpdate
        {
            Kpi = kpi.Id,
            Version = tick.Version,
            Tick = tick.Number,
            At = tick.At,
        };
        var validUntil = done.NextInstant;
        // A status can change by the clock alone, and an entry in the cache must never outlive its instant.
        if (
            result is null
            || cut.Changed
            || MovedIsNews
            || tick.SnapshotCount is not null
            || result.Status != done.Status
            || (validUntil < result.ValidUntil || (validUntil is not null && result.ValidUntil is null))
        )
        {
            var before = result?.Revision ?? 0;
            revision = Math.Max(revision + 1, time.UnixMicroseconds());
            result = new KpiResult
            {
                Kpi = kpi.Id,
                Value = done.Value,
                Rate = done.Rate,
                Status = done.Status,
                AsOf = tick.At,
                ValidUntil = validUntil,
                ReadAt = tick.ReadAt,
                ChangedAt = cut.ChangedAt ?? result?.ChangedAt,
                Revision = revision,
                SliceVersion = tick.Version.ToString(),
                Moved = cut.Moved ?? result?.Moved ?? moves.Earlier,
            };
            // After a snapshot the whole is said: only so do receivers drop groups that ended meanwhile. And where an
            // age gets a new instant without a move, its groups go along, or those held would be off by the step.
            if (tick.SnapshotCount is not null || (done.Rate != 0 && !cut.Changed))
                update = update with { Result = result with { Groups = done.Groups() }, BaseRevision = before };
            else
                update = update with
                {
                    Result = result,
                    BaseRevision = before,
                    ChangedGroups = cut.ChangedGroups,
                    EndedGroups = cut.EndedGroups,
                };
            cards.Write(result, done);
        }
        await deskGrain.Done(update);
    }
}
