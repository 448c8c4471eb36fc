using Apollo.Grains.Engine;
using Apollo.Model;

namespace Apollo.Grains.Catalogue;

/// <summary>The KPIs of the group "Quality".</summary>
internal static class Quality
{
    public static IReadOnlyList<Kpi> All { get; } =
    [
        Define.Kpi(
            "first-contact-resolution-30d",
            "First contact resolution, 30 days",
            BoardGroups.Quality,
            "Share of the incidents and requests resolved within the last 30 days that were never reassigned "
                + "and never reopened.",
            "percent",
            Better.Higher,
            65,
            50,
            Filters.All(
                While.ResolvedWithin(days: 30),
                While.IncidentOrRequest,
                While.KnownReopens,
                While.KnownReassignments
            ),
            Measures.Share<Ticket>(
                "First contact",
                "resolvedAt",
                "never reassigned and never reopened ÷ all of them",
                t => t.Reopens == 0 && t.Reassignments == 0
            ),
            new() { Empty = "none resolved yet", IsInTables = true },
            computed: Computed.ByTodaysValue
        ),
        Define.Kpi(
            "reopen-rate-30d",
            "Reopen rate, 30 days",
            BoardGroups.Quality,
            "Share of the tickets resolved within the last 30 days that were reopened at least once.",
            "percent",
            Better.Lower,
            5,
            10,
            Filters.All(While.ResolvedWithin(days: 30), While.KnownReopens),
            Measures.Share<Ticket>("Reopened", "reopens", "reopened at least once ÷ all of them", t => t.Reopens > 0),
            new() { Empty = "none resolved yet" },
            computed: Computed.ExceptReopened
        ),
        Define.Kpi(
            "reassignments-30d",
            "Reassignments per ticket, 30 days",
            BoardGroups.Quality,
            "Mean number of reassignments of the tickets resolved within the last 30 days.",
            "per ticket",
            Better.Lower,
            1.0,
            1.5,
            Filters.All(While.ResolvedWithin(days: 30), While.KnownReassignments),
            Measures.Mean<Ticket>(
                "Own value",
                "resolvedAt",
                "mean of the reassignments of each ticket",
                t => t.Reassignments!.Value
            ),
            new() { Empty = "none resolved yet" },
            computed: Computed.ExceptReopened
        ),
        Define.Kpi(
            "satisfaction-30d",
            "Satisfied users, 30 days",
            BoardGroups.Quality,
            "Share of the rated tickets resolved within the last 30 days that were rated 4 or 5 of 5.",
            "percent",
            Better.Higher,
            85,
            75,
            Filters.All(While.ResolvedWithin(days: 30), While.Rated),
            Measures.Share<Ticket>("Satisfied", "rating", "rated 4 or 5 ÷ all that were rated", t => t.Rating >= 4),
            new() { Empty = "no rated ticket yet", IsInTables = true },
            computed: Computed.ByTodaysValue
        ),
    ];
}
