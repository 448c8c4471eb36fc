using System.Collections.Immutable;
using Apollo.Model;

namespace Apollo.Grains.Desks;

/// <summary>The latest batches by number, for readers that are a little behind.</summary>
internal sealed class BatchLog
{
    private const int Limit = 256;
    private readonly Queue<ImmutableArray<KpiDelta>> batches = new();

    /// <summary>Number of the newest batch; 0 before the first.</summary>
    public long Last { get; private set; }

    public void Add(ImmutableArray<KpiDelta> batch)
    {
        batches.Enqueue(batch);
        if (batches.Count > Limit)
            batches.Dequeue();
        Last++;
    }

    /// <summary>All batches after a number, merged by KPI and group; null where they are no longer kept.</summary>
    public ImmutableArray<KpiDelta>? After(long number)
    {
        var missing = Last - number;
        if (missing < 0 || missing > batches.Count)
            return null;
        var merged = new Dictionary<string, KpiDelta>();
        foreach (var delta in batches.Skip(batches.Count - (int)missing).SelectMany(batch => batch))
            merged[delta.Result.Kpi] = merged.TryGetValue(delta.Result.Kpi, out var earlier)
                ? KpiGroups.Merge(earlier, delta)
                : delta;
        return [.. merged.Values];
    }
}
