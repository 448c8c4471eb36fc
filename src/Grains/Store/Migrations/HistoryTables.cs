using FluentMigrator;
using FluentMigrator.Builders.Create.Table;

namespace Apollo.Grains.Store.Migrations;

/// <summary>What the desks remember of their KPIs. All times are Unix milliseconds.</summary>
[Migration(3, "History")]
public sealed class HistoryTables : Migration
{
    private readonly StoreColumns columns;

    /// <summary>For the database that is migrated.</summary>
    public HistoryTables(StoreColumns columns) => this.columns = columns;

    /// <inheritdoc/>
    public override void Up()
    {
        // MariaDB cannot take tables back: what a crash left half done is gone on with.
        if (!IsThere("apollo_history"))
            Table("apollo_history", ("desk", 80))
                .WithColumn("began")
                .AsInt64()
                .NotNullable()
                .WithColumn("known_until")
                .AsInt64()
                .NotNullable()
                .WithColumn("folded_until")
                .AsInt64()
                .NotNullable()
                .WithColumn("computed_until")
                .AsInt64()
                .Nullable();
        if (!IsThere("apollo_history_series"))
            Table("apollo_history_series", ("desk", 80))
                .WithColumn("number")
                .AsInt32()
                .NotNullable()
                .PrimaryKey()
                .WithColumn("kpi")
                .AsCustom(columns.Text(80))
                .NotNullable()
                .WithColumn("dimension")
                .AsCustom(columns.Text(20))
                .NotNullable()
                .WithColumn("name")
                .AsCustom(columns.LongText)
                .NotNullable()
                .WithColumn("rate")
                .AsInt32()
                .NotNullable();
        // One row holds all changes of one second; a quarter's rows become one chunk.
        if (!IsThere("apollo_history_log"))
            Table("apollo_history_log", ("desk", 80))
                .WithColumn("at")
                .AsInt64()
                .NotNullable()
                .PrimaryKey()
                .WithColumn("data")
                .AsCustom(columns.Bytes)
                .NotNullable();
        // Span: seconds of the steps; 0 = by change, then of all series, which stands as series 0.
        if (!IsThere("apollo_history_chunks"))
            Table("apollo_history_chunks", ("desk", 80))
                .WithColumn("span")
                .AsInt32()
                .NotNullable()
                .PrimaryKey()
                .WithColumn("series")
                .AsInt32()
                .NotNullable()
                .PrimaryKey()
                .WithColumn("begins")
                .AsInt64()
                .NotNullable()
                .PrimaryKey()
                .WithColumn("data")
                .AsCustom(columns.Bytes)
                .NotNullable();
        if (!IsThere("apollo_history_gaps"))
            Table("apollo_history_gaps", ("desk", 80))
                .WithColumn("begins")
                .AsInt64()
                .NotNullable()
                .PrimaryKey()
                .WithColumn("ends")
                .AsInt64()
                .NotNullable();
        if (!IsThere("apollo_history_limits"))
            Table("apollo_history_limits", ("desk", 80), ("kpi", 80))
                .WithColumn("since")
                .AsInt64()
                .NotNullable()
                .PrimaryKey()
                .WithColumn("warning")
                .AsCustom(columns.Real)
                .Nullable()
                .WithColumn("critical")
                .AsCustom(columns.Real)
                .Nullable();
    }

    /// <summary>There is no way back: a backup is.</summary>
    public override void Down() => throw new NotSupportedException("Restore the backup instead.");

    /// <summary>A table that begins with its texts, which are the first part of its key.</summary>
    private ICreateTableWithColumnSyntax Table(string name, params (string Name, int Length)[] keys)
    {
        var table = Create.Table(name).InSchema(columns.Schema);
        foreach (var (column, length) in keys)
            table.WithColumn(column).AsCustom(columns.Text(length)).NotNullable().PrimaryKey();
        return table;
    }

    private bool IsThere(string table) =>
        columns.Schema is { } schema ? Schema.Schema(schema).Table(table).Exists() : Schema.Table(table).Exists();
}
