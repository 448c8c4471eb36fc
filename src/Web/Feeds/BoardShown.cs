using System.Collections.Immutable;
using Apollo.Model;

namespace Apollo.Web.Feeds;

/// <summary>What of a desk the link of a board opens: its numbers, by the breakdowns that its cards have.</summary>
/// <param name="kpis">KPI → breakdowns.</param>
internal sealed class BoardShown(IReadOnlyDictionary<string, ImmutableSortedSet<string>> kpis)
{
    /// <summary>Equal for boards that show the same.</summary>
    public string Key { get; } =
        string.Join(
            ';',
            kpis.OrderBy(kpi => kpi.Key, StringComparer.Ordinal)
                .Select(kpi => $"{kpi.Key}:{string.Join(',', kpi.Value)}")
        );

    /// <summary>Whether a KPI stands on it.</summary>
    public bool Has(string kpi) => kpis.ContainsKey(kpi);

    /// <summary>Whether a card of it has a breakdown.</summary>
    public bool HasBreakdown(string dimension) => kpis.Values.Any(dimensions => dimensions.Contains(dimension));

    /// <summary>Whether a card of a KPI has a breakdown.</summary>
    public bool HasBreakdown(string kpi, string dimension) =>
        kpis.TryGetValue(kpi, out var dimensions) && dimensions.Contains(dimension);

    /// <summary>A result of it with those groups alone that its cards have.</summary>
    public KpiResult Shown(KpiResult result) =>
        result with
        {
            Groups = result.Groups?.RemoveRange(Others(result.Kpi, result.Groups.Keys)),
            EndedGroups = result.EndedGroups.RemoveRange(Others(result.Kpi, result.EndedGroups.Keys)),
        };

    private IEnumerable<string> Others(string kpi, IEnumerable<string> dimensions) =>
        dimensions.Where(dimension => !HasBreakdown(kpi, dimension));
}
