using Apollo.Grains.Clock;
using Apollo.Grains.Store;
using Apollo.Model;

namespace Apollo.Grains.History;

/// <summary>
/// Reads steps and changes of a series, from memory and store together. What is not written yet is there, and what is
/// written while it reads is there once.
/// </summary>
internal sealed class HistoryReader(string desk, DeskCalendar calendar, HistoryStore store, HistoryLevels levels)
{
    private readonly StepGrid days = StepGrid.Days(calendar);

    /// <summary>Quarters of an hour in a span of time, with the one that has not ended.</summary>
    /// <param name="state">What is held in memory.</param>
    /// <param name="memory">The series.</param>
    /// <param name="from">Unix ms.</param>
    /// <param name="until">Unix ms; steps that begin there are not in it.</param>
    /// <param name="cancellation">Ends it.</param>
    /// <exception cref="StoreException">The store does not answer.</exception>
    public async Task<List<HistoryStep>> QuartersAsync(
        HistoryState state,
        SeriesMemory memory,
        long from,
        long until,
        CancellationToken cancellation
    )
    {
        var (held, folded) = Held(state, memory, from);
        var kept = await levels.ReadAsync(desk, HistoryLevels.Quarters, memory.Series, from, until, cancellation);
        return Joined(kept, held.Where(step => step.Start < until), folded, state);
    }

    /// <summary>The desk's days in a span of time, with the one that has not ended.</summary>
    /// <inheritdoc cref="QuartersAsync"/>
    public async Task<List<HistoryStep>> DaysAsync(
        HistoryState state,
        SeriesMemory memory,
        long from,
        long until,
        CancellationToken cancellation
    )
    {
        var (held, folded) = Held(state, memory, from);
        var kept = await levels.ReadAsync(desk, HistoryLevels.Days, memory.Series, from, until, cancellation);
        return Joined(kept, HistoryStep.Coarser(held.Where(step => step.Start < until), days), folded, state);
    }

    /// <summary>Minutes of the whole desk that are kept as such, up to the day that is not over.</summary>
    /// <inheritdoc cref="QuartersAsync"/>
    public Task<List<HistoryStep>> MinutesAsync(
        SeriesMemory memory,
        long from,
        long until,
        CancellationToken cancellation
    ) => levels.ReadAsync(desk, HistoryLevels.Minutes, memory.Series, from, until, cancellation);

    /// <summary>
    /// What a series was from an instant on, by change: the first change tells what it was there, as far as that is
    /// known.
    /// </summary>
    /// <inheritdoc cref="QuartersAsync"/>
    public async Task<List<SeriesChange>> ChangesAsync(
        HistoryState state,
        SeriesMemory memory,
        long from,
        long until,
        CancellationToken cancellation
    )
    {
        var (number, rate) = (memory.Series.Number, memory.Series.Rate);
        // In this order: what goes from memory to the log, or from the log to a segment, meanwhile is found twice.
        var unwritten = state.Unwritten.SelectMany(one => one.Seconds).ToList();
        var open = state.Quarter?.BeginOf(number);
        var begin = StepGrid.Quarters.Start(from);
        var log = await store.LogAsync(desk, Math.Min(begin, open?.At ?? begin), until, cancellation);
        var segments = await store.ChunksAsync(desk, 0, 0, begin, until, cancellation);
        return await Task.Run(
            () =>
            {
                var changes = new SortedDictionary<long, SeriesValue>();
                foreach (var segment in segments)
                foreach (var change in Changes(segment, number))
                    changes[change.At] = change.Value;
                if (open is { } now)
                    changes.TryAdd(now.At, now.Value);
                foreach (var change in log.Concat(unwritten).SelectMany(second => Changes(second, number)))
                    changes[change.At] = change.Value;
                return From(changes, rate, from, until);
            },
            cancellation
        );
    }

    /// <summary>
    /// Steps of the store, then those of memory. Of a day that is not folded the store has what was computed
    /// afterwards, up to where the watched history begins: of that step either has a part.
    /// </summary>
    private static List<HistoryStep> Joined(
        List<HistoryStep> kept,
        IEnumerable<HistoryStep> held,
        long folded,
        HistoryState state
    )
    {
        var computed = state.Head?.ComputedUntil ?? 0;
        kept.RemoveAll(step => step.Start >= folded && step.Start >= computed);
        foreach (var step in held)
            if (kept is not [.., var last] || last.Start < step.Start)
                kept.Add(step);
            // Where it was folded meanwhile, the store has all of it.
            else if (last.Known + step.Known <= last.End - last.Start)
                kept[^1] = last.Then(step);
        return kept;
    }

    private static (List<HistoryStep> Held, long Folded) Held(HistoryState state, SeriesMemory memory, long from)
    {
        var known = state.Recorder.KnownUntil ?? 0;
        memory.Advance(known);
        var folded = state.Head?.FoldedUntil ?? 0;
        return ([.. memory.Quarters(Math.Max(from, folded))], folded);
    }

    private static List<SeriesChange> From(SortedDictionary<long, SeriesValue> changes, int rate, long from, long until)
    {
        var found = new List<SeriesChange>();
        var before = new SeriesChange(from, SeriesValue.Unknown);
        foreach (var (at, value) in changes)
            if (at <= from)
                before = new SeriesChange(from, value.After(rate, from - at));
            else if (at < until)
            {
                if (found.Count == 0)
                    found.Add(before);
                // A segment begins with what the series was already.
                var (last, was) = found[^1];
                if (was.After(rate, at - last) != value)
                    found.Add(new SeriesChange(at, value));
            }
        return found.Count == 0 ? [before] : found;
    }

    // Whoever loads and folds says in the log what cannot be read; here nothing is known from there on.
    private static IEnumerable<SeriesChange> Changes(StoredChunk segment, int series)
    {
        try
        {
            return RawSegment
                .Read(segment.Data, segment.Begins, series)
                .SelectMany(one => one.Changes.Prepend(new SeriesChange(segment.Begins, one.Begin)))
                .ToList();
        }
        catch (InvalidDataException)
        {
            return [new SeriesChange(segment.Begins, SeriesValue.Unknown)];
        }
    }

    private static IEnumerable<SeriesChange> Changes(StoredSecond second, int series)
    {
        try
        {
            return LogRow
                .Read(second.At, second.Data)
                .Where(change => change.Series == series)
                .Select(change => new SeriesChange(change.At, change.Value))
                .ToList();
        }
        catch (InvalidDataException)
        {
            return [new SeriesChange(second.At, SeriesValue.Unknown)];
        }
    }
}
