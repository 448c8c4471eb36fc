using Apollo.Grains.Databases;
using Apollo.Servers;
using Dapper;
using Npgsql;

namespace Apollo.Integration.Tests.Products;

/// <summary>The statements by which a product's page in the documents makes a login for Apollo.</summary>
internal static class Grants
{
    private const string Begin = "```sql";

    /// <summary>Those of a page.</summary>
    /// <param name="page">The page.</param>
    /// <param name="provider">The database whose words they are in.</param>
    public static async Task<string> OfAsync(string page, DatabaseProvider provider = DatabaseProvider.PostgreSql)
    {
        var text = await File.ReadAllTextAsync(Repository.PathOf("docs", page));
        var word = provider == DatabaseProvider.MySql ? "CREATE USER" : "CREATE ROLE";
        return text.Split(Begin)
            .Skip(1)
            .Select(block => block[..block.IndexOf("```", StringComparison.Ordinal)])
            .First(block => block.Contains(word, StringComparison.Ordinal));
    }

    /// <summary>Makes the login of a page in PostgreSQL, by the statements as they stand there.</summary>
    /// <param name="connectionString">The product's database, by whom everything may be done.</param>
    /// <param name="page">The page.</param>
    /// <param name="database">What the page calls the database.</param>
    /// <returns>How Apollo reaches it.</returns>
    public static async Task<string> ReaderAsync(string connectionString, string page, string database)
    {
        var reader = new NpgsqlConnectionStringBuilder(connectionString);
        await using var connection = new NpgsqlConnection(connectionString);
        (reader.Username, reader.Password) = ($"reader_{Guid.NewGuid():N}", "secret");
        await connection.ExecuteAsync(
            (await OfAsync(page))
                .Replace("apollo_reader", reader.Username, StringComparison.Ordinal)
                .Replace(database, reader.Database, StringComparison.Ordinal)
        );
        return reader.ToString();
    }
}
