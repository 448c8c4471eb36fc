namespace Apollo.Grains.History;

/// <summary>What is remembered of a series by quarters of an hour, as far as it is true of then.</summary>
internal interface IQuarterHours
{
    /// <summary>The quarters of a span of time, in order; those of which nothing is known are left out.</summary>
    /// <param name="desk">Desk id.</param>
    /// <param name="kpi">KPI id.</param>
    /// <param name="dimension">A breakdown; null = the whole desk.</param>
    /// <param name="group">One of its groups; null where there is no dimension.</param>
    /// <param name="from">Begin, UTC.</param>
    /// <param name="until">End, UTC.</param>
    /// <param name="cancellation">Ends it.</param>
    /// <exception cref="Model.StoreException">The store does not answer.</exception>
    Task<IReadOnlyList<HistoryStep>> OfAsync(
        string desk,
        string kpi,
        string? dimension,
        string? group,
        DateTime from,
        DateTime until,
        CancellationToken cancellation
    );
}
