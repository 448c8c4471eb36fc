using Apollo.Grains.Engine;
using Apollo.Model;

namespace Apollo.Grains.Catalogue;

/// <summary>The KPIs of the group "Interventions and changes".</summary>
internal static class Interventions
{
    public static IReadOnlyList<Kpi> All { get; } =
    [
        Define.Kpi(
            "interventions-today",
            "Interventions today",
            BoardGroups.Interventions,
            "Interventions that start today in the desk's time zone and are not cancelled.",
            "interventions",
            Better.Neither,
            null,
            null,
            Filters.All(WhileIntervention.NotCancelled, WhileIntervention.OnItsDay),
            Measures.Count<Intervention>(),
            new() { TitleNamesUnit = true, IsInTables = true },
            computed: Computed.ByTodaysValue
        ),
        Define.Kpi(
            "interventions-overdue",
            "Interventions overdue",
            BoardGroups.Interventions,
            "Interventions planned or underway past their planned end.",
            "interventions",
            Better.Lower,
            1,
            3,
            Filters.All(WhileIntervention.PlannedOrUnderway, WhileIntervention.PastEnd),
            Measures.Count<Intervention>(),
            new() { TitleNamesUnit = true },
            computed: Computed.ByTodaysValue
        ),
        Define.Kpi(
            "interventions-next-7-days",
            "Interventions, next 7 days",
            BoardGroups.Interventions,
            "Planned interventions that start within the next 7 days.",
            "interventions",
            Better.Neither,
            null,
            null,
            Filters.All(WhileIntervention.Planned, WhileIntervention.StartsWithin(days: 7)),
            Measures.Count<Intervention>(),
            new() { TitleNamesUnit = true }
        ),
        Define.Kpi(
            "interventions-on-time-30d",
            "Interventions on time, 30 days",
            BoardGroups.Interventions,
            "Share of the interventions done within the last 30 days that were done by their planned end.",
            "percent",
            Better.Higher,
            90,
            80,
            Filters.All(WhileIntervention.Done, WhileIntervention.DoneWithin(days: 30), WhileIntervention.HasEnd),
            Measures.Share<Intervention>(
                "On time",
                "doneAt",
                "done by their planned end ÷ all of them",
                i => i.DoneAt <= i.EndsAt
            ),
            new() { Empty = "none done yet" },
            computed: Computed.ByTodaysValue
        ),
        Define.Kpi(
            "change-success-30d",
            "Successful changes, 30 days",
            BoardGroups.Interventions,
            "Share of the change requests with an outcome, resolved within the last 30 days, whose outcome is "
                + "successful.",
            "percent",
            Better.Higher,
            90,
            80,
            Filters.All(While.ResolvedWithin(days: 30), While.ChangeWithOutcome),
            Measures.Share<Ticket>(
                "Successful",
                "outcome",
                "successful ÷ all with an outcome",
                t => t.Outcome == ChangeOutcome.Successful
            ),
            new() { Empty = "no change ended yet" },
            computed: Computed.ByTodaysValue
        ),
    ];
}
