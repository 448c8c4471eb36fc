using System.Data.Common;
using System.Text.RegularExpressions;
using Apollo.Grains.Databases;
using Dapper;

namespace Apollo.Grains.Itsm;

/// <summary>What a login may write, as the database itself tells: nothing is tried.</summary>
internal static partial class LoginRights
{
    private const int Seconds = 5;

    private const string PostgreSql = """
        SELECT c.oid::regclass::text FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
        WHERE c.relkind IN ('r', 'p') AND n.nspname NOT IN ('pg_catalog', 'information_schema')
          AND has_table_privilege(c.oid, 'INSERT, UPDATE, DELETE, TRUNCATE')
        ORDER BY 1 LIMIT 3
        """;

    private const string SqlServer = """
        SELECT TOP (3) t.name FROM sys.tables t
        CROSS APPLY (SELECT QUOTENAME(SCHEMA_NAME(t.schema_id)) + '.' + QUOTENAME(t.name) AS whole) n
        WHERE HAS_PERMS_BY_NAME(n.whole, 'OBJECT', 'INSERT') = 1 OR HAS_PERMS_BY_NAME(n.whole, 'OBJECT', 'UPDATE') = 1
          OR HAS_PERMS_BY_NAME(n.whole, 'OBJECT', 'DELETE') = 1
        ORDER BY t.name
        """;

    /// <summary>How to make a login that can only read, and let it read.</summary>
    public static string Mend(DatabaseProvider provider) =>
        provider switch
        {
            DatabaseProvider.PostgreSql => $"CREATE ROLE apollo_reader LOGIN PASSWORD '…'; {LetRead(provider)}",
            DatabaseProvider.MySql => $"CREATE USER apollo_reader IDENTIFIED BY '…'; {LetRead(provider)}",
            DatabaseProvider.SqlServer => $"CREATE USER apollo_reader FOR LOGIN apollo_reader; {LetRead(provider)}",
            _ => LetRead(provider),
        };

    /// <summary>What to do where the login came in and may not read; null where something else is wrong.</summary>
    public static string? MendOf(Exception error, DatabaseProvider provider) =>
        error is DbException said && DatabaseDriver.Of(provider).MayNotRead(said)
            ? $"Let Apollo's login read it: {LetRead(provider)}"
            : null;

    private static string LetRead(DatabaseProvider provider) =>
        provider switch
        {
            DatabaseProvider.PostgreSql => "GRANT SELECT ON ALL TABLES IN SCHEMA public TO apollo_reader",
            DatabaseProvider.MySql => "GRANT SELECT ON the_database.* TO apollo_reader",
            DatabaseProvider.SqlServer => "ALTER ROLE db_datareader ADD MEMBER apollo_reader",
            _ => "let the file be readable for Apollo's user, and no more",
        };

    /// <summary>Some tables, or rights, that it may write; empty = it can only read.</summary>
    public static async Task<IReadOnlyList<string>> WritableAsync(
        DbConnection connection,
        DatabaseProvider provider,
        CancellationToken cancellation
    )
    {
        var query = provider switch
        {
            DatabaseProvider.PostgreSql => PostgreSql,
            DatabaseProvider.SqlServer => SqlServer,
            DatabaseProvider.MySql => "SHOW GRANTS",
            _ => null,
        };
        if (query is null)
            return [];
        var found = await connection.QueryAsync<string>(
            new CommandDefinition(query, commandTimeout: Seconds, cancellationToken: cancellation)
        );
        return provider == DatabaseProvider.MySql
            ?
            [
                .. found
                    .Select(grant => Grant().Match(grant))
                    .Where(grant => grant.Success && Writes().IsMatch(grant.Groups[1].Value))
                    .Select(grant => $"{grant.Groups[1].Value} on {grant.Groups[2].Value}")
                    .Take(3),
            ]
            : [.. found];
    }

    // What follows TO names the login, and may hold its password's hash.
    [GeneratedRegex("^GRANT (.+) ON (.+?) TO ")]
    private static partial Regex Grant();

    [GeneratedRegex(@"\b(ALL PRIVILEGES|INSERT|UPDATE|DELETE|DROP|ALTER|CREATE)\b")]
    private static partial Regex Writes();
}
