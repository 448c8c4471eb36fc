using FluentMigrator;
using FluentMigrator.Builders.Create.Table;

namespace Apollo.Grains.Store.Migrations;

/// <summary>
/// Own boards, what locations look like, what moved, and the store's own word on whom it serves. Tables that an Apollo
/// without migrations made are taken over as they are.
/// </summary>
[Migration(1, "Boards, locations, moves")]
public sealed class FirstTables : Migration
{
    private readonly StoreColumns columns;

    /// <summary>For the database that is migrated.</summary>
    public FirstTables(StoreColumns columns) => this.columns = columns;

    /// <inheritdoc/>
    public override void Up()
    {
        if (!TakeOver("apollo_dashboards", ("owner", 80), ("name", 60)))
        {
            // The time is Unix milliseconds, and the revision.
            Table("apollo_dashboards")
                .WithColumn("owner")
                .AsCustom(columns.Text(80))
                .NotNullable()
                .PrimaryKey()
                .WithColumn("name")
                .AsCustom(columns.Text(60))
                .NotNullable()
                .PrimaryKey()
                .WithColumn("share")
                .AsCustom(columns.Text(32))
                .NotNullable()
                .WithColumn("document")
                .AsCustom(columns.LongText)
                .NotNullable()
                .WithColumn("updated_at")
                .AsInt64()
                .NotNullable();
            Create
                .Index("apollo_dashboards_share")
                .OnTable("apollo_dashboards")
                .InSchema(columns.Schema)
                .OnColumn("share")
                .Unique();
        }
        if (!TakeOver("apollo_locations", ("desk", 80), ("name", 200)))
            Table("apollo_locations")
                .WithColumn("desk")
                .AsCustom(columns.Text(80))
                .NotNullable()
                .PrimaryKey()
                .WithColumn("name")
                .AsCustom(columns.Text(200))
                .NotNullable()
                .PrimaryKey()
                .WithColumn("place")
                .AsInt32()
                .NotNullable()
                .WithColumn("code")
                .AsCustom(columns.Text(3))
                .NotNullable();
        // Row 0 of a KPI holds what it counted at an instant, the others what moved after it, in order; times are
        // ticks, UTC.
        if (!TakeOver("apollo_moves", ("desk", 80), ("kpi", 80)))
            Table("apollo_moves")
                .WithColumn("desk")
                .AsCustom(columns.Text(80))
                .NotNullable()
                .PrimaryKey()
                .WithColumn("kpi")
                .AsCustom(columns.Text(80))
                .NotNullable()
                .PrimaryKey()
                .WithColumn("number")
                .AsInt64()
                .NotNullable()
                .PrimaryKey()
                .WithColumn("at")
                .AsInt64()
                .NotNullable()
                .WithColumn("document")
                .AsCustom(columns.LongText)
                .NotNullable();
        // MariaDB cannot take tables back: what a crash left half done is gone on with.
        if (IsThere("apollo_store"))
            return;
        // A later migration that older programs cannot live with says so here.
        Table("apollo_store").WithColumn("serves_from").AsInt64().NotNullable();
        Insert.IntoTable("apollo_store").InSchema(columns.Schema).Row(new { serves_from = 1L });
    }

    /// <summary>There is no way back: a backup is.</summary>
    public override void Down() => throw new NotSupportedException("Restore the backup instead.");

    private ICreateTableWithColumnSyntax Table(string name) => Create.Table(name).InSchema(columns.Schema);

    /// <summary>Whether a table is there. PostgreSQL compared its keys in the language of the database.</summary>
    private bool TakeOver(string table, params (string Name, int Length)[] keys)
    {
        if (!IsThere(table))
            return false;
        foreach (var (name, length) in keys)
            IfDatabase("Postgres")
                .Alter.Column(name)
                .OnTable(table)
                .InSchema(columns.Schema)
                .AsCustom(columns.Text(length))
                .NotNullable();
        return true;
    }

    private bool IsThere(string table) =>
        columns.Schema is { } schema ? Schema.Schema(schema).Table(table).Exists() : Schema.Table(table).Exists();
}
