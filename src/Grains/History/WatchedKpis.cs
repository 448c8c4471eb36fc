using System.Collections.Immutable;
using Apollo.Model;

namespace Apollo.Grains.History;

/// <summary>Looks at every number of a desk, whether it is unusual.</summary>
internal sealed class WatchedKpis
{
    /// <summary>A slice that cannot be read for longer says nothing of now.</summary>
    private static readonly TimeSpan LongestOutage = TimeSpan.FromMinutes(10);

    private readonly Dictionary<string, (KpiResult Result, UnusualWatch Watch)> kpis = [];

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
            kpis[kpi.Kpi] = kpis.TryGetValue(kpi.Kpi, out var held) ? (kpi, held.Watch) : (kpi, new UnusualWatch());
        var since = ImmutableDictionary.CreateBuilder<string, DateTime>();
        foreach (var (id, (result, watch)) in kpis)
        {
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

    private static bool? IsOutside(KpiResult result, UsualWeek? week, DateTime now) =>
        result.RetryAt is null && result.Value is { } value && week?.At(now) is { } usual
            ? usual.IsOutside(value + (result.Rate * (now - result.AsOf).TotalSeconds))
            : null;
}
