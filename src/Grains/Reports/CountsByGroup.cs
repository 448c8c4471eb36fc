using System.Collections.Immutable;
using Apollo.Model;

namespace Apollo.Grains.Reports;

/// <summary>How many tickets there were, in all and by group.</summary>
internal sealed class CountsByGroup
{
    private static readonly (string By, Func<Ticket, string?> Group)[] Groups =
    [
        .. SlaReport.AllBy.Select(by => (by, ReportGroups.Of(by))),
    ];

    private readonly Dictionary<(string By, string? Group), int[]> groups = [];
    private readonly int[] all = new int[5];

    public void Clear()
    {
        groups.Clear();
        Array.Clear(all);
    }

    public void Add(Ticket ticket, bool opened, bool resolved, bool reopened, bool isOpen, bool isOverdue)
    {
        ReadOnlySpan<bool> counted = [opened, resolved, reopened, isOpen, isOverdue];
        Add(all, counted);
        foreach (var (by, group) in Groups)
        {
            var key = (by, group(ticket));
            if (!groups.TryGetValue(key, out var counts))
                groups[key] = counts = new int[all.Length];
            Add(counts, counted);
        }
    }

    /// <summary>What was counted.</summary>
    public PeriodSummary Told() =>
        new(
            Told(null, all),
            SlaReport.AllBy.ToImmutableDictionary(
                by => by,
                by =>
                    groups
                        .Where(one => one.Key.By == by && one.Value.Any(count => count > 0))
                        .Select(one => Told(one.Key.Group, one.Value))
                        .OrderByDescending(group => group.Opened)
                        .ThenBy(group => group.Group, StringComparer.Ordinal)
                        .ToImmutableArray()
            )
        );

    private static void Add(int[] counts, ReadOnlySpan<bool> counted)
    {
        for (var at = 0; at < counts.Length; at++)
            counts[at] += counted[at] ? 1 : 0;
    }

    private static PeriodCounts Told(string? group, int[] counts) =>
        new(group, counts[0], counts[1], counts[2], counts[3], counts[4]);
}
