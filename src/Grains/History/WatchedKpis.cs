using System.Collections.Immutable;
using Apollo.Model;

namespace Apollo.Grains.History;

/// <summary>Looks at every number of a desk, whether it is unusual.</summary>
internal sealed class WatchedKpis
{
    /// <summary>A slice that cannot be read for longer says nothing of now.</summary>
    private static readonly TimeSpan LongestOutage = TimeSpan.FromMinutes(10);

    private readonly Dictionary<string, KpiResult> results = [];
    private readonly Dictionary<string, UnusualWatch> watches = [];

    /// <summary>Since when, UTC, by KPI that is unusual.</summary>
    public ImmutableDictionary<string, DateTime> Since { get; private set; } =
        ImmutableDictionary<string, DateTime>.Empty;

    /// <summary>Takes what the desk says, and looks at all its numbers.</summary>
    /// <param name="delta">What changed of the desk; often nothing.</param>
    /// <param name="usual">What is usual, by KPI.</param>
    /// <param name="now">Now, UTC.</param>
    /// <returns>Whether other numbers are unusual than before.</returns>
    public bool Look(DeskDelta delta, IReadOnlyDictionary<string, UsualWeek> usual, DateTime now)
    {
        foreach (var kpi in delta.Kpis)
            results[kpi.Kpi] = kpi;
        var since = ImmutableDictionary.CreateBuilder<string, DateTime>();
        foreach (var (id, result) in results)
        {
            var watch = Watch(id);
            var failingSince = delta.Slices.FirstOrDefault(slice => slice.Slice == result.Slice)?.FailingSince;
            // The last number before an outage is not looked at as if it were one of now.
            if (failingSince is null || now - failingSince > LongestOutage)
                watch.Look(now, failingSince is null ? IsOutside(result, usual.GetValueOrDefault(id), now) : null);
            if (watch.Since is { } at)
                since[id] = at;
        }
        var before = Since;
        Since = since.ToImmutable();
        return before.Count != Since.Count
            || Since.Any(kpi => !before.TryGetValue(kpi.Key, out var at) || at != kpi.Value);
    }

    /// <summary>
    /// Takes what history knows as if all numbers had been looked at then: what was unusual before a restart still is.
    /// </summary>
    /// <param name="told">The latest hours, the longest first.</param>
    /// <param name="usual">What is usual, by KPI.</param>
    /// <param name="now">Now, UTC.</param>
    public void Recall(IReadOnlyList<Trends> told, IReadOnlyDictionary<string, UsualWeek> usual, DateTime now)
    {
        watches.Clear();
        foreach (var (id, week) in usual)
        {
            var last = DateTime.MinValue;
            for (var i = 0; i < told.Count; i++)
                last = Recall(Watch(id), id, week, told[i], i + 1 < told.Count ? told[i + 1].From : now);
            if (now - last > LongestOutage)
                Watch(id).Look(now, null);
        }
    }

    /// <summary>Looks at the ends of steps up to an instant; gives the last one.</summary>
    private static DateTime Recall(UnusualWatch watch, string kpi, UsualWeek week, Trends told, DateTime until)
    {
        var at = told.From;
        foreach (var value in told.Kpis.GetValueOrDefault(kpi, []))
        {
            var end = at.AddSeconds(told.Step);
            if (end > until)
                break;
            at = end;
            if (value is not null || !IsInShortGap(told.Gaps, UnixTime.Of(at)))
                watch.Look(at, value is { } number ? week.At(at)?.IsOutside(number) : null);
        }
        return at;
    }

    private static bool IsInShortGap(ImmutableArray<ImmutableArray<long>> gaps, long at) =>
        gaps.Any(gap => gap[0] < at && at <= gap[1] && gap[1] - gap[0] <= LongestOutage.TotalMilliseconds);

    private UnusualWatch Watch(string kpi)
    {
        if (!watches.TryGetValue(kpi, out var watch))
            watches.Add(kpi, watch = new UnusualWatch());
        return watch;
    }

    private static bool? IsOutside(KpiResult result, UsualWeek? week, DateTime now) =>
        result.RetryAt is null && result.Value is { } value && week?.At(now) is { } usual
            ? usual.IsOutside(value + (result.Rate * (now - result.AsOf).TotalSeconds))
            : null;
}
