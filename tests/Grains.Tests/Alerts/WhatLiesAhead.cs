using System.Collections.Immutable;
using Apollo.Grains.Alerts;
using Apollo.Model;

namespace Apollo.Grains.Tests.Alerts;

/// <summary>The worst that the clock alone will make of a number within a while.</summary>
public class WhatLiesAhead
{
    private static readonly DateTime Begin = new(2026, 3, 10, 8, 0, 0, DateTimeKind.Utc);

    [Fact]
    public void A_step_counts_from_so_long_before_it_comes_until_it_is_gone()
    {
        var line = Line(true, 60, (0, 3, 0), (100, 9, 0), (150, 2, 0));
        Assert.Equal(3, line.At(At(39)).Value);
        Assert.Equal(At(40), line.NextAfter(At(0)));
        Assert.Equal(9, line.At(At(40)).Value);
        Assert.Equal(9, line.At(At(149)).Value);
        Assert.Equal(2, line.At(At(150)).Value);
        Assert.Null(line.NextAfter(At(150)));
        Assert.Equal(2, Line(false, 60, (0, 3, 0), (100, 9, 0), (150, 2, 0)).At(At(95)).Value);
    }

    [Fact]
    public void An_age_is_as_old_as_it_will_be_at_the_end()
    {
        var reading = Line(true, 60, (0, 100, 1)).At(At(10));
        Assert.Equal((170, 1), (reading.Value, reading.Rate));
        Assert.Equal(110, Line(false, 60, (0, 100, 1)).At(At(10)).Value);
    }

    [Fact]
    public void Second_by_second_it_is_the_worst_of_each_second_of_the_while()
    {
        for (var seed = 0; seed < 300; seed++)
        {
            var random = new Random(seed);
            var (above, ahead, rate) = (random.Next(2) == 0, random.Next(1, 90), random.Next(2));
            List<(int At, double? Value, int Rate)> steps = [(0, random.Next(20), rate)];
            while (steps[^1].At < 200)
                steps.Add((steps[^1].At + random.Next(5, 60), random.Next(6) == 0 ? null : random.Next(20), rate));
            var line = Line(above, ahead, [.. steps]);
            var (reading, next) = (line.At(At(0)), line.NextAfter(At(0)));
            for (var second = 0; second < 200; second++)
            {
                while (next <= At(second))
                    (reading, next) = (line.At(next.Value), line.NextAfter(next.Value));
                var seen = Enumerable
                    .Range(second, ahead + 1)
                    .Select(at => ValueAt(steps, at))
                    .OfType<double>()
                    .ToList();
                double? worst =
                    seen.Count == 0 ? null
                    : above ? seen.Max()
                    : seen.Min();
                // What grows reaches its worst just before the next step.
                var found = reading.ValueAt(At(second));
                Assert.InRange(Math.Abs((found ?? -1) - (worst ?? -1)), 0, rate);
            }
        }
    }

    private static double? ValueAt(List<(int At, double? Value, int Rate)> steps, int second)
    {
        var (at, value, rate) = steps.Last(step => step.At <= second);
        return value + (rate * (second - at));
    }

    private static AheadLine Line(bool above, int ahead, params (int At, double? Value, int Rate)[] steps) =>
        new(
            new Ahead(
                Begin,
                Begin.AddHours(1),
                [
                    .. steps.Select(step =>
                        ImmutableArray.Create<double?>(
                            (At(step.At) - DateTime.UnixEpoch).TotalMilliseconds,
                            step.Value,
                            step.Rate
                        )
                    ),
                ],
                []
            ),
            above,
            TimeSpan.FromSeconds(ahead)
        );

    private static DateTime At(int second) => Begin.AddSeconds(second);
}
