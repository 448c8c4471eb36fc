using Apollo.Grains.Clock;
using Apollo.Model;
using NodaTime;
using NodaTime.Text;

namespace Apollo.Grains.Reports;

/// <summary>The days of a report as instants, UTC.</summary>
/// <param name="From">First day.</param>
/// <param name="To">Last day, itself included.</param>
/// <param name="Start">First instant of the first day.</param>
/// <param name="End">First instant after the last day.</param>
/// <param name="AsOf">The end, or now where that is before.</param>
internal sealed record ReportDays(LocalDate From, LocalDate To, DateTime Start, DateTime End, DateTime AsOf)
{
    /// <summary>The days that are asked for.</summary>
    /// <exception cref="ReportQueryException">They are none, reversed, too many, or have not begun.</exception>
    public static ReportDays Of(ReportQuery query, DeskCalendar calendar, DateTime now)
    {
        var (from, to) = (Day("from", query.From), Day("to", query.To));
        if (from > to)
            throw new ReportQueryException("to", $"to is {query.To}, before from: give from ≤ to.");
        if (Period.DaysBetween(from, to) >= ReportQuery.MostDays)
            throw new ReportQueryException(
                "from",
                $"{query.From} to {query.To} has more than {ReportQuery.MostDays} days: ask for fewer at once."
            );
        var (start, end) = (StartOf(from), StartOf(to.PlusDays(1)));
        if (start > now)
            throw new ReportQueryException("from", $"from is {query.From}: that day has not begun.");
        return new ReportDays(from, to, start, end, end < now ? end : now);

        DateTime StartOf(LocalDate day) => calendar.Zone.AtStartOfDay(day).ToDateTimeUtc();
    }

    /// <summary>Whether an instant lies in the period.</summary>
    public bool Holds(DateTime? instant) => instant >= Start && instant < End;

    /// <summary>As it is told.</summary>
    public ReportPeriod Told() =>
        new(
            LocalDatePattern.Iso.Format(From),
            LocalDatePattern.Iso.Format(To),
            Milliseconds(Start),
            Milliseconds(End),
            Milliseconds(AsOf)
        );

    /// <summary>Unix ms.</summary>
    public static long Milliseconds(DateTime utc) => (utc - DateTime.UnixEpoch).Ticks / TimeSpan.TicksPerMillisecond;

    private static LocalDate Day(string name, string text) =>
        LocalDatePattern.Iso.Parse(text) is { Success: true, Value: { Year: >= 1900 and < 2200 } day }
            ? day
            : throw new ReportQueryException(
                name,
                $"{name} is '{text}': give a day from 1900 to 2199, such as 2026-03-02."
            );
}
