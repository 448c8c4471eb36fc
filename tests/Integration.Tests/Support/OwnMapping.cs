using Apollo.Grains.Itsm;
using Apollo.Servers;

namespace Apollo.Integration.Tests.Support;

/// <summary>A folder of SQL files over a table of a test's own.</summary>
internal static class OwnMapping
{
    /// <summary>The condition on <c>@ids</c>.</summary>
    public static string Ids(string provider, string id = "id") =>
        provider switch
        {
            "PostgreSql" => $"(@ids::jsonb IS NULL OR {id}::text IN (SELECT jsonb_array_elements_text(@ids::jsonb)))",
            "MySql" => $"(@ids IS NULL OR {id} IN "
                + "(SELECT j.id FROM JSON_TABLE(@ids, '$[*]' COLUMNS (id varchar(64) PATH '$')) j))",
            "SqlServer" => $"(@ids IS NULL OR {id} IN (SELECT value FROM OPENJSON(@ids)))",
            _ => $"(@ids IS NULL OR {id} IN (SELECT value FROM json_each(@ids)))",
        };

    /// <summary>
    /// Writes <c>tickets.sql</c> and <c>tickets-ids.sql</c>: the columns given, the state open, all others NULL.
    /// </summary>
    /// <param name="folder">Where to.</param>
    /// <param name="provider">Database.</param>
    /// <param name="table">The table; its columns <c>id</c> and <c>changed</c> are the row's id and stamp.</param>
    /// <param name="given">Columns of a ticket and the SQL they come from.</param>
    public static async Task WriteAsync(
        ScratchFolder folder,
        string provider,
        string table,
        params (string Column, string Sql)[] given
    )
    {
        var sql = new Dictionary<string, string>
        {
            ["id"] = "id",
            ["state"] = "'open'",
            ["opened_at"] = "changed",
            ["updated_at"] = "changed",
        };
        foreach (var (column, expression) in given)
            sql[column] = expression;
        var columns = Mappings.Tickets.Columns.Union(sql.Keys);
        var select = string.Join(
            ",\n  ",
            columns.Select(column => $"{sql.GetValueOrDefault(column, "NULL")} AS {column}")
        );
        var cast = provider == "PostgreSql" ? "::timestamptz" : "";
        await File.WriteAllTextAsync(
            folder.File("tickets.sql"),
            $"SELECT {select}\nFROM {table}\nWHERE (@since{cast} IS NULL OR changed >= @since) AND {Ids(provider)}"
        );
        await File.WriteAllTextAsync(
            folder.File("tickets-ids.sql"),
            $"SELECT {sql["id"]} AS id, {sql["updated_at"]} AS updated_at FROM {table}"
        );
    }
}
