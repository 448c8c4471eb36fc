using System.Globalization;
using Apollo.Grains.Engine;
using Apollo.Grains.Kinds;
using Apollo.Model;

namespace Apollo.Grains.Catalogue;

/// <summary>The measures of the catalogue's rows.</summary>
internal static class Measures
{
    public static ShownMeasure<TRow> Count<TRow>()
        where TRow : class, ISliceRow =>
        new(
            new() { NewTally = static () => new CountTally() },
            new(NumberKind.Count, $"number of {RowKind.Of<TRow>().Slice}") { IsSum = true }
        );

    public static ShownMeasure<TRow> PerDay<TRow>(int days)
        where TRow : class, ISliceRow =>
        new(
            new() { NewTally = () => new PerDayTally(days) },
            new(
                NumberKind.Fraction,
                string.Create(CultureInfo.InvariantCulture, $"number of {RowKind.Of<TRow>().Slice} ÷ {days}")
            )
            {
                IsSum = true,
            }
        );

    /// <summary>100 × rows with yes ÷ rows.</summary>
    /// <param name="title">What yes means: the heading of its column in a list.</param>
    /// <param name="column">The column that it is told by.</param>
    /// <param name="words">Which rows ÷ which rows.</param>
    /// <param name="yes">Whether a row is one of them.</param>
    public static ShownMeasure<TRow> Share<TRow>(string title, string column, string words, Func<TRow, bool> yes)
        where TRow : class, ISliceRow =>
        new(
            new()
            {
                NewTally = static () => new ShareTally(),
                Weight = (row, _) => yes(row) ? 1 : 0,
                Own = static (weight, _) => weight,
            },
            new(NumberKind.Percent, words) { Own = new(title, OwnKind.YesNo), Column = column }
        );

    /// <summary>Mean of a whole number per row.</summary>
    /// <param name="title">What the number is: the heading of its column in a list.</param>
    /// <param name="column">The column that it stands beside.</param>
    /// <param name="words">The mean of what.</param>
    /// <param name="number">A row's number.</param>
    public static ShownMeasure<TRow> Mean<TRow>(string title, string column, string words, Func<TRow, int> number)
        where TRow : class, ISliceRow =>
        new(
            new()
            {
                NewTally = static () => new MeanTally(1),
                Weight = (row, _) => number(row),
                Own = static (weight, _) => weight,
            },
            new(NumberKind.Fraction, words) { Own = new(title, OwnKind.Number), Column = column }
        );

    /// <summary>Mean of a service time per ticket, in seconds.</summary>
    public static ShownMeasure<Ticket> MeanTime(TicketTime time) =>
        Time(static () => new MeanTally(TimeSpan.TicksPerSecond), $"mean {time.Words}", time);

    /// <summary>Nearest-rank percentile of a service time per ticket, in seconds.</summary>
    public static ShownMeasure<Ticket> Percentile(int percent, TicketTime time) =>
        Time(
            () => new PercentileTally(percent),
            string.Create(CultureInfo.InvariantCulture, $"{percent}th percentile (nearest rank) of the {time.Words}"),
            time
        );

    public static ShownMeasure<Ticket> InTime { get; } =
        Share<Ticket>("In time", "resolvedAt", "resolved by their due time ÷ all of them", t => t.Resolved <= t.DueAt);

    public static ShownMeasure<Ticket> MeanAge { get; } =
        Age(static () => new MeanAgeTally(), "mean time since the tickets were opened");

    public static ShownMeasure<Ticket> OldestAge { get; } =
        Age(static () => new OldestTally(), "longest time since a ticket was opened");

    public static ShownMeasure<Ticket> PerAssignee { get; } =
        new(
            new() { NewTally = static () => new PerDistinctTally(), Text = static t => t.Assignee },
            new(NumberKind.Fraction, "number of tickets ÷ number of different assignees")
        );

    /// <summary>Service time from opened to responded.</summary>
    public static TicketTime ToRespond { get; } =
        new(
            "Time to respond",
            "respondedAt",
            "service time from opened to first response",
            static (t, calendar) => calendar.ServiceTicks(t.OpenedAt.Ticks, t.RespondedAt!.Value.Ticks)
        );

    /// <summary>Service time from opened to resolved less the pending seconds, never below 0.</summary>
    public static TicketTime ToResolve { get; } =
        new(
            "Time to resolve",
            "resolvedAt",
            "service time from opened to resolved, less the time on hold",
            static (t, calendar) =>
                Math.Max(
                    0,
                    calendar.ServiceTicks(t.OpenedAt.Ticks, t.Resolved!.Value.Ticks)
                        - ((t.PendingSeconds ?? 0) * TimeSpan.TicksPerSecond)
                )
        );

    private static ShownMeasure<Ticket> Time(Func<Tally> tally, string words, TicketTime time) =>
        new(
            new()
            {
                NewTally = tally,
                Weight = time.Ticks,
                Own = static (weight, _) => Seconds(weight),
            },
            new(NumberKind.ServiceTime, words) { Own = new(time.Title, OwnKind.ServiceTime), Column = time.Column }
        );

    private static ShownMeasure<Ticket> Age(Func<Tally> tally, string words) =>
        new(
            new()
            {
                NewTally = tally,
                Weight = static (ticket, _) => ticket.OpenedAt.Ticks,
                Own = static (opened, now) => Seconds(now - opened),
                Rate = 1,
            },
            new(NumberKind.Duration, words) { Own = new("Age", OwnKind.Duration), Column = "openedAt" }
        );

    private static double Seconds(long ticks) => (double)((decimal)ticks / TimeSpan.TicksPerSecond);
}
