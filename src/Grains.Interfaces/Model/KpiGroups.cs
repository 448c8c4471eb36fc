using System.Collections.Immutable;
using Groups = System.Collections.Immutable.ImmutableDictionary<
    string,
    System.Collections.Immutable.ImmutableSortedDictionary<string, double?>
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
    /// <summary>Stands for each group of a dimension.</summary>
    public const string Every = "*";

    /// <summary>A dimension without groups; names compare ordinally.</summary>
    public static ImmutableSortedDictionary<string, double?> None { get; } =
        ImmutableSortedDictionary.Create<string, double?>(StringComparer.Ordinal);

    /// <summary>
    /// The result for who sees of people only one: of breakdowns by person nobody else's group, not even its end.
    /// </summary>
    /// <param name="result">A whole result, or a change.</param>
    /// <param name="person">Name in the ITSM; null = everybody's groups.</param>
    public static KpiResult OfPerson(KpiResult result, string? person)
    {
        if (person is null)
            return result;
        var (groups, ended) = (result.Groups, result.EndedGroups);
        foreach (var dimension in Dimension.All.Where(Dimension.IsByPerson))
        {
            if (groups?.GetValueOrDefault(dimension) is { } values)
                groups = groups.SetItem(
                    dimension,
                    values.TryGetValue(person, out var own) ? None.Add(person, own) : None
                );
            if (ended.TryGetValue(dimension, out var names))
                ended = ended.SetItem(dimension, names.Contains(person) ? [person] : []);
        }
        return result with { Groups = groups, EndedGroups = ended };
    }

    /// <summary>The groups held after a change.</summary>
    public static Groups? Merge(Groups? held, Groups? changed, Names ended)
    {
        if (held is null || (changed is null && ended.IsEmpty))
            return held ?? changed;
        foreach (var (dimension, names) in ended)
            if (held.TryGetValue(dimension, out var groups))
                held = held.SetItem(dimension, groups.RemoveRange(names));
        foreach (var (dimension, values) in changed ?? Groups.Empty)
            held = held.SetItem(
                dimension,
                held.TryGetValue(dimension, out var groups) ? groups.SetItems(values) : values
            );
        return held;
    }

    /// <summary>A result with all its groups, after a change of it.</summary>
    public static KpiResult Apply(KpiResult whole, KpiResult change) =>
        change with
        {
            Groups = Merge(whole.Groups, change.Groups, change.EndedGroups),
            EndedGroups = Names.Empty,
        };

    /// <summary>One change that does what two did, in order.</summary>
    public static KpiResult Merge(KpiResult earlier, KpiResult later)
    {
        var ended = later.EndedGroups;
        foreach (var (dimension, names) in earlier.EndedGroups)
        {
            var back = later.Groups?.GetValueOrDefault(dimension);
            var still = back is null ? names : names.Where(name => !back.ContainsKey(name));
            ended = ended.SetItem(dimension, [.. ended.GetValueOrDefault(dimension, []).Union(still)]);
        }
        return later with { Groups = Merge(earlier.Groups, later.Groups, later.EndedGroups), EndedGroups = ended };
    }

    /// <summary>What changed from one whole result to a later one.</summary>
    public static KpiResult Difference(KpiResult? earlier, KpiResult later)
    {
        Groups? changed = null;
        var ended = Names.Empty;
        foreach (var (dimension, groups) in later.Groups ?? Groups.Empty)
        {
            var held = earlier?.Groups?.GetValueOrDefault(dimension) ?? None;
            var different = groups.Where(group => !held.TryGetValue(group.Key, out var value) || value != group.Value);
            var values = None.AddRange(different);
            if (!values.IsEmpty)
                changed = (changed ?? Groups.Empty).Add(dimension, values);
            ImmutableArray<string> gone = [.. held.Keys.Where(name => !groups.ContainsKey(name))];
            if (!gone.IsEmpty)
                ended = ended.Add(dimension, gone);
        }
        return later with { Groups = changed, EndedGroups = ended };
    }
}
