using Apollo.Grains.Itsm;

namespace Apollo.Grains.Tests.Itsm;

/// <summary>Column times of a declared zone, over both clock changes of 2026 in Paris.</summary>
public sealed class WallClockTests
{
    private static readonly TimeSpan Overlap = TimeSpan.FromMinutes(2);
    private readonly WallClock paris = new("Europe/Paris");

    [Theory]
    [InlineData("2026-03-29T01:59:59", "2026-03-29T00:59:59")]
    [InlineData("2026-03-29T02:30:00", "2026-03-29T01:30:00")]
    [InlineData("2026-03-29T03:00:00", "2026-03-29T01:00:00")]
    [InlineData("2026-10-25T01:59:59", "2026-10-24T23:59:59")]
    [InlineData("2026-10-25T02:30:00", "2026-10-25T00:30:00")]
    [InlineData("2026-10-25T03:00:00", "2026-10-25T02:00:00")]
    public void A_wall_time_is_one_instant_the_first_where_it_occurs_twice_and_moved_on_where_it_never_occurs(
        string wall,
        string utc
    ) => Assert.Equal(Utc(utc), paris.ToUtc(DateTime.Parse(wall, System.Globalization.CultureInfo.InvariantCulture)));

    [Fact]
    public void A_column_shows_what_a_clock_on_the_wall_shows()
    {
        Assert.Equal(new DateTime(2026, 10, 25, 2, 30, 0), paris.ToColumn(Utc("2026-10-25T00:30:00")));
        Assert.Equal(new DateTime(2026, 10, 25, 2, 30, 0), paris.ToColumn(Utc("2026-10-25T01:30:00")));
        Assert.Equal(new DateTime(2026, 3, 29, 3, 0, 0), paris.ToColumn(Utc("2026-03-29T01:00:00")));
    }

    [Theory]
    [InlineData("2026-10-25T00:59:59", 0)]
    [InlineData("2026-10-25T01:00:00", 60)]
    [InlineData("2026-10-25T02:02:00", 60)]
    [InlineData("2026-10-25T02:02:01", 0)]
    [InlineData("2026-03-29T01:00:00", 0)]
    [InlineData("2026-07-01T12:00:00", 0)]
    public void The_mark_goes_back_by_the_repeated_hour_until_one_overlap_after_its_end(string utc, int minutes) =>
        Assert.Equal(TimeSpan.FromMinutes(minutes), paris.Repeated(Utc(utc), Overlap));

    [Fact]
    public void Half_an_hour_repeats_where_the_zone_sets_its_clocks_by_half_an_hour() =>
        Assert.Equal(
            TimeSpan.FromMinutes(30),
            new WallClock("Australia/Lord_Howe").Repeated(Utc("2026-04-04T15:10:00"), Overlap)
        );

    [Fact]
    public void Without_a_zone_columns_are_utc()
    {
        var clock = new WallClock((string?)null);
        var time = new DateTime(2026, 10, 25, 1, 30, 0);
        Assert.False(clock.IsDeclared);
        Assert.Equal((time, DateTimeKind.Utc), (clock.ToUtc(time), clock.ToUtc(time).Kind));
        Assert.Equal(time, clock.ToColumn(Utc("2026-10-25T01:30:00")));
        Assert.Equal(TimeSpan.Zero, clock.Repeated(Utc("2026-10-25T01:30:00"), Overlap));
    }

    [Fact]
    public void A_zone_that_is_none_is_named() =>
        Assert.Contains(
            "'Europe/Lyon' is no zone",
            Assert.Throws<ItsmException>(() => new WallClock("Europe/Lyon")).Message,
            StringComparison.Ordinal
        );

    private static DateTime Utc(string text) =>
        DateTime.Parse(
            text,
            System.Globalization.CultureInfo.InvariantCulture,
            System.Globalization.DateTimeStyles.AssumeUniversal | System.Globalization.DateTimeStyles.AdjustToUniversal
        );
}
