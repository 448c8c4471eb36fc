using FluentMigrator;

namespace Apollo.Grains.Store.Migrations;

/// <summary>Up to when a desk's alerts are done of each of its slices. <c>known_until</c> is ticks.</summary>
[Migration(10, "Alerts by slice")]
public sealed class AlertSlicesTable : Migration
{
    private const string Table = "apollo_alert_slices";
    private readonly StoreColumns columns;

    /// <summary>For the database that is migrated.</summary>
    public AlertSlicesTable(StoreColumns columns) => this.columns = columns;

    /// <inheritdoc/>
    public override void Up()
    {
        // MariaDB cannot take tables back: what a crash left half done is gone on with.
        if (columns.Schema is { } schema ? Schema.Schema(schema).Table(Table).Exists() : Schema.Table(Table).Exists())
            return;
        Create
            .Table(Table)
            .InSchema(columns.Schema)
            .WithColumn("desk")
            .AsCustom(columns.Text(80))
            .NotNullable()
            .PrimaryKey()
            .WithColumn("slice")
            .AsCustom(columns.Text(40))
            .NotNullable()
            .PrimaryKey()
            .WithColumn("known_until")
            .AsInt64()
            .NotNullable();
    }

    /// <summary>There is no way back: a backup is.</summary>
    public override void Down() => throw new NotSupportedException("Restore the backup instead.");
}
