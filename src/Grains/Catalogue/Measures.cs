using Apollo.Grains.Clock;
using Apollo.Grains.Engine;
using Apollo.Model;

namespace Apollo.Grains.Catalogue;

/// <summary>The measures of the catalogue's rows.</summary>
internal static class Measures
{
    public static Measure<TRow> Count<TRow>()
        where TRow : class, ISliceRow => new() { NewTally = static () => new CountTally() };

    public static Measure<TRow> PerDay<TRow>(int days)
        where TRow : class, ISliceRow => new() { NewTally = () => new PerDayTally(days) };

    /// <summary>100 × rows with yes ÷ rows.</summary>
    public static Measure<TRow> Share<TRow>(Func<TRow, bool> yes)
        where TRow : class, ISliceRow =>
        new()
        {
            NewTally = static () => new ShareTally(),
            Weight = (row, _) => yes(row) ? 1 : 0,
            Own = static (weight, _) => weight,
        };

    /// <summary>Mean of a whole number per row.</summary>
    public static Measure<TRow> Mean<TRow>(Func<TRow, int> number)
        where TRow : class, ISliceRow =>
        new()
        {
            NewTally = static () => new MeanTally(1),
            Weight = (row, _) => number(row),
            Own = static (weight, _) => weight,
        };

    /// <summary>Mean of a time per row (ticks), in seconds.</summary>
    public static Measure<TRow> MeanTime<TRow>(Func<TRow, DeskCalendar, long> ticks)
        where TRow : class, ISliceRow =>
        new()
        {
            NewTally = static () => new MeanTally(TimeSpan.TicksPerSecond),
            Weight = ticks,
            Own = static (weight, _) => Seconds(weight),
        };

    /// <summary>Nearest-rank percentile of a time per row (ticks), in seconds.</summary>
    public static Measure<TRow> Percentile<TRow>(int percent, Func<TRow, DeskCalendar, long> ticks)
        where TRow : class, ISliceRow =>
        new()
        {
            NewTally = () => new PercentileTally(percent),
            Weight = ticks,
            Own = static (weight, _) => Seconds(weight),
        };

    public static Measure<Ticket> MeanAge { get; } = Age(static () => new MeanAgeTally());

    public static Measure<Ticket> OldestAge { get; } = Age(static () => new OldestTally());

    public static Measure<Ticket> PerAssignee { get; } =
        new() { NewTally = static () => new PerDistinctTally(), Text = static t => t.Assignee };

    /// <summary>Service time from opened to responded.</summary>
    public static long ToRespond(Ticket ticket, DeskCalendar calendar) =>
        calendar.ServiceTicks(ticket.OpenedAt.Ticks, ticket.RespondedAt!.Value.Ticks);

    /// <summary>Service time from opened to resolved less the pending seconds, never below 0.</summary>
    public static long ToResolve(Ticket ticket, DeskCalendar calendar) =>
        Math.Max(
            0,
            calendar.ServiceTicks(ticket.OpenedAt.Ticks, ticket.Resolved!.Value.Ticks)
                - ((ticket.PendingSeconds ?? 0) * TimeSpan.TicksPerSecond)
        );

    private static Measure<Ticket> Age(Func<Tally> tally) =>
        new()
        {
            NewTally = tally,
            Weight = static (ticket, _) => ticket.OpenedAt.Ticks,
            Own = static (opened, now) => Seconds(now - opened),
            Rate = 1,
        };

    private static double Seconds(long ticks) => (double)((decimal)ticks / TimeSpan.TicksPerSecond);
}
