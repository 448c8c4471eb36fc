using Apollo.Grains.Clock;
using Apollo.Grains.Store;
using Apollo.Model;

namespace Apollo.Grains.History;

/// <summary>What is held in memory of a desk's history.</summary>
internal sealed class HistoryState(
    HistoryHead? head,
    Recorder recorder,
    OpenQuarter? quarter,
    List<StoredLimits> limits
)
{
    /// <summary>Of so long the last values of quarters are held, whatever is folded; ms.</summary>
    public const long Held = 25 * 3_600_000L;

    /// <summary>As it is in the store; null = nothing is remembered.</summary>
    public HistoryHead? Head { get; set; } = head;

    public Recorder Recorder => recorder;

    /// <summary>The first quarter of an hour whose log is not a segment; null before there is one.</summary>
    public OpenQuarter? Quarter { get; set; } = quarter;

    /// <summary>The KPIs' limits, by when they began.</summary>
    public List<StoredLimits> Limits => limits;

    /// <summary>Gaps of late.</summary>
    public List<StoredGap> Gaps { get; init; } = [];

    /// <summary>What is known and not in the store yet, in order.</summary>
    public LinkedList<Recorded> Unwritten { get; } = new();

    /// <summary>Reads what is needed to go on, from the store.</summary>
    /// <exception cref="StoreException">The store does not answer.</exception>
    public static async Task<HistoryState> LoadAsync(
        string desk,
        HistoryStore store,
        IReadOnlyCollection<KpiDefinition> kpis,
        TimeSpan longestPause,
        Action<string> unreadable,
        CancellationToken cancellation
    )
    {
        var limits = await store.LimitsAsync(desk, cancellation);
        if (await store.HeadAsync(desk, cancellation) is not { } head)
            return new HistoryState(null, new Recorder(kpis, longestPause, null, []), null, limits);
        var series = await store.SeriesAsync(desk, cancellation);
        var from = StepGrid.Quarters.Start(Math.Min(head.FoldedUntil, head.KnownUntil - Held));
        var segments = await store.ChunksAsync(desk, 0, 0, from, long.MaxValue, cancellation);
        var tail = segments is [.., var last] ? last.Begins + StepGrid.Quarters.Length : 0;
        var log = await store.LogAsync(desk, tail, long.MaxValue, cancellation);
        var gaps = await store.GapsAsync(desk, head.KnownUntil - Held, long.MaxValue, cancellation);
        return await Task.Run(
            () =>
            {
                var play = new HistoryPlay(series, head.KnownUntil, unreadable);
                foreach (var segment in segments)
                    play.Take(segment);
                var first = log is [var oldest, ..] ? Math.Min(oldest.At, head.KnownUntil) : head.KnownUntil;
                var quarter = play.Open(Math.Max(tail, StepGrid.Quarters.Start(first)));
                foreach (var second in log)
                    play.Take(second);
                foreach (var memory in play.Memories)
                    memory.Forget(head.FoldedUntil, head.KnownUntil - Held);
                return new HistoryState(
                    head,
                    new Recorder(kpis, longestPause, head.KnownUntil, play.Memories),
                    quarter,
                    limits
                )
                {
                    Gaps = gaps,
                };
            },
            cancellation
        );
    }
}

/// <summary>Plays what the store holds by change into memory.</summary>
internal sealed class HistoryPlay
{
    private readonly Dictionary<int, SeriesMemory> memories;
    private readonly Action<string> unreadable;
    private readonly long minutesFrom;
    private bool hasMinutes;

    public HistoryPlay(IEnumerable<StoredSeries> series, long knownUntil, Action<string> unreadable)
    {
        memories = series.ToDictionary(one => one.Number, one => new SeriesMemory(one));
        minutesFrom = SeriesMemory.MinutesFrom(knownUntil);
        this.unreadable = unreadable;
    }

    public IEnumerable<SeriesMemory> Memories => memories.Values;

    public void Take(StoredChunk segment)
    {
        var until = segment.Begins + StepGrid.Quarters.Length;
        try
        {
            var all = RawSegment.Read(segment.Data, segment.Begins);
            BeginMinutes(segment.Begins);
            foreach (var one in all)
            {
                if (!memories.TryGetValue(one.Number, out var memory))
                    continue;
                if (memory.ValueAt(segment.Begins) != one.Begin)
                    memory.Change(segment.Begins, one.Begin, hasMinutes);
                foreach (var change in one.Changes)
                    memory.Change(change.At, change.Value, hasMinutes);
            }
        }
        catch (InvalidDataException error)
        {
            unreadable(error.Message);
            foreach (var memory in memories.Values)
                memory.Change(segment.Begins, SeriesValue.Unknown, hasMinutes);
        }
        foreach (var memory in memories.Values)
            memory.Change(until, memory.ValueAt(until), hasMinutes);
    }

    public void Take(StoredSecond second)
    {
        try
        {
            BeginMinutes(second.At);
            foreach (var change in LogRow.Read(second.At, second.Data))
                memories.GetValueOrDefault(change.Series)?.Change(change.At, change.Value, hasMinutes);
        }
        catch (InvalidDataException error)
        {
            unreadable(error.Message);
        }
    }

    /// <summary>The quarter that goes on, as all series are now.</summary>
    public OpenQuarter Open(long start)
    {
        var quarter = new OpenQuarter(start);
        foreach (var memory in memories.Values)
            quarter.Begin(memory.Series.Number, memory.Series.Rate, memory.ValueAt(start));
        return quarter;
    }

    private void BeginMinutes(long at)
    {
        if (hasMinutes || at < minutesFrom)
            return;
        hasMinutes = true;
        foreach (var memory in memories.Values)
            memory.BeginMinutes(at);
    }
}
