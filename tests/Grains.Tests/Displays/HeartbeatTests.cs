using Apollo.Grains.Displays;
using Apollo.Model;

namespace Apollo.Grains.Tests.Displays;

public sealed class HeartbeatTests
{
    private static readonly DateTime Start = new(2026, 3, 2, 9, 0, 0, DateTimeKind.Utc);

    [Fact]
    public void One_that_never_spoke_is_never_and_one_that_is_silent_for_30_s_is_offline()
    {
        var heart = new Heartbeat(null, null, Start);
        Assert.Equal(DisplayState.Never, heart.At(Start.AddDays(1)));
        heart.Take(Beat(Start), Start);
        Assert.Equal(DisplayState.Live, heart.At(Start.AddSeconds(30)));
        Assert.Equal(DisplayState.Offline, heart.At(Start.AddSeconds(30.1)));
    }

    [Fact]
    public void One_that_beats_and_does_not_paint_is_frozen_within_45_s_until_it_paints_again()
    {
        var heart = new Heartbeat(null, null, Start);
        var painted = Start;
        for (var second = 0; second <= 30; second += 5)
            heart.Take(Beat(painted), Start.AddSeconds(second));
        Assert.Equal(DisplayState.Live, heart.At(Start.AddSeconds(30)));
        heart.Take(Beat(painted), Start.AddSeconds(35));
        Assert.Equal(DisplayState.Frozen, heart.At(Start.AddSeconds(35)));
        Assert.Equal(Start, heart.PaintedAt);
        Assert.Equal(DisplayState.Offline, heart.At(Start.AddSeconds(66)));
        heart.Take(Beat(Start.AddSeconds(69)), Start.AddSeconds(70));
        Assert.Equal(DisplayState.Live, heart.At(Start.AddSeconds(70)));
    }

    [Theory]
    [InlineData(-400)]
    [InlineData(400)]
    public void The_clock_of_a_television_may_be_days_wrong(int days)
    {
        var heart = new Heartbeat(null, null, Start);
        for (var second = 0; second <= 100; second += 5)
        {
            heart.Take(Beat(Start.AddDays(days).AddSeconds(second)), Start.AddSeconds(second));
            Assert.Equal(DisplayState.Live, heart.At(Start.AddSeconds(second + 4)));
        }
        Assert.Equal(Start.AddSeconds(100), heart.PaintedAt);
    }

    [Fact]
    public void A_page_that_was_never_drawn_is_frozen_too()
    {
        var heart = new Heartbeat(null, null, Start);
        for (var second = 0; second <= 35; second += 5)
            heart.Take(Beat(null), Start.AddSeconds(second));
        Assert.Equal(DisplayState.Frozen, heart.At(Start.AddSeconds(36)));
    }

    [Fact]
    public void After_a_start_of_the_silo_one_that_lived_shortly_before_has_30_s_to_say_so()
    {
        var heart = new Heartbeat(Start.AddSeconds(-70), "1", Start);
        Assert.Equal(DisplayState.Live, heart.At(Start.AddSeconds(30)));
        Assert.Equal(DisplayState.Offline, heart.At(Start.AddSeconds(31)));
        Assert.Equal(DisplayState.Offline, new Heartbeat(Start.AddMinutes(-5), "1", Start).At(Start));
    }

    [Fact]
    public void What_a_display_says_is_bounded_and_cleaned()
    {
        var heart = new Heartbeat(null, null, Start);
        heart.Take(
            new DisplayBeat(new string('x', 1_000) + "\u0007", Start, Start.AddDays(9), double.NaN, "1\n2", -5),
            Start
        );
        Assert.Equal(60, heart.Page!.Length);
        Assert.Equal(Start, heart.DataAt);
        Assert.Null(heart.Latency);
        Assert.Equal("12", heart.Version);
        Assert.Equal(0, heart.Heap);
        Assert.Null(heart.Audible);
        heart.Take(Beat(Start) with { Audible = false }, Start);
        Assert.False(heart.Audible);
    }

    private static DisplayBeat Beat(DateTime? painted) => new("Tickets", painted, null, 12, "1", null);
}
