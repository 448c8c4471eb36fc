using NodaTime;
using NodaTime.TimeZones;

namespace Apollo.Oracle;

/// <summary>A desk's local time, told plainly: no caching, no cleverness, one day after the other.</summary>
/// <param name="ZoneId">IANA zone.</param>
/// <param name="Week">Day → parts in minutes of the day; null = 24 × 7.</param>
/// <param name="Holidays">Local dates without service.</param>
public sealed record OracleDesk(
    string ZoneId,
    IReadOnlyDictionary<IsoDayOfWeek, (int From, int To)[]>? Week = null,
    IReadOnlyList<LocalDate>? Holidays = null
)
{
    private DateTimeZone Zone => DateTimeZoneProviders.Tzdb[ZoneId];

    /// <summary>First instant of the local day that holds an instant.</summary>
    public DateTime Midnight(DateTime at) => StartOf(DateOf(at));

    /// <summary>First instant of the next local day.</summary>
    public DateTime NextMidnight(DateTime at) => StartOf(DateOf(at).PlusDays(1));

    /// <summary>Ticks of [from, to) inside service hours.</summary>
    public long ServiceTicks(DateTime from, DateTime to)
    {
        if (to <= from)
            return 0;
        if (Week is null && Holidays is null)
            return (to - from).Ticks;
        var sum = 0L;
        for (var date = DateOf(from); date <= DateOf(to); date = date.PlusDays(1))
        {
            if (Holidays?.Contains(date) == true)
                continue;
            var until = DateTime.MinValue;
            var parts = Week is null ? [(0, 24 * 60)] : Week.GetValueOrDefault(date.DayOfWeek) ?? [];
            foreach (var part in parts)
            {
                var (start, end) = (At(date, part.Item1), At(date, part.Item2));
                if (start < until)
                    start = until;
                if (end > start)
                    until = end;
                var (a, b) = (start > from ? start : from, end < to ? end : to);
                if (b > a)
                    sum += (b - a).Ticks;
            }
        }
        return sum;
    }

    private DateTime At(LocalDate date, int minute)
    {
        if (minute == 24 * 60)
            return StartOf(date.PlusDays(1));
        if (minute == 0)
            return StartOf(date);
        // A skipped wall time shifts forward by the gap; a repeated one means the first.
        var mapping = Zone.MapLocal(date.At(new LocalTime(minute / 60, minute % 60)));
        return mapping.Count switch
        {
            1 => mapping.Single().ToDateTimeUtc(),
            2 => mapping.First().ToDateTimeUtc(),
            _ => Resolvers
                .ReturnForwardShifted(mapping.LocalDateTime, Zone, mapping.EarlyInterval, mapping.LateInterval)
                .ToDateTimeUtc(),
        };
    }

    private LocalDate DateOf(DateTime at) => Instant.FromDateTimeUtc(at).InZone(Zone).Date;

    private DateTime StartOf(LocalDate date) => Zone.AtStartOfDay(date).ToDateTimeUtc();
}
