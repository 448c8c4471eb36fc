using System.Collections.Immutable;
using Apollo.Model;
using Apollo.Web.Tests.Support;

namespace Apollo.Web.Tests.Feeds;

/// <summary>What a slow screen missed comes as one change that does the same.</summary>
public class MergeTests
{
    [Fact]
    public void A_later_value_replaces_an_earlier_one_and_the_others_stay()
    {
        var merged = KpiGroups.Merge(
            Some.Delta("backlog", 1, changed: [("Network", 5), ("Mail", 2)]),
            Some.Delta("backlog", 2, changed: [("Network", 7)])
        );

        Assert.Equal(2, merged.Revision);
        Assert.Equal(7, merged.Groups!["team"]["Network"]);
        Assert.Equal(2, merged.Groups!["team"]["Mail"]);
        Assert.Empty(merged.EndedGroups);
    }

    [Fact]
    public void A_group_that_ended_and_came_back_is_changed_and_not_ended()
    {
        var merged = KpiGroups.Merge(
            Some.Delta("backlog", 1, ended: ["Network", "Mail"]),
            Some.Delta("backlog", 2, changed: [("Network", 1)])
        );

        Assert.Equal(1, merged.Groups!["team"]["Network"]);
        Assert.Equal(["Mail"], merged.EndedGroups["team"].ToArray());
    }

    [Fact]
    public void A_group_that_changed_and_ended_is_ended_and_not_changed()
    {
        var merged = KpiGroups.Merge(
            Some.Delta("backlog", 1, changed: [("Network", 4), ("Mail", 2)]),
            Some.Delta("backlog", 2, ended: ["Network"])
        );

        Assert.False(merged.Groups!["team"].ContainsKey("Network"));
        Assert.Equal(2, merged.Groups!["team"]["Mail"]);
        Assert.Equal(["Network"], merged.EndedGroups["team"].ToArray());
    }

    [Fact]
    public void A_group_without_a_value_is_not_an_ended_group()
    {
        var merged = KpiGroups.Merge(
            Some.Delta("backlog", 1, changed: [("Network", 4)]),
            Some.Delta("backlog", 2, changed: [("Network", null)])
        );

        Assert.Null(Assert.Contains("Network", (IReadOnlyDictionary<string, double?>)merged.Groups!["team"]));
    }

    [Fact]
    public void Names_that_differ_in_case_alone_are_different_groups()
    {
        var merged = KpiGroups.Merge(
            Some.Delta("backlog", 1, changed: [("network", 4)]),
            Some.Delta("backlog", 2, changed: [("Network", 5)], ended: ["NETWORK"])
        );

        Assert.Equal(["Network", "network"], merged.Groups!["team"].Keys.Order(StringComparer.Ordinal));
    }

    /// <summary>
    /// Whatever three batches do, one that merged any two of them leaves a screen with the same groups.
    /// </summary>
    [Fact]
    public void Merging_before_or_after_sending_leaves_the_same_groups()
    {
        var random = new Random(20260131);
        for (var round = 0; round < 2_000; round++)
        {
            var batches = Enumerable.Range(1, 3).Select(revision => Random(random, revision)).ToArray();
            var oneByOne = batches.Aggregate(Held, Apply);

            Assert.Equal(
                Text(oneByOne),
                Text(Apply(Held, KpiGroups.Merge(KpiGroups.Merge(batches[0], batches[1]), batches[2])))
            );
            Assert.Equal(
                Text(oneByOne),
                Text(Apply(Held, KpiGroups.Merge(batches[0], KpiGroups.Merge(batches[1], batches[2]))))
            );
        }
    }

    private static KpiResult Held => Some.Delta("backlog", 0, changed: [("A", 1), ("B", 2)]);

    private static KpiResult Apply(KpiResult held, KpiResult change) => KpiGroups.Apply(held, change);

    private static string Text(KpiResult whole) =>
        string.Join(
            ' ',
            whole
                .Groups!.SelectMany(dimension =>
                    dimension.Value.Select(group => $"{dimension.Key}/{group.Key}={group.Value}")
                )
                .Order(StringComparer.Ordinal)
        );

    private static KpiResult Random(Random random, long revision)
    {
        var fates = ((string[])["A", "B", "C"]).Select(name => (Name: name, Fate: random.Next(3))).ToArray();
        return Some.Delta(
            "backlog",
            revision,
            changed: [.. fates.Where(fate => fate.Fate == 1).Select(fate => (fate.Name, (double?)random.Next(10)))],
            ended: [.. fates.Where(fate => fate.Fate == 2).Select(fate => fate.Name)]
        );
    }
}
