using Apollo.Grains.History;

namespace Apollo.Grains.Tests.History;

public class UnusualWatchTests
{
    private static readonly DateTime Start = new(2026, 11, 23, 12, 0, 0, DateTimeKind.Utc);
    private readonly UnusualWatch watch = new();

    [Fact]
    public void It_is_unusual_after_ten_minutes_outside_since_it_came_there()
    {
        Look(0, false);
        Look(60, true);
        Look(659, true);
        Assert.Null(watch.Since);

        Look(660, true);

        Assert.Equal(Start.AddSeconds(60), watch.Since);
    }

    [Fact]
    public void A_look_inside_begins_the_ten_minutes_anew()
    {
        Look(0, true);
        Look(300, false);
        Look(310, true);
        Look(600, true);
        Look(909, true);
        Assert.Null(watch.Since);

        Look(910, true);

        Assert.Equal(Start.AddSeconds(310), watch.Since);
    }

    [Fact]
    public void It_stays_so_until_it_has_been_inside_for_ten_minutes()
    {
        Look(0, true);
        Look(600, true);
        Look(700, false);
        Look(1_200, true);
        Look(1_300, false);
        Look(1_899, false);
        Assert.Equal(Start, watch.Since);

        Look(1_900, false);

        Assert.Null(watch.Since);
    }

    [Fact]
    public void It_ends_at_once_where_nothing_can_be_said()
    {
        Look(0, true);
        Look(600, true);

        Look(610, null);

        Assert.Null(watch.Since);
        Look(620, true);
        Look(1_219, true);
        Assert.Null(watch.Since);
    }

    private void Look(int seconds, bool? isOutside) => watch.Look(Start.AddSeconds(seconds), isOutside);
}
