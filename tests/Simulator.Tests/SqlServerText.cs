using Apollo.Simulator.Database;
using Microsoft.SqlServer.TransactSql.ScriptDom;

namespace Apollo.Simulator.Tests;

/// <summary>The T-SQL the simulator writes with parses, where no SQL Server runs, and does without MERGE.</summary>
public sealed class SqlServerText
{
    private static readonly SqlServerDesk Desk = new("Server=localhost;Database=apollo");

    public static TheoryData<string> Statements() =>
        [
            Desk.TicketUpsertSql,
            Desk.InterventionUpsertSql,
            Desk.EventInsertSql,
            DeskDatabase.SchemaSql("apollo.sqlserver.sql"),
        ];

    [Theory]
    [MemberData(nameof(Statements))]
    public void Every_statement_parses_and_holds_no_merge(string text)
    {
        var tree = Parsed(text);
        var found = new Merges();
        tree.Accept(found);
        Assert.Equal(0, found.Count);
        Assert.DoesNotContain("NOLOCK", text, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public void An_upsert_updates_under_a_range_lock_and_inserts_every_column_where_nothing_was_there()
    {
        var statements = ((TSqlScript)Parsed(Desk.TicketUpsertSql)).Batches.Single().Statements;
        var update = Assert.IsType<UpdateStatement>(statements[0]).UpdateSpecification;
        Assert.Equal(
            [TableHintKind.UpdLock, TableHintKind.HoldLock],
            ((NamedTableReference)update.Target).TableHints.Select(hint => hint.HintKind)
        );
        var insert = Assert
            .IsType<InsertStatement>(Assert.IsType<IfStatement>(statements[1]).ThenStatement)
            .InsertSpecification;
        Assert.Equal(
            Tables.Tickets.Columns.Select(column => column.Name),
            insert.Columns.Select(column => column.MultiPartIdentifier.Identifiers[^1].Value)
        );
        Assert.Equal(insert.Columns.Count - 1, update.SetClauses.Count);
    }

    [Fact]
    public void The_schema_has_every_column_that_is_written()
    {
        var tables = new CreatedTables();
        Parsed(DeskDatabase.SchemaSql("apollo.sqlserver.sql")).Accept(tables);
        Assert.Superset(Tables.Tickets.Columns.Select(column => column.Name).ToHashSet(), tables.Columns["tickets"]);
        Assert.Superset(
            Tables.Interventions.Columns.Select(column => column.Name).ToHashSet(),
            tables.Columns["interventions"]
        );
        Assert.Superset(
            Tables.Events.Columns.Select(column => column.Name).ToHashSet(),
            tables.Columns["ticket_events"]
        );
    }

    private static TSqlFragment Parsed(string text)
    {
        var tree = new TSql160Parser(initialQuotedIdentifiers: true).Parse(new StringReader(text), out var errors);
        Assert.True(
            errors.Count == 0,
            string.Join('\n', errors.Select(error => $"line {error.Line}: {error.Message}")) + "\n" + text
        );
        return tree;
    }

    private sealed class Merges : TSqlFragmentVisitor
    {
        public int Count { get; private set; }

        public override void Visit(MergeStatement node) => Count++;
    }

    private sealed class CreatedTables : TSqlFragmentVisitor
    {
        public Dictionary<string, ISet<string>> Columns { get; } = new(StringComparer.Ordinal);

        public override void Visit(CreateTableStatement node) =>
            Columns[node.SchemaObjectName.BaseIdentifier.Value] = node
                .Definition.ColumnDefinitions.Select(column => column.ColumnIdentifier.Value)
                .ToHashSet();
    }
}
