using System.Globalization;
using Apollo.Grains.Clock;
using CsCheck;
using NodaTime;
using NodaTime.TimeZones;

namespace Apollo.Grains.Tests.Clock;

public class DeskCalendarTests
{
    private static readonly Dictionary<string, string> AroundTheNight = Enumerable
        .Range(1, 7)
        .ToDictionary(day => $"{(IsoDayOfWeek)day}", _ => "00:00-02:30,02:45-03:15,08:00-12:00,13:00-24:00");

    public static TheoryData<string> Zones =>
        [
            "UTC",
            "Europe/Paris",
            "America/New_York",
            "Australia/Lord_Howe",
            "Africa/Cairo",
            "America/Havana",
            "Asia/Beirut",
            "Asia/Kathmandu",
            "America/Nuuk",
            "Pacific/Auckland",
        ];

    [Theory]
    [InlineData("2026-11-23T12:00:00Z", "2026-11-22T23:00:00Z", "2026-11-23T23:00:00Z")]
    [InlineData("2026-11-22T23:00:00Z", "2026-11-22T23:00:00Z", "2026-11-23T23:00:00Z")]
    [InlineData("2026-11-22T22:59:59.9999999Z", "2026-11-21T23:00:00Z", "2026-11-22T23:00:00Z")]
    // The day that loses an hour, and the one that gains one.
    [InlineData("2026-03-29T12:00:00Z", "2026-03-28T23:00:00Z", "2026-03-29T22:00:00Z")]
    [InlineData("2026-10-25T12:00:00Z", "2026-10-24T22:00:00Z", "2026-10-25T23:00:00Z")]
    public void A_day_begins_at_its_first_instant_in_the_desks_zone(string instant, string midnight, string next)
    {
        var paris = DeskCalendar.For("Europe/Paris", ServiceHours.Always);
        Assert.Equal(
            (Ticks(midnight), Ticks(next)),
            (paris.Midnight(Ticks(instant)), paris.NextMidnight(Ticks(instant)))
        );
    }

    [Fact]
    public void Where_midnight_is_skipped_the_day_begins_an_hour_later_by_the_wall()
    {
        // Beirut, 29 March 2026: 00:00 does not exist, the day begins at 01:00 (22:00 UTC the day before).
        var beirut = DeskCalendar.For("Asia/Beirut", ServiceHours.Always);
        Assert.Equal(Ticks("2026-03-28T22:00:00Z"), beirut.Midnight(Ticks("2026-03-29T10:00:00Z")));
        Assert.Equal(Ticks("2026-03-28T22:00:00Z"), beirut.NextMidnight(Ticks("2026-03-28T21:59:59Z")));
    }

    [Theory]
    // 02:30 is skipped and shifts forward to 03:30: the part 02:30-05:00 has one and a half hours.
    [InlineData("02:30-05:00", "2026-03-29T00:00:00Z", "2026-03-29T12:00:00Z", 1.5)]
    // Both ends skipped shift alike.
    [InlineData("02:00-02:30", "2026-03-29T00:00:00Z", "2026-03-29T12:00:00Z", 0.5)]
    // 02:30 comes twice and means the first: the part until 02:30 ends there, the one from 02:30 has the repeated hour.
    [InlineData("02:00-02:30", "2026-10-24T22:00:00Z", "2026-10-25T12:00:00Z", 0.5)]
    [InlineData("02:30-05:00", "2026-10-24T22:00:00Z", "2026-10-25T12:00:00Z", 3.5)]
    [InlineData("00:00-24:00", "2026-10-24T22:00:00Z", "2026-10-25T23:00:00Z", 25)]
    [InlineData("00:00-24:00", "2026-03-28T23:00:00Z", "2026-03-29T22:00:00Z", 23)]
    public void A_clock_change_inside_service_hours_follows_the_rule(string part, string from, string to, double hours)
    {
        var paris = DeskCalendar.For(
            "Europe/Paris",
            ServiceHours.Parse(new Dictionary<string, string> { ["Sunday"] = part }, null)
        );
        Assert.Equal(TimeSpan.FromHours(hours).Ticks, paris.ServiceTicks(Ticks(from), Ticks(to)));
    }

    [Theory]
    [InlineData("2026-11-23T07:00:00Z", "2026-11-23T07:00:00.0000001Z", 1)]
    [InlineData("2026-11-23T06:59:59.9999999Z", "2026-11-23T07:00:00Z", 0)]
    [InlineData("2026-11-23T11:00:00Z", "2026-11-23T12:00:00Z", 0)]
    [InlineData("2026-11-23T10:59:59.9999999Z", "2026-11-23T12:00:00.0000001Z", 2)]
    [InlineData("2026-11-23T09:00:00Z", "2026-11-23T08:00:00Z", 0)]
    [InlineData("2026-11-24T09:00:00Z", "2026-11-24T10:00:00Z", 0)]
    // A week with one Monday of nine hours.
    [InlineData("2026-11-23T22:00:00Z", "2026-12-01T00:00:00Z", 324_000_000_000)]
    public void Service_time_is_exact_to_the_tick(string from, string to, long ticks)
    {
        var paris = DeskCalendar.For(
            "Europe/Paris",
            ServiceHours.Parse(new Dictionary<string, string> { ["Monday"] = "08:00-12:00,13:00-18:00" }, null)
        );
        Assert.Equal(ticks, paris.ServiceTicks(Ticks(from), Ticks(to)));
    }

    [Fact]
    public void A_holiday_has_no_service_time()
    {
        var desk = DeskCalendar.For("UTC", ServiceHours.Parse(null, ["2026-12-25"]));
        Assert.Equal(
            TimeSpan.FromHours(48).Ticks,
            desk.ServiceTicks(Ticks("2026-12-24T00:00:00Z"), Ticks("2026-12-27T00:00:00Z"))
        );
    }

    [Theory, MemberData(nameof(Zones))]
    public void Service_time_equals_a_recount_minute_by_minute(string zoneId)
    {
        var zone = DateTimeZoneProviders.Tzdb[zoneId];
        var hours = ServiceHours.Parse(AroundTheNight, ["2026-03-30", "2026-10-26"]);
        var calendar = new DeskCalendar(zone, hours);
        var changes = zone.GetZoneIntervals(Instant.FromUtc(2026, 1, 1, 0, 0), Instant.FromUtc(2028, 1, 1, 0, 0))
            .Where(interval => interval.HasEnd)
            .Select(interval => interval.End.ToDateTimeUtc())
            .DefaultIfEmpty(new DateTime(2026, 3, 29, 1, 0, 0, DateTimeKind.Utc))
            .ToArray();
        Gen.Select(
                Gen.Int[0, changes.Length - 1].Select(index => changes[index]),
                Gen.Int[-2 * 1440, 2 * 1440],
                Gen.Int[0, 3 * 1440]
            )
            .Sample(
                (change, before, minutes) =>
                {
                    var from = change.AddMinutes(before);
                    var served = Enumerable
                        .Range(0, minutes)
                        .Count(minute => Serves(zone, hours, from.AddMinutes(minute)));
                    Assert.Equal(
                        served * TimeSpan.TicksPerMinute,
                        calendar.ServiceTicks(from.Ticks, from.AddMinutes(minutes).Ticks)
                    );
                },
                iter: 40
            );
    }

    [Fact]
    public void In_every_zone_every_instant_lies_in_its_day()
    {
        var around = (
            from id in DateTimeZoneProviders.Tzdb.Ids
            let zone = DateTimeZoneProviders.Tzdb[id]
            from interval in zone.GetZoneIntervals(Instant.FromUtc(2015, 1, 1, 0, 0), Instant.FromUtc(2040, 1, 1, 0, 0))
            where interval.HasEnd
            from minutes in (int[])[-61, -1, 0, 1, 30, 61]
            select (zone, at: interval.End.ToDateTimeUtc().AddMinutes(minutes).Ticks)
        ).ToList();
        Assert.NotEmpty(around);
        foreach (var (zone, at) in around)
        {
            var calendar = new DeskCalendar(zone, ServiceHours.Always);
            var (midnight, next) = (calendar.Midnight(at), calendar.NextMidnight(at));
            Assert.True(midnight <= at && at < next, $"{zone.Id} at {new DateTime(at):o}");
            Assert.Equal(next, calendar.Midnight(next));
        }
    }

    [Fact]
    public void An_unknown_zone_is_refused_with_the_mend() =>
        Assert.Contains(
            "Europe/Paris",
            Assert.Throws<FormatException>(() => DeskCalendar.For("Paris", ServiceHours.Always)).Message,
            StringComparison.Ordinal
        );

    /// <summary>
    /// Straight from the rule: inside one of the day's parts, whose ends are wall times laid on the instant line.
    /// </summary>
    private static bool Serves(DateTimeZone zone, ServiceHours hours, DateTime at)
    {
        var instant = Instant.FromDateTimeUtc(at);
        var today = instant.InZone(zone).Date;
        foreach (var date in (LocalDate[])[today.PlusDays(-1), today, today.PlusDays(1)])
        foreach (var part in hours.On(date))
            if (Laid(zone, date, part.From) <= instant && instant < Laid(zone, date, part.To))
                return true;
        return false;
    }

    private static Instant Laid(DateTimeZone zone, LocalDate date, int seconds)
    {
        var wall = date.AtMidnight().PlusSeconds(seconds);
        var map = zone.MapLocal(wall);
        return map.Count > 0
            ? map.First().ToInstant()
            : wall.PlusTicks((map.LateInterval.WallOffset - map.EarlyInterval.WallOffset).Ticks)
                .InZoneStrictly(zone)
                .ToInstant();
    }

    private static long Ticks(string text) =>
        DateTime.Parse(text, CultureInfo.InvariantCulture, DateTimeStyles.AdjustToUniversal).Ticks;
}
