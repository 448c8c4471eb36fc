using Apollo.Grains.Catalogue;
using Apollo.Grains.History;
using Apollo.Grains.Store;
using Apollo.Model;

namespace Apollo.Grains.Tests.History;

/// <summary>Sparklines of what was read from the store, at every minute of a quarter of an hour.</summary>
public class TrendLinesTests
{
    private static readonly DateTime Start = new(2026, 3, 10, 0, 0, 0, DateTimeKind.Utc);
    private static readonly KpiDefinition Kpi = KpiCatalogue
        .Standard.All.Select(kpi => kpi.Definition)
        .Single(kpi => kpi.Id == "open-tickets");

    private static readonly StoredSeries Series = new()
    {
        Number = 1,
        Kpi = Kpi.Id,
        Dimension = StoredSeries.Whole,
        Name = "",
    };

    public static TheoryData<int> Minutes => [.. Enumerable.Range(0, 15)];

    [Theory]
    [MemberData(nameof(Minutes))]
    public void Begin_with_a_value_after_a_restart(int minute)
    {
        var known = KnownUntil(minute);
        var play = new HistoryPlay([Series], known, Assert.Fail);
        var quarter = new OpenQuarter(UnixTime.Of(Start));
        quarter.Begin(Series.Number, Series.Rate, SeriesValue.Of(7));
        for (; quarter.End <= known; quarter.Next([]))
            play.Take(new StoredChunk { Begins = quarter.Start, Data = quarter.Segment([], _ => Series.Rate)! });

        AllAre(7, known, play.Memories);
    }

    [Theory]
    [MemberData(nameof(Minutes))]
    public void Begin_with_a_value_where_the_past_was_computed(int minute)
    {
        var known = KnownUntil(minute);
        var watched = StepGrid.Quarters.Start(known) - StepGrid.Quarters.Length;
        var memory = new SeriesMemory(Series);
        memory.Change(watched, SeriesValue.Of(7));
        memory.Recall(
            Steps(StepGrid.Quarters, StepGrid.Quarters.Start(known - HistoryState.Held), watched),
            Steps(StepGrid.Minutes, SeriesMemory.MinutesFrom(known), watched)
        );

        AllAre(7, known, [memory]);
    }

    /// <summary>Half a minute after a minute of the hour, in the second day.</summary>
    private static long KnownUntil(int minute) => UnixTime.Of(Start.AddHours(30).AddMinutes(minute).AddSeconds(30));

    private static IEnumerable<HistoryStep> Steps(StepGrid grid, long from, long until)
    {
        for (var start = from; start < until; start = grid.End(start))
            yield return HistoryStep.Quiet(start, grid.End(start), SeriesValue.Of(7), Series.Rate);
    }

    private static void AllAre(double value, long known, IEnumerable<SeriesMemory> memories)
    {
        var recorder = new Recorder([Kpi], TimeSpan.FromSeconds(10), known, memories);
        var state = new HistoryState(null, recorder, null, []);
        foreach (var hours in TrendLines.Hours)
        {
            var line = TrendLines.Of(state, hours, null).Kpis[Kpi.Id];
            Assert.Equal(hours * 3600 / TrendLines.Step(hours), line.Length);
            Assert.All(line, shown => Assert.Equal(value, shown));
        }
    }
}
