using System.Collections.Immutable;
using Apollo.Model;

namespace Apollo.Web.Tests;

/// <summary>
/// Changes merge by KPI and by group key, so that a slow screen gets the latest and never a stale group.
/// </summary>
public sealed class MergingGroups
{
    [Fact]
    public void A_later_value_replaces_an_earlier_one_and_others_stay()
    {
        var merged = KpiGroups.Merge(Delta(1, changed: [("A", 1), ("B", 1)]), Delta(2, changed: [("B", 2)]));
        Assert.Equal(2, merged.Result.Revision);
        Assert.Equal(
            [("A", 1), ("B", 2)],
            merged.ChangedGroups["team"].Select(group => (group.Key, group.Value!.Value)).Order()
        );
    }

    [Fact]
    public void A_group_that_changed_and_then_ended_is_only_ended()
    {
        var merged = KpiGroups.Merge(Delta(1, changed: [("A", 1)]), Delta(2, ended: ["A"]));
        Assert.False(merged.ChangedGroups["team"].ContainsKey("A"));
        Assert.Equal("A", Assert.Single(merged.EndedGroups["team"]));
    }

    [Fact]
    public void A_group_that_ended_and_came_back_is_only_changed()
    {
        var merged = KpiGroups.Merge(Delta(1, ended: ["A", "B"]), Delta(2, changed: [("A", 3)]));
        Assert.Equal(3, merged.ChangedGroups["team"]["A"]);
        Assert.Equal("B", Assert.Single(merged.EndedGroups["team"]));
    }

    private static KpiDelta Delta(
        long revision,
        (string Name, double Value)[]? changed = null,
        string[]? ended = null
    ) =>
        new()
        {
            Result = new KpiResult
            {
                Kpi = "open-tickets",
                Revision = revision,
                SliceVersion = "1-1",
            },
            ChangedGroups = changed is null
                ? ImmutableDictionary<string, ImmutableDictionary<string, double?>>.Empty
                : ImmutableDictionary<string, ImmutableDictionary<string, double?>>.Empty.Add(
                    "team",
                    changed.ToImmutableDictionary(group => group.Name, group => (double?)group.Value)
                ),
            EndedGroups = ended is null
                ? ImmutableDictionary<string, ImmutableArray<string>>.Empty
                : ImmutableDictionary<string, ImmutableArray<string>>.Empty.Add("team", [.. ended]),
        };
}
