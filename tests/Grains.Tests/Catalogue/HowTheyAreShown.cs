using Apollo.Grains.Catalogue;
using Apollo.Grains.Kinds;
using Apollo.Grains.Tables;
using Apollo.Model;

namespace Apollo.Grains.Tests.Catalogue;

/// <summary>How a KPI is shown follows from its row; what does not follow, the row says.</summary>
public class HowTheyAreShown
{
    [Theory]
    [InlineData("Resolution SLA, 30 days", "percent", "Resolution SLA", "30 d")]
    [InlineData("Interventions, next 7 days", "interventions", "Interventions", "next 7 d")]
    [InlineData("Reassignments per ticket, 30 days", "per ticket", "Reassignments", "30 d")]
    [InlineData("Older than 7 days", "tickets", "Older than 7 days", null)]
    [InlineData("Resolved per day", "tickets per day", "Resolved per day", null)]
    public void A_card_has_the_title_without_its_window_and_unit(
        string title,
        string unit,
        string shown,
        string? window
    )
    {
        var presentation = Row(Measures.Count<Ticket>(), title, unit);
        Assert.Equal((shown, window), (presentation.Title, presentation.Window));
    }

    [Theory]
    [InlineData("tickets", "ticket", "tickets", "ticket", "tickets")]
    [InlineData("days", "day", "days", "day", "days")]
    [InlineData("tickets per day", "/ day", "/ day", "tickets per day", "tickets per day")]
    [InlineData("per ticket", "/ ticket", "/ ticket", "per ticket", "per ticket")]
    [InlineData("visits per van", "/ van", "/ van", "visits per van", "visits per van")]
    [InlineData("percent", null, null, "", "")]
    [InlineData("seconds", null, null, "", "")]
    public void The_words_beside_a_number_are_those_of_its_unit(
        string unit,
        string? one,
        string? many,
        string spokenOne,
        string spokenMany
    ) => Assert.Equal(new(one, many, spokenOne, spokenMany), Row(Measures.Count<Ticket>(), unit: unit).Unit);

    [Fact]
    public void A_title_that_names_the_unit_leaves_its_word_out_but_not_when_spoken() =>
        Assert.Equal(
            new(null, null, "ticket", "tickets"),
            Row(Measures.Count<Ticket>(), display: new() { TitleNamesUnit = true }).Unit
        );

    [Fact]
    public void A_fraction_of_tickets_is_written_as_one()
    {
        Assert.Equal(NumberKind.Count, Row(Measures.Count<Ticket>()).Number);
        Assert.Equal(NumberKind.Fraction, Row(Measures.PerAssignee).Number);
        Assert.Equal(NumberKind.Fraction, Row(Measures.PerDay<Ticket>(7)).Number);
    }

    [Fact]
    public void Its_limits_are_written_as_exactly_as_the_catalogue_has_them()
    {
        Assert.Equal(0, Row(Measures.PerAssignee, warning: 12, critical: 20).LimitDigits);
        Assert.Equal(1, Row(Measures.PerAssignee, warning: 1, critical: 1.5).LimitDigits);
        Assert.Equal(2, Row(Measures.PerAssignee, warning: 0.125).LimitDigits);
    }

    [Fact]
    public void A_list_ends_with_what_the_number_is_about()
    {
        Assert.Equal(["openedAt", "age"], Row(Measures.Count<Ticket>()).Columns.TakeLast(2));
        Assert.Equal(["location", "dueAt"], Row(Measures.Count<Ticket>(), display: About("dueAt")).Columns.TakeLast(2));
        Assert.Equal(["respondedAt", "own"], Row(Measures.MeanTime(Measures.ToRespond)).Columns.TakeLast(2));
        Assert.Equal(
            ["startsAt", "endsAt"],
            Define
                .Kpi(
                    "visits",
                    "Visits",
                    new KpiGroup("Visits"),
                    "Interventions.",
                    "interventions",
                    Better.Neither,
                    null,
                    null,
                    WhileIntervention.Planned,
                    Measures.Count<Intervention>()
                )
                .Definition.Presentation.Columns.TakeLast(2)
        );
    }

    [Fact]
    public void A_group_without_a_place_comes_last_and_has_a_page_of_the_wall_to_itself()
    {
        var presentation = Row(Measures.Count<Ticket>());
        Assert.Equal(KpiGroup.Last, presentation.GroupOrder);
        Assert.Equal(new WallPage("Networks", KpiGroup.Last), Assert.Single(presentation.Wall));
    }

    [Fact]
    public void Lists_of_the_catalogue_name_columns_that_there_are()
    {
        foreach (var kpi in KpiCatalogue.Standard.All.Select(kpi => kpi.Definition))
        {
            var known =
                kpi.Slice == SliceName.Tickets
                    ? TicketRows.Kind.Columns.Select(column => column.Name)
                    : InterventionRows.Kind.Columns.Select(column => column.Name);
            Assert.Empty(kpi.Presentation.Columns.Except(known.Concat(ListColumns.Reckoned)));
        }
    }

    private static Display About(string column) => new() { Columns = [column] };

    private static Presentation Row(
        ShownMeasure<Ticket> measure,
        string title = "Networks",
        string unit = "tickets",
        double? warning = null,
        double? critical = null,
        Display? display = null
    ) =>
        Define
            .Kpi(
                "networks",
                title,
                new KpiGroup("Networks"),
                "Tickets.",
                unit,
                Better.Lower,
                warning,
                critical,
                While.Open,
                measure,
                display
            )
            .Definition.Presentation;
}
