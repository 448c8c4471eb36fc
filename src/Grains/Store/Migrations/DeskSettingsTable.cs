using FluentMigrator;

namespace Apollo.Grains.Store.Migrations;

/// <summary>
/// What people set of a desk while it runs: one document by subject. Revisions are Unix milliseconds.
/// </summary>
[Migration(8, "Desk settings")]
public sealed class DeskSettingsTable : Migration
{
    private const string Table = "apollo_desk_settings";
    private readonly StoreColumns columns;

    /// <summary>For the database that is migrated.</summary>
    public DeskSettingsTable(StoreColumns columns) => this.columns = columns;

    /// <inheritdoc/>
    public override void Up()
    {
        // MariaDB cannot take tables back: what a crash left half done is gone on with.
        if (IsThere())
            return;
        Create
            .Table(Table)
            .InSchema(columns.Schema)
            .WithColumn("desk")
            .AsCustom(columns.Text(80))
            .NotNullable()
            .PrimaryKey()
            .WithColumn("subject")
            .AsCustom(columns.Text(80))
            .NotNullable()
            .PrimaryKey()
            .WithColumn("says")
            .AsCustom(columns.LongText)
            .NotNullable()
            .WithColumn("revision")
            .AsInt64()
            .NotNullable();
    }

    /// <summary>There is no way back: a backup is.</summary>
    public override void Down() => throw new NotSupportedException("Restore the backup instead.");

    private bool IsThere() =>
        columns.Schema is { } schema ? Schema.Schema(schema).Table(Table).Exists() : Schema.Table(Table).Exists();
}
