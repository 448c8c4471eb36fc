using System.Collections.Immutable;
using Apollo.Grains.Clock;
using Apollo.Grains.Engine;
using Apollo.Grains.Kinds;
using Apollo.Grains.Tables;
using Apollo.Model;

namespace Apollo.Grains.Rows;

/// <summary>The rows of one cut, filtered, ordered and grouped: paged from then on at no further cost.</summary>
/// <param name="Rows">The rows that pass, in order; only the first, where no more were asked for.</param>
/// <param name="Groups">The groups in order; null where none were asked for.</param>
/// <param name="Total">How many rows pass.</param>
/// <param name="Hidden">Rows of the cut that the asker may not see, whatever the filter.</param>
internal sealed record Arrangement<TRow>(
    Counted<TRow>[] Rows,
    ImmutableArray<RowsGroup>? Groups,
    int Total,
    int Hidden = 0
)
    where TRow : class, ISliceRow
{
    /// <summary>Most groups of one answer: each has subtotals of its own.</summary>
    private const int GroupLimit = 20_000;
    private static readonly string[] Totalled =
    [
        "own",
        "openedAt",
        "resolvedAt",
        "dueAt",
        "startsAt",
        "endsAt",
        "pendingSeconds",
        "reopens",
        "reassignments",
        "rating",
    ];

    /// <summary>Arranges rows; a column of times groups by the days of the desk, one of durations by bands.</summary>
    /// <param name="counted">The rows.</param>
    /// <param name="columns">The columns they have on this desk.</param>
    /// <param name="query">For whom, and its filter, sort and group.</param>
    /// <param name="calendar">The desk's days.</param>
    /// <param name="ownIsSeconds">What a row gives is a duration.</param>
    /// <param name="most">No more than so many are asked for: the others are not ordered. Of groups all are.</param>
    /// <param name="cancellation">Nobody waits for it any more.</param>
    /// <exception cref="TableQueryException">Filter, sort or group cannot be understood.</exception>
    public static Arrangement<TRow> Of(
        IEnumerable<Counted<TRow>> counted,
        IReadOnlyList<Column<TRow>> columns,
        RowsQuery query,
        DeskCalendar calendar,
        bool ownIsSeconds,
        int most = int.MaxValue,
        CancellationToken cancellation = default
    )
    {
        var (passes, byColumns) = (Filter.Parse(query.Filter, columns, query.Me), Sort.Parse(query.Sort, columns));
        // Asked in both loops that a large list spends its time in.
        Comparison<Counted<TRow>> order = (one, other) =>
        {
            cancellation.ThrowIfCancellationRequested();
            return byColumns(one, other);
        };
        var by = query.Group is null ? null : Columns.Find(columns, query.Group);
        var (audience, team, hidden) = (query.Audience, RowKind.Of<TRow>().Team, 0);
        var rows = counted.Where(row =>
        {
            cancellation.ThrowIfCancellationRequested();
            if (!audience.Sees(team(row.Row)))
            {
                hidden++;
                return false;
            }
            return passes(row);
        });
        var arranged =
            by is null && most < int.MaxValue
                ? First(rows, order, most)
                : Arrange(rows.ToArray(), by, order, calendar, ownIsSeconds);
        return arranged with { Hidden = hidden };
    }

    /// <summary>The first rows in order: of many that pass, most are compared once with the last of those.</summary>
    private static Arrangement<TRow> First(IEnumerable<Counted<TRow>> rows, Comparison<Counted<TRow>> order, int most)
    {
        var (total, first) = (0, new PriorityQueue<Counted<TRow>, Counted<TRow>>(LastFirst(order)));
        foreach (var row in rows)
        {
            total++;
            if (first.Count < most)
                first.Enqueue(row, row);
            else if (most > 0 && order(row, first.Peek()) < 0)
                first.EnqueueDequeue(row, row);
        }
        var ordered = first.UnorderedItems.Select(one => one.Element).ToArray();
        Array.Sort(ordered, order);
        return new Arrangement<TRow>(ordered, null, total);
    }

    private static Comparer<Counted<TRow>> LastFirst(Comparison<Counted<TRow>> order) =>
        Comparer<Counted<TRow>>.Create((one, other) => order(other, one));

    private static Arrangement<TRow> Arrange(
        Counted<TRow>[] rows,
        Column<TRow>? by,
        Comparison<Counted<TRow>> order,
        DeskCalendar calendar,
        bool ownIsSeconds
    )
    {
        if (by is TimeColumn<TRow>)
            return BySteps(
                rows,
                by,
                order,
                cell => calendar.Midnight(((DateTime)cell).Ticks),
                day => At(day),
                _ => null
            );
        if (by is { Name: "pendingSeconds" } || (by is { Name: "own" } && ownIsSeconds))
            return BySteps(
                rows,
                by,
                order,
                cell => DurationBands.Floor((double)cell),
                band => (double)band,
                DurationBands.Until
            );
        Array.Sort(
            rows,
            by is null
                ? order
                : (one, other) => by.Compare(one, other) is not 0 and var first ? first : order(one, other)
        );
        return new Arrangement<TRow>(
            rows,
            by is null
                ? null
                : Group(
                    rows,
                    row => by.Cell(rows[row]),
                    (one, other) => by.Compare(rows[one], rows[other]) == 0,
                    _ => null
                ),
            rows.Length
        );
    }

    /// <summary>Cells are taken together by steps; each row's step is reckoned once, not in every comparison.</summary>
    private static Arrangement<TRow> BySteps(
        Counted<TRow>[] rows,
        Column<TRow> by,
        Comparison<Counted<TRow>> order,
        Func<object, long> step,
        Func<long, object> key,
        Func<long, double?> until
    )
    {
        var stepped = Array.ConvertAll(
            rows,
            row => (Step: by.Cell(row) is { } cell ? step(cell) : (long?)null, Row: row)
        );
        Array.Sort(
            stepped,
            (one, other) =>
                Nullable.Compare(one.Step, other.Step) is not 0 and var first ? first : order(one.Row, other.Row)
        );
        var arranged = Array.ConvertAll(stepped, row => row.Row);
        return new Arrangement<TRow>(
            arranged,
            Group(
                arranged,
                row => stepped[row].Step is { } at ? key(at) : null,
                (one, other) => stepped[one].Step == stepped[other].Step,
                row => stepped[row].Step is { } at ? until(at) : null
            ),
            arranged.Length
        );
    }

    /// <summary>Groups of rows in order, by the key of the row at a place.</summary>
    private static ImmutableArray<RowsGroup> Group(
        Counted<TRow>[] rows,
        Func<int, object?> key,
        Func<int, int, bool> isSame,
        Func<int, double?> until
    )
    {
        var groups = ImmutableArray.CreateBuilder<RowsGroup>();
        for (int first = 0, end; first < rows.Length; first = end)
        {
            for (end = first + 1; end < rows.Length && isSame(first, end); )
                end++;
            if (groups.Count == GroupLimit)
                throw new TableQueryException(
                    $"There are more than {GroupLimit} groups: filter the rows first, or group by another column."
                );
            groups.Add(
                new RowsGroup(key(first), end - first, first, Subtotals(rows.AsSpan(first, end - first)), until(first))
            );
        }
        return groups.ToImmutable();
    }

    private static ImmutableDictionary<string, Subtotal> Subtotals(ReadOnlySpan<Counted<TRow>> rows)
    {
        var subtotals = ImmutableDictionary.CreateBuilder<string, Subtotal>();
        foreach (var name in Totalled)
        {
            if (RowKind.Of<TRow>().Columns.FirstOrDefault(column => column.Name == name) is not { } column)
                continue;
            var cells = new List<object>(rows.Length);
            foreach (var row in rows)
                if (column.Cell(row) is { } cell)
                    cells.Add(cell);
            if (cells.Count > 0)
                subtotals[name] = column.Type == ColumnType.Time ? OfTimes(cells) : OfNumbers(cells);
        }
        return subtotals.ToImmutable();
    }

    private static Subtotal OfNumbers(List<object> cells)
    {
        var numbers = cells.ConvertAll(cell => (double)cell);
        var sum = numbers.Sum();
        return new Subtotal(numbers.Count, numbers.Min(), numbers.Max(), sum / numbers.Count, sum);
    }

    private static Subtotal OfTimes(List<object> cells)
    {
        var ticks = cells.ConvertAll(cell => ((DateTime)cell).Ticks);
        var mean = ticks.Aggregate((Int128)0, (sum, tick) => sum + tick) / ticks.Count;
        return new Subtotal(ticks.Count, At(ticks.Min()), At(ticks.Max()), At((long)mean), null);
    }

    private static DateTime At(long ticks) => new(ticks, DateTimeKind.Utc);
}
