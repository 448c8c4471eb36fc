using FluentMigrator;
using FluentMigrator.Builders.Create.Table;

namespace Apollo.Grains.Store.Migrations;

/// <summary>
/// Who may call Apollo, what they did, and the keys of the webs. All times are Unix milliseconds; secrets are kept as
/// SHA-256 in hexadecimal; rights are JSON.
/// </summary>
[Migration(4, "People")]
public sealed class PeopleTables : Migration
{
    private readonly StoreColumns columns;

    /// <summary>For the database that is migrated.</summary>
    public PeopleTables(StoreColumns columns) => this.columns = columns;

    /// <inheritdoc/>
    public override void Up()
    {
        // MariaDB cannot take tables back: what a crash left half done is gone on with.
        if (Adds("apollo_people", ("id", 36)) is { } people)
            Numbers(Texts(people, ("login", 320), ("email", 254), ("name", 100), ("stamp", 64)), "is_off", "revision")
                .WithColumn("password_hash")
                .AsCustom(columns.Text(400))
                .Nullable()
                .WithColumn("rights")
                .AsCustom(columns.LongText)
                .NotNullable()
                .WithColumn("seen_at")
                .AsInt64()
                .Nullable();
        Unique("apollo_people", "login");
        if (Adds("apollo_sessions", ("id", 36)) is { } sessions)
            Numbers(
                Texts(sessions, ("person", 36), ("secret", 64), ("stamp", 64), ("address", 64), ("browser", 200)),
                "started_at",
                "seen_at",
                "ends_at"
            );
        if (Adds("apollo_invitations", ("id", 36)) is { } invitations)
            Numbers(
                    Texts(invitations, ("kind", 10), ("secret", 64), ("email", 254), ("name", 100), ("made_by", 200)),
                    "created_at",
                    "expires_at"
                )
                .WithColumn("person")
                .AsCustom(columns.Text(36))
                .Nullable()
                .WithColumn("rights")
                .AsCustom(columns.LongText)
                .NotNullable();
        Unique("apollo_invitations", "secret");
        // What signs in as itself: programs, calendars, boards in frames.
        if (Adds("apollo_tokens", ("id", 36)) is { } tokens)
            Numbers(Texts(tokens, ("kind", 10), ("secret", 64), ("name", 100), ("made_by", 200)), "created_at", "uses")
                .WithColumn("owner")
                .AsCustom(columns.Text(36))
                .Nullable()
                .WithColumn("details")
                .AsCustom(columns.LongText)
                .NotNullable()
                .WithColumn("expires_at")
                .AsInt64()
                .Nullable()
                .WithColumn("used_at")
                .AsInt64()
                .Nullable();
        if (Adds("apollo_failed_tries", ("name", 64)) is { } tries)
            Numbers(tries, "tries", "until_at");
        if (Adds("apollo_audit", ("id", 36)) is { } audit)
            Numbers(Texts(audit, ("who", 200), ("action", 80), ("subject", 400)), "at")
                .WithColumn("person")
                .AsCustom(columns.Text(36))
                .Nullable()
                .WithColumn("address")
                .AsCustom(columns.Text(64))
                .Nullable()
                .WithColumn("was")
                .AsCustom(columns.LongText)
                .Nullable()
                .WithColumn("becomes")
                .AsCustom(columns.LongText)
                .Nullable();
        if (Adds("apollo_keys", ("id", 36)) is { } keys)
            Numbers(keys, "created_at").WithColumn("document").AsCustom(columns.LongText).NotNullable();
    }

    /// <summary>There is no way back: a backup is.</summary>
    public override void Down() => throw new NotSupportedException("Restore the backup instead.");

    /// <summary>A table whose key is one text; null where it is there.</summary>
    private ICreateTableWithColumnSyntax? Adds(string name, (string Name, int Length) key)
    {
        if (IsThere(name))
            return null;
        var table = Create.Table(name).InSchema(columns.Schema);
        table.WithColumn(key.Name).AsCustom(columns.Text(key.Length)).NotNullable().PrimaryKey();
        return table;
    }

    private ICreateTableWithColumnSyntax Texts(
        ICreateTableWithColumnSyntax table,
        params (string Name, int Length)[] texts
    )
    {
        foreach (var (name, length) in texts)
            table.WithColumn(name).AsCustom(columns.Text(length)).NotNullable();
        return table;
    }

    private static ICreateTableWithColumnSyntax Numbers(ICreateTableWithColumnSyntax table, params string[] numbers)
    {
        foreach (var name in numbers)
            table.WithColumn(name).AsInt64().NotNullable();
        return table;
    }

    private void Unique(string table, string column)
    {
        var index = $"{table}_{column}";
        var isThere = columns.Schema is { } schema
            ? Schema.Schema(schema).Table(table).Index(index).Exists()
            : Schema.Table(table).Index(index).Exists();
        if (!isThere)
            Create.Index(index).OnTable(table).InSchema(columns.Schema).OnColumn(column).Unique();
    }

    private bool IsThere(string table) =>
        columns.Schema is { } schema ? Schema.Schema(schema).Table(table).Exists() : Schema.Table(table).Exists();
}
