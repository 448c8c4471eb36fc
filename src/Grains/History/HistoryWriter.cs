using Apollo.Grains.Clock;
using Apollo.Grains.Store;
using Microsoft.Extensions.Logging;

namespace Apollo.Grains.History;

/// <summary>
/// Writes what became known, in the background of the recorder: second by second to the log, a quarter's log to a
/// segment, a day's segments to steps. While the store is away it waits, bounded.
/// </summary>
internal sealed partial class HistoryWriter(
    string desk,
    DeskCalendar calendar,
    HistoryStore store,
    HistoryLevels levels,
    HistoryState state,
    ILogger logger,
    long? mostWaiting = null,
    int portionOfDay = HistoryWriter.PortionOfDay
)
{
    /// <summary>So many bytes wait for a store that is away: hours of a busy desk, weeks of a quiet one.</summary>
    public const long MostWaiting = 64 * 1024 * 1024;

    /// <summary>So many series of a day go into one use of the store: others wait for it shortly.</summary>
    public const int PortionOfDay = 500;

    private const int MostAtOnce = 300;
    private readonly StepGrid days = StepGrid.Days(calendar);

    /// <summary>How much waits, bytes.</summary>
    public long Waiting { get; private set; }

    /// <summary>Takes what became known; false where it is more than can wait.</summary>
    public bool TryAdd(Recorded recorded)
    {
        if (Waiting + recorded.Weight > (mostWaiting ?? MostWaiting))
            return false;
        Waiting += recorded.Weight;
        state.Unwritten.AddLast(recorded);
        return true;
    }

    /// <summary>Writes some of what waits, and folds what is due.</summary>
    /// <returns>False: another has written this desk's history meanwhile; all is to be read again.</returns>
    /// <exception cref="Apollo.Model.StoreException">The store does not answer.</exception>
    public async Task<bool> WriteAsync(CancellationToken cancellation)
    {
        var batch = state.Unwritten.Take(MostAtOnce).ToList();
        if (batch is [var first, ..] && batch[^1] is var last)
        {
            var began = state.Head?.Began ?? first.KnownUntil;
            var folded = state.Head?.FoldedUntil ?? days.Start(began);
            var addition = new HistoryAddition(
                state.Head?.KnownUntil,
                began,
                last.KnownUntil,
                folded,
                [.. batch.SelectMany(one => one.Series)],
                [.. batch.SelectMany(one => one.Seconds)],
                [.. batch.Select(one => one.Gap).OfType<StoredGap>()]
            );
            if (!await store.AddAsync(desk, addition, cancellation))
                return false;
            state.Head = (state.Head ?? new HistoryHead { Began = began }) with
            {
                KnownUntil = last.KnownUntil,
                FoldedUntil = folded,
            };
            HistoryMeters.Wrote(desk, addition.Seconds.Count);
            foreach (var one in batch)
            {
                Waiting -= one.Weight;
                state.Unwritten.Remove(one);
            }
        }
        if (state.Head is { } head)
        {
            state.Quarter ??= new OpenQuarter(StepGrid.Quarters.Start(head.Began));
            await FoldQuartersAsync(head.KnownUntil, state.Quarter, cancellation);
            while (await FoldDayAsync(state.Head, state.Quarter, cancellation)) { }
        }
        return true;
    }

    private async Task FoldQuartersAsync(long known, OpenQuarter quarter, CancellationToken cancellation)
    {
        while (quarter.End <= known)
        {
            var log = await store.LogAsync(desk, quarter.Start, quarter.End, cancellation);
            if (log.Count == 0 && quarter.IsUnknown)
            {
                var next = await store.FirstSecondAsync(desk, quarter.End, cancellation) ?? known;
                quarter.SkipTo(StepGrid.Quarters.Start(Math.Min(next, known)));
                continue;
            }
            var changes = Read(log);
            var rates = state.Recorder.Series.ToDictionary(one => one.Series.Number, one => one.Series.Rate);
            var segment = await Task.Run(() => quarter.Segment(changes, number => rates[number]), cancellation);
            await store.FoldQuarterAsync(
                desk,
                segment is null ? null : new StoredChunk { Begins = quarter.Start, Data = segment },
                quarter.End,
                cancellation
            );
            quarter.Next(changes);
        }
    }

    /// <summary>
    /// A day that is over becomes steps of all series, portion by portion, and what is kept too long goes. Broken off,
    /// it goes on with the first portion that is not written.
    /// </summary>
    private async Task<bool> FoldDayAsync(HistoryHead head, OpenQuarter quarter, CancellationToken cancellation)
    {
        var (start, end) = (head.FoldedUntil, days.End(head.FoldedUntil));
        if (end > head.KnownUntil || end > quarter.Start)
            return false;
        var memories = state.Recorder.Series.ToList();
        // Of years in which nobody was there, nothing is to be folded: they are passed over at once.
        var next = FirstKnown(memories, start, Math.Min(head.KnownUntil, quarter.Start));
        if (next >= end)
        {
            await KeepAsync(head, days.Start(next), new Dictionary<StoredSeries, List<HistoryStep>>(), cancellation);
            return true;
        }
        // The day in which the watched history begins may hold what was computed of it: nothing tells by its steps
        // whether a portion was written, so it is written as a whole.
        var began = head.ComputedUntil ?? head.Began;
        var isFirst = began >= start && began < end;
        foreach (var portion in memories.Chunk(isFirst ? int.MaxValue : portionOfDay))
            await FoldAsync(portion, start, end, isFirst, cancellation);
        var whole = memories
            .Select(memory => memory.Series)
            .Where(series => series.Dimension == StoredSeries.Whole)
            .ToList();
        var segments = await store.ChunksAsync(desk, 0, 0, start, end, cancellation);
        var minutes = await Task.Run(() => Minutes(whole, segments, end), cancellation);
        await KeepAsync(head, end, minutes, cancellation);
        return true;
    }

    /// <summary>From when on something is known of any series, Unix ms; the end where nothing is.</summary>
    private static long FirstKnown(List<SeriesMemory> memories, long from, long until)
    {
        var first = until;
        foreach (var memory in memories)
        {
            memory.Advance(until);
            first = Math.Min(first, memory.Quarters(from).Select(step => step.Start).FirstOrDefault(until));
        }
        return first;
    }

    /// <summary>All before an instant is folded, and what is kept too long goes.</summary>
    private async Task KeepAsync(
        HistoryHead head,
        long end,
        Dictionary<StoredSeries, List<HistoryStep>> minutes,
        CancellationToken cancellation
    )
    {
        var (kept, known) = (store.KeptFor, head.KnownUntil);
        await store.ChangeAsync(
            desk,
            async change =>
            {
                foreach (var (series, some) in minutes)
                    await levels.AddAsync(change, desk, HistoryLevels.Minutes, series, some);
                await change.FoldedAsync(end);
            },
            cancellation
        );
        state.Head = (state.Head ?? head) with { FoldedUntil = end };
        foreach (var memory in state.Recorder.Series)
            memory.Forget(end, known - HistoryState.Held);
        await levels.ForgetAsync(desk, 0, Math.Min(end, Before(kept.Raw)), cancellation);
        await levels.ForgetAsync(desk, HistoryLevels.Minutes, Before(kept.Minutes), cancellation);
        await levels.ForgetAsync(desk, HistoryLevels.Quarters, Before(kept.Quarters), cancellation);

        long Before(TimeSpan span) => known - (long)span.TotalMilliseconds;
    }

    /// <summary>Some series' part of a day, in one use of the store; not again where that was written before.</summary>
    private async Task FoldAsync(
        IEnumerable<SeriesMemory> portion,
        long start,
        long end,
        bool isFirst,
        CancellationToken cancellation
    )
    {
        var steps = new List<(StoredSeries Series, List<HistoryStep> Quarters)>();
        foreach (var memory in portion)
        {
            memory.Advance(end);
            if (memory.Quarters(start, withOpen: false).TakeWhile(step => step.Start < end).ToList() is [_, ..] some)
                steps.Add((memory.Series, some));
        }
        if (steps is not [var (first, _), ..])
            return;
        await store.ChangeAsync(
            desk,
            async change =>
            {
                if (!isFirst && await levels.HasAsync(change, desk, HistoryLevels.Days, first, start))
                    return;
                foreach (var (series, quarters) in steps)
                {
                    await levels.AddAsync(change, desk, HistoryLevels.Quarters, series, quarters);
                    var day = HistoryStep.Coarser(quarters, days);
                    await levels.AddAsync(change, desk, HistoryLevels.Days, series, day);
                }
            },
            cancellation
        );
    }

    private Dictionary<StoredSeries, List<HistoryStep>> Minutes(
        List<StoredSeries> wanted,
        List<StoredChunk> segments,
        long end
    )
    {
        var made = wanted.ToDictionary(series => series, _ => new List<HistoryStep>());
        var builders = wanted.ToDictionary(
            series => series.Number,
            series => new StepBuilder(StepGrid.Minutes, series.Rate, made[series].Add)
        );
        foreach (var segment in segments)
        {
            if (Read(segment) is not { } all)
                continue;
            foreach (var series in all)
                if (builders.TryGetValue(series.Number, out var builder))
                {
                    builder.Change(segment.Begins, series.Begin);
                    foreach (var change in series.Changes)
                        builder.Change(change.At, change.Value);
                    builder.Change(segment.Begins + StepGrid.Quarters.Length, SeriesValue.Unknown);
                }
        }
        foreach (var builder in builders.Values)
            builder.Advance(end);
        return made;
    }

    private List<LoggedChange> Read(List<StoredSecond> log)
    {
        var changes = new List<LoggedChange>();
        foreach (var second in log)
        {
            try
            {
                changes.AddRange(LogRow.Read(second.At, second.Data));
            }
            catch (InvalidDataException error)
            {
                LogUnreadable(desk, error.Message);
            }
        }
        return changes;
    }

    private List<RawSeries>? Read(StoredChunk segment)
    {
        try
        {
            return RawSegment.Read(segment.Data, segment.Begins);
        }
        catch (InvalidDataException error)
        {
            LogUnreadable(desk, error.Message);
            return null;
        }
    }

    [LoggerMessage(
        Level = LogLevel.Error,
        Message = "A part of the history of desk {Desk} is kept in a form that cannot be read: {Reason}"
    )]
    private partial void LogUnreadable(string desk, string reason);
}
