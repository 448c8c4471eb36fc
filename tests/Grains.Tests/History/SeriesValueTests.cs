using Apollo.Grains.History;

namespace Apollo.Grains.Tests.History;

public class SeriesValueTests
{
    [Theory]
    [InlineData(123_456_789, 123_456_789)]
    [InlineData(66.666666666666, 66.6667)]
    [InlineData(0.000123456789, 0.000123457)]
    [InlineData(-1234.5678, -1234.57)]
    [InlineData(1234567.8, 1234568)]
    [InlineData(1e-12, 0)]
    public void Whole_numbers_are_exact_and_others_have_six_digits(double value, double kept) =>
        Assert.Equal(kept, SeriesValue.Of(value).Number);

    [Fact]
    public void An_age_is_exact_to_the_millisecond_however_old()
    {
        var age = SeriesValue.Of(86_400_000.123, 1);
        Assert.Equal(86_400_000.123, age.Number);
        Assert.Equal(86_400_001.624, age.After(1, 1_501).Number);
    }

    [Theory]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    [InlineData(-1e19)]
    public void What_is_no_number_is_not_known(double value) =>
        Assert.Equal(SeriesValue.Unknown, SeriesValue.Of(value));

    [Fact]
    public void No_value_is_something_that_is_known() => Assert.Equal(ValueKind.None, SeriesValue.Of(null).Kind);
}
