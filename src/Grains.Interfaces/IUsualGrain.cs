using System.Collections.Immutable;
using Apollo.Model;
using Orleans.Concurrency;

namespace Apollo;

/// <summary>
/// What is usual of a desk's KPIs at each quarter hour of its week, and which of them are unusual now; key = desk id.
/// </summary>
[Alias("apollo.IUsualGrain")]
public interface IUsualGrain : IGrainWithStringKey
{
    /// <summary>
    /// Which KPIs are unusual; waits for a change of that, at most 10 s, then answers with it again. Wakes the grain.
    /// </summary>
    /// <param name="known">Position of the answer known; null = none.</param>
    /// <param name="cancellation">Ends the wait.</param>
    [Alias("UnusualAfter"), AlwaysInterleave]
    Task<UnusualKpis> UnusualAfter(Position? known, CancellationToken cancellation);

    /// <summary>What is usual of every KPI in a range; those of which nothing is usual yet are left out.</summary>
    /// <param name="from">Begin, UTC.</param>
    /// <param name="to">End, UTC.</param>
    [Alias("Bands"), AlwaysInterleave]
    Task<ImmutableDictionary<string, UsualBand>> Bands(DateTime from, DateTime to);

    /// <summary>
    /// What is usual of a KPI, or of one of its groups, in a range; null where nothing is usual yet, or the range is
    /// longer than 35 days.
    /// </summary>
    /// <exception cref="StoreException">The store does not answer.</exception>
    [Alias("Band"), AlwaysInterleave]
    Task<UsualBand?> Band(
        string kpi,
        string? dimension,
        string? group,
        DateTime from,
        DateTime to,
        CancellationToken cancellation
    );
}
