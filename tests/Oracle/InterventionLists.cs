using Apollo.Model;

namespace Apollo.Oracle;

/// <summary>Which interventions each KPI counts at an instant.</summary>
internal static class InterventionLists
{
    public static Dictionary<string, IReadOnlyList<Line>> All(
        IReadOnlyCollection<Intervention> interventions,
        DateTime now,
        OracleDesk desk
    )
    {
        IReadOnlyList<Line> Count(Func<Intervention, bool> counts, Func<Intervention, bool>? yes = null) =>
            [.. interventions.Where(counts).Select(i => new Line(i, yes?.Invoke(i) == true ? 1 : 0))];

        return new()
        {
            ["interventions-today"] = Count(i =>
                i.State != InterventionState.Cancelled
                && i.StartsAt is { } starts
                && now >= desk.Midnight(starts)
                && now < desk.NextMidnight(starts)
            ),
            ["interventions-overdue"] = Count(i =>
                i.State is InterventionState.Planned or InterventionState.Underway && now >= i.EndsAt
            ),
            ["interventions-next-7-days"] = Count(i =>
                i.State == InterventionState.Planned
                && i.StartsAt is { } starts
                && now >= starts.AddDays(-7)
                && now < starts
            ),
            ["interventions-on-time-30d"] = Count(
                i =>
                    i.State == InterventionState.Done
                    && i.EndsAt is not null
                    && i.DoneAt is { } done
                    && now >= done
                    && now < done.AddDays(30),
                i => i.DoneAt <= i.EndsAt
            ),
        };
    }
}
