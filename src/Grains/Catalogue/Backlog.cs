using Apollo.Grains.Engine;
using Apollo.Model;

namespace Apollo.Grains.Catalogue;

/// <summary>The KPIs of the group "Backlog".</summary>
internal static class Backlog
{
    public static IReadOnlyList<Kpi> All { get; } =
    [
        Define.Kpi(
            "open-tickets",
            "Open tickets",
            BoardGroups.Backlog,
            "Tickets of every kind that are New, Open or Pending.",
            "tickets",
            Better.Lower,
            150,
            250,
            Filters.All(While.Open),
            Measures.Count<Ticket>(),
            new() { TitleNamesUnit = true, IsInTables = true },
            computed: Computed.ExceptReopened
        ),
        Define.Kpi(
            "open-incidents",
            "Open incidents",
            BoardGroups.Backlog,
            "Incidents that are New, Open or Pending.",
            "tickets",
            Better.Lower,
            80,
            120,
            Filters.All(While.Open, While.Kind(TicketKind.Incident)),
            Measures.Count<Ticket>(),
            new() { TitleNamesUnit = true },
            computed: Computed.ByTodaysValue
        ),
        Define.Kpi(
            "open-requests",
            "Open requests",
            BoardGroups.Backlog,
            "Requests that are New, Open or Pending.",
            "tickets",
            Better.Lower,
            80,
            120,
            Filters.All(While.Open, While.Kind(TicketKind.Request)),
            Measures.Count<Ticket>(),
            new() { TitleNamesUnit = true },
            computed: Computed.ByTodaysValue
        ),
        Define.Kpi(
            "open-problems",
            "Open problems",
            BoardGroups.Backlog,
            "Problems that are New, Open or Pending.",
            "tickets",
            Better.Lower,
            15,
            25,
            Filters.All(While.Open, While.Kind(TicketKind.Problem)),
            Measures.Count<Ticket>(),
            new() { TitleNamesUnit = true },
            computed: Computed.ByTodaysValue
        ),
        Define.Kpi(
            "open-changes",
            "Open changes",
            BoardGroups.Backlog,
            "Change requests that are New, Open or Pending.",
            "tickets",
            Better.Neither,
            null,
            null,
            Filters.All(While.Open, While.Kind(TicketKind.Change)),
            Measures.Count<Ticket>(),
            new() { TitleNamesUnit = true },
            computed: Computed.ByTodaysValue
        ),
        Define.Kpi(
            "unassigned",
            "Unassigned",
            BoardGroups.Backlog,
            "Open tickets without an assignee.",
            "tickets",
            Better.Lower,
            10,
            20,
            Filters.All(While.Open, While.Unassigned),
            Measures.Count<Ticket>()
        ),
        Define.Kpi(
            "awaiting-response",
            "Awaiting first response",
            BoardGroups.Backlog,
            "Open incidents and requests without a first response.",
            "tickets",
            Better.Lower,
            10,
            20,
            Filters.All(While.Open, While.IncidentOrRequest, While.NotResponded),
            Measures.Count<Ticket>(),
            new() { Columns = ["responseDueAt", "responseOverdueBy"] }
        ),
        Define.Kpi(
            "on-hold",
            "On hold",
            BoardGroups.Backlog,
            "Tickets in state Pending.",
            "tickets",
            Better.Lower,
            40,
            60,
            Filters.All(While.OnHold),
            Measures.Count<Ticket>()
        ),
        Define.Kpi(
            "critical-open",
            "Critical incidents",
            BoardGroups.Backlog,
            "Open incidents of priority 1.",
            "tickets",
            Better.Lower,
            1,
            3,
            Filters.All(While.Open, While.CriticalIncident),
            Measures.Count<Ticket>(),
            new() { UnitWord = "open", AlsoOn = BoardGroups.ServiceLevel.Page },
            computed: Computed.ByTodaysValue
        ),
        Define.Kpi(
            "backlog-per-technician",
            "Backlog per technician",
            BoardGroups.Backlog,
            "Open assigned tickets divided by the number of their different assignees.",
            "tickets",
            Better.Lower,
            12,
            20,
            Filters.All(While.Open, While.Assigned),
            Measures.PerAssignee,
            new() { Empty = "nobody has a ticket" }
        ),
    ];
}
