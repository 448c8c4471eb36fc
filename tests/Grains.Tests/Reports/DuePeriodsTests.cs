using System.Globalization;
using Apollo.Grains.Reports.Recurring;
using Apollo.Grains.Store;
using Apollo.Model;
using NodaTime;

namespace Apollo.Grains.Tests.Reports;

/// <summary>Which periods are due: each once, whatever the clock on the wall does.</summary>
public sealed class DuePeriodsTests
{
    private static readonly DateTimeZone Paris = DateTimeZoneProviders.Tzdb["Europe/Paris"];

    [Fact]
    public void A_wall_time_that_is_skipped_is_when_the_clock_goes_on_and_the_days_beside_it_are_due_once_each()
    {
        Assert.Equal(
            [
                ("2026-03-27", "2026-03-28T01:30:00Z"),
                ("2026-03-28", "2026-03-29T01:30:00Z"), // 02:30 is not there: 03:30 summer time.
                ("2026-03-29", "2026-03-30T00:30:00Z"),
            ],
            Due(ReportEvery.Day, "02:30", "2026-03-27T02:00:00Z", "2026-03-30T02:00:00Z")
        );
    }

    [Fact]
    public void A_wall_time_that_comes_twice_is_due_once_the_first_time()
    {
        Assert.Equal(
            [
                ("2026-10-23", "2026-10-24T00:30:00Z"),
                ("2026-10-24", "2026-10-25T00:30:00Z"), // 02:30 summer time; 01:30Z is 02:30 again.
                ("2026-10-25", "2026-10-26T01:30:00Z"),
            ],
            Due(ReportEvery.Day, "02:30", "2026-10-23T02:00:00Z", "2026-10-26T02:00:00Z")
        );
    }

    [Fact]
    public void Months_end_where_the_calendar_says_and_weeks_on_sundays()
    {
        Assert.Equal(
            [
                ("2027-12-01..2027-12-31", "2027-12-31T23:05:00Z"),
                ("2028-01-01..2028-01-31", "2028-01-31T23:05:00Z"),
                ("2028-02-01..2028-02-29", "2028-02-29T23:05:00Z"),
                ("2028-03-01..2028-03-31", "2028-03-31T22:05:00Z"),
            ],
            Due(ReportEvery.Month, "00:05", "2027-12-31T00:00:00Z", "2028-03-31T22:05:00Z")
        );
        Assert.Equal(
            [("2026-12-28..2027-01-03", "2027-01-04T06:30:00Z"), ("2027-01-04..2027-01-10", "2027-01-11T06:30:00Z")],
            Due(ReportEvery.Week, "07:30", "2027-01-01T00:00:00Z", "2027-01-12T00:00:00Z")
        );
    }

    [Fact]
    public void A_week_of_outage_leaves_seven_days_due_and_what_was_due_at_the_instant_itself_is_over()
    {
        var missed = Due(ReportEvery.Day, "07:30", "2026-06-01T05:30:00Z", "2026-06-08T05:30:00Z");
        Assert.Equal(7, missed.Length);
        Assert.Equal(("2026-06-01", "2026-06-02T05:30:00Z"), missed[0]);
        Assert.Equal(("2026-06-07", "2026-06-08T05:30:00Z"), missed[^1]);
        Assert.Empty(Due(ReportEvery.Day, "07:30", "2026-06-08T05:30:00Z", "2026-06-09T05:29:59Z"));
    }

    [Theory]
    [InlineData("Europe/Paris", "02:30")]
    [InlineData("America/Sao_Paulo", "00:00")] // Midnight itself was skipped there until 2018.
    [InlineData("Pacific/Apia", "12:00")] // 30 December 2011 was skipped as a whole.
    [InlineData("Australia/Lord_Howe", "01:45")]
    public void However_time_is_cut_each_period_is_due_once_and_in_order(string name, string at)
    {
        var zone = DateTimeZoneProviders.Tzdb[name];
        var (begin, end) = (Utc("2011-10-01T00:00:00Z"), Utc("2012-04-30T00:00:00Z"));
        foreach (var every in Enum.GetValues<ReportEvery>())
        {
            var whole = DuePeriods.Between(every, TimeOnly.Parse(at, Invariant), zone, begin, end).ToList();
            var parts = new List<DuePeriod>();
            for (var from = begin; from < end; from += TimeSpan.FromHours(7))
                parts.AddRange(
                    DuePeriods.Between(
                        every,
                        TimeOnly.Parse(at, Invariant),
                        zone,
                        from,
                        from + TimeSpan.FromHours(7) < end ? from + TimeSpan.FromHours(7) : end
                    )
                );
            Assert.Equal(whole, parts);
            Assert.Equal(whole.Count, whole.DistinctBy(due => due.Days).Count());
            Assert.All(whole.Zip(whole.Skip(1)), pair => Assert.True(pair.First.At <= pair.Second.At));
            Assert.All(
                whole.Zip(whole.Skip(1)),
                pair => Assert.Equal(pair.First.Days.To.AddDays(1), pair.Second.Days.From)
            );
        }
    }

    [Theory]
    [InlineData(0L, 600_000L, false)]
    [InlineData(0L, 600_001L, true)]
    [InlineData(null, 600_001L, false)]
    public void What_is_made_more_than_ten_minutes_after_its_time_is_late(long? due, long made, bool isLate) =>
        Assert.Equal(isLate, StoredReport.IsLate(due, made));

    private static readonly CultureInfo Invariant = CultureInfo.InvariantCulture;

    private static (string Period, string At)[] Due(ReportEvery every, string at, string after, string until) =>
        [
            .. DuePeriods
                .Between(every, TimeOnly.Parse(at, Invariant), Paris, Utc(after), Utc(until))
                .Select(due => (Said(due.Days), due.At.ToString("yyyy-MM-ddTHH:mm:ssZ", Invariant))),
        ];

    private static string Said(WholeDays period)
    {
        var (from, to) = (period.From.ToString("yyyy-MM-dd", Invariant), period.To.ToString("yyyy-MM-dd", Invariant));
        return from == to ? from : $"{from}..{to}";
    }

    private static DateTime Utc(string text) =>
        DateTime.Parse(text, Invariant, DateTimeStyles.AdjustToUniversal | DateTimeStyles.AssumeUniversal);
}
