using Apollo.Grains.Store;
using Microsoft.Extensions.Logging;

namespace Apollo.Grains.History;

/// <summary>
/// The steps of series in the store: minutes, quarters of an hour and days, in chunks by series. A chunk is read,
/// grows and is written again.
/// </summary>
internal sealed partial class HistoryLevels(HistoryStore store, ILogger<HistoryLevels> logger)
{
    /// <summary>Minutes, of the whole desk only; chunks of a day.</summary>
    public const int Minutes = 60;

    /// <summary>Quarters of an hour; chunks of 28 days.</summary>
    public const int Quarters = 900;

    /// <summary>The desk's days; chunks of 364 days.</summary>
    public const int Days = 86_400;

    private static readonly Comparer<HistoryStep> ByStart = Comparer<HistoryStep>.Create(
        static (one, other) => one.Start.CompareTo(other.Start)
    );

    /// <summary>Steps of a series that begin in a span of time, in order.</summary>
    /// <param name="desk">Desk id.</param>
    /// <param name="span">Seconds of a step.</param>
    /// <param name="series">The series.</param>
    /// <param name="from">Unix ms.</param>
    /// <param name="until">Unix ms; not in it.</param>
    /// <param name="cancellation">Ends it.</param>
    /// <exception cref="Apollo.Model.StoreException">The store does not answer.</exception>
    public async Task<List<HistoryStep>> ReadAsync(
        string desk,
        int span,
        StoredSeries series,
        long from,
        long until,
        CancellationToken cancellation
    )
    {
        if (from >= until)
            return [];
        var chunks = await store.ChunksAsync(desk, span, series.Number, ChunkOf(span, from), until, cancellation);
        return await Task.Run(
            () =>
                chunks
                    .SelectMany(chunk => Read(desk, chunk, series.Rate))
                    .Where(step => step.Start >= from && step.Start < until)
                    .ToList(),
            cancellation
        );
    }

    /// <summary>Whether a step of a series that begins at an instant is kept.</summary>
    public async Task<bool> HasAsync(HistoryChange change, string desk, int span, StoredSeries series, long start)
    {
        var begin = ChunkOf(span, start);
        return (await change.ChunksAsync(span, series.Number, begin, begin + 1))
            .SelectMany(chunk => Read(desk, chunk, series.Rate))
            .Any(step => step.Start == start);
    }

    /// <summary>Adds steps to what is kept of a series.</summary>
    /// <param name="change">The use of the store that it is part of.</param>
    /// <param name="desk">Desk id.</param>
    /// <param name="span">Seconds of a step.</param>
    /// <param name="series">The series.</param>
    /// <param name="steps">In order.</param>
    /// <param name="isBefore">Where a step is there already, the one added tells its first part; else its last.</param>
    public async Task AddAsync(
        HistoryChange change,
        string desk,
        int span,
        StoredSeries series,
        IEnumerable<HistoryStep> steps,
        bool isBefore = false
    )
    {
        foreach (var period in steps.GroupBy(step => ChunkOf(span, step.Start)))
        {
            var held = await change.ChunksAsync(span, series.Number, period.Key, period.Key + 1);
            List<HistoryStep> all = [.. held.SelectMany(chunk => Read(desk, chunk, series.Rate))];
            Merge(all, period, isBefore);
            await change.PutAsync(
                new StoredChunk
                {
                    Span = span,
                    Series = series.Number,
                    Begins = period.Key,
                    Data = StepChunk.Write(all, span * 1000L, series.Rate),
                }
            );
        }
    }

    /// <summary>Begin of the chunk that has a step, Unix ms.</summary>
    /// <param name="span">Seconds of a step.</param>
    /// <param name="at">Begin of the step, Unix ms.</param>
    public static long ChunkOf(int span, long at) =>
        at - (((at % ChunkLength(span)) + ChunkLength(span)) % ChunkLength(span));

    /// <summary>Begin of the chunk after that, Unix ms.</summary>
    /// <inheritdoc cref="ChunkOf"/>
    public static long ChunkAfter(int span, long at) => ChunkOf(span, at) + ChunkLength(span);

    /// <summary>
    /// Forgets chunks all of whose steps ended before an instant: those of one period after the other, so that however
    /// much is forgotten, nobody waits long for the store.
    /// </summary>
    /// <param name="desk">Desk id.</param>
    /// <param name="span">Seconds of a step; 0 = by change.</param>
    /// <param name="before">Unix ms.</param>
    /// <param name="cancellation">Ends it; the rest goes the next time.</param>
    /// <exception cref="Apollo.Model.StoreException">The store does not answer.</exception>
    public async Task ForgetAsync(string desk, int span, long before, CancellationToken cancellation)
    {
        var until = span == 0 ? before : ChunkOf(span, before);
        while (await store.DropAsync(desk, span, until, atOnce: StepGrid.DayLength, cancellation)) { }
    }

    /// <summary>Most are added behind what there is.</summary>
    private static void Merge(List<HistoryStep> held, IEnumerable<HistoryStep> added, bool isBefore)
    {
        foreach (var step in added)
        {
            if (held.Count == 0 || held[^1].Start < step.Start)
            {
                held.Add(step);
                continue;
            }
            var place = held.BinarySearch(step, ByStart);
            if (place < 0)
                held.Insert(~place, step);
            else
                held[place] = Join(held[place], step, isBefore);
        }
    }

    private static HistoryStep Join(in HistoryStep held, in HistoryStep added, bool isBefore) =>
        held.Known + added.Known > held.End - held.Start ? added
        : isBefore ? added.Then(held)
        : held.Then(added);

    private List<HistoryStep> Read(string desk, StoredChunk chunk, int rate)
    {
        try
        {
            return StepChunk.Read(chunk.Data, chunk.Span * 1000L, rate);
        }
        catch (InvalidDataException error)
        {
            LogUnreadable(desk, chunk.Span, chunk.Series, error.Message);
            return [];
        }
    }

    private static long ChunkLength(int span) =>
        (
            span switch
            {
                Minutes => 1,
                Quarters => 28,
                _ => 364,
            }
        ) * StepGrid.DayLength;

    [LoggerMessage(
        Level = LogLevel.Error,
        Message = "History of desk {Desk} (steps of {Span} s, series {Series}) is kept in a form that cannot be read, "
            + "and is left out: {Reason}"
    )]
    private partial void LogUnreadable(string desk, int span, int series, string reason);
}
