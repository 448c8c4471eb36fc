using Apollo.Grains.Engine;
using Apollo.Model;

namespace Apollo.Grains.Catalogue;

/// <summary>The KPIs of the group "Flow".</summary>
internal static class Flow
{
    public static IReadOnlyList<Kpi> All { get; } =
    [
        Define.Kpi(
            "opened-today",
            "Opened today",
            BoardGroups.Flow,
            "Tickets opened since midnight in the desk's time zone.",
            "tickets",
            Better.Neither,
            null,
            null,
            Filters.All(While.OpenedToday),
            Measures.Count<Ticket>(),
            new() { Columns = ["openedAt"], IsInTables = true },
            computed: Computed.Exact
        ),
        Define.Kpi(
            "resolved-today",
            "Resolved today",
            BoardGroups.Flow,
            "Tickets resolved or closed since midnight in the desk's time zone.",
            "tickets",
            Better.Higher,
            null,
            null,
            Filters.All(While.ResolvedToday),
            Measures.Count<Ticket>(),
            new() { Columns = ["resolvedAt"], IsInTables = true },
            computed: Computed.ExceptReopened
        ),
        Define.TwoMeasures(
            "net-flow-today",
            "Net flow today",
            BoardGroups.Flow,
            "Tickets opened today less tickets resolved today.",
            "tickets",
            Better.Lower,
            10,
            25,
            "opened",
            While.OpenedToday,
            "resolved",
            While.ResolvedToday,
            Combine.Difference,
            new() { Columns = ["openedAt", "resolvedAt"] },
            computed: Computed.ExceptReopened
        ),
        Define.Kpi(
            "reopened-today",
            "Reopened today",
            BoardGroups.Flow,
            "Tickets reopened since midnight in the desk's time zone.",
            "tickets",
            Better.Lower,
            3,
            6,
            Filters.All(While.ReopenedToday),
            Measures.Count<Ticket>(),
            new() { Columns = ["reopenedAt", "reopens"] },
            computed: Computed.ExceptReopened
        ),
        Define.Kpi(
            "opened-last-hour",
            "Opened in the last hour",
            BoardGroups.Flow,
            "Tickets opened within the last 60 minutes.",
            "tickets",
            Better.Lower,
            20,
            40,
            Filters.All(While.OpenedWithin(TimeSpan.FromHours(1))),
            Measures.Count<Ticket>(),
            new() { Columns = ["openedAt"] },
            computed: Computed.Exact
        ),
        Define.Kpi(
            "resolved-per-day",
            "Resolved per day",
            BoardGroups.Flow,
            "Tickets resolved or closed within the last 7 days, divided by 7.",
            "tickets per day",
            Better.Higher,
            null,
            null,
            Filters.All(While.ResolvedWithin(days: 7)),
            Measures.PerDay<Ticket>(7),
            new() { Window = "7 d", Columns = ["resolvedAt"] },
            computed: Computed.ExceptReopened
        ),
        Define.TwoMeasures(
            "days-to-clear",
            "Days to clear the backlog",
            BoardGroups.Flow,
            "Open tickets divided by the tickets resolved per day over the last 7 days; no value where "
                + "nothing was resolved.",
            "days",
            Better.Lower,
            5,
            10,
            "open",
            While.Open,
            "resolved",
            While.ResolvedWithin(days: 7),
            Combine.DaysToClear,
            new() { Empty = "nothing resolved in 7 d", Columns = ["openedAt", "resolvedAt"] },
            computed: Computed.ExceptReopened
        ),
    ];
}
