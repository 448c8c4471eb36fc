using System.Collections.Immutable;
using Apollo.Grains.Clock;
using Apollo.Model;

namespace Apollo.Grains.History;

/// <summary>What is usual at a quarter hour of the week.</summary>
/// <param name="Low">10th percentile.</param>
/// <param name="Median">Median.</param>
/// <param name="High">90th percentile.</param>
internal readonly record struct Usual(double Low, double Median, double High)
{
    /// <summary>Nearest ranks of some values; they are put in order.</summary>
    /// <param name="values">One at least.</param>
    public static Usual Of(List<double> values)
    {
        values.Sort();
        return new Usual(Rank(values, 10), Rank(values, 50), Rank(values, 90));
    }

    /// <summary>Whether a value lies outside.</summary>
    public bool IsOutside(double value) => value < Low || value > High;

    private static double Rank(List<double> sorted, int percent) => sorted[((sorted.Count * percent + 99) / 100) - 1];
}

/// <summary>
/// What is usual of one series at each quarter hour of the desk's week, by the desk's wall time: of the values at the
/// end of those quarters in the last 12 weeks. Holidays, quarters that are not wholly known, and those without a value
/// are left out.
/// </summary>
internal sealed class UsualWeek
{
    /// <summary>How far it looks back.</summary>
    public static readonly TimeSpan LookBack = TimeSpan.FromDays(12 * 7);

    /// <summary>Longer ranges have no band: it would be drawn finer than they are.</summary>
    public static readonly TimeSpan LongestBand = TimeSpan.FromDays(35);

    /// <summary>A quarter hour with fewer values has no usual: so it begins with the fourth week.</summary>
    public const int FewestValues = 4;

    private const int StepSeconds = 900;
    private readonly DeskCalendar calendar;
    private readonly Usual?[] quarters;
    private readonly int weeks;

    private UsualWeek(DeskCalendar calendar, Usual?[] quarters, int weeks) =>
        (this.calendar, this.quarters, this.weeks) = (calendar, quarters, weeks);

    /// <summary>The week of a series; null = nothing is usual yet.</summary>
    /// <param name="steps">Its quarters of an hour; those before <paramref name="from"/> do not count.</param>
    /// <param name="from">Begin of what counts, Unix ms.</param>
    /// <param name="calendar">The desk's days.</param>
    public static UsualWeek? Of(IEnumerable<HistoryStep> steps, long from, DeskCalendar calendar)
    {
        var values = new List<double>?[DeskCalendar.QuartersOfWeek];
        foreach (var step in steps)
        {
            if (step.Start < from || step.Known < step.End - step.Start || double.IsNaN(step.Last))
                continue;
            var at = UnixTime.ToUtc(step.Start).Ticks;
            if (!calendar.IsHoliday(at))
                (values[calendar.QuarterOfWeek(at)] ??= []).Add(step.Last);
        }
        var quarters = Array.ConvertAll(
            values,
            some => some is { Count: >= FewestValues } ? Usual.Of(some) : (Usual?)null
        );
        return Array.Exists(quarters, usual => usual is not null)
            ? new UsualWeek(calendar, quarters, values.Max(some => some?.Count ?? 0))
            : null;
    }

    /// <summary>What is usual at an instant; null = not known.</summary>
    /// <param name="at">UTC.</param>
    public Usual? At(DateTime at) => calendar.IsHoliday(at.Ticks) ? null : quarters[calendar.QuarterOfWeek(at.Ticks)];

    /// <summary>What is usual at each quarter hour that touches a range; null where the range is too long.</summary>
    /// <param name="from">Begin, UTC.</param>
    /// <param name="to">End, UTC.</param>
    public UsualBand? Band(DateTime from, DateTime to)
    {
        if (to - from > LongestBand)
            return null;
        var first = UnixTime.ToUtc(StepGrid.Quarters.Start(UnixTime.Of(from)));
        var (low, median, high) = (Values(), Values(), Values());
        for (var at = first; at < to; at = at.AddSeconds(StepSeconds))
        {
            var usual = At(at);
            low.Add(usual?.Low);
            median.Add(usual?.Median);
            high.Add(usual?.High);
        }
        return new UsualBand(StepSeconds, first, low.ToImmutable(), median.ToImmutable(), high.ToImmutable(), weeks);

        static ImmutableArray<double?>.Builder Values() => ImmutableArray.CreateBuilder<double?>();
    }
}
