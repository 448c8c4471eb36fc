using System.Data;
using Apollo.Grains.Catalogue;
using Apollo.Grains.Databases;
using Apollo.Grains.Engine;
using Apollo.Grains.Itsm;
using Apollo.Grains.Kinds;
using Apollo.Grains.Reports;
using Apollo.Grains.Store;
using Apollo.Grains.Tables;
using Apollo.Grains.Tests.Support;
using Apollo.Model;

namespace Apollo.Grains.Tests.Kinds;

/// <summary>What is known of a kind of row holds together.</summary>
public class RowKindTests
{
    private static readonly DateTime Stamp = new(2026, 11, 20, 10, 0, 0, DateTimeKind.Utc);

    [Fact]
    public void A_ticket_is_read_by_every_column_it_is_listed_by() => AssertReadWhole(Mappings.Tickets);

    [Fact]
    public void An_intervention_is_read_by_every_column_it_is_listed_by() => AssertReadWhole(Mappings.Interventions);

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

    [Fact]
    public void A_desk_adds_breakdowns_and_columns_of_tickets_alone()
    {
        var names = new FurtherNames(["cost_center", "customer"]);
        var kind = TicketRows.Kind.With(names);
        var ticket = Some.Ticket() with { Further = new FurtherValues(names, null, "Harbour") };
        Assert.Equal("(none)", kind.Dimension("cost_center").Group(ticket));
        Assert.Equal("Harbour", kind.Dimension("customer").Group(ticket));
        Assert.Equal(
            ["Cost center", "Customer", "Part", "Own value"],
            kind.Columns.TakeLast(4).Select(one => one.Title)
        );
        Assert.Equal("Harbour", Columns.Find(kind.Columns, "customer").Cell(new(ticket)));
        Assert.Same(TicketRows.Kind, TicketRows.Kind.With(FurtherNames.None));
        Assert.Same(InterventionRows.Kind, InterventionRows.Kind.With(names));
    }

    [Fact]
    public void No_desk_calls_a_breakdown_as_something_else_is_called()
    {
        var calendar = Live.Paris;
        var known = ReportColumns
            .Of(calendar, DateTime.UnixEpoch, FurtherNames.None)
            .Select(column => column.Name)
            .Concat(TicketRows.Kind.Columns.Select(column => column.Name))
            .Concat(InterventionRows.Kind.Columns.Select(column => column.Name))
            .Concat(Mappings.Tickets.Columns)
            .Concat(FlowReport.AllSteps)
            .Concat(SlaReport.AllBy)
            .Concat(ListColumns.Reckoned)
            .Concat(Dimension.All)
            .Append(StoredSeries.Whole);
        Assert.All(
            known.Where(name => !name.Any(char.IsUpper)),
            name => Assert.True(FurtherColumns.IsTaken(name), name)
        );
    }

    [Fact]
    public void Further_columns_are_named_without_their_prefix_and_ordered()
    {
        var found = FurtherColumns.Of(["id", "BY_Region", "by_customer", "bypass"], "tickets.sql");
        Assert.Equal("customer,region", string.Join(',', found.Names.All));
        Assert.Same(FurtherColumns.None, FurtherColumns.Of(Mappings.Tickets.Columns, "tickets.sql"));
    }

    /// <summary>A row of a file that fills every column has no empty cell.</summary>
    private static void AssertReadWhole<TRow>(Mapping<TRow> mapping)
        where TRow : class, ISliceRow
    {
        var table = new DataTable();
        foreach (var column in mapping.Columns)
            table.Columns.Add(column);
        table.Rows.Add([.. mapping.Columns.Select(Filled<TRow>)]);
        var reader = table.CreateDataReader();
        Assert.True(reader.Read());
        var fields = new RowFields(
            reader,
            DatabaseDriver.Of(DatabaseProvider.Sqlite),
            Dialect.Of(DatabaseProvider.Sqlite),
            new WallClock((string?)null),
            []
        )
        {
            Now = Stamp,
        };

        var (row, leftOut) = mapping.Make(fields, "R-1", Stamp);

        Assert.Null(leftOut);
        Assert.Empty(fields.Mended);
        Assert.DoesNotContain(
            mapping.Kind.Columns.Except(ColumnsOf<TRow>.Counted),
            column => column.IsEmpty(new Counted<TRow>(row!, null, null))
        );
    }

    private static string Filled<TRow>(string column) =>
        column switch
        {
            "state" => typeof(TRow) == typeof(Ticket) ? "closed" : "done",
            "kind" => "problem",
            "outcome" => "backed_out",
            _ when column.EndsWith("_at", StringComparison.Ordinal) => "2026-11-20T10:00:00Z",
            _ => "1",
        };
}
