using Apollo.Grains.History;

namespace Apollo.Grains.Tests.History;

/// <summary>Which gaps an answer in steps tells of: those that its steps leave free.</summary>
public class GapsOfSteps
{
    private const long Quarter = 900_000;

    [Fact]
    public void A_gap_lies_between_two_steps() =>
        Assert.Equal(
            [
                [1, 3],
            ],
            Gaps(until: 4, 0, 3)
        );

    [Fact]
    public void What_is_not_known_any_more_is_a_gap_to_the_end() =>
        Assert.Equal(
            [
                [2, 5],
            ],
            Gaps(until: 5, 0, 1)
        );

    [Fact]
    public void Steps_that_reach_the_end_leave_none() => Assert.Empty(Gaps(until: 2, 0, 1));

    [Fact]
    public void What_never_began_is_no_gap() => Assert.Empty(Gaps(until: 5));

    /// <summary>The gaps, in quarters of an hour.</summary>
    private static long[][] Gaps(int until, params int[] quarters)
    {
        var steps = new List<HistoryStep>();
        foreach (var quarter in quarters)
        {
            var start = quarter * Quarter;
            steps.Add(HistoryStep.Quiet(start, start + Quarter, SeriesValue.Of(7), 0));
        }
        var between = HistoryLines.Between(steps, until * Quarter);
        return
        [
            .. HistoryLines
                .Gaps([], between, 0, until * Quarter)
                .Select(gap => gap.Select(at => at / Quarter).ToArray()),
        ];
    }
}
