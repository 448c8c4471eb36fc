using FluentMigrator;
using FluentMigrator.Builders.Create.Table;

namespace Apollo.Grains.Store.Migrations;

/// <summary>
/// What is to be told, and what becomes of it; hooks, browsers that take pushes, and what people chose of it. Times and
/// revisions are Unix milliseconds.
/// </summary>
[Migration(7, "Delivery")]
public sealed class DeliveryTables : Migration
{
    private readonly StoreColumns columns;

    /// <summary>For the database that is migrated.</summary>
    public DeliveryTables(StoreColumns columns) => this.columns = columns;

    /// <inheritdoc/>
    public override void Up()
    {
        // MariaDB cannot take tables back: what a crash left half done is gone on with.
        var tellings = Text(Table("apollo_tellings", "id", 36), "desk", 80);
        Number(Number(LongText(tellings, "says"), "told_at"), "is_spread");
        Deliveries();
        if (Table("apollo_told", "alert_id", 36) is { } told)
            told.WithColumn("delivery_id").AsCustom(columns.Text(36)).NotNullable().PrimaryKey();
        if (Table("apollo_hooks", "id", 36) is { } hooks)
            Number(
                LongText(LongText(Text(Text(Text(hooks, "desk", 80), "name", 80), "preset", 20), "url"), "secret"),
                "revision"
            );
        LongText(Table("apollo_secrets", "name", 40), "document");
        Number(LongText(Text(Table("apollo_push", "id", 64), "person", 36), "document"), "created_at");
        Number(Number(LongText(Table("apollo_notices", "person", 36), "says"), "seen_at"), "revision");
        Index("apollo_deliveries", "ix_apollo_deliveries_due", "state", "due_at");
        Index("apollo_deliveries", "ix_apollo_deliveries_to", "recipient", "created_at");
    }

    /// <summary>There is no way back: a backup is.</summary>
    public override void Down() => throw new NotSupportedException("Restore the backup instead.");

    private void Deliveries()
    {
        var table = Text(Table("apollo_deliveries", "id", 36), "desk", 80);
        table = Text(Text(Text(table, "channel", 20), "recipient", 36), "state", 10);
        table = Number(Number(Number(Number(table, "created_at"), "due_at"), "leased_until"), "tries");
        LongText(table, "says")
            ?.WithColumn("ended_at")
            .AsInt64()
            .Nullable()
            .WithColumn("error")
            .AsCustom(columns.Text(300))
            .Nullable();
    }

    private void Index(string table, string name, params string[] of)
    {
        var known = columns.Schema is { } schema ? Schema.Schema(schema).Table(table) : Schema.Table(table);
        if (known.Index(name).Exists())
            return;
        var index = Create.Index(name).OnTable(table).InSchema(columns.Schema);
        foreach (var column in of)
            index.OnColumn(column).Ascending();
    }

    private ICreateTableColumnOptionOrWithColumnSyntax? Table(string name, string key, int length) =>
        (columns.Schema is { } schema ? Schema.Schema(schema).Table(name).Exists() : Schema.Table(name).Exists())
            ? null
            : Create
                .Table(name)
                .InSchema(columns.Schema)
                .WithColumn(key)
                .AsCustom(columns.Text(length))
                .NotNullable()
                .PrimaryKey();

    private ICreateTableColumnOptionOrWithColumnSyntax? Text(
        ICreateTableColumnOptionOrWithColumnSyntax? table,
        string column,
        int length
    ) => table?.WithColumn(column).AsCustom(columns.Text(length)).NotNullable();

    private ICreateTableColumnOptionOrWithColumnSyntax? LongText(
        ICreateTableColumnOptionOrWithColumnSyntax? table,
        string column
    ) => table?.WithColumn(column).AsCustom(columns.LongText).NotNullable();

    private static ICreateTableColumnOptionOrWithColumnSyntax? Number(
        ICreateTableColumnOptionOrWithColumnSyntax? table,
        string column
    ) => table?.WithColumn(column).AsInt64().NotNullable();
}
