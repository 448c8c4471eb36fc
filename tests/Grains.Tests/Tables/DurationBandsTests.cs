using Apollo.Grains.Tables;

namespace Apollo.Grains.Tests.Tables;

public sealed class DurationBandsTests
{
    [Theory]
    [InlineData(0, 0, 900.0)]
    [InlineData(899.999, 0, 900.0)]
    [InlineData(900, 900, 3_600.0)]
    [InlineData(14_399, 3_600, 14_400.0)]
    [InlineData(86_400, 86_400, 259_200.0)]
    [InlineData(2_591_999, 604_800, 2_592_000.0)]
    [InlineData(2_592_000, 2_592_000, null)]
    [InlineData(1e9, 2_592_000, null)]
    public void A_duration_is_in_the_band_that_begins_at_or_before_it(double seconds, long floor, double? until)
    {
        Assert.Equal(floor, DurationBands.Floor(seconds));
        Assert.Equal(until, DurationBands.Until(floor));
    }
}
