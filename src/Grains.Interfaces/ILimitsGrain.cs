using System.Collections.Immutable;
using Apollo.Model;

namespace Apollo;

/// <summary>The limits of a desk's numbers that are set while it runs, key = desk id.</summary>
[Alias("apollo.ILimitsGrain")]
public interface ILimitsGrain : IGrainWithStringKey
{
    /// <summary>How many numbers of the desk and its groups may have limits of their own.</summary>
    const int Most = 2_000;

    /// <summary>How many changes are remembered of the limits of one number.</summary>
    const int MostPast = 100;

    /// <summary>All limits: of the desk's numbers, and of groups where some are set.</summary>
    /// <exception cref="StoreException">The store does not answer.</exception>
    [Alias("All")]
    Task<ImmutableArray<KpiLimits>> All(CancellationToken cancellation);

    /// <summary>Those of one number; null where there is no such KPI or breakdown.</summary>
    /// <param name="kpi">KPI id.</param>
    /// <param name="group">As in <see cref="KpiLimits.Group"/>.</param>
    /// <param name="cancellation">Given up.</param>
    /// <exception cref="StoreException">The store does not answer.</exception>
    [Alias("Find")]
    Task<KpiLimits?> Find(string kpi, string? group, CancellationToken cancellation);

    /// <summary>Other limits hold from now on; the past keeps its own.</summary>
    /// <param name="by">Who sets them.</param>
    /// <param name="kpi">KPI id.</param>
    /// <param name="group">As in <see cref="KpiLimits.Group"/>.</param>
    /// <param name="limits">The limits; null = those of the configuration.</param>
    /// <param name="known">The revision the caller knows; null = it does not matter.</param>
    /// <param name="cancellation">Given up.</param>
    /// <exception cref="StoreException">The store does not answer.</exception>
    [Alias("Set")]
    Task<LimitsSaved> Set(
        By by,
        string kpi,
        string? group,
        Thresholds? limits,
        long? known,
        CancellationToken cancellation
    );

    /// <summary>What would become of limits that are set; nothing is kept.</summary>
    /// <param name="kpi">KPI id.</param>
    /// <param name="group">As in <see cref="KpiLimits.Group"/>.</param>
    /// <param name="limits">The limits.</param>
    /// <param name="more">How many others would be set before that are not set now.</param>
    /// <param name="cancellation">Given up.</param>
    /// <exception cref="StoreException">The store does not answer.</exception>
    [Alias("Check")]
    Task<LimitsSaved> Check(string kpi, string? group, Thresholds limits, int more, CancellationToken cancellation);

    /// <summary>What is set; null where the caller has it already.</summary>
    /// <param name="revision">What the caller has.</param>
    /// <param name="cancellation">Given up.</param>
    /// <exception cref="StoreException">The store does not answer.</exception>
    [Alias("LatestAfter")]
    Task<DeskLimits?> LatestAfter(long revision, CancellationToken cancellation);

    /// <summary>The limits were changed in the store: they are read anew.</summary>
    [Alias("Renew")]
    Task Renew();
}
