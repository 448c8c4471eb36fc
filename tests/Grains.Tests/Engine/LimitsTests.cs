using Apollo.Grains.Engine;
using Apollo.Model;

namespace Apollo.Grains.Tests.Engine;

/// <summary>Whether a value has crossed its limits, and when one that grows by itself will.</summary>
public class LimitsTests
{
    private const long Now = 1_000 * TimeSpan.TicksPerSecond;
    private static readonly Limits Lower = new(Better.Lower, new Thresholds(60, 120));
    private static readonly Limits Higher = new(Better.Higher, new Thresholds(90, 80));

    [Theory]
    [InlineData(59.9, KpiStatus.Good)]
    [InlineData(60d, KpiStatus.Warning)]
    [InlineData(119.9, KpiStatus.Warning)]
    [InlineData(120d, KpiStatus.Critical)]
    [InlineData(null, KpiStatus.None)]
    public void Where_lower_is_better_a_limit_is_crossed_at_it(double? value, KpiStatus status) =>
        Assert.Equal(status, Lower.StatusOf(value));

    [Theory]
    [InlineData(90d, KpiStatus.Good)]
    [InlineData(89.9, KpiStatus.Warning)]
    [InlineData(80d, KpiStatus.Warning)]
    [InlineData(79.9, KpiStatus.Critical)]
    public void Where_higher_is_better_a_limit_is_crossed_below_it(double value, KpiStatus status) =>
        Assert.Equal(status, Higher.StatusOf(value));

    [Fact]
    public void Without_limits_or_a_better_direction_there_is_no_status_and_no_crossing()
    {
        foreach (var none in (Limits[])[new(Better.Lower, default), new(Better.Neither, Lower.Thresholds)])
        {
            Assert.Equal(KpiStatus.None, none.StatusOf(500));
            Assert.Equal(long.MaxValue, none.NextCrossing(Now, 10, 1, Grown(10)));
        }
    }

    [Theory]
    [InlineData(10, 50)]
    [InlineData(59.5, 0.5)]
    [InlineData(100, 20)]
    public void A_growing_value_changes_its_status_at_that_tick_and_not_before(double value, double after)
    {
        var at = Lower.NextCrossing(Now, value, 1, Grown(value));

        Assert.Equal(after, (at - Now) / (double)TimeSpan.TicksPerSecond, 6);
        Assert.NotEqual(Lower.StatusOf(value), Lower.StatusOf(Grown(value)(at)));
        Assert.Equal(Lower.StatusOf(value), Lower.StatusOf(Grown(value)(at - 1)));
    }

    [Fact]
    public void A_growing_value_gets_well_where_higher_is_better()
    {
        var at = Higher.NextCrossing(Now, 85, 1, Grown(85));

        Assert.Equal(Now + 5 * TimeSpan.TicksPerSecond, at);
        Assert.Equal(KpiStatus.Good, Higher.StatusOf(Grown(85)(at)));
    }

    [Fact]
    public void One_that_stands_or_is_past_all_limits_never_crosses()
    {
        Assert.Equal(long.MaxValue, Lower.NextCrossing(Now, 10, 0, Grown(10)));
        Assert.Equal(long.MaxValue, Lower.NextCrossing(Now, 120, 1, Grown(120)));
        Assert.Equal(long.MaxValue, Lower.NextCrossing(Now, null, 1, _ => null));
    }

    private static Func<long, double?> Grown(double value) =>
        at => value + (at - Now) / (double)TimeSpan.TicksPerSecond;
}
