using Apollo.Grains.Clock;
using Apollo.Grains.History;
using CsCheck;
using NodaTime;

namespace Apollo.Grains.Tests.History;

/// <summary>What is usual at each quarter hour of a week equals a plain count by the clock on the wall.</summary>
public class UsualWeekTests
{
    private const long Quarter = 900_000;
    private static readonly ServiceHours Holidays = ServiceHours.Parse(null, ["2026-10-26"]);
    private static readonly DeskCalendar Paris = DeskCalendar.For("Europe/Paris", Holidays);

    /// <summary>A Monday after which Paris is in winter time; the 12 weeks before hold the change.</summary>
    private static readonly DateTime Now = new(2026, 11, 23, 12, 0, 0, DateTimeKind.Utc);

    [Fact]
    public void It_is_the_nearest_rank_of_the_same_quarter_hour_of_the_last_weeks()
    {
        var week = UsualWeek.Of(Weeks(10, (at, back) => back), 0, DeskCalendar.Utc)!;

        // 1 to 10 weeks back hold 1 to 10.
        Assert.Equal(new Usual(1, 5, 9), week.At(Now));
        Assert.Equal(new Usual(1, 5, 9), week.At(Now.AddDays(3).AddMinutes(14)));
    }

    [Fact]
    public void It_begins_with_the_fourth_week()
    {
        Assert.Null(UsualWeek.Of(Weeks(3, (_, _) => 7), 0, DeskCalendar.Utc));
        Assert.Equal(new Usual(7, 7, 7), UsualWeek.Of(Weeks(4, (_, _) => 7), 0, DeskCalendar.Utc)!.At(Now));
    }

    [Fact]
    public void What_is_not_wholly_known_has_no_value_or_is_too_old_does_not_count()
    {
        var steps = Weeks(6, (_, back) => back).ToList();
        var gap = steps.FindIndex(step => step.Start == Ms(Now.AddDays(-7)));
        steps[gap] = steps[gap] with { Known = Quarter - 1 };
        var none = steps.FindIndex(step => step.Start == Ms(Now.AddDays(-14)));
        steps[none] = steps[none] with { Last = double.NaN };

        Assert.Equal(new Usual(3, 4, 6), UsualWeek.Of(steps, 0, DeskCalendar.Utc)!.At(Now));
        Assert.Null(UsualWeek.Of(steps, Ms(Now.AddDays(-36)), DeskCalendar.Utc)!.At(Now));
    }

    [Fact]
    public void A_holiday_is_not_usual_and_has_no_usual()
    {
        var week = UsualWeek.Of(Weeks(6, (at, _) => at.Date == new DateTime(2026, 10, 26) ? 99 : 1), 0, Paris)!;

        // At 13:00 in Paris it is the fifth Monday of the five.
        Assert.Equal(new Usual(1, 1, 1), week.At(Now));
        var holiday = UsualWeek.Of(
            Weeks(5, (_, _) => 1),
            0,
            DeskCalendar.For("Europe/Paris", ServiceHours.Parse(null, ["2026-11-23"]))
        )!;
        Assert.Null(holiday.At(Now));
        Assert.NotNull(holiday.At(Now.AddDays(1)));
    }

    [Fact]
    public void It_goes_by_the_clock_on_the_wall_where_that_changes()
    {
        // What is high from 09:00 to 10:00 in Paris is so at 07:00 UTC in summer and at 08:00 UTC in winter.
        var zone = DateTimeZoneProviders.Tzdb["Europe/Paris"];
        var week = UsualWeek.Of(
            Weeks(12, (at, _) => Instant.FromDateTimeUtc(at).InZone(zone).Hour == 9 ? 50 : 5),
            0,
            Paris
        )!;

        Assert.Equal(new Usual(50, 50, 50), week.At(new DateTime(2026, 11, 24, 8, 0, 0, DateTimeKind.Utc)));
        Assert.Equal(new Usual(5, 5, 5), week.At(new DateTime(2026, 11, 24, 7, 59, 0, DateTimeKind.Utc)));
        Assert.Equal(new Usual(50, 50, 50), week.At(new DateTime(2026, 7, 7, 7, 30, 0, DateTimeKind.Utc)));
    }

    [Fact]
    public void The_band_of_a_range_has_every_quarter_hour_that_touches_it()
    {
        var week = UsualWeek.Of(Weeks(4, (at, _) => at.Hour), 0, DeskCalendar.Utc)!;

        var band = week.Band(Now.AddMinutes(7), Now.AddMinutes(61))!;

        Assert.Equal((900, Now, 4), (band.Step, band.From, band.Weeks));
        Assert.Equal<double?>([12, 12, 12, 12, 13], band.Median);
        Assert.Equal<double?>([.. band.Median], band.Low);
        Assert.Equal<double?>([.. band.Median], band.High);
        Assert.Null(week.Band(Now, Now.AddDays(36)));
    }

    [Fact]
    public void Any_week_equals_a_plain_count()
    {
        var zones = new[] { "Europe/Paris", "Australia/Lord_Howe", "Asia/Kathmandu", "America/Sao_Paulo" };
        var step =
            from back in Gen.Int[1, 84 * 96]
            from value in Gen.Int[0, 30].Nullable()
            from known in Gen.Int[0, 9]
            select (Start: Ms(Now) - (back * Quarter), Value: value, IsKnown: known > 0);
        Gen.Select(Gen.Int[0, 3], step.Array[200, 3_000])
            .Sample(
                (zone, some) =>
                {
                    var zoneOf = DateTimeZoneProviders.Tzdb[zones[zone]];
                    var week = UsualWeek.Of(
                        some.DistinctBy(one => one.Start).Select(one => Step(one.Start, one.Value, one.IsKnown)),
                        0,
                        DeskCalendar.For(zones[zone], Holidays)
                    );
                    var plain = some.DistinctBy(one => one.Start)
                        .Where(one => one.IsKnown && one.Value is not null)
                        .Select(one => (Local: Local(one.Start, zoneOf), Value: (double)one.Value!))
                        .Where(one => one.Local.Date != new LocalDate(2026, 10, 26))
                        .ToLookup(one => Slot(one.Local), one => one.Value);
                    for (var quarter = 0; quarter < 7 * 96; quarter++)
                    {
                        var at = Ms(Now) + (quarter * Quarter);
                        var values = plain[Slot(Local(at, zoneOf))].Order().ToList();
                        Usual? expected =
                            values.Count < 4
                                ? null
                                : new(
                                    values[(int)Math.Ceiling(values.Count * 0.1m) - 1],
                                    values[(int)Math.Ceiling(values.Count * 0.5m) - 1],
                                    values[(int)Math.Ceiling(values.Count * 0.9m) - 1]
                                );
                        Assert.Equal(expected, week?.At(UnixTime.ToUtc(at)));
                    }
                },
                iter: 40
            );
    }

    private static LocalDateTime Local(long at, DateTimeZone zone) =>
        Instant.FromUnixTimeMilliseconds(at).InZone(zone).LocalDateTime;

    private static (IsoDayOfWeek, int, int) Slot(LocalDateTime local) =>
        (local.DayOfWeek, local.Hour, local.Minute / 15);

    private static long Ms(DateTime at) => UnixTime.Of(at);

    /// <summary>All quarters of some weeks, by their begin and how many weeks back it lies, from 1.</summary>
    private static IEnumerable<HistoryStep> Weeks(int count, Func<DateTime, int, double> value)
    {
        for (var quarter = count * 672; quarter > 0; quarter--)
        {
            var start = Ms(Now) - (quarter * Quarter);
            yield return Step(start, value(UnixTime.ToUtc(start), (quarter + 671) / 672), true);
        }
    }

    private static HistoryStep Step(long start, double? value, bool isKnown) =>
        HistoryStep.Quiet(start, start + Quarter, SeriesValue.Of(value), 0) with
        {
            Known = isKnown ? Quarter : Quarter / 2,
        };
}
