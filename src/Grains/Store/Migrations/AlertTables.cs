using FluentMigrator;
using FluentMigrator.Builders.Create.Table;

namespace Apollo.Grains.Store.Migrations;

/// <summary>
/// Rules, alerts, where the machines of a rule stand, silences, and up to when a desk's alerts are done. Times and
/// revisions are Unix milliseconds, <c>known_until</c> is ticks.
/// </summary>
[Migration(6, "Alerts")]
public sealed class AlertTables : Migration
{
    private readonly StoreColumns columns;

    /// <summary>For the database that is migrated.</summary>
    public AlertTables(StoreColumns columns) => this.columns = columns;

    /// <inheritdoc/>
    public override void Up()
    {
        // MariaDB cannot take tables back: what a crash left half done is gone on with.
        Table("apollo_alert_rules")
            ?.WithColumn("id")
            .AsCustom(columns.Text(80))
            .NotNullable()
            .PrimaryKey()
            .WithColumn("says")
            .AsCustom(columns.LongText)
            .NotNullable()
            .WithColumn("revision")
            .AsInt64()
            .NotNullable();
        Table("apollo_alerts")
            ?.WithColumn("id")
            .AsCustom(columns.Text(36))
            .NotNullable()
            .PrimaryKey()
            .WithColumn("fired_at")
            .AsInt64()
            .NotNullable()
            .WithColumn("resolved_at")
            .AsInt64()
            .Nullable()
            .WithColumn("says")
            .AsCustom(columns.LongText)
            .NotNullable();
        Table("apollo_alert_states")
            ?.WithColumn("rule_id")
            .AsCustom(columns.Text(80))
            .NotNullable()
            .PrimaryKey()
            .WithColumn("says")
            .AsCustom(columns.LongText)
            .NotNullable();
        Table("apollo_alert_desks")?.WithColumn("known_until").AsInt64().NotNullable();
        Table("apollo_silences")
            ?.WithColumn("id")
            .AsCustom(columns.Text(36))
            .NotNullable()
            .PrimaryKey()
            .WithColumn("ends_at")
            .AsInt64()
            .NotNullable()
            .WithColumn("says")
            .AsCustom(columns.LongText)
            .NotNullable();
        if (!HasIndex())
            Create
                .Index("ix_apollo_alerts_fired")
                .OnTable("apollo_alerts")
                .InSchema(columns.Schema)
                .OnColumn("desk")
                .Ascending()
                .OnColumn("fired_at")
                .Ascending();
    }

    /// <summary>There is no way back: a backup is.</summary>
    public override void Down() => throw new NotSupportedException("Restore the backup instead.");

    private ICreateTableColumnOptionOrWithColumnSyntax? Table(string name) =>
        IsThere(name)
            ? null
            : Create
                .Table(name)
                .InSchema(columns.Schema)
                .WithColumn("desk")
                .AsCustom(columns.Text(80))
                .NotNullable()
                .PrimaryKey();

    private bool HasIndex() =>
        columns.Schema is { } schema
            ? Schema.Schema(schema).Table("apollo_alerts").Index("ix_apollo_alerts_fired").Exists()
            : Schema.Table("apollo_alerts").Index("ix_apollo_alerts_fired").Exists();

    private bool IsThere(string table) =>
        columns.Schema is { } schema ? Schema.Schema(schema).Table(table).Exists() : Schema.Table(table).Exists();
}
