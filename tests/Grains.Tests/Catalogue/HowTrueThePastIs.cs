using System.Text.RegularExpressions;
using Apollo.Grains.Catalogue;
using Apollo.Model;

namespace Apollo.Grains.Tests.Catalogue;

/// <summary>Each KPI says how true its history is where it was computed afterwards, and so does its document.</summary>
public partial class HowTrueThePastIs
{
    private static readonly Dictionary<string, Computed> Words = new()
    {
        ["exact"] = Computed.Exact,
        ["exact but for reopened tickets"] = Computed.ExceptReopened,
        ["by today's value"] = Computed.ByTodaysValue,
        ["not known"] = Computed.Not,
    };

    [Fact]
    public void The_table_in_the_document_says_what_the_catalogue_says() =>
        Assert.Equal(
            KpiCatalogue.Standard.All.Select(kpi => (kpi.Id, kpi.Definition.Computed)),
            Row().Matches(File.ReadAllText(Document())).Select(row => (row.Groups[1].Value, Words[row.Groups[2].Value]))
        );

    [Fact]
    public void A_KPI_by_kind_priority_or_a_rating_is_never_exact() =>
        Assert.All(
            KpiCatalogue.Standard.All.Where(kpi =>
                kpi.Definition.Computed is Computed.Exact or Computed.ExceptReopened
            ),
            kpi =>
            {
                Assert.Equal("tickets", kpi.Definition.Slice);
                Assert.DoesNotMatch("incidents|requests|priority|rated|assign(ee|ed)", kpi.Definition.Description);
            }
        );

    private static string Document()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder!.FullName, "Apollo.sln")))
            folder = folder.Parent;
        return Path.Combine(folder.FullName, "docs", "history.md");
    }

    [GeneratedRegex("^\\| `([a-z0-9-]+)` \\| ([a-z' ]+) \\|", RegexOptions.Multiline)]
    private static partial Regex Row();
}
