using Apollo.Grains.Store;

namespace Apollo.Grains.History;

/// <summary>
/// The latest of one series in memory: quarters of the hour that are not kept as chunks yet, and the minutes of the
/// last hours for sparklines.
/// </summary>
internal sealed class SeriesMemory
{
    /// <summary>So many minutes are held, those of the longest sparkline of minutes.</summary>
    private const int MinutesHeld = 8 * 60;

    private readonly StepBuilder quarters;
    private readonly StepBuilder minutes;
    private readonly List<HistoryStep> steps = [];

    // Of quarters that are chunks already only their last value is held: sparklines show no more.
    private readonly List<(long Start, double Last)> kept = [];

    private static readonly Comparer<(long Start, double Last)> ByStart = Comparer<(long Start, double Last)>.Create(
        static (one, other) => one.Start.CompareTo(other.Start)
    );

    // Oldest first. It grows with what is known: where texts are odd, most groups live for a moment only.
    private readonly List<(long Start, double Last)> lasts = [];

    public SeriesMemory(StoredSeries series)
    {
        Series = series;
        quarters = new StepBuilder(StepGrid.Quarters, series.Rate, steps.Add);
        minutes = new StepBuilder(
            StepGrid.Minutes,
            series.Rate,
            step =>
            {
                lasts.Add((step.Start, step.Last));
                if (lasts.Count == 2 * MinutesHeld)
                    lasts.RemoveRange(0, MinutesHeld);
            }
        );
    }

    /// <summary>
    /// Where the minutes to be held begin, Unix ms. A sparkline begins with the whole step in which its hours begin,
    /// and changes are kept by the quarter: so does this.
    /// </summary>
    /// <param name="until">What is known until, Unix ms.</param>
    public static long MinutesFrom(long until) =>
        StepGrid.Quarters.Start(until - (MinutesHeld * StepGrid.Minutes.Length));

    /// <summary>Which series.</summary>
    public StoredSeries Series { get; }

    /// <summary>What it is at an instant, if nothing else happened since the last change.</summary>
    public SeriesValue ValueAt(long at) => quarters.Value.After(Series.Rate, Math.Max(0, at - quarters.At));

    /// <summary>It is something else from an instant on.</summary>
    /// <param name="at">Unix ms.</param>
    /// <param name="value">What it is.</param>
    /// <param name="withMinutes">False: the minute is too long ago to be shown.</param>
    public void Change(long at, SeriesValue value, bool withMinutes = true)
    {
        quarters.Change(at, value);
        if (withMinutes)
            minutes.Change(at, value);
    }

    /// <summary>Minutes are wanted from an instant on.</summary>
    public void BeginMinutes(long at) => minutes.Change(at, ValueAt(at));

    /// <summary>Nothing else happened until an instant.</summary>
    public void Advance(long until)
    {
        quarters.Advance(until);
        minutes.Advance(until);
    }

    /// <summary>Quarters from an instant on, with the one that has not ended.</summary>
    public IEnumerable<HistoryStep> Quarters(long from, bool withOpen = true) =>
        steps.Where(step => step.Start >= from).Concat(withOpen && quarters.Open is { } open ? [open] : []);

    /// <summary>The value at the end of a minute; NaN = none, or not known.</summary>
    /// <param name="start">Begin of the minute, Unix ms.</param>
    public double LastOfMinute(long start)
    {
        var index = lasts.BinarySearch((start, 0), ByStart);
        return index >= 0 ? lasts[index].Last : double.NaN;
    }

    /// <summary>The value at the end of a quarter; NaN = none, or not known.</summary>
    /// <param name="start">Begin of the quarter, Unix ms.</param>
    public double LastOfQuarter(long start)
    {
        var index = steps.FindLastIndex(step => step.Start <= start);
        if (index >= 0)
            return steps[index].Start == start ? steps[index].Last : double.NaN;
        var place = kept.BinarySearch((start, 0), ByStart);
        return place >= 0 ? kept[place].Last : double.NaN;
    }

    /// <summary>Takes what was computed afterwards of the time before all that is held.</summary>
    /// <param name="quartersBefore">Quarters of an hour, in order.</param>
    /// <param name="minutesBefore">Minutes, in order.</param>
    public void Recall(IEnumerable<HistoryStep> quartersBefore, IEnumerable<HistoryStep> minutesBefore)
    {
        var quarter =
            kept is [var oldest, ..] ? oldest.Start
            : steps is [var first, ..] ? first.Start
            : quarters.Open?.Start ?? long.MaxValue;
        var minute = lasts is [var shown, ..] ? shown.Start : minutes.Open?.Start ?? long.MaxValue;
        kept.InsertRange(0, Before(quartersBefore, quarter));
        lasts.InsertRange(0, Before(minutesBefore, minute));

        static IEnumerable<(long, double)> Before(IEnumerable<HistoryStep> computed, long until) =>
            computed.TakeWhile(step => step.Start < until).Select(step => (step.Start, step.Last));
    }

    /// <summary>Forgets quarters before an instant, which are chunks now.</summary>
    /// <param name="before">Unix ms.</param>
    /// <param name="shown">Their last values are held from this instant on, Unix ms.</param>
    public void Forget(long before, long shown)
    {
        foreach (var step in steps.TakeWhile(step => step.Start < before))
            kept.Add((step.Start, step.Last));
        steps.RemoveAll(step => step.Start < before);
        steps.TrimExcess();
        kept.RemoveAll(step => step.Start < shown);
    }
}
