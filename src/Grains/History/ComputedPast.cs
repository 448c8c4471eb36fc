using Apollo.Model;

namespace Apollo.Grains.History;

/// <summary>
/// What was computed afterwards of the latest hours: with it sparklines go back to before the desk was watched. Only of
/// the whole desk; it is drawn otherwise than what was watched.
/// </summary>
internal static class ComputedPast
{
    /// <summary>Reads it into memory, where it is as late as that.</summary>
    /// <exception cref="StoreException">The store does not answer.</exception>
    public static async Task RecallAsync(
        string desk,
        HistoryLevels levels,
        HistoryState state,
        IEnumerable<KpiDefinition> kpis,
        CancellationToken cancellation
    )
    {
        if (state.Head is not { ComputedUntil: { } until, KnownUntil: var known })
            return;
        var quartersFrom = StepGrid.Quarters.Start(known - HistoryState.Held);
        var minutesFrom = SeriesMemory.MinutesFrom(known);
        if (until <= quartersFrom)
            return;
        foreach (var kpi in kpis.Where(kpi => kpi.Computed != Computed.Not))
            if (state.Recorder.Find(kpi.Id, null, null) is { } memory)
                memory.Recall(
                    await ReadAsync(HistoryLevels.Quarters, memory, quartersFrom),
                    await ReadAsync(HistoryLevels.Minutes, memory, minutesFrom)
                );

        Task<List<HistoryStep>> ReadAsync(int span, SeriesMemory memory, long from) =>
            levels.ReadAsync(desk, span, memory.Series, from, until, cancellation);
    }
}
