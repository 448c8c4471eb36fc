using Apollo.Grains.Clock;
using Apollo.Grains.History;
using CsCheck;

namespace Apollo.Grains.Tests.History;

public class StepBuilderTests
{
    private static readonly DeskCalendar Paris = DeskCalendar.For("Europe/Paris", ServiceHours.Always);

    [Fact]
    public void Steps_equal_a_plain_recount_of_the_changes() =>
        SomeSeries.Any.Sample(series =>
        {
            foreach (var grid in (StepGrid[])[StepGrid.Minutes, StepGrid.Quarters, StepGrid.Days(Paris)])
            {
                var steps = series.Steps(grid, out var open);
                if (open is { } present)
                    steps.Add(present);
                Same(Recount(series, grid), steps);
            }
        });

    [Fact]
    public void Coarser_steps_made_of_finer_ones_are_the_same() =>
        SomeSeries.Any.Sample(series =>
        {
            var minutes = All(series, StepGrid.Minutes);
            var quarters = All(series, StepGrid.Quarters);
            Same(quarters, HistoryStep.Coarser(minutes, StepGrid.Quarters));
            Same(All(series, StepGrid.Every(10_800)), HistoryStep.Coarser(quarters, StepGrid.Every(10_800)));
            Same(All(series, StepGrid.Days(Paris)), HistoryStep.Coarser(quarters, StepGrid.Days(Paris)));
        });

    [Fact]
    public void A_step_holds_last_least_greatest_and_the_mean_by_time()
    {
        var start = UnixTime.Of(new DateTime(2026, 3, 10, 12, 0, 0, DateTimeKind.Utc));
        var steps = new List<HistoryStep>();
        var builder = new StepBuilder(StepGrid.Quarters, 0, steps.Add);
        builder.Change(start, SeriesValue.Of(10));
        builder.Change(start + 300_000, SeriesValue.Of(16));
        builder.Change(start + 600_000, SeriesValue.None);
        builder.Change(start + 750_000, SeriesValue.Unknown);
        builder.Advance(start + 900_000);
        var step = Assert.Single(steps);
        Assert.Equal((10, 16, 13.0), (step.Min, step.Max, step.Mean));
        Assert.Equal((750_000, 600_000, 750 / 900.0), (step.Known, step.Valued, step.Share));
        Assert.True(double.IsNaN(step.Last), "At its end it was known to have no value.");
    }

    [Fact]
    public void An_age_grows_through_its_steps()
    {
        var start = UnixTime.Of(new DateTime(2026, 3, 10, 12, 0, 0, DateTimeKind.Utc));
        var steps = new List<HistoryStep>();
        var builder = new StepBuilder(StepGrid.Quarters, 1, steps.Add);
        builder.Change(start, SeriesValue.Of(60.5, 1));
        builder.Advance(start + 1_800_000);
        Assert.Equal([60.5, 960.5], steps.Select(step => step.Min));
        Assert.Equal([960.5, 1860.5], steps.Select(step => step.Last));
        Assert.Equal([510.5, 1410.5], steps.Select(step => step.Mean));
    }

    [Theory]
    [InlineData("2026-03-29", 23)]
    [InlineData("2026-10-25", 25)]
    [InlineData("2026-06-01", 24)]
    public void The_day_of_a_clock_change_is_as_long_as_it_is(string date, int hours)
    {
        var noon = DateTime.Parse(date + "T12:00:00Z", null, System.Globalization.DateTimeStyles.AdjustToUniversal);
        var steps = new List<HistoryStep>();
        var builder = new StepBuilder(StepGrid.Days(Paris), 0, steps.Add);
        builder.Change(UnixTime.Of(noon.AddDays(-1)), SeriesValue.Of(1));
        builder.Advance(UnixTime.Of(noon.AddDays(2)));
        Assert.Equal(hours * 3_600_000, steps[1].Known);
        Assert.Equal(steps[0].End, steps[1].Start);
    }

    [Fact]
    public void Years_of_which_nothing_is_known_make_no_steps()
    {
        var steps = new List<HistoryStep>();
        var builder = new StepBuilder(StepGrid.Minutes, 0, steps.Add);
        builder.Change(UnixTime.Of(new DateTime(2000, 1, 1)), SeriesValue.Of(3));
        builder.Change(UnixTime.Of(new DateTime(2000, 1, 1, 0, 0, 30)), SeriesValue.Unknown);
        builder.Change(UnixTime.Of(new DateTime(2026, 1, 1)), SeriesValue.Of(4));
        builder.Advance(UnixTime.Of(new DateTime(2026, 1, 1, 0, 1, 0)));
        Assert.Equal([3, 4], steps.Select(step => step.Last));
    }

    // Sums are exact to 28 digits: numbers as far apart as only a generator makes them have more.
    private static void Same(IEnumerable<HistoryStep> expected, IEnumerable<HistoryStep> actual) =>
        Assert.Equal(expected.Select(Sized), actual.Select(Sized));

    private static (HistoryStep, double) Sized(HistoryStep step) =>
        (step with { Sum = 0 }, SeriesValue.Of(step.Mean).Number);

    private static List<HistoryStep> All(SomeSeries series, StepGrid grid)
    {
        var steps = series.Steps(grid, out var open);
        return open is { } present ? [.. steps, present] : steps;
    }

    /// <summary>Every step from its own look at all changes.</summary>
    private static List<HistoryStep> Recount(SomeSeries series, StepGrid grid)
    {
        var steps = new List<HistoryStep>();
        var pieces = series
            .Changes.Zip(series.Changes.Skip(1).Select(next => next.At).Append(series.Until))
            .Where(piece => piece.First.Value.Kind != ValueKind.Unknown && piece.First.At < piece.Second)
            .ToList();
        for (var start = grid.Start(SomeSeries.Start); start < series.Until; start = grid.End(start))
        {
            var end = grid.End(start);
            var (known, valued, sum, last) = (0L, 0L, 0m, double.NaN);
            var (min, max) = (double.NaN, double.NaN);
            foreach (var ((at, value), until) in pieces)
            {
                var (from, to) = (Math.Max(at, start), Math.Min(until, end));
                if (from >= to)
                    continue;
                known += to - from;
                last = double.NaN;
                if (!value.IsNumber)
                    continue;
                var first = value.After(series.Rate, from - at).Number;
                last = value.After(series.Rate, to - at).Number;
                valued += to - from;
                sum += ((decimal)first * (to - from)) + (series.Rate * (decimal)(to - from) * (to - from) / 2000);
                min = double.IsNaN(min) ? first : Math.Min(min, first);
                max = double.IsNaN(max) ? last : Math.Max(max, last);
            }
            if (known > 0)
                steps.Add(
                    new HistoryStep
                    {
                        Start = start,
                        End = end,
                        Known = known,
                        Valued = valued,
                        Last = last,
                        Min = min,
                        Max = max,
                        Sum = sum,
                    }
                );
        }
        return steps;
    }
}
