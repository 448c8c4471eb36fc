using Apollo.Model;
using static Apollo.Oracle.Entry;

namespace Apollo.Oracle;

/// <summary>The KPIs of interventions, row by row of the catalogue.</summary>
internal static class InterventionKpis
{
    public static IReadOnlyDictionary<string, Entry<Intervention>> All { get; } =
        new Dictionary<string, Entry<Intervention>>
        {
            ["interventions-today"] = Count<Intervention>(
                (i, at) => i.State != InterventionState.Cancelled && at.IsOnDayOf(i.StartsAt)
            ),
            ["interventions-overdue"] = Count<Intervention>(
                (i, at) => i.State is InterventionState.Planned or InterventionState.Underway && at.Now >= i.EndsAt
            ),
            ["interventions-next-7-days"] = Count<Intervention>(
                (i, at) => i.State == InterventionState.Planned && at.IsWithin(i.StartsAt?.AddDays(-7), days: 7)
            ),
            ["interventions-on-time-30d"] = Share<Intervention>(
                (i, at) => i.State == InterventionState.Done && i.EndsAt is not null && at.IsWithin(i.DoneAt, days: 30),
                i => i.DoneAt <= i.EndsAt
            ),
        };
}
