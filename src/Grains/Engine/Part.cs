using Apollo.Grains.Clock;
using Apollo.Model;

namespace Apollo.Grains.Engine;

/// <summary>
/// One filter with one measure, living: the tallies of the whole and of every group, and who enters or leaves next.
/// </summary>
internal sealed class Part<TRow>(
    string? name,
    Filter<TRow> filter,
    Measure<TRow> measure,
    DeskCalendar calendar,
    IReadOnlyList<Dimension<TRow>> dimensions,
    CutBuilder<TRow> cut
)
    where TRow : class, ISliceRow
{
    private readonly Schedule<TRow> schedule = new();

    public Tally Total { get; private set; } = measure.NewTally();

    public Dictionary<string, Tally>[] Groups { get; private set; } = NewGroups(dimensions.Count);

    public long Next => schedule.Next;

    public bool Counts(TRow row, long now) => filter(row, calendar).Contains(now);

    public double? Own(TRow row, long now) => measure.Own(measure.Weight(row, calendar), now);

    public void Load(IEnumerable<TRow> rows, long now)
    {
        (Total, Groups) = (measure.NewTally(), NewGroups(dimensions.Count));
        var waiting = new List<(TRow, long)>();
        foreach (var row in rows)
        {
            var span = filter(row, calendar);
            if (span.Contains(now))
                Give(row);
            if (NextOf(span, now) is { } at)
                waiting.Add((row, at));
        }
        schedule.Load(waiting);
    }

    /// <summary>Lets the clock move: rows whose instant has come enter or leave.</summary>
    public void Advance(long before, long now)
    {
        while (schedule.TryTake(now, out var row))
        {
            var span = filter(row, calendar);
            var (was, isIn) = (span.Contains(before), span.Contains(now));
            if (was && !isIn)
            {
                TakeBack(row);
                cut.ByClock(MoveKind.Left, name, row);
            }
            else if (isIn && !was)
            {
                Give(row);
                cut.ByClock(MoveKind.Entered, name, row);
            }
            if (NextOf(span, now) is { } at)
                schedule.Add(row, at);
        }
    }

    /// <summary>
    /// A row changed: take back what the row before gave, add what the row after gives. One that gives the same touches
    /// nothing: of ages it would else say a few groups at a later instant than the others.
    /// </summary>
    public void Apply(RowChange<TRow> change, long now)
    {
        var (before, after) = change;
        var (was, waited) = before is null ? default : At(before, now);
        var (isIn, waits) = after is null ? default : At(after, now);
        schedule.Change(before, waited, after, waits);
        if (!was && !isIn)
            return;
        if (was && isIn && GivesTheSame(before!, after!))
        {
            cut.Beside(name, change);
            return;
        }
        if (was)
            TakeBack(before!);
        if (isIn)
            Give(after!);
        cut.ByChange(
            was && isIn ? MoveKind.Changed
                : was ? MoveKind.Left
                : MoveKind.Entered,
            name,
            change
        );
    }

    /// <summary>What the clock alone will do before an instant; touches nothing.</summary>
    /// <param name="now">The instant the part is at, ticks.</param>
    /// <param name="until">The instant, ticks.</param>
    /// <returns>Rows that enter or leave, in no order.</returns>
    public IEnumerable<ComingMove> Coming(long now, long until)
    {
        foreach (var row in schedule.Before(until))
        {
            var span = filter(row, calendar);
            var (weight, text) = (measure.Weight(row, calendar), measure.Text(row));
            if (span.From > now)
                yield return new ComingMove(span.From, true, weight, text);
            if (span.Until < until)
                yield return new ComingMove(span.Until, false, weight, text);
        }
    }

    /// <summary>Whether a row counts, and what it waits for.</summary>
    private (bool Counts, long? Next) At(TRow row, long now)
    {
        var span = filter(row, calendar);
        return (span.Contains(now), NextOf(span, now));
    }

    private static Dictionary<string, Tally>[] NewGroups(int dimensions) =>
        [.. Enumerable.Range(0, dimensions).Select(_ => new Dictionary<string, Tally>(StringComparer.Ordinal))];

    private static long? NextOf(Span span, long now) =>
        span.IsEmpty || now >= span.Until ? null
        : now < span.From ? span.From
        : span.Until == long.MaxValue ? null
        : span.Until;

    private bool GivesTheSame(TRow one, TRow other)
    {
        if (
            measure.Weight(one, calendar) != measure.Weight(other, calendar)
            || measure.Text(one) != measure.Text(other)
        )
            return false;
        foreach (var dimension in dimensions)
            if (dimension.Value(one) != dimension.Value(other))
                return false;
        return true;
    }

    private void Give(TRow row)
    {
        var (weight, text) = (measure.Weight(row, calendar), measure.Text(row));
        Total.Add(weight, text);
        for (var index = 0; index < Groups.Length; index++)
        {
            var group = dimensions[index].Group(row);
            if (!Groups[index].TryGetValue(group, out var tally))
                Groups[index][group] = tally = measure.NewTally();
            tally.Add(weight, text);
            cut.Touch(index, group);
        }
    }

    private void TakeBack(TRow row)
    {
        var (weight, text) = (measure.Weight(row, calendar), measure.Text(row));
        Total.Remove(weight, text);
        for (var index = 0; index < Groups.Length; index++)
        {
            var group = dimensions[index].Group(row);
            var tally = Groups[index][group];
            tally.Remove(weight, text);
            if (tally.Count == 0)
                Groups[index].Remove(group);
            cut.Touch(index, group);
        }
    }
}
