using System.Collections.Immutable;
using Apollo.Grains.Configuration;
using Apollo.Grains.Store;
using Apollo.Model;

namespace Apollo.Grains.History;

/// <summary>Writes steps, changes, gaps and limits as the API gives them.</summary>
internal static class HistoryLines
{
    /// <summary>A step as a point: begin, last, least, greatest, mean.</summary>
    public static ImmutableArray<double?> Point(HistoryStep step) =>
        [
            step.Start,
            Number(step.Last),
            Number(step.Min),
            Number(step.Max),
            Number(SeriesValue.Of(step.Mean).Number, step),
        ];

    /// <summary>A change as a point; null where nothing is known from there on.</summary>
    public static ImmutableArray<double?>? Point(SeriesChange change) =>
        change.Value.Kind switch
        {
            ValueKind.Unknown => null,
            ValueKind.None => [change.At, null, null, null, null],
            _ => [change.At, change.Value.Number, change.Value.Number, change.Value.Number, change.Value.Number],
        };

    /// <summary>
    /// Spans of a range of which nothing is known: those of the desk, and those between the steps of a series.
    /// </summary>
    public static ImmutableArray<ImmutableArray<long>> Gaps(
        IEnumerable<StoredGap> ofDesk,
        IEnumerable<StoredGap> ofSeries,
        long from,
        long until
    )
    {
        var gaps = new List<(long From, long Until)>();
        foreach (
            var gap in ofDesk
                .Concat(ofSeries)
                .Select(gap => (From: Math.Max(gap.Begins, from), Until: Math.Min(gap.Ends, until)))
                .Where(gap => gap.From < gap.Until)
                .Order()
        )
            if (gaps is [.., var last] && gap.From <= last.Until)
                gaps[^1] = (last.From, Math.Max(last.Until, gap.Until));
            else
                gaps.Add(gap);
        return [.. gaps.Select(gap => ImmutableArray.Create(gap.From, gap.Until))];
    }

    /// <summary>What lies between steps, and after the last of them.</summary>
    /// <param name="steps">In order.</param>
    /// <param name="until">Where what is asked for ends, Unix ms.</param>
    public static IEnumerable<StoredGap> Between(IReadOnlyList<HistoryStep> steps, long until)
    {
        for (var index = 1; index < steps.Count; index++)
            if (steps[index - 1].End < steps[index].Start)
                yield return new StoredGap { Begins = steps[index - 1].End, Ends = steps[index].Start };
        if (steps is [.., var last] && last.End < until)
            yield return new StoredGap { Begins = last.End, Ends = until };
    }

    /// <summary>What is not known between changes.</summary>
    public static IEnumerable<StoredGap> Between(IReadOnlyList<SeriesChange> changes, long until)
    {
        for (var index = 1; index < changes.Count; index++)
            if (changes[index].Value.Kind == ValueKind.Unknown)
                yield return new StoredGap
                {
                    Begins = changes[index].At,
                    Ends = index + 1 < changes.Count ? changes[index + 1].At : until,
                };
    }

    /// <summary>The limits of a KPI as they were in a range.</summary>
    public static ImmutableArray<ImmutableArray<double?>> Limits(
        IEnumerable<StoredLimits> all,
        string kpi,
        long from,
        long until
    )
    {
        var own = all.Where(one => one.Kpi == kpi && one.Since < until).ToList();
        var first = own.FindLastIndex(one => one.Since <= from);
        return
        [
            .. own.Skip(Math.Max(0, first))
                .Select(one => ImmutableArray.Create<double?>(one.Since, one.Warning, one.Critical)),
        ];
    }

    /// <summary>The limits of a group as they were, oldest first; none where it never had any.</summary>
    /// <param name="desk">The desk.</param>
    /// <param name="kpi">The KPI as the catalogue has it.</param>
    /// <param name="dimension">A breakdown.</param>
    /// <param name="group">One of its groups.</param>
    public static IReadOnlyList<StoredLimits> OfGroup(DeskSetup desk, KpiDefinition kpi, string dimension, string group)
    {
        var each = $"{dimension}:{KpiGroups.Every}";
        // Before somebody changed them they were as they are configured.
        var first = desk.ConfiguredOf(kpi, each);
        var past = (desk.Set.Of(kpi.Id, $"{dimension}:{group}") ?? desk.Set.Of(kpi.Id, each))?.Past ?? [];
        List<StoredLimits> all = [.. past.Select(one => Of(UnixTime.Of(one.From), one.Limits))];
        return first == default ? all : [Of(0, first), .. all];

        StoredLimits Of(long since, Thresholds limits) =>
            new()
            {
                Kpi = kpi.Id,
                Since = since,
                Warning = limits.Warning,
                Critical = limits.Critical,
            };
    }

    private static double? Number(double number) => double.IsNaN(number) ? null : number;

    private static double? Number(double mean, HistoryStep step) => step.Valued == 0 ? null : mean;
}
