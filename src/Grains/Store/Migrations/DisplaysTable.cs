using FluentMigrator;

namespace Apollo.Grains.Store.Migrations;

/// <summary>The wall displays. Times and revision are Unix milliseconds.</summary>
[Migration(5, "Displays")]
public sealed class DisplaysTable : Migration
{
    private readonly StoreColumns columns;

    /// <summary>For the database that is migrated.</summary>
    public DisplaysTable(StoreColumns columns) => this.columns = columns;

    /// <inheritdoc/>
    public override void Up()
    {
        // MariaDB cannot take tables back: what a crash left half done is gone on with.
        if (IsThere("apollo_displays"))
            return;
        // A revoked one is kept for a while, so that its television is told.
        Create
            .Table("apollo_displays")
            .InSchema(columns.Schema)
            .WithColumn("id")
            .AsCustom(columns.Text(36))
            .NotNullable()
            .PrimaryKey()
            .WithColumn("secret_hash")
            .AsCustom(columns.Text(64))
            .NotNullable()
            .WithColumn("settings")
            .AsCustom(columns.LongText)
            .NotNullable()
            .WithColumn("paired_at")
            .AsInt64()
            .NotNullable()
            .WithColumn("revoked_at")
            .AsInt64()
            .Nullable()
            .WithColumn("seen_at")
            .AsInt64()
            .Nullable()
            .WithColumn("program")
            .AsCustom(columns.Text(60))
            .Nullable()
            .WithColumn("revision")
            .AsInt64()
            .NotNullable();
    }

    /// <summary>There is no way back: a backup is.</summary>
    public override void Down() => throw new NotSupportedException("Restore the backup instead.");

    private bool IsThere(string table) =>
        columns.Schema is { } schema ? Schema.Schema(schema).Table(table).Exists() : Schema.Table(table).Exists();
}
