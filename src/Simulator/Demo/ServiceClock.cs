using NodaTime;

namespace Apollo.Simulator.Demo;

/// <summary>
/// The demo desk's service hours: Monday to Friday, 08:00 to 12:00 and 13:00 to 18:00 in its own zone.
/// </summary>
internal sealed class ServiceClock
{
    private static readonly (int From, int To)[] Parts = [(8, 12), (13, 18)];

    private readonly DateTimeZone zone = DateTimeZoneProviders.Tzdb[DemoDesk.TimeZone];
    private readonly Dictionary<LocalDate, (DateTime From, DateTime To)[]> days = [];

    /// <summary>Local wall time of an instant.</summary>
    public LocalDateTime Local(DateTime at) => NodaTime.Instant.FromDateTimeUtc(at).InZone(zone).LocalDateTime;

    /// <summary>
    /// The instant of a local wall time; a skipped one moves forward, of a repeated one the first counts.
    /// </summary>
    public DateTime Utc(LocalDateTime local) => zone.AtLeniently(local).ToDateTimeUtc();

    /// <summary>The day's first instant.</summary>
    public DateTime StartOfDay(DateTime at) => zone.AtStartOfDay(Local(at).Date).ToDateTimeUtc();

    /// <summary>Whether the desk is served at this instant.</summary>
    public bool Serves(DateTime at) => Array.Exists(Of(Local(at).Date), part => part.From <= at && at < part.To);

    /// <summary>The instant at which so much service time has passed.</summary>
    public DateTime After(DateTime at, TimeSpan service)
    {
        for (var date = Local(at).Date; ; date = date.PlusDays(1))
        {
            foreach (var (from, to) in Of(date))
            {
                var start = from > at ? from : at;
                if (start >= to)
                    continue;
                if (to - start >= service)
                    return start + service;
                service -= to - start;
            }
        }
    }

    /// <summary>Service time between two instants.</summary>
    public TimeSpan Between(DateTime from, DateTime to)
    {
        var total = TimeSpan.Zero;
        for (var date = Local(from).Date; date <= Local(to).Date; date = date.PlusDays(1))
        {
            foreach (var part in Of(date))
            {
                var start = part.From > from ? part.From : from;
                var end = part.To < to ? part.To : to;
                if (end > start)
                    total += end - start;
            }
        }
        return total;
    }

    private (DateTime From, DateTime To)[] Of(LocalDate date)
    {
        if (days.TryGetValue(date, out var parts))
            return parts;
        if (days.Count > 2000)
            days.Clear();
        return days[date] = date.DayOfWeek is IsoDayOfWeek.Saturday or IsoDayOfWeek.Sunday
            ? []
            :
            [
                .. Parts.Select(part =>
                    (Utc(date.At(new LocalTime(part.From, 0))), Utc(date.At(new LocalTime(part.To, 0))))
                ),
            ];
    }
}
