using Apollo.Model;

namespace Apollo.Grains.Store;

/// <summary>
/// What the desks remember of their KPIs, in the store: a log by the second, chunks that are made of it, gaps, limits.
/// Whoever writes holds the desk's row first, so that two never write across each other.
/// </summary>
internal sealed class HistoryStore(ApolloStore store, StoreSettings settings)
{
    private const string Head =
        "SELECT began, known_until AS KnownUntil, folded_until AS FoldedUntil, computed_until AS ComputedUntil "
        + "FROM apollo_history WHERE desk = @desk";
    private const string Begin =
        "INSERT INTO apollo_history (desk, began, known_until, folded_until) "
        + "VALUES (@desk, @Began, @KnownUntil, @FoldedUntil)";
    private const string Know =
        "UPDATE apollo_history SET known_until = @KnownUntil WHERE desk = @desk AND known_until = @KnownBefore";
    private const string Hold = "UPDATE apollo_history SET folded_until = folded_until WHERE desk = @desk";
    private const string HighestSeries = "SELECT MAX(number) FROM apollo_history_series WHERE desk = @desk";
    private const string AddSecond = "INSERT INTO apollo_history_log (desk, at, data) VALUES (@desk, @At, @Data)";
    private const string Log =
        "SELECT at, data FROM apollo_history_log WHERE desk = @desk AND at >= @from AND at < @until ORDER BY at";
    private const string FirstSecond = "SELECT MIN(at) FROM apollo_history_log WHERE desk = @desk AND at >= @from";
    private const string DropLog = "DELETE FROM apollo_history_log WHERE desk = @desk AND at < @until";
    private const string Gaps =
        "SELECT begins, ends FROM apollo_history_gaps WHERE desk = @desk AND ends > @from AND begins < @until "
        + "ORDER BY begins";
    private const string AddGap = "INSERT INTO apollo_history_gaps (desk, begins, ends) VALUES (@desk, @Begins, @Ends)";
    private const string AllLimits =
        "SELECT kpi, since, warning, critical FROM apollo_history_limits WHERE desk = @desk ORDER BY since";
    private const string AddLimits =
        "INSERT INTO apollo_history_limits (desk, kpi, since, warning, critical) "
        + "VALUES (@desk, @Kpi, @Since, @Warning, @Critical)";

    /// <summary>How long each level is kept.</summary>
    public HistoryRetention KeptFor => settings.HistoryKeptFor;

    /// <summary>How far a desk's history reaches; null = nothing is remembered.</summary>
    /// <exception cref="StoreException">The store does not answer.</exception>
    public Task<HistoryHead?> HeadAsync(string desk, CancellationToken cancellation) =>
        store.ReadAsync(session => HeadAsync(session, desk), cancellation);

    /// <summary>All series of a desk, by number.</summary>
    /// <exception cref="StoreException">The store does not answer.</exception>
    public Task<List<StoredSeries>> SeriesAsync(string desk, CancellationToken cancellation) =>
        store.ReadAsync(session => new HistoryChange(session, desk).SeriesAsync([]), cancellation);

    /// <summary>Adds what became known.</summary>
    /// <returns>False: another has written meanwhile, and nothing was added.</returns>
    /// <exception cref="StoreException">The store does not answer.</exception>
    public Task<bool> AddAsync(string desk, HistoryAddition addition, CancellationToken cancellation) =>
        store.WriteAsync(
            async session =>
            {
                if (addition.KnownBefore is null && await HeadAsync(session, desk) is not null)
                    return false;
                if (addition.Series is [var first, ..])
                {
                    var highest = (await session.QueryAsync<int?>(HighestSeries, new { desk }))[0] ?? 0;
                    if (highest >= first.Number)
                        return false;
                }
                var held = await session.ExecuteAsync(
                    addition.KnownBefore is null ? Begin : Know,
                    new
                    {
                        desk,
                        addition.Began,
                        addition.KnownBefore,
                        addition.KnownUntil,
                        addition.FoldedUntil,
                    }
                );
                if (held == 0)
                    return false;
                await new HistoryChange(session, desk).AddSeriesAsync(addition.Series);
                foreach (var second in addition.Seconds)
                    await session.ExecuteAsync(
                        AddSecond,
                        new
                        {
                            desk,
                            second.At,
                            second.Data,
                        }
                    );
                foreach (var gap in addition.Gaps)
                    await session.ExecuteAsync(
                        AddGap,
                        new
                        {
                            desk,
                            gap.Begins,
                            gap.Ends,
                        }
                    );
                return true;
            },
            cancellation,
            patiently: true
        );

    /// <summary>The seconds of the log in a span of time, in order.</summary>
    /// <exception cref="StoreException">The store does not answer.</exception>
    public Task<List<StoredSecond>> LogAsync(string desk, long from, long until, CancellationToken cancellation) =>
        store.ReadAsync(
            session =>
                session.QueryAsync<StoredSecond>(
                    Log,
                    new
                    {
                        desk,
                        from,
                        until,
                    }
                ),
            cancellation
        );

    /// <summary>The first second of the log at or after an instant; null = there is none.</summary>
    /// <exception cref="StoreException">The store does not answer.</exception>
    public Task<long?> FirstSecondAsync(string desk, long from, CancellationToken cancellation) =>
        store.ReadAsync(
            async session => (await session.QueryAsync<long?>(FirstSecond, new { desk, from }))[0],
            cancellation
        );

    /// <summary>Chunks that begin in a span of time, in order.</summary>
    /// <exception cref="StoreException">The store does not answer.</exception>
    public Task<List<StoredChunk>> ChunksAsync(
        string desk,
        int span,
        int series,
        long from,
        long until,
        CancellationToken cancellation
    ) =>
        store.ReadAsync(
            session => new HistoryChange(session, desk).ChunksAsync(span, series, from, until),
            cancellation
        );

    /// <summary>A quarter's log becomes one chunk: all or nothing.</summary>
    /// <param name="desk">Desk id.</param>
    /// <param name="quarter">The chunk; null = nothing is known of it.</param>
    /// <param name="until">The log before this instant goes.</param>
    /// <param name="cancellation">Ends it.</param>
    /// <exception cref="StoreException">The store does not answer.</exception>
    public Task FoldQuarterAsync(string desk, StoredChunk? quarter, long until, CancellationToken cancellation) =>
        store.WriteAsync(
            async session =>
            {
                await session.ExecuteAsync(Hold, new { desk });
                if (quarter is not null)
                    await new HistoryChange(session, desk).PutAsync(quarter);
                return await session.ExecuteAsync(DropLog, new { desk, until });
            },
            cancellation,
            patiently: true
        );

    /// <summary>
    /// Changes chunks of steps, as a whole: reading and writing go on while nobody else writes this desk's history.
    /// </summary>
    /// <exception cref="StoreException">The store does not answer.</exception>
    public Task ChangeAsync(string desk, Func<HistoryChange, Task> change, CancellationToken cancellation) =>
        store.WriteAsync(
            async session =>
            {
                await session.ExecuteAsync(Hold, new { desk });
                await change(new HistoryChange(session, desk));
                return true;
            },
            cancellation,
            patiently: true
        );

    /// <summary>Forgets the oldest chunks of a level, a bounded part of them at once.</summary>
    /// <inheritdoc cref="HistoryChange.DropAsync"/>
    /// <exception cref="StoreException">The store does not answer.</exception>
    public Task<bool> DropAsync(string desk, int span, long until, long atOnce, CancellationToken cancellation) =>
        store.WriteAsync(
            session => new HistoryChange(session, desk).DropAsync(span, until, atOnce),
            cancellation,
            patiently: true
        );

    /// <summary>Spans of which nothing is known, that touch a span of time.</summary>
    /// <exception cref="StoreException">The store does not answer.</exception>
    public Task<List<StoredGap>> GapsAsync(string desk, long from, long until, CancellationToken cancellation) =>
        store.ReadAsync(
            session =>
                session.QueryAsync<StoredGap>(
                    Gaps,
                    new
                    {
                        desk,
                        from,
                        until,
                    }
                ),
            cancellation
        );

    /// <summary>All limits there ever were, by when they began.</summary>
    /// <exception cref="StoreException">The store does not answer.</exception>
    public Task<List<StoredLimits>> LimitsAsync(string desk, CancellationToken cancellation) =>
        store.ReadAsync(session => session.QueryAsync<StoredLimits>(AllLimits, new { desk }), cancellation);

    /// <summary>Adds limits that hold from now on.</summary>
    /// <exception cref="StoreException">The store does not answer.</exception>
    public Task AddLimitsAsync(string desk, IReadOnlyList<StoredLimits> limits, CancellationToken cancellation) =>
        store.WriteAsync(
            async session =>
            {
                foreach (var one in limits)
                    await session.ExecuteAsync(
                        AddLimits,
                        new
                        {
                            desk,
                            one.Kpi,
                            one.Since,
                            one.Warning,
                            one.Critical,
                        }
                    );
                return true;
            },
            cancellation,
            patiently: true
        );

    private static async Task<HistoryHead?> HeadAsync(StoreSession session, string desk) =>
        (await session.QueryAsync<HistoryHead>(Head, new { desk })) is [var head] ? head : null;
}
