using System.Collections.Immutable;
using Apollo.Grains.Clock;
using Apollo.Grains.Configuration;
using Apollo.Grains.Engine;
using Apollo.Grains.Following;
using Apollo.Grains.Kinds;
using Apollo.Grains.Rows;
using Apollo.Grains.Slices;
using Apollo.Model;

namespace Apollo.Grains.Kpis;

/// <summary>The life of one KPI, whatever kind of row it counts.</summary>
internal interface IKpiRun
{
    /// <summary>Asks for the next ticks and does them.</summary>
    /// <returns>Whether there was one.</returns>
    Task<bool> StepAsync(CancellationToken cancellation);

    /// <summary>Forgets everything, so that the next step begins afresh, and says when that will be.</summary>
    void Failed(DateTime retryAt);

    /// <summary>
    /// Waits for a while, then looks whether the clock alone will change the status within the hour: beside the ticks,
    /// told where it is news.
    /// </summary>
    Task<bool> ForetellAsync(CancellationToken cancellation);

    /// <summary>Other limits hold from now on.</summary>
    void TakeLimits(Thresholds thresholds);

    /// <summary>Every step since a position, or the whole result; waits for the next for a while.</summary>
    Task<KpiChanges> ChangesSinceAsync(Position? known, CancellationToken cancellation);

    /// <summary>What entered and left since an instant; null before the first result.</summary>
    KpiMoves? Moves(DateTime since, Audience audience);

    /// <summary>What the clock alone will do within some hours; null before the first result.</summary>
    Ahead? Ahead(int hours);

    /// <summary>Answers who waits and writes what is not written yet.</summary>
    Task StopAsync(CancellationToken cancellation);
}

/// <summary>Clean rows in, results out: one KPI of one desk, tick by tick.</summary>
internal sealed class KpiRun<TRow>(
    Kpi<TRow> kpi,
    DeskSetup desk,
    IGrainFactory grains,
    CardWriter<TRow> cards,
    MoveKeeper<TRow> moves,
    TimeProvider time
) : IKpiRun
    where TRow : class, ISliceRow
{
    private static readonly TimeSpan StoreTellsWithin = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan AnswerWithin = TimeSpan.FromSeconds(5);
    private const int StepsKept = 256;
    private const int MostAhead = 2_000;
    private static readonly TimeSpan AheadKept = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan LookEvery = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan LookWithin = TimeSpan.FromHours(1);
    private readonly SliceFollower<TRow> slice = new(grains, desk.Info.Id);
    private readonly ChangeLog<KpiStep> steps = new(time, StepsKept);
    private readonly IKpiOutlet<TRow>[] outlets = [cards, moves];
    private KpiWorkflow<TRow>? workflow;
    private Position version;
    private DateTime storeToldBy;
    private KpiResult? result;
    private long revision;
    private (int Hours, Ahead Told)? ahead;
    private Thresholds thresholds = desk.ThresholdsOf(kpi.Definition);
    private CancellationTokenSource? asking;

    /// <summary>What moved before this start is known by now, and not told yet.</summary>
    private bool MovedIsNews => result is { Moved: null } && moves.Earlier is not null;

    public async Task<bool> StepAsync(CancellationToken cancellation)
    {
        if (revision == 0)
            revision = await cards.FirstRevisionAsync(cancellation);
        moves.Keep();
        if (moves.WantsAllRows)
            slice.Restart();
        using var asked = asking = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        try
        {
            var (ticks, rows) = await slice.NextAsync(WakeAt(), asked.Token);
            foreach (var tick in ticks)
                Do(tick, rows);
            return !ticks.IsEmpty;
        }
        catch (OperationCanceledException) when (asked.IsCancellationRequested && !cancellation.IsCancellationRequested)
        {
            // Other limits: the status changes by itself at another instant.
            return true;
        }
        finally
        {
            asking = null;
        }
    }

    public async Task<bool> ForetellAsync(CancellationToken cancellation)
    {
        // What was foretold for an instant is not shown after it, even where a change of rows has prevented it.
        var passes = result?.Next is { } known ? known.Instant - time.GetUtcNow().UtcDateTime : LookEvery;
        await time.PauseAsync(Shorter(LookEvery, passes), cancellation);
        if (cancellation.IsCancellationRequested || workflow is null || result is null)
            return false;
        var next = workflow.NextCrossing(NotBefore(workflow), LookWithin);
        if (next != result.Next)
            SayBeside(workflow, result with { Next = next });
        return true;
    }

    public void TakeLimits(Thresholds changed)
    {
        if (changed == thresholds)
            return;
        (thresholds, ahead) = (changed, null);
        if (workflow is null || result is null)
            return;
        workflow.TakeLimits(changed);
        SayBeside(
            workflow,
            result with
            {
                Status = workflow.Status,
                ValidUntil = workflow.NextInstant,
                Next = workflow.NextCrossing(NotBefore(workflow), LookWithin),
            }
        );
        asking?.Cancel();
    }

    public void Failed(DateTime retryAt)
    {
        slice.Restart();
        workflow = null;
        var now = time.GetUtcNow().UtcDateTime;
        var last =
            result
            ?? new KpiResult
            {
                Kpi = kpi.Id,
                Slice = kpi.Definition.Slice,
                AsOf = now,
                ReadAt = now,
                SliceVersion = "",
            };
        steps.Add(new KpiStep(default, now, last with { RetryAt = retryAt, Next = null }));
    }

    public async Task<KpiChanges> ChangesSinceAsync(Position? known, CancellationToken cancellation)
    {
        await steps.NextAsync(known, AnswerWithin, cancellation);
        if (steps.After(known) is { } since)
        {
            if (since.IsEmpty && result is not null && workflow is not null)
                cards.Refresh(result, workflow);
            return new KpiChanges(steps.Position, false, since);
        }
        return new KpiChanges(steps.Position, true, Whole() is { } whole ? [whole] : []);
    }

    public KpiMoves? Moves(DateTime since, Audience audience) =>
        workflow is null ? null : moves.Since(since, workflow.Now, audience);

    public Ahead? Ahead(int hours)
    {
        if (workflow is null)
            return null;
        var now = time.GetUtcNow().UtcDateTime;
        if (ahead is not { } known || known.Hours != hours || now - known.Told.At > AheadKept)
        {
            var from = NotBefore(workflow);
            ahead = known = (hours, workflow.LookAhead(from, from.AddHours(hours), MostAhead));
        }
        return known.Told;
    }

    public Task StopAsync(CancellationToken cancellation)
    {
        steps.Wake();
        return moves.StopAsync(cancellation);
    }

    /// <summary>The whole current result; the last failure where it failed; null before either.</summary>
    private KpiStep? Whole()
    {
        if (workflow is null || result is null)
            return steps.Newest;
        // All of it as of the newest tick, or an age and its groups would be off by the difference.
        var whole = result with
        {
            Value = workflow.Value,
            Status = workflow.Status,
            AsOf = workflow.Now,
            SliceVersion = version.ToString(),
            Groups = workflow.Groups(),
        };
        return new KpiStep(version, workflow.Now, whole);
    }

    private void Do(SliceTick<TRow> tick, List<TRow>? rows)
    {
        if (rows is not null)
        {
            workflow = kpi.By(RowKind.Of<TRow>().FurtherDimensions(slice.Further)).Start(desk.Calendar, thresholds);
            workflow.Load(rows, tick.At);
        }
        else
            workflow!.Apply(tick.Changes.AsSpan(), tick.At);
        (version, ahead) = (tick.Version, null);
        Say(tick, workflow, rows is not null);
        // After the number is said: it need not wait for the list of what it counts.
        if (rows is null)
            return;
        moves.Begin(rows, workflow.CountedKeys(rows), tick.At);
        storeToldBy = tick.At + StoreTellsWithin;
    }

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

    private void Say(SliceTick<TRow> tick, KpiWorkflow<TRow> done, bool isAfresh)
    {
        var cut = done.TakeCut();
        var validUntil = done.NextInstant;
        // A status can change by the clock alone, and an entry in the cache must never outlive its instant.
        if (
            result is not null
            && !cut.Changed
            && !MovedIsNews
            && !isAfresh
            && result.Status == done.Status
            && !(validUntil < result.ValidUntil || (validUntil is not null && result.ValidUntil is null))
        )
        {
            Give(cut, null, done);
            steps.Add(new KpiStep(tick.Version, tick.At, null));
            return;
        }
        revision = Math.Max(revision + 1, time.UnixMicroseconds());
        result = new KpiResult
        {
            Kpi = kpi.Id,
            Slice = kpi.Definition.Slice,
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
            Next =
                isAfresh ? done.NextCrossing(tick.At, LookWithin)
                : result?.Next is { } next && next.Instant > tick.At && next.Status != done.Status ? next
                : null,
        };
        Give(cut, result, done);
        // After a snapshot all groups are told: only so do readers drop those that ended meanwhile. And where an age
        // gets a new instant without a move, its groups go along, or those held would be off by the step.
        if (isAfresh)
            steps.StartAfresh();
        steps.Add(
            new KpiStep(
                tick.Version,
                tick.At,
                result with
                {
                    Groups =
                        done.Rate != 0 && !cut.Changed ? done.Groups()
                        : cut.ChangedGroups.IsEmpty ? null
                        : cut.ChangedGroups,
                    EndedGroups = cut.EndedGroups,
                }
            )
        );
    }

    /// <summary>Says what is new beside the ticks, at the newest of them.</summary>
    private void SayBeside(KpiWorkflow<TRow> done, KpiResult changed)
    {
        revision = Math.Max(revision + 1, time.UnixMicroseconds());
        result = changed with { Revision = revision };
        cards.Write(result, done);
        steps.Add(new KpiStep(version, done.Now, result));
    }

    /// <summary>Now, or the instant of the state where the clock stands before it.</summary>
    private DateTime NotBefore(KpiWorkflow<TRow> done)
    {
        var now = time.GetUtcNow().UtcDateTime;
        return now > done.Now ? now : done.Now;
    }

    private static TimeSpan Shorter(TimeSpan one, TimeSpan other) =>
        other <= TimeSpan.Zero || one < other ? one : other;

    private void Give(KpiCut<TRow> cut, KpiResult? changed, KpiWorkflow<TRow> done)
    {
        foreach (var outlet in outlets)
            outlet.Take(cut, changed, done);
    }
}
