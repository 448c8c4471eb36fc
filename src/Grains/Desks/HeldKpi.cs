using System.Collections.Immutable;
using Apollo.Model;
using Groups = System.Collections.Immutable.ImmutableDictionary<
    string,
    System.Collections.Immutable.ImmutableDictionary<string, double?>
>;
using Names = System.Collections.Immutable.ImmutableDictionary<
    string,
    System.Collections.Immutable.ImmutableArray<string>
>;

namespace Apollo.Grains.Desks;

/// <summary>
/// What the desk holds of one KPI: its latest result and groups, and what of it is not published yet.
/// </summary>
internal sealed class HeldKpi(string id, string slice)
{
    private static readonly Groups None = Groups.Empty;
    private (KpiDelta State, Groups Groups)? published;

    public string Id => id;

    public KpiResult? Result { get; private set; }

    public Groups AllGroups { get; private set; } = None;

    public SliceVersion Version { get; private set; }

    public long Tick { get; private set; }

    public DateTime? LateSince { get; set; }

    public DateTime? RetryAt { get; private set; }

    /// <summary>Changed since the last batch; null = nothing to publish.</summary>
    public KpiDelta? Unpublished { get; private set; }

    /// <summary>Takes an update of the KPI.</summary>
    /// <returns>False where the update builds on a revision that is not held: the whole result is needed.</returns>
    public bool Take(KpiUpdate update)
    {
        if (update.RetryAt is not null)
        {
            RetryAt = update.RetryAt;
            if (Result is not null)
                Publish(None, Names.Empty);
            return true;
        }
        // One that builds on what is not held is not done: its result is missing from the cut until the whole is here.
        if (
            update.Result is { Groups: null } unknown
            && unknown.Revision > (Result?.Revision ?? 0)
            && update.BaseRevision != (Result?.Revision ?? 0)
        )
            return false;
        (Version, Tick) = (update.Version, update.Tick);
        var recovered = RetryAt is not null;
        RetryAt = null;
        if (update.Result is not { } result)
        {
            if (recovered && Result is not null)
                Publish(None, Names.Empty);
            return true;
        }
        if (result.Revision <= Result?.Revision)
            return true;
        if (result.Groups is not null)
        {
            TakeWhole(result);
            return true;
        }
        Result = result;
        AllGroups = KpiGroups.Merge(AllGroups, update.ChangedGroups, update.EndedGroups);
        Publish(update.ChangedGroups, update.EndedGroups);
        return true;
    }

    /// <summary>All of it at the newest cut, for one who holds nothing; null before the first.</summary>
    public KpiDelta? Whole() =>
        published is not var (state, groups)
            ? null
            : state with
            {
                Result = state.Result with
                {
                    Groups = groups.ToImmutableDictionary(
                        pair => pair.Key,
                        pair => pair.Value.ToImmutableSortedDictionary(StringComparer.Ordinal)
                    ),
                },
            };

    /// <summary>A cut: hands out what is unpublished and begins anew.</summary>
    public KpiDelta? TakeUnpublished()
    {
        var delta = Unpublished;
        Unpublished = null;
        if (Result is not null)
            published = (
                new KpiDelta
                {
                    Slice = slice,
                    Result = Result,
                    LateSince = LateSince,
                    RetryAt = RetryAt,
                },
                AllGroups
            );
        return delta;
    }

    /// <summary>Says again that the KPI is (no longer) late, with what is held.</summary>
    public void PublishState()
    {
        if (Result is not null)
            Publish(None, Names.Empty);
    }

    private void TakeWhole(KpiResult result)
    {
        var whole = result.Groups!.ToImmutableDictionary(
            pair => pair.Key,
            pair => pair.Value.ToImmutableDictionary(StringComparer.Ordinal)
        );
        var changed = None;
        var ended = Names.Empty;
        foreach (var (dimension, groups) in whole)
        {
            var held = AllGroups.GetValueOrDefault(dimension) ?? ImmutableDictionary<string, double?>.Empty;
            var different = groups
                .Where(group => !held.TryGetValue(group.Key, out var value) || value != group.Value)
                .ToImmutableDictionary(StringComparer.Ordinal);
            if (!different.IsEmpty)
                changed = changed.Add(dimension, different);
            var gone = held.Keys.Where(name => !groups.ContainsKey(name)).ToImmutableArray();
            if (!gone.IsEmpty)
                ended = ended.Add(dimension, gone);
        }
        (Result, AllGroups) = (result with { Groups = null }, whole);
        Publish(changed, ended);
    }

    private void Publish(Groups changed, Names ended)
    {
        var delta = new KpiDelta
        {
            Slice = slice,
            Result = Result!,
            ChangedGroups = changed,
            EndedGroups = ended,
            LateSince = LateSince,
            RetryAt = RetryAt,
        };
        Unpublished = Unpublished is { } earlier ? KpiGroups.Merge(earlier, delta) : delta;
    }
}
