using System.Collections.Immutable;
using Apollo.Grains.Desks;
using Apollo.Model;

namespace Apollo.Grains.Tests.Desks;

/// <summary>Each tick is one cut, closed when every KPI is done with it; who keeps it waiting is late.</summary>
public class SliceCutsTests
{
    private static readonly DateTime Start = new(2026, 3, 2, 9, 0, 0, DateTimeKind.Utc);
    private readonly HeldKpi[] kpis = [new("open"), new("overdue"), new("age")];
    private readonly SliceCuts cuts;
    private readonly List<DeskCut> closed = [];

    public SliceCutsTests()
    {
        cuts = new SliceCuts("tickets", kpis);
        foreach (var kpi in kpis)
            Say(kpi, 1, full: true);
    }

    /// <summary>In whatever order the KPIs get on, each tick is told by itself, in order, and alike by all.</summary>
    [Fact]
    public void However_KPIs_get_on_every_tick_is_a_cut_of_its_own_in_order()
    {
        var random = new Random(7);
        var done = kpis.ToDictionary(kpi => kpi, _ => 1);
        while (done.Values.Min() < 500)
        {
            var kpi = kpis[random.Next(kpis.Length)];
            for (var many = random.Next(1, 6); many > 0 && done[kpi] < 500; many--)
                Say(kpi, ++done[kpi]);
        }

        Assert.Equal(Enumerable.Range(1, 500).Select(tick => (long)tick), closed.Select(cut => cut.Cut.Version.Number));
        foreach (var cut in closed)
            Assert.Equal(
                kpis.Select(kpi => (kpi.Id, (double?)cut.Cut.Version.Number, (DateTime?)null)),
                cut.Kpis.Select(kpi => (kpi.Kpi, kpi.Value, kpi.LateSince))
            );
    }

    [Fact]
    public void A_laggard_is_late_in_the_cut_and_completes_it_when_it_comes()
    {
        Say(kpis[0], 2);
        Say(kpis[1], 2);
        Assert.Single(closed);
        Assert.Equal(Start.AddSeconds(2).AddMilliseconds(100), cuts.ClosesAt);
        closed.Add(cuts.Close(cuts.ClosesAt!.Value));
        Assert.NotNull(closed[1].Kpis.Single(kpi => kpi.Kpi == "age").LateSince);

        Say(kpis[2], 2);
        var completed = Assert.Single(closed[2].Kpis);
        Assert.Equal(("age", 2d, null), (completed.Kpi, completed.Value, completed.LateSince));
        Assert.Equal(closed[1].Cut, closed[2].Cut);
    }

    [Fact]
    public void A_KPI_that_failed_is_not_waited_for_and_keeps_its_last_good_value_until_it_heals()
    {
        var retryAt = Start.AddMinutes(1);
        cuts.Take(kpis[0], new KpiStep(default, Start, Result(kpis[0], 1) with { RetryAt = retryAt }), false, Start);
        Close();
        var failed = Assert.Single(closed[1].Kpis);
        Assert.Equal((1d, retryAt), (failed.Value, failed.RetryAt));

        Say(kpis[1], 2);
        Say(kpis[2], 2);
        Assert.Equal(2, closed[2].Kpis.Length);
        Assert.DoesNotContain(closed[2].Kpis, kpi => kpi.LateSince is not null);

        Say(kpis[0], 2, full: true);
        var healed = Assert.Single(closed[3].Kpis);
        Assert.Equal((2d, null), (healed.Value, healed.RetryAt));
    }

    [Fact]
    public void One_that_fails_before_its_first_result_is_told_without_a_value()
    {
        var young = new HeldKpi("young");
        var slice = new SliceCuts("tickets", [young, kpis[1]]);
        var retryAt = Start.AddMinutes(1);
        slice.Take(
            young,
            new KpiStep(
                default,
                Start,
                new KpiResult
                {
                    Kpi = "young",
                    SliceVersion = "",
                    RetryAt = retryAt,
                }
            ),
            true,
            Start
        );
        Assert.Null(slice.ClosesAt);
        slice.Take(kpis[1], new KpiStep(new Position(7, 2), Start, Result(kpis[1], 2)), true, Start);
        Assert.True(slice.IsComplete);

        var first = slice.Close(Start).Kpis.Single(kpi => kpi.Kpi == "young");
        Assert.Equal((null, retryAt, 0L), (first.Value, first.RetryAt, first.Revision));
    }

    [Fact]
    public void A_KPI_that_begins_afresh_at_a_later_tick_takes_the_ticks_before_into_that_cut()
    {
        Say(kpis[0], 2);
        Say(kpis[1], 2);
        Say(kpis[2], 4, full: true);
        Assert.Single(closed);
        foreach (var tick in (int[])[3, 4])
        {
            Say(kpis[0], tick);
            Say(kpis[1], tick);
        }

        Assert.Equal([1L, 4L], closed.Select(cut => cut.Cut.Version.Number));
    }

    [Fact]
    public void A_slice_that_begins_a_new_life_ends_the_cuts_of_the_one_before()
    {
        Say(kpis[0], 2);
        foreach (var kpi in kpis)
            cuts.Take(kpi, new KpiStep(new Position(8, 1), Start, Result(kpi, 9, 20)), true, Start);
        Close();

        Assert.Equal(new Position(8, 1), closed[^1].Cut.Version);
        Assert.Equal(2, closed.Count);
        Assert.All(closed[^1].Kpis, kpi => Assert.Equal(9, kpi.Value));
    }

    [Fact]
    public void That_a_number_is_unusual_is_told_at_once_and_in_what_comes_later()
    {
        var since = Start.AddMinutes(-10);
        cuts.Take(ImmutableDictionary<string, DateTime>.Empty.Add("overdue", since), Start);
        Close();
        var told = Assert.Single(closed[1].Kpis);
        Assert.Equal(("overdue", 1d, since), (told.Kpi, told.Value, told.UnusualSince));
        Assert.Equal(closed[0].Cut, closed[1].Cut);

        foreach (var kpi in kpis)
            Say(kpi, 2);
        Assert.Equal([null, since, null], closed[2].Kpis.Select(kpi => kpi.UnusualSince));

        cuts.Take(ImmutableDictionary<string, DateTime>.Empty, Start);
        Close();
        Assert.Null(Assert.Single(closed[3].Kpis).UnusualSince);
        cuts.Take(ImmutableDictionary<string, DateTime>.Empty, Start);
        Assert.Null(cuts.ClosesAt);
    }

    [Fact]
    public void What_was_foretold_is_not_shown_of_a_KPI_that_is_late_or_failed()
    {
        var next = new Crossing((Start.AddSeconds(2) - DateTime.UnixEpoch).Ticks / 10_000, KpiStatus.Critical, 1);
        foreach (var kpi in kpis)
            cuts.Take(kpi, new KpiStep(new Position(7, 2), Start, Result(kpi, 2) with { Next = next }), false, Start);
        Close();
        Assert.All(closed[1].Kpis, kpi => Assert.Equal(next, kpi.Next));
        cuts.Take(
            kpis[0],
            new KpiStep(default, Start, Result(kpis[0], 2) with { RetryAt = Start.AddMinutes(1) }),
            false,
            Start
        );
        Close();
        Assert.Null(Assert.Single(closed[2].Kpis).Next);

        cuts.Take(kpis[1], new KpiStep(new Position(7, 3), Start, null), false, Start);
        closed.Add(cuts.Close(Start.AddSeconds(2)));
        var late = closed[3].Kpis.Single(kpi => kpi.Kpi == "age");
        Assert.NotNull(late.LateSince);
        Assert.Null(late.Next);
    }

    private void Say(HeldKpi kpi, int tick, bool full = false)
    {
        var at = Start.AddSeconds(tick);
        cuts.Take(kpi, new KpiStep(new Position(7, tick), at, Result(kpi, tick)), full, at);
        Close();
    }

    private void Close()
    {
        while (cuts.IsComplete)
            closed.Add(cuts.Close(Start));
    }

    private static KpiResult Result(HeldKpi kpi, double value, long revision = 0) =>
        new()
        {
            Kpi = kpi.Id,
            Value = value,
            Revision = revision > 0 ? revision : (long)value,
            SliceVersion = $"7-{value}",
        };
}
