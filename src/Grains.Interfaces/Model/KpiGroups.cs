using System.Collections.Immutable;
using Groups = System.Collections.Immutable.ImmutableDictionary<
    string,
    System.Collections.Immutable.ImmutableDictionary<string, double?>
>;
using Names = System.Collections.Immutable.ImmutableDictionary<
    string,
    System.Collections.Immutable.ImmutableArray<string>
>;

namespace Apollo.Model;

/// <summary>
/// How changes of a KPI's groups merge: a later value replaces an earlier one, an end undoes a change and the other way
/// round.
/// </summary>
public static class KpiGroups
{
    /// <summary>The groups held after a change.</summary>
    public static Groups Merge(Groups held, Groups changed, Names ended)
    {
        foreach (var (dimension, names) in ended)
            if (held.TryGetValue(dimension, out var groups))
                held = held.SetItem(dimension, groups.RemoveRange(names));
        foreach (var (dimension, values) in changed)
            held = held.SetItem(
                dimension,
                (
                    held.GetValueOrDefault(dimension)
                    ?? ImmutableDictionary.Create<string, double?>(StringComparer.Ordinal)
                ).SetItems(values)
            );
        return held;
    }

    /// <summary>One change that does what two did, in order.</summary>
    public static KpiDelta Merge(KpiDelta earlier, KpiDelta later)
    {
        var changed = Merge(earlier.ChangedGroups, later.ChangedGroups, later.EndedGroups);
        var ended = later.EndedGroups;
        foreach (var (dimension, names) in earlier.EndedGroups)
        {
            var still = names.Where(name =>
                later.ChangedGroups.GetValueOrDefault(dimension)?.ContainsKey(name) != true
            );
            ended = ended.SetItem(dimension, [.. ended.GetValueOrDefault(dimension, []).Union(still)]);
        }
        return later with { ChangedGroups = changed, EndedGroups = ended };
    }
}
