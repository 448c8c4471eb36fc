using Apollo.Servers;

namespace Apollo.Integration.Tests.Products;

/// <summary>The statements by which a product's page in the documents makes a login for Apollo.</summary>
internal static class Grants
{
    private const string Begin = "```sql";

    /// <summary>Those of a page.</summary>
    public static async Task<string> OfAsync(string page)
    {
        var text = await File.ReadAllTextAsync(Repository.PathOf("docs", page));
        var from = text.IndexOf(Begin, StringComparison.Ordinal) + Begin.Length;
        return text[from..text.IndexOf("```", from, StringComparison.Ordinal)];
    }
}
