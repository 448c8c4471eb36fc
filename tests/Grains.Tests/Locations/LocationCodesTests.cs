using Apollo.Grains.Locations;

namespace Apollo.Grains.Tests.Locations;

/// <summary>Codes that people read for a place.</summary>
public sealed class LocationCodesTests
{
    [Theory]
    [InlineData("Lyon", "LYO")]
    [InlineData("saint-étienne", "SAI")]
    [InlineData("Zürich 2", "ZUR")]
    [InlineData("Ny", "NY")]
    [InlineData("4th floor", "4TH")]
    [InlineData("東京", "X")]
    public void Are_the_first_letters_of_the_name_without_marks(string name, string code) =>
        Assert.Equal(code, LocationCodes.Of(name, new HashSet<string>()));

    [Fact]
    public void Take_other_letters_of_the_name_where_another_location_has_the_first()
    {
        Assert.Equal("LYN", LocationCodes.Of("Lyon", new HashSet<string> { "LYO" }));
        Assert.Equal("LON", LocationCodes.Of("Lyon", new HashSet<string> { "LYO", "LYN" }));
        Assert.Equal("LAA", LocationCodes.Of("Lyon", new HashSet<string> { "LYO", "LYN", "LON" }));
    }

    [Fact]
    public void Differ_for_as_many_locations_as_get_a_look()
    {
        var taken = new HashSet<string>();
        for (var number = 0; number < ILocationsGrain.Most; number++)
            Assert.True(taken.Add(LocationCodes.Of("東京", taken)));
        Assert.All(taken, code => Assert.InRange(code.Length, 1, 3));
    }
}
