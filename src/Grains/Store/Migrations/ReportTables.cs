using FluentMigrator;

namespace Apollo.Grains.Store.Migrations;

/// <summary>
/// The archive of reports. Times are Unix milliseconds, days texts such as 2026-03-01. <c>once</c> is the schedule and
/// period of a planned report, and the id of any other: none is made twice.
/// </summary>
[Migration(9, "Reports")]
public sealed class ReportTables : Migration
{
    private const string Table = "apollo_reports";
    private const string Once = "ix_apollo_reports_once";
    private readonly StoreColumns columns;

    /// <summary>For the database that is migrated.</summary>
    public ReportTables(StoreColumns columns) => this.columns = columns;

    /// <inheritdoc/>
    public override void Up()
    {
        // MariaDB cannot take tables back: what a crash left half done is gone on with.
        if (!(columns.Schema is { } schema ? Schema.Schema(schema).Table(Table) : Schema.Table(Table)).Exists())
            CreateTable();
        var known = columns.Schema is { } of ? Schema.Schema(of).Table(Table) : Schema.Table(Table);
        if (!known.Index(Once).Exists())
            Create
                .Index(Once)
                .OnTable(Table)
                .InSchema(columns.Schema)
                .OnColumn("desk")
                .Ascending()
                .OnColumn("once")
                .Ascending()
                .WithOptions()
                .Unique();
    }

    /// <summary>There is no way back: a backup is.</summary>
    public override void Down() => throw new NotSupportedException("Restore the backup instead.");

    private void CreateTable()
    {
        var table = Create
            .Table(Table)
            .InSchema(columns.Schema)
            .WithColumn("id")
            .AsCustom(columns.Text(36))
            .NotNullable()
            .PrimaryKey();
        foreach (
            var (name, length) in (ReadOnlySpan<(string, int)>)
                [
                    ("desk", 80),
                    ("once", 80),
                    ("kind", 20),
                    ("name", 200),
                    ("schedule", 36),
                    ("every", 10),
                    ("first_day", 10),
                    ("last_day", 10),
                ]
        )
            table = table.WithColumn(name).AsCustom(columns.Text(length)).NotNullable();
        table = table.WithColumn("made_at").AsInt64().NotNullable();
        table = table.WithColumn("due_at").AsInt64().Nullable();
        table = table.WithColumn("took").AsInt64().NotNullable();
        foreach (var name in (ReadOnlySpan<string>)["figures", "page", "csv", "letter"])
            table = table.WithColumn(name).AsCustom(columns.LongText).NotNullable();
    }
}
