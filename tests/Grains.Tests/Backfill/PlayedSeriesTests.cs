using Apollo.Grains.Backfill;
using Apollo.Grains.Clock;
using Apollo.Grains.History;
using Apollo.Model;
using CsCheck;

namespace Apollo.Grains.Tests.Backfill;

/// <summary>One series as it is played: the steps of all its changes, of which few are held.</summary>
public class PlayedSeriesTests
{
    private const long Hour = 3_600_000;
    private const long Begin = 1_772_000_000_000;
    private static readonly StepGrid Days = StepGrid.Days(DeskCalendar.For("Europe/Paris", ServiceHours.Always));
    private readonly List<HistoryStep> quarters = [];
    private readonly List<HistoryStep> minutes = [];

    [Fact]
    public void What_only_goes_on_is_not_held()
    {
        var count = Series(rate: 0);
        count.Change(Begin, SeriesValue.Of(7));
        count.Change(Begin + Hour, SeriesValue.Of(7));
        count.Change(Begin + (2 * Hour), SeriesValue.Of(8));
        // Where its quarters begin, what it was is held too.
        Assert.Equal(3, count.Changes);

        var age = Series(rate: 1);
        age.Change(Begin, SeriesValue.Of(100, rate: 1));
        age.Change(Begin + Hour, SeriesValue.Of(3_700, rate: 1));
        age.Change(Begin + (2 * Hour), SeriesValue.Of(60, rate: 1));
        Assert.Equal(3, age.Changes);
    }

    [Fact]
    public void Its_steps_are_those_of_all_its_changes() =>
        Gen.Select(Gen.Int[0, 1], Gen.Select(Gen.Int[0, 40_000], Gen.Int[0, 3], Gen.Bool).Array[1, 40])
            .Sample(
                (rate, changes) =>
                {
                    var (quarters, minutes, days) = (new List<HistoryStep>(), new List<HistoryStep>(), Days);
                    var (wholeDays, wholeQuarters, wholeMinutes) = (Listed(), Listed(), Listed());
                    var byDay = new StepBuilder(days, rate, wholeDays.Add);
                    var byQuarter = new StepBuilder(StepGrid.Quarters, rate, wholeQuarters.Add);
                    var byMinute = new StepBuilder(StepGrid.Minutes, rate, wholeMinutes.Add);
                    var (quartersFrom, minutesFrom) = (Of(StepGrid.Quarters, 20), Of(StepGrid.Minutes, 30));
                    var played = new PlayedSeries(days, rate, quartersFrom, minutesFrom, quarters.Add, minutes.Add);
                    var at = Begin;
                    foreach (var (seconds, number, isMade) in changes)
                    {
                        var value = number == 3 ? SeriesValue.None : SeriesValue.Of(number, rate);
                        played.Change(at, value);
                        foreach (var whole in (StepBuilder[])[byDay, byQuarter, byMinute])
                            whole.Change(at, value);
                        if (isMade)
                            played.MakeSteps(null);
                        at += seconds * 1000L;
                    }
                    played.Advance(at);
                    played.MakeSteps(at);
                    foreach (var whole in (StepBuilder[])[byDay, byQuarter, byMinute])
                        whole.Advance(at);

                    Assert.Equal(wholeDays, played.Days);
                    Assert.Equal(byDay.Open, played.OpenDay);
                    Assert.Equal(wholeQuarters.Where(step => step.Start >= quartersFrom), quarters);
                    Assert.Equal(wholeMinutes.Where(step => step.Start >= minutesFrom), minutes);
                    Assert.Equal(0, played.Changes);

                    static List<HistoryStep> Listed() => [];
                    static long Of(StepGrid grid, int hours) => grid.Start(Begin + (hours * Hour));
                },
                iter: 100
            );

    private PlayedSeries Series(int rate) =>
        new(Days, rate, StepGrid.Quarters.Start(Begin), long.MaxValue, quarters.Add, minutes.Add);
}
