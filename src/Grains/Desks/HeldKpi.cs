using System.Collections.Immutable;
using Apollo.Model;

namespace Apollo.Grains.Desks;

/// <summary>
/// What the desk holds of one KPI: its result at the newest cut, and the steps after it that wait for theirs.
/// </summary>
internal sealed class HeldKpi(string id)
{
    private readonly Queue<(KpiStep Step, bool Full)> waiting = new();

    public string Id => id;

    /// <summary>The result with all groups as of the newest cut; null before the first.</summary>
    public KpiResult? Result { get; private set; }

    // The newest tick it is done with.
    private Position version;
    private bool hasFailed;

    /// <summary>What it is broken down by besides what every desk has, as it said last with all its groups.</summary>
    public FurtherNames Further { get; private set; } = FurtherNames.None;

    /// <summary>It has said a result, or that it failed.</summary>
    public bool HasSpoken { get; private set; }

    /// <summary>Since when it is unusual, UTC; null = it is not. Told with the next cut.</summary>
    public DateTime? UnusualSince { get; set; }

    /// <summary>Whether it is done with a tick; one that failed is not waited for.</summary>
    public bool IsDone(Position tick) => hasFailed || version.Reaches(tick);

    /// <summary>Takes a step of the KPI.</summary>
    public void Take(KpiStep step, bool full)
    {
        waiting.Enqueue((step, full));
        hasFailed = step.Result?.RetryAt is not null;
        HasSpoken |= step.Result is not null;
        if (!hasFailed)
            version = step.Version;
    }

    /// <summary>A cut: what changed of the KPI since the one before; null = nothing.</summary>
    /// <param name="tick">The tick of the cut; steps after it go on waiting.</param>
    /// <param name="now">Since when the KPI is late, where it begins to be.</param>
    public KpiResult? Cut(Position tick, DateTime now)
    {
        var lateBefore = Result?.LateSince;
        KpiResult? change = null;
        while (waiting.TryPeek(out var next) && !IsAfter(next.Step.Version, tick))
        {
            waiting.Dequeue();
            if (next.Step.Result is { } said && Take(said, next.Full) is { } brought)
                change = change is null ? brought : KpiGroups.Merge(change, brought);
        }
        if (Result is null)
            return null;
        DateTime? late = IsDone(tick) ? null : lateBefore ?? now;
        // Who is late has not said what came of what it foretold.
        var foretold = Result.Next?.Instant <= now ? null : Result.Next;
        if (change is null && late == lateBefore && foretold == Result.Next && UnusualSince == Result.UnusualSince)
            return null;
        Result = Result with { LateSince = late, Next = foretold, UnusualSince = UnusualSince };
        change ??= Result with { Groups = null };
        return change with { LateSince = late, Next = foretold, UnusualSince = UnusualSince };
    }

    /// <summary>Takes a result into what is held.</summary>
    /// <returns>What it changes; null = nothing that is not known.</returns>
    private KpiResult? Take(KpiResult said, bool full)
    {
        if (said.RetryAt is not null)
        {
            Result = (Result ?? said) with { RetryAt = said.RetryAt, Next = null };
            return Result with { Groups = null };
        }
        if (Result is { RetryAt: null } held && said.Revision <= held.Revision)
            return null;
        if (full && said.Groups is { } groups)
            Further = FurtherOf(groups.Keys);
        var change = full || Result is null ? KpiGroups.Difference(Result, said) : said;
        Result = full || Result is null ? said : KpiGroups.Apply(Result, said);
        return change;
    }

    private FurtherNames FurtherOf(IEnumerable<string> dimensions)
    {
        var names = dimensions.Where(Dimension.MayBeFurther).Order(StringComparer.Ordinal).ToImmutableArray();
        return names.AsSpan().SequenceEqual(Further.All.AsSpan()) ? Further : new(names);
    }

    private static bool IsAfter(Position one, Position other) =>
        one.Incarnation == other.Incarnation && one.Number > other.Number;
}
