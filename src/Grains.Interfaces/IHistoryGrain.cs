using System.Collections.Immutable;
using Apollo.Model;
using Orleans.Concurrency;

namespace Apollo;

/// <summary>What a desk remembers of its KPIs, key = desk id.</summary>
[Alias("apollo.IHistoryGrain")]
public interface IHistoryGrain : IGrainWithStringKey
{
    /// <summary>The values of a KPI, or of one of its groups, over time.</summary>
    /// <exception cref="StoreException">The store does not answer.</exception>
    [Alias("History"), AlwaysInterleave]
    Task<KpiHistory> History(HistoryQuery query, CancellationToken cancellation);

    /// <summary>The latest hours of all KPIs.</summary>
    /// <param name="hours">1, 8 or 24.</param>
    /// <param name="dimension">A breakdown to add; null = none.</param>
    /// <param name="cancellation">Ends it.</param>
    [Alias("Trends"), AlwaysInterleave]
    Task<Trends> Trends(int hours, string? dimension, CancellationToken cancellation);

    /// <summary>A KPI, or one of its groups, over a range of time, each part as finely as it is kept.</summary>
    /// <param name="query">What; its step does not matter.</param>
    /// <param name="cancellation">Ends it.</param>
    /// <exception cref="StoreException">The store does not answer.</exception>
    [Alias("Spans"), AlwaysInterleave]
    Task<PastSpans> Spans(HistoryQuery query, CancellationToken cancellation);

    /// <summary>Names of the groups that a KPI has or had in a breakdown.</summary>
    /// <param name="kpi">KPI id.</param>
    /// <param name="dimension">The breakdown.</param>
    [Alias("Groups"), AlwaysInterleave]
    Task<ImmutableArray<string>> Groups(string kpi, string dimension);

    /// <summary>How the writing goes.</summary>
    [Alias("Health"), AlwaysInterleave]
    Task<HistoryHealth> Health();

    /// <summary>Keeps the recorder awake; called by every silo every few seconds.</summary>
    [Alias("KeepAwake"), AlwaysInterleave]
    Task KeepAwake();
}
