using Apollo.Grains.Catalogue;
using Apollo.Grains.Engine;
using Apollo.Grains.Tests.Support;
using Apollo.Model;
using CsCheck;

namespace Apollo.Grains.Tests.Engine;

public class LookAheadTests
{
    private static readonly DateTime Noon = Some.Noon;

    [Fact]
    public void A_ticket_that_falls_overdue_is_told_with_how_many_must_go()
    {
        var live = Overdue(warning: 2, critical: 3, Due(-60), Due(10), Due(10), Due(40));

        var ahead = live.LookAhead(Noon, Noon.AddHours(1), 100);

        Assert.Equal([(0, 1), (10, 3), (40, 4)], Steps(ahead));
        var crossing = Assert.Single(ahead.Crossings);
        Assert.Equal(new Crossing((long)Ms(10), KpiStatus.Critical, 1), crossing);
    }

    [Fact]
    public void How_many_must_go_is_counted_below_the_limit()
    {
        var live = Overdue(warning: 2.5, critical: null, Due(5), Due(5), Due(5), Due(5));

        var crossing = Assert.Single(live.LookAhead(Noon, Noon.AddHours(1), 100).Crossings);

        Assert.Equal(new Crossing((long)Ms(5), KpiStatus.Warning, 2), crossing);
    }

    [Fact]
    public void What_becomes_good_by_itself_needs_nobody_to_go()
    {
        // Due an hour ago: at midnight that was yesterday.
        var live = Start("breached-today", 1, null, Due(-60));
        var status = live.Status;

        var crossing = Assert.Single(live.LookAhead(Noon, Noon.AddHours(24), 100).Crossings);

        Assert.NotEqual(KpiStatus.Good, status);
        Assert.Equal(crossing with { Status = KpiStatus.Good, Rows = null }, crossing);
    }

    [Fact]
    public void An_age_that_crosses_its_limits_between_two_steps_is_told_at_each()
    {
        var live = Live.Start("oldest-age", Noon, Some.Ticket(opened: Noon.AddDays(-60).AddMinutes(5)));

        var ahead = live.LookAhead(Noon, Noon.AddHours(24), 100);

        var point = Assert.Single(ahead.Points);
        Assert.Equal<double?>([Ms(0), (60 * 86_400) - 300, 1], point);
        var crossing = Assert.Single(ahead.Crossings);
        Assert.Equal(new Crossing((long)Ms(5), KpiStatus.Warning, null), crossing);
    }

    [Fact]
    public void Stamps_within_one_millisecond_are_one_step_at_the_first_whole_one_after()
    {
        var at = Noon.AddMinutes(1);
        var live = Overdue(
            warning: null,
            critical: null,
            Some.Ticket() with
            {
                DueAt = at.AddTicks(1),
            },
            Some.Ticket() with
            {
                DueAt = at.AddTicks(9_999),
            }
        );

        var ahead = live.LookAhead(Noon, Noon.AddHours(1), 100);

        Assert.Equal([(long)Ms(0), (long)Ms(1) + 1], ahead.Points.Select(point => (long)point[0]!));
        Assert.Equal([0, 2], ahead.Points.Select(point => point[1]));
    }

    [Fact]
    public void Where_there_are_more_steps_than_may_be_told_it_says_how_far_it_goes()
    {
        var live = Overdue(1, 5, [.. Enumerable.Range(1, 10).Select(minute => Due(minute))]);

        var ahead = live.LookAhead(Noon, Noon.AddHours(1), 4);

        Assert.Equal([(0, 0), (1, 1), (2, 2), (3, 3)], Steps(ahead));
        Assert.Equal(Noon.AddMinutes(4), ahead.Until);
        Assert.Equal(KpiStatus.Warning, Assert.Single(ahead.Crossings).Status);
    }

    [Fact]
    public void What_came_between_the_last_tick_and_the_question_is_in_the_first_point()
    {
        var live = Overdue(1, 5, Due(1), Due(20));

        var ahead = live.LookAhead(Noon.AddMinutes(10), Noon.AddHours(1), 100);

        Assert.Equal([(10, 1), (20, 2)], Steps(ahead));
        Assert.Empty(ahead.Crossings);
    }

    [Fact]
    public void Looking_ahead_touches_no_ticket_KPI() => TouchesNothing(Some.AnyTicket);

    [Fact]
    public void Looking_ahead_touches_no_intervention_KPI() => TouchesNothing(Some.AnyIntervention);

    /// <summary>One KPI is asked between all steps, its twin never: they go on alike.</summary>
    private static void TouchesNothing<TRow>(Func<string, DateTime, Gen<TRow>> row)
        where TRow : class, ISliceRow
    {
        var step =
            from id in Gen.Int[1, 12]
            from gone in Gen.Int[0, 5]
            from next in row($"R-{id}", Noon)
            from minutes in Gen.Frequency((2, Gen.Const(0)), (2, Gen.Int[1, 90]), (1, Gen.Int[91, 60 * 24 * 3]))
            select (Id: $"R-{id}", IsGone: gone == 0, Next: next, Minutes: minutes);
        step.Array[1, 30]
            .Sample(
                steps =>
                {
                    foreach (var kpi in KpiCatalogue.Standard.All.OfType<Kpi<TRow>>())
                        GoOnAlike(kpi, steps);
                },
                iter: 100
            );
    }

    private static void GoOnAlike<TRow>(Kpi<TRow> kpi, (string Id, bool IsGone, TRow Next, int Minutes)[] steps)
        where TRow : class, ISliceRow
    {
        var thresholds = new Thresholds(kpi.Definition.Warning, kpi.Definition.Critical);
        var (asked, twin) = (kpi.Start(Live.Paris, thresholds), kpi.Start(Live.Paris, thresholds));
        var now = Noon.AddDays(-3);
        var rows = new Dictionary<string, TRow>();
        asked.Load([], now);
        twin.Load([], now);
        foreach (var (id, isGone, next, minutes) in steps)
        {
            now = now.AddMinutes(minutes);
            var (before, after) = (rows.GetValueOrDefault(id), isGone ? null : next);
            RowChange<TRow>[] changes = before is null && after is null ? [] : [new(before, after)];
            asked.LookAhead(asked.Now, asked.Now.AddHours(24), 2_000);
            asked.Apply(changes, now);
            asked.LookAhead(now.AddMinutes(7), now.AddHours(24), 3);
            twin.Apply(changes, now);
            Assert.Equal((twin.Value, twin.Status, twin.NextInstant), (asked.Value, asked.Status, asked.NextInstant));
            Assert.Equal(Words(twin.TakeCut()), Words(asked.TakeCut()));
            asked.LookAhead(now, now.AddHours(24), 2_000);
            if (after is null)
                rows.Remove(id);
            else
                rows[id] = after;
        }
        Assert.Equal(Words(twin.Groups()), Words(asked.Groups()));
    }

    private static string Words<TRow>(KpiCut<TRow> cut)
        where TRow : class, ISliceRow =>
        $"{cut.Changed} {cut.Moved} {cut.ChangedAt:O} {Words(cut.ChangedGroups)} "
        + string.Join(";", cut.EndedGroups.OrderBy(by => by.Key).Select(by => string.Join(",", by.Value.Order())))
        + string.Join(";", cut.Rows.Select(move => $"{move.Kind} {move.Part} {move.Row.Id} {move.ByClock}"));

    private static string Words<TGroups>(IEnumerable<KeyValuePair<string, TGroups>> groups)
        where TGroups : IEnumerable<KeyValuePair<string, double?>> =>
        string.Join(";", groups.OrderBy(by => by.Key).Select(by => $"{by.Key}: {string.Join(",", by.Value)}"));

    private static KpiWorkflow<Ticket> Overdue(double? warning, double? critical, params Ticket[] tickets) =>
        Start("overdue", warning, critical, tickets);

    private static KpiWorkflow<Ticket> Start(string kpi, double? warning, double? critical, params Ticket[] tickets)
    {
        var live = ((Kpi<Ticket>)KpiCatalogue.Standard.Find(kpi)!).Start(Live.Paris, new(warning, critical));
        live.Load([.. tickets.Select((ticket, index) => ticket with { Id = $"T-{index}" })], Noon);
        return live;
    }

    private static Ticket Due(int minutes) => Some.Ticket() with { DueAt = Noon.AddMinutes(minutes) };

    private static double Ms(int minutes) => (Noon.AddMinutes(minutes) - DateTime.UnixEpoch).TotalMilliseconds;

    private static IEnumerable<(int, int)> Steps(Ahead ahead) =>
        ahead.Points.Select(point => ((int)((point[0]!.Value - Ms(0)) / 60_000), (int)point[1]!));
}
