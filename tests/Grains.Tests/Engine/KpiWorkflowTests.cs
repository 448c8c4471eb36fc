using Apollo.Grains.Catalogue;
using Apollo.Grains.Engine;
using Apollo.Grains.Kinds;
using Apollo.Grains.Tests.Support;
using Apollo.Model;

namespace Apollo.Grains.Tests.Engine;

/// <summary>What a KPI says of itself: cuts, moves, the next instant, status.</summary>
public class KpiWorkflowTests
{
    private static readonly DateTime Noon = Some.Noon;
    private static readonly Ticket Open = Some.Ticket();

    private static KpiWorkflow<Ticket> Start(string kpi, double? warning, double? critical, params Ticket[] rows)
    {
        var live = ((Kpi<Ticket>)KpiCatalogue.Standard.Find(kpi)!).Start(Live.Paris, new Thresholds(warning, critical));
        live.Load(rows, Noon);
        live.TakeCut();
        return live;
    }

    private static KpiCut<Ticket> Apply(KpiWorkflow<Ticket> live, Ticket? before, Ticket? after)
    {
        live.Apply([new RowChange<Ticket>(before, after)], live.Now);
        return live.TakeCut();
    }

    [Fact]
    public void Rows_enter_change_and_leave()
    {
        var live = Start("open-tickets", 1, 2);
        var stamped = Open with { UpdatedAt = Noon };
        Assert.Equal(new KpiMove(1, 0, 0, false, Noon), Apply(live, null, Open).Moved);
        var moved = stamped with { Team = "Field" };
        var cut = Apply(live, Open, moved);
        Assert.Equal((new KpiMove(0, 0, 1, false, Noon), Noon), (cut.Moved, cut.ChangedAt));
        Assert.Equal(1, cut.ChangedGroups[Dimension.Team]["Field"]);
        Assert.Equal("Network", Assert.Single(cut.EndedGroups[Dimension.Team]));
        Assert.Equal(new KpiMove(0, 1, 0, false, Noon), Apply(live, moved, null).Moved);
        Assert.Empty(live.Groups()[Dimension.Team]);
    }

    [Fact]
    public void A_change_that_gives_the_same_is_no_change()
    {
        var live = Start("open-tickets", 1, 2, Open);
        var cut = Apply(live, Open, Open with { Title = "Another", UpdatedAt = Noon });
        Assert.False(cut.Changed);
        Assert.Null(cut.Moved);
        Assert.Empty(cut.ChangedGroups);
    }

    [Fact]
    public void The_clock_alone_moves_at_the_next_instant_and_says_so()
    {
        var live = Start("overdue", 1, 3, Open with { DueAt = Noon.AddSeconds(7) });
        Assert.Equal(Noon.AddSeconds(7), live.NextInstant);
        live.Apply([], Noon.AddSeconds(7).AddTicks(-1));
        Assert.False(live.TakeCut().Changed);
        live.Apply([], live.NextInstant!.Value);
        var cut = live.TakeCut();
        Assert.Equal((new KpiMove(1, 0, 0, true, Noon.AddSeconds(7)), null), (cut.Moved, cut.ChangedAt));
        Assert.Equal((1, KpiStatus.Warning, null), (live.Value, live.Status, live.NextInstant));
    }

    /// <summary>
    /// A KPI in another silo than its slice gets copies: the row before is equal to the one it has, not the same.
    /// </summary>
    [Fact]
    public void A_row_that_changed_in_another_silo_waits_for_nothing_that_the_row_before_waited_for()
    {
        var due = Open with { DueAt = Noon.AddHours(1) };
        var resolved = due with { State = TicketState.Resolved, ResolvedAt = Noon.AddMinutes(10) };
        var live = Start("overdue", 1, 3, OtherSilo.Receives(due));
        live.Apply([OtherSilo.Receives(new RowChange<Ticket>(due, resolved))], Noon.AddMinutes(10));
        Assert.Null(live.NextInstant);
        live.Apply([], Noon.AddHours(2));
        Assert.Equal((0, null), (live.Value, live.TakeCut().Moved));
    }

    [Fact]
    public void A_row_that_changed_in_another_silo_enters_once_and_as_it_is_now()
    {
        var due = Open with { DueAt = Noon.AddHours(1) };
        var live = Start("overdue", 1, 3, OtherSilo.Receives(due));
        live.Apply([OtherSilo.Receives(new RowChange<Ticket>(due, due with { Team = "Field" }))], Noon.AddMinutes(10));
        live.Apply([], Noon.AddHours(2));
        Assert.Equal(1, live.Value);
        Assert.Equal(
            ("Field", 1),
            Assert.Single(live.Groups()[Dimension.Team].Select(group => (group.Key, group.Value)))
        );
    }

    [Fact]
    public void A_change_of_the_ITSM_between_equal_rows_is_not_the_clock()
    {
        var live = Start("open-tickets", 1, 2, Open);
        var cut = Apply(live, Open, Open);
        Assert.All(cut.Rows, move => Assert.False(move.ByClock));
        Assert.NotEmpty(cut.Rows);
    }

    [Fact]
    public void A_clock_that_goes_back_is_held()
    {
        var live = Start("overdue", 1, 3, Open with { DueAt = Noon.AddSeconds(7) });
        live.Apply([], Noon.AddSeconds(8));
        live.Apply([], Noon);
        Assert.Equal((Noon.AddSeconds(8), 1), (live.Now, live.Value));
    }

    [Fact]
    public void An_age_crosses_its_threshold_at_the_first_tick_and_says_all_groups_of_that_instant()
    {
        var live = Start(
            "oldest-age",
            2 * 3_600,
            3 * 3_600,
            Open,
            Open with
            {
                Id = "2",
                Team = "Field",
                OpenedAt = Noon.AddMinutes(-10),
            }
        );
        Assert.Equal((1, KpiStatus.Good, Noon.AddHours(1)), (live.Rate, live.Status, live.NextInstant));
        live.Apply([], Noon.AddHours(1).AddTicks(-1));
        Assert.Equal(KpiStatus.Good, live.Status);
        Assert.False(live.TakeCut().Changed);
        live.Apply([], Noon.AddHours(1));
        var cut = live.TakeCut();
        Assert.True(cut.Changed);
        Assert.Null(cut.Moved);
        Assert.Equal((KpiStatus.Warning, Noon.AddHours(2)), (live.Status, live.NextInstant));
        Assert.Equal(
            (7_200, 4_200),
            (cut.ChangedGroups[Dimension.Team]["Network"], cut.ChangedGroups[Dimension.Team]["Field"])
        );
    }

    [Theory]
    [InlineData("open-tickets", 2, 3, 1, KpiStatus.Good)]
    [InlineData("open-tickets", 2, 3, 2, KpiStatus.Warning)]
    [InlineData("open-tickets", 2, 3, 3, KpiStatus.Critical)]
    [InlineData("open-tickets", null, 3, 2, KpiStatus.Good)]
    [InlineData("open-tickets", 2, null, 9, KpiStatus.Warning)]
    [InlineData("open-tickets", null, null, 9, KpiStatus.None)]
    [InlineData("open-changes", 1, 1, 9, KpiStatus.None)]
    public void Lower_is_better_warns_from_the_threshold_on(
        string kpi,
        int? warning,
        int? critical,
        int open,
        KpiStatus status
    )
    {
        var live = Start(
            kpi,
            warning,
            critical,
            [
                .. Enumerable
                    .Range(0, open)
                    .Select(number =>
                        Open with
                        {
                            Id = $"{number}",
                            Kind = kpi == "open-changes" ? TicketKind.Change : TicketKind.Incident,
                        }
                    ),
            ]
        );
        Assert.Equal(status, live.Status);
    }

    [Theory]
    [InlineData(0, KpiStatus.None)]
    [InlineData(1, KpiStatus.Critical)]
    [InlineData(2, KpiStatus.Warning)]
    [InlineData(3, KpiStatus.Good)]
    public void Higher_is_better_warns_below_the_threshold(int met, KpiStatus status)
    {
        // Of four: 25 % is below 50, 50 % is not below 50 but below 75, 75 % is not below 75.
        var resolved = Open with
        {
            State = TicketState.Resolved,
            ResolvedAt = Noon,
        };
        var live = Start(
            "resolution-sla-30d",
            75,
            50,
            met == 0
                ? []
                :
                [
                    .. Enumerable
                        .Range(0, 4)
                        .Select(number =>
                            resolved with
                            {
                                Id = $"{number}",
                                DueAt = number < met ? Noon : Noon.AddTicks(-1),
                            }
                        ),
                ]
        );
        Assert.Equal(status, live.Status);
    }

    [Fact]
    public void A_desk_may_break_its_numbers_down_by_further_values_of_its_rows()
    {
        var shipped = (Kpi<Ticket>)KpiCatalogue.Standard.Find("open-tickets")!;
        var names = new FurtherNames(["customer"]);
        var live = shipped.By(TicketRows.Kind.FurtherDimensions(names)).Start(Live.Paris, default);
        var ours = OtherSilo.Receives(Open with { Further = new FurtherValues(names, "Harbour") });
        live.Load([ours, Open with { Id = "2" }], Noon);
        live.TakeCut();
        var cut = Apply(live, ours, ours with { Further = new FurtherValues(names, "Museum") });
        Assert.Equal("Harbour", Assert.Single(cut.EndedGroups["customer"]));
        Assert.Equal(["(none)", "Museum"], live.Groups()["customer"].Keys);
        Assert.Equal(2, live.Groups()[Dimension.Team]["Network"]);
    }

    [Fact]
    public void A_new_load_says_groups_that_are_no_more()
    {
        var live = Start("open-tickets", 1, 2, Open);
        live.Load([Open with { Team = "Field" }], Noon);
        var cut = live.TakeCut();
        Assert.Equal("Network", Assert.Single(cut.EndedGroups[Dimension.Team]));
        Assert.Equal(1, cut.ChangedGroups[Dimension.Team]["Field"]);
    }
}
