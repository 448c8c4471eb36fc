using Apollo.Model;

namespace Apollo.Oracle;

/// <summary>How one number is made of many rows: of a recount's lines, and of a list that a manager holds.</summary>
/// <param name="OfLines">From exact weights, at an instant.</param>
/// <param name="OfRows">From what each row of a drill-down says of itself.</param>
internal sealed record Reckoning(
    Func<IReadOnlyList<Line>, DateTime, double?> OfLines,
    Func<IReadOnlyList<ListedRow>, double?> OfRows
)
{
    public static Reckoning Count { get; } = new((lines, _) => lines.Count, rows => rows.Count);

    public static Reckoning PerAssignee { get; } =
        new(
            (lines, _) => Quotient(lines.Count, lines.Select(line => ((Ticket)line.Row).Assignee).Distinct().Count()),
            rows => Quotient(rows.Count, rows.Select(row => row.Assignee).Distinct().Count())
        );

    public static Reckoning Share { get; } =
        new(
            (lines, _) => Quotient(100m * lines.Count(line => line.Weight == 1), lines.Count),
            rows => Quotient(100m * rows.Count(row => row.Own == 1), rows.Count)
        );

    public static Reckoning Mean { get; } =
        new((lines, _) => Quotient(lines.Sum(line => (decimal)line.Weight), lines.Count), MeanOfOwn);

    public static Reckoning MeanTime { get; } =
        new(
            (lines, _) =>
                Quotient(lines.Sum(line => (decimal)line.Weight), (decimal)lines.Count * TimeSpan.TicksPerSecond),
            MeanOfOwn
        );

    /// <summary>Weights are the instants at which tickets were opened.</summary>
    public static Reckoning MeanAge { get; } =
        new(
            (lines, now) =>
                Quotient(
                    lines.Sum(line => (decimal)(now.Ticks - line.Weight)),
                    (decimal)lines.Count * TimeSpan.TicksPerSecond
                ),
            MeanOfOwn
        );

    public static Reckoning OldestAge { get; } =
        new(
            (lines, now) =>
                lines.Count == 0 ? null : Quotient(lines.Max(line => now.Ticks - line.Weight), TimeSpan.TicksPerSecond),
            rows => rows.Max(row => row.Own)
        );

    /// <summary>Opened less resolved.</summary>
    public static Reckoning Difference { get; } =
        new(
            (lines, _) => lines.Count(line => line.Part == "opened") - lines.Count(line => line.Part == "resolved"),
            rows => rows.Count(row => row.Part == "opened") - rows.Count(row => row.Part == "resolved")
        );

    /// <summary>Open ÷ (resolved ÷ 7).</summary>
    public static Reckoning DaysToClear { get; } =
        new(
            (lines, _) =>
                Quotient(7m * lines.Count(line => line.Part == "open"), lines.Count(line => line.Part == "resolved")),
            rows => Quotient(7m * rows.Count(row => row.Part == "open"), rows.Count(row => row.Part == "resolved"))
        );

    public static Reckoning PerDay(int days) =>
        new((lines, _) => Quotient(lines.Count, days), rows => Quotient(rows.Count, days));

    /// <summary>Nearest rank: the ⌈percent × n ÷ 100⌉-th smallest.</summary>
    public static Reckoning Percentile(int percent) =>
        new(
            (lines, _) =>
                lines.Count == 0
                    ? null
                    : Quotient(Rank(lines.Select(line => line.Weight), lines.Count, percent), TimeSpan.TicksPerSecond),
            rows => rows.Count == 0 ? null : Rank(rows.Select(row => row.Own!.Value), rows.Count, percent)
        );

    private static T Rank<T>(IEnumerable<T> values, int count, int percent) =>
        values.Order().ElementAt((int)Math.Ceiling(percent * count / 100m) - 1);

    private static double? MeanOfOwn(IReadOnlyList<ListedRow> rows) =>
        Quotient(rows.Sum(row => (decimal)row.Own!.Value), rows.Count);

    private static double? Quotient(decimal dividend, decimal divisor) =>
        divisor == 0 ? null : (double)(dividend / divisor);
}
