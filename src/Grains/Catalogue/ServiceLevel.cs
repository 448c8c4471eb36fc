using Apollo.Grains.Engine;
using Apollo.Model;

namespace Apollo.Grains.Catalogue;

/// <summary>The KPIs of the group "Service level".</summary>
internal static class ServiceLevel
{
    public static IReadOnlyList<Kpi> All { get; } =
    [
        Define.Kpi(
            "overdue",
            "Overdue",
            BoardGroups.ServiceLevel,
            "Open tickets past their resolution due time.",
            "tickets",
            Better.Lower,
            5,
            10,
            Filters.All(While.Open, While.PastDue),
            Measures.Count<Ticket>(),
            new() { Columns = ["dueAt", "overdueBy"], IsInTables = true },
            computed: Computed.ByTodaysValue
        ),
        Define.Kpi(
            "due-within-2-hours",
            "Due within 2 hours",
            BoardGroups.ServiceLevel,
            "Open tickets whose resolution is due within the next 2 hours.",
            "tickets",
            Better.Lower,
            5,
            10,
            Filters.All(While.Open, While.DueWithin(TimeSpan.FromHours(2))),
            Measures.Count<Ticket>(),
            new() { Columns = ["dueAt", "overdueBy"], IsInTables = true },
            computed: Computed.ByTodaysValue
        ),
        Define.Kpi(
            "response-overdue",
            "Response overdue",
            BoardGroups.ServiceLevel,
            "Open tickets without a first response, past their response due time.",
            "tickets",
            Better.Lower,
            2,
            5,
            Filters.All(While.Open, While.NotResponded, While.ResponsePastDue),
            Measures.Count<Ticket>(),
            new() { Columns = ["responseDueAt", "responseOverdueBy"] }
        ),
        Define.Kpi(
            "breached-today",
            "Breached today",
            BoardGroups.ServiceLevel,
            "Tickets whose resolution due time passed today while they were open.",
            "tickets",
            Better.Lower,
            5,
            10,
            Filters.All(While.BreachedToday),
            Measures.Count<Ticket>(),
            new() { Columns = ["dueAt", "overdueBy"] },
            computed: Computed.ByTodaysValue
        ),
        Define.Kpi(
            "resolution-sla-30d",
            "Resolution SLA, 30 days",
            BoardGroups.ServiceLevel,
            "Share of the tickets resolved within the last 30 days that were resolved by their due time.",
            "percent",
            Better.Higher,
            90,
            80,
            Filters.All(While.ResolvedWithin(days: 30), While.HasDue),
            Measures.InTime,
            new() { Empty = "none resolved yet", IsInTables = true },
            computed: Computed.ExceptReopened
        ),
        Define.Kpi(
            "response-sla-30d",
            "Response SLA, 30 days",
            BoardGroups.ServiceLevel,
            "Share of the tickets first responded to within the last 30 days that were responded to by their "
                + "response due time.",
            "percent",
            Better.Higher,
            90,
            80,
            Filters.All(While.RespondedWithin(days: 30), While.HasResponseDue),
            Measures.Share<Ticket>(
                "In time",
                "respondedAt",
                "responded to by their response due time ÷ all of them",
                t => t.RespondedAt <= t.ResponseDueAt
            ),
            new() { Empty = "none answered yet" },
            computed: Computed.Exact
        ),
        Define.Kpi(
            "critical-sla-30d",
            "Critical SLA, 30 days",
            BoardGroups.ServiceLevel,
            "Share of the priority 1 incidents resolved within the last 30 days that were resolved by their due time.",
            "percent",
            Better.Higher,
            95,
            90,
            Filters.All(While.ResolvedWithin(days: 30), While.HasDue, While.CriticalIncident),
            Measures.InTime,
            new() { Empty = "no critical one resolved" },
            computed: Computed.ByTodaysValue
        ),
    ];
}
