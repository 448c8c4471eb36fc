using Apollo.Grains.Databases;
using Apollo.Servers;

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
}
