using System.Collections.Concurrent;
using NodaTime;
using NodaTime.TimeZones;

namespace Apollo.Grains.Clock;

/// <summary>
/// A desk's local time: where its days begin, and how much service time lies between two instants. Instants are UTC
/// <see cref="DateTime"/> ticks, so everything is exact. Thread-safe.
/// </summary>
/// <param name="zone">The desk's zone.</param>
/// <param name="hours">Its service hours.</param>
public sealed class DeskCalendar(DateTimeZone zone, ServiceHours hours)
{
    /// <summary>How many quarter hours a week has by the clock on the wall.</summary>
    public const int QuartersOfWeek = 7 * 24 * 4;

    private static readonly LocalDate Epoch = new(1970, 1, 1);

    // Wall times that a clock change skips shift forward by the gap; repeated ones mean the first.
    private static readonly ZoneLocalMappingResolver Resolve = Resolvers.CreateMappingResolver(
        Resolvers.ReturnEarlier,
        Resolvers.ReturnForwardShifted
    );

    private readonly ConcurrentDictionary<int, Day> days = new();

    // Service ticks from the epoch's day to the start of a year: a span of years costs one look-up.
    private readonly ConcurrentDictionary<int, long> years = new();

    /// <summary>UTC, 24 × 7.</summary>
    public static DeskCalendar Utc { get; } = new(DateTimeZone.Utc, ServiceHours.Always);

    /// <summary>The desk's zone.</summary>
    public DateTimeZone Zone => zone;

    /// <summary>The desk's service hours.</summary>
    public ServiceHours Hours => hours;

    /// <summary>A calendar for an IANA zone.</summary>
    /// <exception cref="FormatException">There is no such zone.</exception>
    public static DeskCalendar For(string zoneId, ServiceHours hours) =>
        new(
            DateTimeZoneProviders.Tzdb.GetZoneOrNull(zoneId)
                ?? throw new FormatException(
                    $"TimeZone: there is no zone '{zoneId}'; use an IANA name such as Europe/Paris."
                ),
            hours
        );

    /// <summary>First instant (ticks) of the local day that holds an instant.</summary>
    public long Midnight(long ticks) => Start(DateOf(ticks));

    /// <summary>First instant (ticks) of the next local day.</summary>
    public long NextMidnight(long ticks) => Start(DateOf(ticks).PlusDays(1));

    /// <summary>
    /// Ticks of [from, to) inside service hours; 0 where <paramref name="to"/> is not after <paramref name="from"/>.
    /// </summary>
    public long ServiceTicks(long from, long to) =>
        to <= from ? 0
        : hours.IsAlways ? to - from
        : SinceEpoch(to) - SinceEpoch(from);

    /// <summary>First instant (ticks) at or after another inside service hours; null = none within 400 days.</summary>
    public long? NextService(long ticks)
    {
        if (hours.IsAlways)
            return ticks;
        var date = DateOf(ticks);
        for (var day = 0; day <= 400; day++, date = date.PlusDays(1))
            foreach (var (from, to) in Parts(date))
                if (ticks < to)
                    return Math.Max(from, ticks);
        return null;
    }

    /// <summary>The last instant (ticks) from which so much service time passes until another.</summary>
    /// <param name="until">The other instant, ticks.</param>
    /// <param name="service">Service time, ticks.</param>
    public long ServiceBefore(long until, long service)
    {
        if (hours.IsAlways || service <= 0)
            return until - Math.Max(0, service);
        // Further back until enough has passed; then the very tick.
        var (low, step) = (until - service, service);
        while (ServiceTicks(low, until) < service && until - low < 400 * TimeSpan.TicksPerDay)
            (low, step) = (low - step, step * 2);
        for (var high = until; high - low > 1; )
        {
            var middle = low + ((high - low) / 2);
            if (ServiceTicks(middle, until) >= service)
                low = middle;
            else
                high = middle;
        }
        return low;
    }

    /// <summary>Which quarter hour of the week an instant (ticks) lies in, by the clock on the wall; 0 = Monday
    /// 00:00.</summary>
    public int QuarterOfWeek(long ticks)
    {
        var local = LocalAt(ticks);
        return ((((int)local.DayOfWeek - 1) * 24) + local.Hour) * 4 + (local.Minute / 15);
    }

    /// <summary>Whether an instant (ticks) lies on a holiday of the desk.</summary>
    public bool IsHoliday(long ticks) => hours.IsHoliday(DateOf(ticks));

    private static LocalDate Date(int day) => Epoch.PlusDays(day);

    private long SinceEpoch(long ticks)
    {
        var date = DateOf(ticks);
        return BeforeYear(date.Year) + DayOf(date).Before + DayOf(date).Until(ticks);
    }

    private long BeforeYear(int year)
    {
        if (year <= Epoch.Year)
            return 0;
        if (years.TryGetValue(year, out var known))
            return known;
        var last = new LocalDate(year - 1, 12, 31);
        var sum = BeforeYear(year - 1) + DayOf(last).Before + DayOf(last).Length;
        return years.GetOrAdd(year, sum);
    }

    private Day DayOf(LocalDate date)
    {
        var number = Period.DaysBetween(Epoch, date);
        if (days.TryGetValue(number, out var known))
            return known;
        // From the year's first day on, so that each day knows the service time of its year before it.
        var first = Period.DaysBetween(Epoch, new LocalDate(date.Year, 1, 1));
        var before = 0L;
        Day day = null!;
        for (var next = first; next <= number; next++)
        {
            var at = before;
            day = days.GetOrAdd(next, key => new Day(at, Parts(Date(key))));
            before = day.Before + day.Length;
        }
        return day;
    }

    private (long From, long To)[] Parts(LocalDate date)
    {
        var parts = new List<(long From, long To)>();
        foreach (var part in hours.On(date))
        {
            var (from, to) = (At(date, part.From), At(date, part.To));
            // A gap can push a part's start past another's end: parts never overlap and never run backwards.
            if (parts.Count > 0)
                from = Math.Max(from, parts[^1].To);
            if (to > from)
                parts.Add((from, to));
        }
        return [.. parts];
    }

    private long At(LocalDate date, int seconds) =>
        seconds == 86_400 ? Start(date.PlusDays(1))
        : seconds == 0 ? Start(date)
        : Ticks(zone.ResolveLocal(date.At(LocalTime.FromSecondsSinceMidnight(seconds)), Resolve).ToInstant());

    private LocalDate DateOf(long ticks) => LocalAt(ticks).Date;

    private LocalDateTime LocalAt(long ticks) =>
        Instant.FromDateTimeUtc(new DateTime(ticks, DateTimeKind.Utc)).InZone(zone).LocalDateTime;

    private long Start(LocalDate date) => Ticks(zone.AtStartOfDay(date).ToInstant());

    private static long Ticks(Instant instant) => instant.ToDateTimeUtc().Ticks;

    private sealed class Day(long before, (long From, long To)[] parts)
    {
        /// <summary>Service ticks of the year before this day.</summary>
        public long Before => before;

        public long Length { get; } = parts.Sum(part => part.To - part.From);

        public long Until(long ticks)
        {
            var sum = 0L;
            foreach (var (from, to) in parts)
                sum += Math.Clamp(ticks - from, 0, to - from);
            return sum;
        }
    }
}
