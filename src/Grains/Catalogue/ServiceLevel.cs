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
            "Service level",
            "Open tickets past their resolution due time.",
            "tickets",
            Better.Lower,
            5,
            10,
            Filters.All(While.Open, While.PastDue),
            Measures.Count<Ticket>()
        ),
        Define.Kpi(
            "due-within-2-hours",
            "Due within 2 hours",
            "Service level",
            "Open tickets whose resolution is due within the next 2 hours.",
            "tickets",
            Better.Lower,
            5,
            10,
            Filters.All(While.Open, While.DueWithin(TimeSpan.FromHours(2))),
            Measures.Count<Ticket>()
        ),
        Define.Kpi(
            "response-overdue",
            "Response overdue",
            "Service level",
            "Open tickets without a first response, past their response due time.",
            "tickets",
            Better.Lower,
            2,
            5,
            Filters.All(While.Open, While.NotResponded, While.ResponsePastDue),
            Measures.Count<Ticket>()
        ),
        Define.Kpi(
            "breached-today",
            "Breached today",
            "Service level",
            "Tickets whose resolution due time passed today while they were open.",
            "tickets",
            Better.Lower,
            5,
            10,
            Filters.All(While.BreachedToday),
            Measures.Count<Ticket>()
        ),
        Define.Kpi(
            "resolution-sla-30d",
            "Resolution SLA, 30 days",
            "Service level",
            "Share of the tickets resolved within the last 30 days that were resolved by their due time.",
            "percent",
            Better.Higher,
            90,
            80,
            Filters.All(While.ResolvedWithin(days: 30), While.HasDue),
            Measures.Share<Ticket>(t => t.Resolved <= t.DueAt)
        ),
        Define.Kpi(
            "response-sla-30d",
            "Response SLA, 30 days",
            "Service level",
            "Share of the tickets first responded to within the last 30 days that were responded to by their "
                + "response due time.",
            "percent",
            Better.Higher,
            90,
            80,
            Filters.All(While.RespondedWithin(days: 30), While.HasResponseDue),
            Measures.Share<Ticket>(t => t.RespondedAt <= t.ResponseDueAt)
        ),
        Define.Kpi(
            "critical-sla-30d",
            "Critical SLA, 30 days",
            "Service level",
            "Share of the priority 1 incidents resolved within the last 30 days that were resolved by their due time.",
            "percent",
            Better.Higher,
            95,
            90,
            Filters.All(While.ResolvedWithin(days: 30), While.HasDue, While.CriticalIncident),
            Measures.Share<Ticket>(t => t.Resolved <= t.DueAt)
        ),
    ];
}
