using Apollo.Grains.Clock;
using NodaTime;

namespace Apollo.Grains.Tests.Clock;

public class ServiceHoursTests
{
    [Fact]
    public void No_hours_mean_around_the_clock()
    {
        Assert.True(ServiceHours.Parse(null, null).IsAlways);
        Assert.True(ServiceHours.Parse(new Dictionary<string, string>(), []).IsAlways);
        Assert.Equal("24 × 7", ServiceHours.Always.ToString());
    }

    [Fact]
    public void A_day_left_out_is_closed_and_so_is_a_holiday()
    {
        var hours = ServiceHours.Parse(Week("monday", " 08:00-12:00 , 13:00-24:00 "), ["2026-11-30"]);
        Assert.Equal(
            [new(8 * 3600, 12 * 3600), new(13 * 3600, 86_400)],
            hours.On(new LocalDate(2026, 11, 23)).ToArray()
        );
        Assert.True(hours.On(new LocalDate(2026, 11, 24)).IsEmpty);
        Assert.True(hours.On(new LocalDate(2026, 11, 30)).IsEmpty);
        Assert.Equal("Monday 08:00–12:00, 13:00–24:00; 1 holidays", hours.ToString());
    }

    [Fact]
    public void Holidays_alone_close_days_of_a_desk_that_is_else_always_open()
    {
        var hours = ServiceHours.Parse(null, ["2026-12-25"]);
        Assert.False(hours.IsAlways);
        Assert.True(hours.On(new LocalDate(2026, 12, 25)).IsEmpty);
        Assert.Equal([new(0, 86_400)], hours.On(new LocalDate(2026, 12, 24)).ToArray());
    }

    [Theory]
    [InlineData("Monday", "8-12")]
    [InlineData("Monday", "08:00")]
    [InlineData("Monday", "12:00-08:00")]
    [InlineData("Monday", "08:00-08:00")]
    [InlineData("Monday", "22:00-24:30")]
    [InlineData("Monday", "24:00-24:00")]
    [InlineData("Monday", "08:00-12:00,11:00-13:00")]
    [InlineData("Monday", "13:00-14:00,08:00-09:00")]
    [InlineData("Mon", "08:00-12:00")]
    [InlineData("1", "08:00-12:00")]
    [InlineData("None", "08:00-12:00")]
    [InlineData("", "08:00-12:00")]
    public void Wrong_hours_are_refused_with_the_key_and_what_is_wrong(string day, string text)
    {
        var error = Assert.Throws<FormatException>(() => ServiceHours.Parse(Week(day, text), null));
        Assert.StartsWith("ServiceHours: ", error.Message, StringComparison.Ordinal);
        Assert.Contains(day, error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("25.12.2026")]
    [InlineData("2026-02-30")]
    [InlineData("")]
    public void A_wrong_holiday_is_refused_by_its_text(string text) =>
        Assert.Contains(
            $"Holidays: '{text}'",
            Assert.Throws<FormatException>(() => ServiceHours.Parse(null, [text])).Message,
            StringComparison.Ordinal
        );

    private static Dictionary<string, string> Week(string day, string text) => new() { [day] = text };
}
