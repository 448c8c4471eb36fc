using Apollo.Grains.Engine;
using Apollo.Model;

namespace Apollo.Grains.Catalogue;

/// <summary>The KPIs of the group "Speed".</summary>
internal static class Speed
{
    private const double Hour = 3_600;

    public static IReadOnlyList<Kpi> All { get; } =
    [
        Define.Kpi(
            "time-to-respond-7d",
            "Mean time to respond, 7 days",
            BoardGroups.Speed,
            "Mean service time from opening to first response, of tickets first responded to within the last 7 days.",
            "seconds",
            Better.Lower,
            1 * Hour,
            2 * Hour,
            Filters.All(While.RespondedWithin(days: 7)),
            Measures.MeanTime(Measures.ToRespond),
            new() { Empty = "none answered yet" },
            computed: Computed.Exact
        ),
        Define.Kpi(
            "time-to-resolve-30d",
            "Mean time to resolve, 30 days",
            BoardGroups.Speed,
            "Mean service time from opening to resolution less pending time, of incidents and requests "
                + "resolved within the last 30 days.",
            "seconds",
            Better.Lower,
            8 * Hour,
            16 * Hour,
            Filters.All(While.ResolvedWithin(days: 30), While.IncidentOrRequest),
            Measures.MeanTime(Measures.ToResolve),
            new() { Empty = "none resolved yet", IsInTables = true },
            computed: Computed.ByTodaysValue
        ),
        Define.Kpi(
            "p90-time-to-resolve-30d",
            "90th percentile to resolve, 30 days",
            BoardGroups.Speed,
            "Service time less pending time within which 90 % of the incidents and requests resolved within "
                + "the last 30 days were resolved (nearest rank).",
            "seconds",
            Better.Lower,
            24 * Hour,
            40 * Hour,
            Filters.All(While.ResolvedWithin(days: 30), While.IncidentOrRequest),
            Measures.Percentile(90, Measures.ToResolve),
            new() { Empty = "none resolved yet", IsWide = true },
            computed: Computed.ByTodaysValue
        ),
    ];
}
