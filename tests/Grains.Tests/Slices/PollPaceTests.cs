using Apollo.Grains.Slices;

namespace Apollo.Grains.Tests.Slices;

/// <summary>A slow ITSM is asked less often, within bounds, and as configured once it is quick again.</summary>
public sealed class PollPaceTests
{
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    [Fact]
    public void A_poll_may_take_a_tenth_of_the_interval_and_the_interval_says_so()
    {
        var pace = Paced(Second, 0.5, 0.5, 0.5, 0.5, 0.5);
        Assert.Equal(TimeSpan.FromSeconds(5), pace.Interval);
        Assert.Contains("every 5 s instead of every 1 s", pace.Warning!.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void One_slow_poll_says_nothing() =>
        Assert.Equal(Second, Paced(Second, 0.01, 0.01, 0.01, 0.01, 55).Interval);

    [Fact]
    public void The_interval_never_grows_beyond_half_a_minute() =>
        Assert.Equal(TimeSpan.FromSeconds(30), Paced(Second, 57, 57, 57, 57, 57).Interval);

    [Fact]
    public void One_quick_poll_brings_the_interval_back_at_once()
    {
        var pace = Paced(Second, 57, 57, 57, 57, 57, 0.02);
        Assert.Equal(Second, pace.Interval);
        Assert.Null(pace.Warning);
    }

    [Fact]
    public void A_longer_interval_that_is_configured_stays() =>
        Assert.Equal(TimeSpan.FromMinutes(1), Paced(TimeSpan.FromMinutes(1), 57, 57, 57, 57, 57).Interval);

    private static PollPace Paced(TimeSpan poll, params double[] seconds)
    {
        var pace = new PollPace(poll);
        foreach (var took in seconds)
            pace.Took(TimeSpan.FromSeconds(took));
        return pace;
    }
}
