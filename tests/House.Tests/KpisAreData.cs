using System.Text.Json;

namespace Apollo.House.Tests;

/// <summary>Screens show KPIs by what the catalogue says of them, and know none.</summary>
public class KpisAreData
{
    private static readonly JsonElement.ArrayEnumerator Catalogue = JsonDocument
        .Parse(File.ReadAllText(Checkout.PathOf("client/src/shared/testing/catalogue.json")))
        .RootElement.EnumerateArray();

    // "overdue" and "unassigned" are words of tickets and interventions too.
    [Fact]
    public void The_client_knows_no_KPI_by_its_id()
    {
        var ids = Catalogue.Select(kpi => kpi.GetProperty("id").GetString()!).Where(id => id.Contains('-')).ToList();
        Assert.NotEmpty(ids);
        Assert.Empty(Checkout.Places(Client, [.. ids.SelectMany(id => (string[])[$"'{id}'", $"/{id}"])]));
    }

    [Fact]
    public void The_client_knows_no_group_by_its_name()
    {
        var groups = Catalogue.Select(kpi => kpi.GetProperty("group").GetString()!).Distinct();
        Assert.Empty(Checkout.Places(Client, [.. groups.Select(group => $"'{group}'")]));
    }

    [Fact]
    public void Nobody_counts_the_KPIs_by_hand() =>
        Assert.Empty(
            from line in Checkout.Lines(file =>
                Path.GetExtension(file) is ".cs" or ".ts" or ".tsx"
                && !file.EndsWith("CatalogueTests.cs", StringComparison.Ordinal)
                && !file.EndsWith("KpisAreData.cs", StringComparison.Ordinal)
            )
            where
                System.Text.RegularExpressions.Regex.IsMatch(
                    line.Text,
                    @"\b41\b.*\b(KPIs?|cards?|numbers?|results?|Count|Length)\b|\b(Count|Length|Equal)\b.*\b41\b"
                )
            select $"{line.File}:{line.Number}"
        );

    private static bool Client(string file) =>
        file.StartsWith("client/src/", StringComparison.Ordinal)
        && Path.GetExtension(file) is ".ts" or ".tsx" or ".css"
        && !file.Contains(".test.", StringComparison.Ordinal)
        && !file.Contains("/testing/", StringComparison.Ordinal);
}
