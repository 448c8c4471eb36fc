using System.Text.Json;
using Apollo.Grains.Itsm;
using Apollo.Grains.Kinds;
using Apollo.Grains.Tables;
using Apollo.Grains.Tests.Support;
using Apollo.Model;

namespace Apollo.Grains.Tests.Kinds;

/// <summary>What is known of a kind of row holds together.</summary>
public class RowKindTests
{
    [Fact]
    public void Tickets_are_read_and_listed_by_the_same_columns() =>
        Assert.Equal(Mappings.Tickets.Columns.Order(), InFiles(TicketRows.Kind));

    [Fact]
    public void Interventions_are_read_and_listed_by_the_same_columns() =>
        Assert.Equal(Mappings.Interventions.Columns.Order(), InFiles(InterventionRows.Kind));

    [Fact]
    public void The_dimensions_of_all_kinds_are_those_the_web_knows() =>
        Assert.Equal(
            Dimension.All,
            TicketRows
                .Kind.Dimensions.Select(dimension => dimension.Name)
                .Union(InterventionRows.Kind.Dimensions.Select(dimension => dimension.Name))
        );

    [Fact]
    public void A_visit_is_held_for_the_calendar_after_its_end()
    {
        var visit = Some.Intervention();
        Assert.Equal(visit.EndsAt + InterventionRows.HeldFor, InterventionRows.Kind.NeededUntil(visit));
        Assert.Null(InterventionRows.Kind.NeededUntil(visit with { StartsAt = null }));
        Assert.Null(TicketRows.Kind.NeededUntil(Some.Ticket()));
    }

    [Fact]
    public void A_dimension_that_there_is_not_is_refused() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => InterventionRows.Kind.Dimension(Dimension.Priority));

    private static IEnumerable<string> InFiles<TRow>(RowKind<TRow> kind)
        where TRow : class, ISliceRow =>
        kind
            .Columns.Except(ColumnsOf<TRow>.Counted)
            .Select(column => JsonNamingPolicy.SnakeCaseLower.ConvertName(column.Name))
            .Order();
}
