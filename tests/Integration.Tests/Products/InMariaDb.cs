using System.Text.RegularExpressions;
using Apollo.Servers;
using Dapper;
using MySqlConnector;
using Npgsql;

namespace Apollo.Integration.Tests.Products;

/// <summary>
/// What a product that runs on both filled in PostgreSQL, put into MariaDB's types: its shipped files for the one must
/// give what those for the other give.
/// </summary>
internal static partial class InMariaDb
{
    /// <summary>Copies tables.</summary>
    /// <param name="connectionString">The database in PostgreSQL.</param>
    /// <param name="tables">Tables, as MariaDB writes them; PostgreSQL has them in small letters.</param>
    /// <returns>The copy's connection string.</returns>
    public static async Task<string> CopyAsync(string connectionString, params string[] tables)
    {
        await using var from = new NpgsqlConnection(connectionString);
        await from.OpenAsync();
        await from.ExecuteAsync("SET timezone TO 'UTC'");
        var target = await (await MariaDbServer.SharedAsync()).CreateDatabaseAsync();
        await using var to = new MySqlConnection(target);
        await to.OpenAsync();
        foreach (var table in tables)
        {
            var columns = (
                await from.QueryAsync<(string Name, string Type)>(
                    """
                    SELECT column_name::text, data_type::text FROM information_schema.columns
                    WHERE table_name = @table AND table_schema = 'public' ORDER BY ordinal_position
                    """,
                    new { table = table.ToLowerInvariant() }
                )
            ).ToList();
            await to.ExecuteAsync(
                $"CREATE TABLE `{table}` ("
                    + string.Join(", ", columns.Select(column => $"`{column.Name}` {TypeOf(column.Type)}"))
                    + ", PRIMARY KEY (id)) COLLATE utf8mb4_unicode_ci"
            );
            foreach (IDictionary<string, object?> row in await from.QueryAsync($"SELECT * FROM {table}"))
                await to.ExecuteAsync(
                    $"INSERT INTO `{table}` VALUES ({string.Join(", ", columns.Select((_, at) => $"@v{at}"))})",
                    new DynamicParameters(columns.Select((column, at) => ($"v{at}", row[column.Name])).ToDictionary())
                );
        }
        return target;
    }

    /// <summary>PostgreSQL's statements that make tables, in MariaDB's types.</summary>
    public static string Types(string tables) =>
        Texts()
            .Replace(Names().Replace(tables, "    `$1`"), "varchar(255)")
            .Replace("::character varying", "", StringComparison.Ordinal)
            .Replace("character varying", "varchar", StringComparison.Ordinal)
            .Replace("timestamp without time zone", "datetime(6)", StringComparison.Ordinal);

    // What stands for a type, not for a literal's, and says no length.
    [GeneratedRegex(@"(?<!::)character varying(?!\()")]
    private static partial Regex Texts();

    [GeneratedRegex("^    \"?(\\w+)\"?", RegexOptions.Multiline)]
    private static partial Regex Names();

    private static string TypeOf(string type) =>
        type switch
        {
            "smallint" => "smallint",
            "integer" => "int",
            "bigint" => "bigint",
            "boolean" => "tinyint(1)",
            "date" => "date",
            "character varying" => "varchar(255)",
            "bytea" => "longblob",
            _ when type.StartsWith("timestamp", StringComparison.Ordinal) => "datetime(6)",
            _ => "longtext",
        };
}
