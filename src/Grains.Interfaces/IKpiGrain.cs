using Apollo.Model;
using Orleans.Concurrency;

namespace Apollo;

/// <summary>One KPI of a desk, key <c>desk/kpi</c>.</summary>
[Alias("apollo.IKpiGrain")]
public interface IKpiGrain : IGrainWithStringKey
{
    /// <summary>
    /// Every step since <paramref name="known"/>, or the whole result (null, another incarnation, or too old a
    /// position). Waits for the next step where there is none, at most 5 s, then answers without, as a sign of life.
    /// Wakes the grain where it sleeps.
    /// </summary>
    /// <param name="known">Position of the reader; null = it holds nothing.</param>
    /// <param name="cancellation">Ends the wait.</param>
    /// <exception cref="KeyNotFoundException">No such desk or KPI.</exception>
    [Alias("ChangesSince"), AlwaysInterleave, ResponseTimeout("00:00:10")]
    Task<KpiChanges> ChangesSince(Position? known, CancellationToken cancellation);

    /// <summary>
    /// Which rows entered and left since an instant (UTC), as far back as is known, at most 24 h; null before the
    /// slice's first full read. Of rows that an audience may not see only the number is told.
    /// </summary>
    [Alias("Moves"), AlwaysInterleave]
    Task<KpiMoves?> Moves(DateTime since, Audience audience);

    /// <summary>
    /// What the clock alone will do to the value, at most 2,000 steps; null before the slice's first full read.
    /// </summary>
    /// <param name="hours">How far, 1 to 24.</param>
    [Alias("Ahead"), AlwaysInterleave]
    Task<Ahead?> Ahead(int hours);
}
