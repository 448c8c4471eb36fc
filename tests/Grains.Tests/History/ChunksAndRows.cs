using Apollo.Grains.Clock;
using Apollo.Grains.History;
using CsCheck;

namespace Apollo.Grains.Tests.History;

/// <summary>What is written is read again as it was.</summary>
public class ChunksAndRows
{
    private static readonly DeskCalendar Paris = DeskCalendar.For("Europe/Paris", ServiceHours.Always);

    [Fact]
    public void A_chunk_gives_its_steps_back() =>
        SomeSeries.Any.Sample(series =>
        {
            foreach (var grid in (StepGrid[])[StepGrid.Minutes, StepGrid.Quarters, StepGrid.Days(Paris)])
            {
                var steps = series.Steps(grid, out _);
                var read = StepChunk.Read(StepChunk.Write(steps, grid.Length, series.Rate), grid.Length, series.Rate);
                Assert.Equal(steps.Count, read.Count);
                foreach (var (one, other) in steps.Zip(read))
                {
                    Assert.Equal(one with { Sum = 0 }, other with { Sum = 0 });
                    Assert.True(
                        one.Valued == 0 || Math.Abs(one.Mean - other.Mean) <= Tolerance(one),
                        $"{one.Mean} is read as {other.Mean} in {one}."
                    );
                }
                // What was read is written as it was: a chunk that grows day by day loses nothing.
                Assert.Equal(
                    read,
                    StepChunk.Read(StepChunk.Write(read, grid.Length, series.Rate), grid.Length, series.Rate)
                );
            }
        });

    [Fact]
    public void A_segment_gives_its_changes_back() =>
        SomeSeries
            .Any.Array[0, 8]
            .Sample(all =>
            {
                var series = all.Select((one, index) => Raw(one, (index * 7) + 3)).ToList();
                var bytes = RawSegment.Write(SomeSeries.Start, series);
                Same(series, RawSegment.Read(bytes, SomeSeries.Start));
                foreach (var one in series)
                    Same([one], RawSegment.Read(bytes, SomeSeries.Start, one.Number));
                Assert.Empty(RawSegment.Read(bytes, SomeSeries.Start, 4));
            });

    [Fact]
    public void A_row_of_the_log_gives_its_changes_back() =>
        SomeSeries.Any.Sample(series =>
        {
            var changes = series
                .Changes.Select((change, index) => new LoggedChange((index * 31) % 50, change.At, change.Value))
                .ToList();
            Assert.Equal(changes, LogRow.Read(SomeSeries.Start, LogRow.Write(SomeSeries.Start, changes)));
        });

    [Fact]
    public void A_year_in_which_nothing_happens_takes_a_few_bytes()
    {
        var steps = new List<HistoryStep>();
        var builder = new StepBuilder(StepGrid.Quarters, 1, steps.Add);
        builder.Change(SomeSeries.Start, SeriesValue.Of(3_600, 1));
        builder.Advance(SomeSeries.Start + (365 * StepGrid.DayLength));
        var bytes = StepChunk.Write(steps, StepGrid.Quarters.Length, 1);
        Assert.InRange(bytes.Length, 1, 64);
        Assert.Equal(steps.Count, StepChunk.Read(bytes, StepGrid.Quarters.Length, 1).Count);
    }

    [Fact]
    public void Bytes_that_are_something_else_are_refused_as_such() =>
        Gen
            .Byte.Array[0, 200]
            .Sample(bytes =>
            {
                Refused(() => StepChunk.Read(bytes, 60_000, 0));
                Refused(() => RawSegment.Read(bytes, 0));
                Refused(() => LogRow.Read(0, bytes));
                var packed = new ByteWriter();
                foreach (var one in bytes)
                    packed.Byte(one);
                Refused(() => StepChunk.Read(packed.Pack(), 60_000, 0));
                Refused(() => RawSegment.Read(packed.Pack(), 0));
            });

    private static double Tolerance(HistoryStep step) =>
        step.Max == step.Min ? 0 : Math.Max(Math.Abs(step.Min), Math.Abs(step.Max)) * 1e-5;

    private static RawSeries Raw(SomeSeries series, int number) =>
        new(number, series.Rate, series.Changes[0].Value, series.Changes);

    private static void Same(List<RawSeries> expected, List<RawSeries> actual)
    {
        Assert.Equal(expected.Select(Head), actual.Select(Head));
        foreach (var (one, other) in expected.Zip(actual))
            Assert.Equal(one.Changes, other.Changes);

        static (int, int, SeriesValue) Head(RawSeries series) => (series.Number, series.Rate, series.Begin);
    }

    private static void Refused<T>(Func<T> read)
    {
        try
        {
            read();
        }
        catch (InvalidDataException) { }
    }
}
