namespace Apollo.Grains.Store;

/// <summary>Changes of a desk's history that go together, in one use of the store.</summary>
internal sealed class HistoryChange(StoreSession session, string desk)
{
    private const string Begin =
        "INSERT INTO apollo_history (desk, began, known_until, folded_until) VALUES (@desk, @until, @until, @until)";
    private const string Folded = "UPDATE apollo_history SET folded_until = @until WHERE desk = @desk";
    private const string Computed =
        "UPDATE apollo_history SET began = @began, computed_until = @until WHERE desk = @desk";
    private const string All =
        "SELECT number, kpi, dimension, name, rate FROM apollo_history_series WHERE desk = @desk ORDER BY number";
    private const string Add =
        "INSERT INTO apollo_history_series (desk, number, kpi, dimension, name, rate) "
        + "VALUES (@desk, @Number, @Kpi, @Dimension, @Name, @Rate)";
    private const string Chunks =
        "SELECT span, series, begins, data FROM apollo_history_chunks "
        + "WHERE desk = @desk AND span = @span AND series = @series AND begins >= @from AND begins < @until "
        + "ORDER BY begins";
    private const string ChangeChunk =
        "UPDATE apollo_history_chunks SET data = @Data "
        + "WHERE desk = @desk AND span = @Span AND series = @Series AND begins = @Begins";
    private const string AddChunk =
        "INSERT INTO apollo_history_chunks (desk, span, series, begins, data) "
        + "VALUES (@desk, @Span, @Series, @Begins, @Data)";
    private const string Oldest =
        "SELECT MIN(begins) FROM apollo_history_chunks WHERE desk = @desk AND span = @span AND begins < @until";
    private const string Drop =
        "DELETE FROM apollo_history_chunks WHERE desk = @desk AND span = @span AND begins < @until";

    /// <summary>Adds series that are not there yet, and gives all, by number.</summary>
    /// <param name="wanted">Without numbers.</param>
    public async Task<List<StoredSeries>> SeriesAsync(IEnumerable<StoredSeries> wanted)
    {
        var all = await session.QueryAsync<StoredSeries>(All, new { desk });
        var known = all.Select(Key).ToHashSet();
        var next = all.Count == 0 ? 1 : all[^1].Number + 1;
        var added = wanted.Where(one => known.Add(Key(one))).Select(one => one with { Number = next++ }).ToList();
        await AddSeriesAsync(added);
        return [.. all, .. added];

        static (string, string, string) Key(StoredSeries one) => (one.Kpi, one.Dimension, one.Name);
    }

    /// <summary>Adds series with their numbers.</summary>
    public async Task AddSeriesAsync(IEnumerable<StoredSeries> series)
    {
        foreach (var one in series)
            await session.ExecuteAsync(
                Add,
                new
                {
                    desk,
                    one.Number,
                    one.Kpi,
                    one.Dimension,
                    one.Name,
                    one.Rate,
                }
            );
    }

    /// <summary>Chunks that begin in a span of time, in order.</summary>
    public Task<List<StoredChunk>> ChunksAsync(int span, int series, long from, long until) =>
        session.QueryAsync<StoredChunk>(
            Chunks,
            new
            {
                desk,
                span,
                series,
                from,
                until,
            }
        );

    /// <summary>Writes a chunk, over the one that is there.</summary>
    public async Task PutAsync(StoredChunk chunk)
    {
        var row = new
        {
            desk,
            chunk.Span,
            chunk.Series,
            chunk.Begins,
            chunk.Data,
        };
        if (await session.ExecuteAsync(ChangeChunk, row) == 0)
            await session.ExecuteAsync(AddChunk, row);
    }

    /// <summary>Forgets the oldest chunks of a span that begin before an instant.</summary>
    /// <param name="span">Seconds of a step; 0 = by change.</param>
    /// <param name="until">Unix ms.</param>
    /// <param name="atOnce">Those that begin within so many ms of the oldest go.</param>
    /// <returns>Whether there may be more.</returns>
    public async Task<bool> DropAsync(int span, long until, long atOnce)
    {
        if ((await session.QueryAsync<long?>(Oldest, Row(until)))[0] is not { } oldest)
            return false;
        await session.ExecuteAsync(Drop, Row(Math.Min(until, oldest + atOnce)));
        return oldest + atOnce < until;

        object Row(long before) =>
            new
            {
                desk,
                span,
                until = before,
            };
    }

    /// <summary>The desk's days before an instant are kept as steps.</summary>
    public Task FoldedAsync(long until) => session.ExecuteAsync(Folded, new { desk, until });

    /// <summary>It was computed afterwards, from an instant until another, where the live history begins.</summary>
    public async Task ComputedAsync(long began, long until)
    {
        var row = new
        {
            desk,
            began,
            until,
        };
        if (await session.ExecuteAsync(Computed, row) > 0)
            return;
        await session.ExecuteAsync(Begin, row);
        await session.ExecuteAsync(Computed, row);
    }
}
