using FluentMigrator;

namespace Apollo.Grains.Store.Migrations;

/// <summary>The notes on the desks' time lines.</summary>
[Migration(2, "Notes")]
public sealed class NotesTable : Migration
{
    private readonly StoreColumns columns;

    /// <summary>For the database that is migrated.</summary>
    public NotesTable(StoreColumns columns) => this.columns = columns;

    /// <inheritdoc/>
    public override void Up()
    {
        // MariaDB cannot take tables back: what a crash left half done is gone on with.
        if (IsThere("apollo_notes"))
            return;
        // Times and revision are Unix milliseconds.
        Create
            .Table("apollo_notes")
            .InSchema(columns.Schema)
            .WithColumn("desk")
            .AsCustom(columns.Text(80))
            .NotNullable()
            .PrimaryKey()
            .WithColumn("id")
            .AsCustom(columns.Text(36))
            .NotNullable()
            .PrimaryKey()
            .WithColumn("happened_at")
            .AsInt64()
            .NotNullable()
            .WithColumn("ended_at")
            .AsInt64()
            .Nullable()
            .WithColumn("says")
            .AsCustom(columns.Text(INotesGrain.LongestText))
            .NotNullable()
            .WithColumn("written_by")
            .AsCustom(columns.Text(200))
            .NotNullable()
            .WithColumn("revision")
            .AsInt64()
            .NotNullable();
    }

    /// <summary>There is no way back: a backup is.</summary>
    public override void Down() => throw new NotSupportedException("Restore the backup instead.");

    private bool IsThere(string table) =>
        columns.Schema is { } schema ? Schema.Schema(schema).Table(table).Exists() : Schema.Table(table).Exists();
}
