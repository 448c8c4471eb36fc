using System.Collections.Immutable;
using Apollo.Grains.Clock;
using Apollo.Grains.Engine;
using Apollo.Grains.Tables;
using Apollo.Model;

namespace Apollo.Grains.Rows;

/// <summary>The rows of one cut, filtered, ordered and grouped: paged from then on at no further cost.</summary>
/// <param name="Rows">The rows that pass, in order.</param>
/// <param name="Groups">The groups in order; null where none were asked for.</param>
internal sealed record Arrangement<TRow>(Counted<TRow>[] Rows, ImmutableArray<RowsGroup>? Groups) where TRow : class, ISliceRow
{
    private static readonly string[] Totalled =
        ["own", "openedAt", "resolvedAt", "dueAt", "startsAt", "endsAt", "pendingSeconds", "reopens", "reassignments", "rating"];

    /// <summary>Arranges rows; a column of times groups by the days of the desk.</summary>
    /// <exception cref="TableQueryException">Filter, sort or group cannot be understood.</exception>
    public static Arrangement<TRow> Of(IEnumerable<Counted<TRow>> counted, string? filter, string? sort, string? group, DeskCalendar calendar)
    {
        var columns = Columns.Of<TRow>();
        var passes = Filter.Parse(filter, columns);
        var order = Sort.Parse(sort, columns);
        var by = group is null ? null : Columns.Find(columns, group);
        var rows = counted.Where(passes).ToArray();
        if (by is TimeColumn<TRow>) return ByDay(rows, by, order, calendar);
        Array.Sort(rows, by is null ? order : (one, other) => by.Compare(one, other) is not 0 and var first ? first : order(one, other));
        return new Arrangement<TRow>(rows, by is null ? null : Group(rows, row => by.Cell(rows[row]), (one, other) => by.Compare(rows[one], rows[other]) == 0));
    }

    /// <summary>Each row's day is reckoned once, not in every comparison.</summary>
    private static Arrangement<TRow> ByDay(Counted<TRow>[] rows, Column<TRow> by, Comparison<Counted<TRow>> order, DeskCalendar calendar)
    {
        var dated = Array.ConvertAll(rows, row => (Day: by.Cell(row) is DateTime time ? calendar.Midnight(time.Ticks) : (long?)null, Row: row));
        Array.Sort(dated, (one, other) => Nullable.Compare(one.Day, other.Day) is not 0 and var first ? first : order(one.Row, other.Row));
        var arranged = Array.ConvertAll(dated, row => row.Row);
        return new Arrangement<TRow>(arranged, Group(arranged, row => dated[row].Day is { } day ? At(day) : null, (one, other) => dated[one].Day == dated[other].Day));
    }

    /// <summary>Groups of rows in order, by the key of the row at a place.</summary>
    private static ImmutableArray<RowsGroup> Group(Counted<TRow>[] rows, Func<int, object?> key, Func<int, int, bool> isSame)
    {
        var groups = ImmutableArray.CreateBuilder<RowsGroup>();
        for (int first = 0, end; first < rows.Length; first = end)
        {
            for (end = first + 1; end < rows.Length && isSame(first, end);) end++;
            groups.Add(new RowsGroup(key(first), end - first, first, Subtotals(rows.AsSpan(first, end - first))));
        }
        return groups.ToImmutable();
    }

    private static ImmutableDictionary<string, Subtotal> Subtotals(ReadOnlySpan<Counted<TRow>> rows)
    {
        var subtotals = ImmutableDictionary.CreateBuilder<string, Subtotal>();
        foreach (var name in Totalled)
        {
            if (Columns.Of<TRow>().FirstOrDefault(column => column.Name == name) is not { } column) continue;
            var cells = new List<object>(rows.Length);
            foreach (var row in rows)
                if (column.Cell(row) is { } cell) cells.Add(cell);
            if (cells.Count > 0) subtotals[name] = column.Type == ColumnType.Time ? OfTimes(cells) : OfNumbers(cells);
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
