using Apollo.Model;

namespace Apollo.Grains.Backfill;

/// <summary>What an intervention was, by its own stamps.</summary>
internal static class PastInterventions
{
    // No stamp says when it was planned: it is there for the whole of the first day it tells of, in any time zone.
    private static readonly TimeSpan Before = TimeSpan.FromDays(2);

    /// <summary>When it begins, UTC.</summary>
    public static DateTime FirstAt(Intervention visit)
    {
        DateTime?[] stamps = [visit.StartsAt, visit.EndsAt, visit.DoneAt];
        return (stamps.Min() ?? visit.UpdatedAt) - Before;
    }

    /// <summary>
    /// The intervention's life, oldest first: planned, done. The last is the intervention as it is. When it was
    /// planned, begun, moved or cancelled is in no stamp.
    /// </summary>
    public static List<PastRow<Intervention>> Of(Intervention visit)
    {
        var planned = FirstAt(visit);
        var done = visit.DoneAt ?? visit.UpdatedAt;
        if (visit.State != InterventionState.Done || done <= planned)
            return [new(planned, visit)];
        return [new(planned, visit with { State = InterventionState.Planned, DoneAt = null }), new(done, visit)];
    }
}
