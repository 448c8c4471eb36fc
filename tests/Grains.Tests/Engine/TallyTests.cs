using Apollo.Grains.Engine;
using CsCheck;

namespace Apollo.Grains.Tests.Engine;

/// <summary>Each tally: its value, its empty value, and that it gives back exactly what it was given.</summary>
public class TallyTests
{
    private static readonly long Now = new DateTime(2026, 11, 23, 12, 0, 0, DateTimeKind.Utc).Ticks;

    public static TheoryData<string> All =>
        ["count", "per day", "share", "mean", "mean time", "mean age", "oldest", "percentile", "per distinct"];

    private static Tally New(string name) =>
        name switch
        {
            "count" => new CountTally(),
            "per day" => new PerDayTally(7),
            "share" => new ShareTally(),
            "mean" => new MeanTally(1),
            "mean time" => new MeanTally(TimeSpan.TicksPerSecond),
            "mean age" => new MeanAgeTally(),
            "oldest" => new OldestTally(),
            "percentile" => new PercentileTally(90),
            "per distinct" => new PerDistinctTally(),
            _ => throw new ArgumentOutOfRangeException(nameof(name)),
        };

    private static Tally Given(string name, params long[] weights)
    {
        var tally = New(name);
        foreach (var weight in weights)
            tally.Add(weight, "Ana");
        return tally;
    }

    [Theory]
    [InlineData("count", 0.0)]
    [InlineData("per day", 0.0)]
    [InlineData("share", null)]
    [InlineData("mean", null)]
    [InlineData("mean age", null)]
    [InlineData("oldest", null)]
    [InlineData("percentile", null)]
    [InlineData("per distinct", null)]
    public void An_empty_count_is_zero_and_an_empty_mean_is_nothing(string name, double? value) =>
        Assert.Equal(value, New(name).Value(Now));

    [Fact]
    public void A_share_is_percent() => Assert.Equal(100 / 3.0, Given("share", 1, 0, 0).Value(Now)!.Value, 12);

    [Fact]
    public void Per_day_divides_by_the_days() => Assert.Equal(3 / 7.0, Given("per day", 0, 0, 0).Value(Now)!.Value, 12);

    [Fact]
    public void A_mean_of_times_is_in_seconds_to_the_tick() =>
        Assert.Equal(1.50000005, Given("mean time", 10_000_000, 20_000_001).Value(Now));

    [Fact]
    public void A_mean_age_and_the_oldest_age_grow_one_second_a_second()
    {
        long[] opened = [Now - TimeSpan.TicksPerHour, Now - (3 * TimeSpan.TicksPerHour)];
        Assert.Equal(7200, Given("mean age", opened).Value(Now));
        Assert.Equal(7201, Given("mean age", opened).Value(Now + TimeSpan.TicksPerSecond));
        Assert.Equal(10_800, Given("oldest", opened).Value(Now));
        Assert.Equal(10_801, Given("oldest", opened).Value(Now + TimeSpan.TicksPerSecond));
    }

    [Theory]
    [InlineData(1, 1)]
    [InlineData(9, 9)]
    [InlineData(10, 9)]
    [InlineData(11, 10)]
    [InlineData(20, 18)]
    [InlineData(21, 19)]
    [InlineData(5_000, 4_500)]
    public void A_percentile_is_the_nearest_rank(int count, int rank)
    {
        var seconds = Enumerable.Range(1, count).Select(second => second * TimeSpan.TicksPerSecond).ToArray();
        new Random(count).Shuffle(seconds);
        Assert.Equal(rank, Given("percentile", seconds).Value(Now));
    }

    [Fact]
    public void Per_distinct_counts_equal_texts_once_and_tells_case_apart()
    {
        var tally = New("per distinct");
        foreach (var name in (string[])["Ana", "Ana", "Bo", "ana"])
            tally.Add(0, name);
        Assert.Equal(4 / 3.0, tally.Value(Now)!.Value, 12);
        tally.Remove(0, "Bo");
        Assert.Equal(1.5, tally.Value(Now));
    }

    [Theory, MemberData(nameof(All))]
    public void A_million_rows_of_ticks_do_not_overflow(string name)
    {
        var tally = New(name);
        var weight = name == "share" ? 1 : Now;
        for (var row = 0; row < 1_000_000; row++)
            tally.Add(weight, "Ana");
        var expected = name switch
        {
            "share" => 100,
            "mean" => Now,
            "mean time" or "percentile" => (double)((decimal)Now / TimeSpan.TicksPerSecond),
            "mean age" or "oldest" => 0,
            "per day" => (double)(1_000_000m / 7),
            _ => 1_000_000,
        };
        Assert.Equal(expected, tally.Value(Now));
    }

    [Theory, MemberData(nameof(All))]
    public void What_is_taken_back_leaves_no_trace(string name)
    {
        var weight = name == "share" ? Gen.Long[0, 1] : Gen.Long[0, Now];
        var rows = Gen.Select(weight, Gen.Int[0, 3].Select(index => $"P{index}")).Array[0, 40];
        Gen.Select(rows, rows, Gen.Int[0, 1_000_000])
            .Sample(
                (stay, go, seed) =>
                {
                    var (tally, fresh) = (New(name), New(name));
                    var both = stay.Concat(go).ToArray();
                    new Random(seed).Shuffle(both);
                    foreach (var (own, text) in both)
                        tally.Add(own, text);
                    foreach (var (own, text) in go)
                        tally.Remove(own, text);
                    foreach (var (own, text) in stay)
                        fresh.Add(own, text);
                    Assert.Equal((fresh.Count, fresh.Value(Now)), (tally.Count, tally.Value(Now)));
                }
            );
    }
}
