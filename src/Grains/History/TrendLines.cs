using System.Collections.Immutable;
using Apollo.Grains.Store;
using Apollo.Model;

namespace Apollo.Grains.History;

/// <summary>The latest hours of all series, from memory alone.</summary>
internal static class TrendLines
{
    /// <summary>The lengths there are, hours.</summary>
    public static readonly int[] Hours = [1, 8, 24];

    /// <summary>Seconds of a step.</summary>
    public static int Step(int hours) =>
        hours switch
        {
            1 => 60,
            8 => 300,
            _ => 900,
        };

    /// <summary>The values at the end of each step, up to the last step that has ended.</summary>
    /// <param name="state">What is held.</param>
    /// <param name="hours">One of <see cref="Hours"/>.</param>
    /// <param name="dimension">A breakdown to add; null = none.</param>
    public static Trends Of(HistoryState state, int hours, string? dimension)
    {
        var recorder = state.Recorder;
        var step = Step(hours) * 1000L;
        var known = recorder.KnownUntil ?? 0;
        var until = known - (known % step);
        var from = until - (hours * 3_600_000L);
        var kpis = ImmutableDictionary.CreateBuilder<string, ImmutableArray<double?>>();
        var groups = new Dictionary<string, ImmutableSortedDictionary<string, ImmutableArray<double?>>.Builder>();
        foreach (var memory in recorder.Series)
        {
            var series = memory.Series;
            if (series.Dimension != StoredSeries.Whole && series.Dimension != dimension)
                continue;
            memory.Advance(known);
            var values = Values(memory, from, until, step);
            if (series.Dimension == StoredSeries.Whole)
                kpis[series.Kpi] = values;
            else if (values.Any(value => value is not null))
            {
                if (!groups.TryGetValue(series.Kpi, out var own))
                    groups.Add(
                        series.Kpi,
                        own = ImmutableSortedDictionary.CreateBuilder<string, ImmutableArray<double?>>(
                            StringComparer.Ordinal
                        )
                    );
                own[series.Name] = values;
            }
        }
        return new Trends
        {
            From = UnixTime.ToUtc(from),
            Step = (int)(step / 1000),
            Kpis = kpis.ToImmutable(),
            Groups = dimension is null
                ? null
                : groups.ToImmutableDictionary(one => one.Key, one => one.Value.ToImmutable()),
            Gaps = HistoryLines.Gaps(state.Gaps, [], from, until),
            ComputedUntil = state.Head?.ComputedUntil is { } computed && computed > from ? computed : null,
        };
    }

    private static ImmutableArray<double?> Values(SeriesMemory memory, long from, long until, long step)
    {
        var values = ImmutableArray.CreateBuilder<double?>((int)((until - from) / step));
        for (var start = from; start < until; start += step)
        {
            var last =
                step == StepGrid.Quarters.Length
                    ? memory.LastOfQuarter(start)
                    : memory.LastOfMinute(start + step - StepGrid.Minutes.Length);
            values.Add(double.IsNaN(last) ? null : last);
        }
        return values.DrainToImmutable();
    }
}
