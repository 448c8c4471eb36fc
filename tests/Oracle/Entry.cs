using Apollo.Model;

namespace Apollo.Oracle;

/// <summary>One KPI of the oracle: which rows it counts at an instant, and how they make one number.</summary>
internal sealed record Entry<TRow>(Func<TRow, Moment, IEnumerable<Line>> Lines, Reckoning Reckoning)
    where TRow : ISliceRow
{
    public Recounted Recount(IReadOnlyCollection<TRow> rows, Moment moment)
    {
        var lines = rows.SelectMany(row => Lines(row, moment)).ToList();
        var grouped = lines.ConvertAll(line => (Line: line, Of: Groups.Of(line.Row)));
        var groups = Groups
            .Dimensions<TRow>()
            .ToDictionary(
                dimension => dimension,
                dimension =>
                    (IReadOnlyDictionary<string, double?>)
                        grouped
                            .GroupBy(line => line.Of[dimension] ?? "(none)", line => line.Line, StringComparer.Ordinal)
                            .ToDictionary(group => group.Key, group => Reckoning.OfLines([.. group], moment.Now))
            );
        return new Recounted(Reckoning.OfLines(lines, moment.Now), groups, lines);
    }
}

/// <summary>Makes entries.</summary>
internal static class Entry
{
    public static Entry<TRow> Count<TRow>(Func<TRow, Moment, bool> counts, Reckoning? reckoning = null)
        where TRow : ISliceRow => Weigh(counts, (_, _) => 0, reckoning ?? Reckoning.Count);

    public static Entry<TRow> Share<TRow>(Func<TRow, Moment, bool> counts, Func<TRow, bool> yes)
        where TRow : ISliceRow => Weigh(counts, (row, _) => yes(row) ? 1 : 0, Reckoning.Share);

    public static Entry<TRow> Weigh<TRow>(
        Func<TRow, Moment, bool> counts,
        Func<TRow, Moment, long> weight,
        Reckoning reckoning
    )
        where TRow : ISliceRow =>
        new((row, moment) => counts(row, moment) ? [new Line(row, weight(row, moment))] : [], reckoning);

    public static Entry<TRow> Two<TRow>(
        string one,
        Func<TRow, Moment, bool> first,
        string two,
        Func<TRow, Moment, bool> second,
        Reckoning reckoning
    )
        where TRow : ISliceRow =>
        new((row, moment) => [.. Part(row, moment, one, first), .. Part(row, moment, two, second)], reckoning);

    private static Line[] Part<TRow>(TRow row, Moment moment, string name, Func<TRow, Moment, bool> counts)
        where TRow : ISliceRow => counts(row, moment) ? [new Line(row, 0, name)] : [];
}
