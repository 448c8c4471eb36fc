using Apollo.Grains.Catalogue;
using Apollo.Grains.Store;
using Apollo.Model;

namespace Apollo.Grains.History;

/// <summary>Quarters of an hour from the store; what was computed afterwards is among them where it is exact.</summary>
internal sealed class QuarterHours(HistoryStore store, HistoryLevels levels, KpiCatalogue catalogue) : IQuarterHours
{
    public async Task<IReadOnlyList<HistoryStep>> OfAsync(
        string desk,
        string kpi,
        string? dimension,
        string? group,
        DateTime from,
        DateTime until,
        CancellationToken cancellation
    )
    {
        var (by, name) = (dimension ?? StoredSeries.Whole, group ?? "");
        var series = (await store.SeriesAsync(desk, cancellation)).Find(one =>
            one.Kpi == kpi && one.Dimension == by && one.Name == name
        );
        if (series is null || await store.HeadAsync(desk, cancellation) is not { } head)
            return [];
        var isExact = dimension is null && catalogue.Find(kpi)?.Definition.Computed == Computed.Exact;
        // While the past is being computed the store has a part of it: none of that counts.
        var first =
            head.ComputedUntil is not { } computed ? head.Began
            : isExact ? 0
            : computed;
        var begin = Math.Max(UnixTime.Of(from), first);
        return await levels.ReadAsync(desk, HistoryLevels.Quarters, series, begin, UnixTime.Of(until), cancellation);
    }
}
