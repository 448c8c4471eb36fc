namespace Apollo.Grains.History;

/// <summary>
/// The quarter of an hour whose log is not a segment yet: what each series was when it began. With its log it becomes
/// a segment, and the next one begins.
/// </summary>
/// <param name="start">Its begin, Unix ms.</param>
internal sealed class OpenQuarter(long start)
{
    private readonly SortedDictionary<int, (int Rate, SeriesValue Value)> begin = [];

    /// <summary>Its begin, Unix ms.</summary>
    public long Start { get; private set; } = start;

    /// <summary>Its end, Unix ms.</summary>
    public long End => Start + StepGrid.Quarters.Length;

    /// <summary>What a series was when it began.</summary>
    public void Begin(int series, int rate, SeriesValue value) => begin[series] = (rate, value);

    /// <summary>What a series was at its begin; null = it was not there.</summary>
    public SeriesChange? BeginOf(int series) =>
        begin.TryGetValue(series, out var held) ? new SeriesChange(Start, held.Value) : null;

    /// <summary>The segment of it; null = nothing is known of it.</summary>
    /// <param name="changes">Its log, in order.</param>
    /// <param name="rateOf">How fast a series grows by itself.</param>
    public byte[]? Segment(IEnumerable<LoggedChange> changes, Func<int, int> rateOf)
    {
        var bySeries = changes
            .GroupBy(change => change.Series)
            .ToDictionary(
                series => series.Key,
                series => series.Select(change => new SeriesChange(change.At, change.Value)).ToList()
            );
        foreach (var number in bySeries.Keys)
            begin.TryAdd(number, (rateOf(number), SeriesValue.Unknown));
        if (bySeries.Count == 0 && begin.Values.All(one => one.Value.Kind == ValueKind.Unknown))
            return null;
        return RawSegment.Write(
            Start,
            [
                .. begin.Select(one => new RawSeries(
                    one.Key,
                    one.Value.Rate,
                    one.Value.Value,
                    bySeries.GetValueOrDefault(one.Key) ?? []
                )),
            ]
        );
    }

    /// <summary>The next one begins, with what each series was at the end of this one.</summary>
    /// <param name="changes">The log of this one, in order.</param>
    public void Next(IEnumerable<LoggedChange> changes)
    {
        var last = new Dictionary<int, LoggedChange>();
        foreach (var change in changes)
            last[change.Series] = change;
        foreach (var (number, (rate, value)) in begin.ToList())
            begin[number] = last.TryGetValue(number, out var change)
                ? (rate, change.Value.After(rate, End - change.At))
                : (rate, value.After(rate, End - Start));
        Start = End;
    }

    /// <summary>Nothing is known of what lies between: it is passed over.</summary>
    public void SkipTo(long quarter) => Start = Math.Max(Start, quarter);

    /// <summary>Whether nothing is known of any series.</summary>
    public bool IsUnknown => begin.Values.All(one => one.Value.Kind == ValueKind.Unknown);
}
