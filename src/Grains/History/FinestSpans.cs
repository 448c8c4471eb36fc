using Apollo.Grains.Clock;
using Apollo.Grains.Store;
using Apollo.Model;

namespace Apollo.Grains.History;

/// <summary>
/// A series over a range of time, each part as finely as it is kept: by change, then minutes, quarters of an hour,
/// days.
/// </summary>
internal sealed class FinestSpans(string desk, DeskCalendar calendar, HistoryStore store, HistoryReader reader)
{
    private readonly StepGrid days = StepGrid.Days(calendar);

    /// <summary>Reads them.</summary>
    /// <param name="state">What is held in memory.</param>
    /// <param name="query">What is asked; its step does not matter.</param>
    /// <param name="kpi">The KPI.</param>
    /// <param name="cancellation">Ends it.</param>
    /// <exception cref="HistoryQueryException">There is no such group.</exception>
    /// <exception cref="StoreException">The store does not answer.</exception>
    public async Task<PastSpans> OfAsync(
        HistoryState state,
        HistoryQuery query,
        KpiDefinition kpi,
        CancellationToken cancellation
    )
    {
        var memory = HistoryAnswer.Find(state, query, kpi);
        if (memory is null || state.Recorder.KnownUntil is not { } known)
            return new PastSpans();
        var began = (await store.HeadAsync(desk, cancellation))?.Began ?? known;
        var (from, end) = (Math.Max(UnixTime.Of(query.From), began), Math.Min(UnixTime.Of(query.To), known));
        if (from >= end)
            return new PastSpans();
        var computed = state.Head?.ComputedUntil ?? 0;
        var (byChange, minutes, quarters) = Borders(state, memory, known, computed);
        var spans = new List<PastSpan>();
        await AddAsync(0, quarters, (first, last) => reader.DaysAsync(state, memory, first, last, cancellation), days);
        await AddAsync(
            quarters,
            minutes,
            (first, last) => reader.QuartersAsync(state, memory, first, last, cancellation),
            StepGrid.Quarters
        );
        await AddAsync(
            minutes,
            byChange,
            (first, last) => reader.MinutesAsync(memory, first, last, cancellation),
            StepGrid.Minutes
        );
        if (byChange < end)
        {
            var first = Math.Max(from, byChange);
            var changes = await reader.ChangesAsync(state, memory, first, end, cancellation);
            spans.AddRange(Of(changes, memory.Series.Rate, end));
        }
        var gaps = (await store.GapsAsync(desk, from, end, cancellation)).Concat(
            state.Unwritten.Select(one => one.Gap).OfType<StoredGap>()
        );
        return new PastSpans
        {
            Rate = memory.Series.Rate,
            Spans = [.. spans],
            Gaps = HistoryLines.Gaps(gaps, [], from, end),
            ComputedUntil = from < computed ? UnixTime.ToUtc(computed) : null,
        };

        async Task AddAsync(long begins, long ends, Func<long, long, Task<List<HistoryStep>>> read, StepGrid grid)
        {
            var (first, last) = (Math.Max(from, begins), Math.Min(end, ends));
            if (first < last)
                spans.AddRange(Of(await read(grid.Start(first), last), first));
        }
    }

    /// <summary>From when on changes, minutes and quarters are kept, Unix ms.</summary>
    private (long ByChange, long Minutes, long Quarters) Borders(
        HistoryState state,
        SeriesMemory memory,
        long known,
        long computed
    )
    {
        var kept = store.KeptFor;
        // A day that is not over has neither minutes nor days: of it every change is kept.
        var folded = Math.Max(state.Head?.FoldedUntil ?? 0, computed);
        var byChange = Math.Min(Next(StepGrid.Quarters, Math.Max(Before(kept.Raw), computed)), folded);
        var minutes =
            memory.Series.Dimension == StoredSeries.Whole
                ? Math.Min(Next(StepGrid.Quarters, Math.Max(Before(kept.Minutes), computed)), byChange)
                : byChange;
        return (byChange, minutes, Math.Min(Next(days, Before(kept.Quarters)), minutes));

        long Before(TimeSpan span) => known - (long)Math.Min(span.TotalMilliseconds, known);
    }

    private static long Next(StepGrid grid, long at) =>
        grid.Start(at) is var start && start < at ? grid.End(start) : at;

    /// <summary>Steps as spans; of a step that is known in part, the time that is not comes first.</summary>
    /// <param name="steps">In order.</param>
    /// <param name="begins">Where they begin, Unix ms.</param>
    public static IEnumerable<PastSpan> Of(IEnumerable<HistoryStep> steps, long begins) =>
        from step in steps
        let begin = Math.Max(step.End - step.Known, begins)
        where step.End > begin
        select new PastSpan(
            begin,
            step.End,
            double.NaN,
            step.Last,
            step.Min,
            step.Max,
            step.Mean,
            step.Valued < step.Known,
            IsExact: false
        );

    /// <summary>Changes as spans.</summary>
    /// <param name="changes">In order.</param>
    /// <param name="rate">How fast the series grows by itself, per second.</param>
    /// <param name="end">Where they end, Unix ms.</param>
    public static IEnumerable<PastSpan> Of(IReadOnlyList<SeriesChange> changes, int rate, long end)
    {
        for (var index = 0; index < changes.Count; index++)
        {
            var (at, value) = changes[index];
            var until = index + 1 < changes.Count ? changes[index + 1].At : end;
            if (value.Kind == ValueKind.Unknown || until <= at)
                continue;
            var first = value.IsNumber ? value.Number : double.NaN;
            var last = value.IsNumber ? value.After(rate, until - at).Number : double.NaN;
            var (least, most) = (Math.Min(first, last), Math.Max(first, last));
            yield return new PastSpan(
                at,
                until,
                first,
                last,
                least,
                most,
                (first + last) / 2,
                !value.IsNumber,
                IsExact: true
            );
        }
    }
}
