using Apollo.Grains.Engine;
using CsCheck;

namespace Apollo.Grains.Tests.Engine;

public class SortedTicksTests
{
    [Fact]
    public void It_is_a_sorted_list_whatever_comes_and_goes() =>
        Gen.Select(Gen.Int[0, 6_000], Gen.Int[1, 4_000], Gen.Int[0, 1_000_000])
            .Sample(
                (count, distinct, seed) =>
                {
                    var random = new Random(seed);
                    var numbers = Enumerable.Range(0, count).Select(_ => random.NextInt64(distinct)).ToArray();
                    var sorted = new SortedTicks();
                    foreach (var number in numbers)
                        sorted.Add(number);
                    var gone = random.Next(count + 1);
                    foreach (var number in numbers.Take(gone))
                        sorted.Remove(number);
                    var left = numbers.Skip(gone).Order().ToArray();
                    Assert.Equal(left.Length, sorted.Count);
                    Assert.Equal(left, Enumerable.Range(0, sorted.Count).Select(rank => sorted[rank]));
                },
                iter: 60
            );

    [Fact]
    public void Equal_numbers_over_many_blocks_are_found()
    {
        var sorted = new SortedTicks();
        for (var index = 0; index < 5_000; index++)
            sorted.Add(7);
        sorted.Add(6);
        sorted.Add(8);
        for (var index = 0; index < 5_000; index++)
            sorted.Remove(7);
        Assert.Equal((2, 6L, 8L), (sorted.Count, sorted[0], sorted[1]));
    }

    [Fact]
    public void A_number_never_given_cannot_be_taken_back()
    {
        var sorted = new SortedTicks();
        Assert.Throws<InvalidOperationException>(() => sorted.Remove(1));
        sorted.Add(2);
        Assert.Throws<InvalidOperationException>(() => sorted.Remove(1));
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(1)]
    public void A_rank_that_is_not_there_is_refused(int rank)
    {
        var sorted = new SortedTicks();
        sorted.Add(1);
        Assert.Throws<ArgumentOutOfRangeException>(() => sorted[rank]);
    }
}
