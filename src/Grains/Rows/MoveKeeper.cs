using System.Collections.Immutable;
using Apollo.Grains.Clock;
using Apollo.Grains.Engine;
using Apollo.Grains.Store;
using Apollo.Model;
using Microsoft.Extensions.Logging;

namespace Apollo.Grains.Rows;

/// <summary>
/// What moved in one KPI, kept through restarts: the store holds what the KPI counted and every move since, so that
/// after a restart what moved meanwhile is the difference. Written every few seconds beside the KPI's own work, which
/// never waits for it. While the store is away, moves are known since the start, as <see cref="KpiMoves.KeptSince"/>
/// says.
/// </summary>
/// <typeparam name="TRow"><see cref="Ticket"/> or <see cref="Intervention"/>.</typeparam>
internal sealed partial class MoveKeeper<TRow>(
    string desk,
    string kpi,
    MoveStore store,
    TimeProvider time,
    ILogger logger
) : IKpiOutlet<TRow>
    where TRow : class, ISliceRow
{
    /// <summary>More rows at once are a bulk: of those that changed and stayed only the number is kept.</summary>
    private const int BulkAbove = 1_000;
    private static readonly TimeSpan WriteEvery = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan WriteAgainAfter = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan FoldEvery = TimeSpan.FromHours(1);
    private readonly MoveLog log = new(store.KeptFor);
    private Beginning? beginning;
    private ImmutableArray<KeptMove> earlier = [];
    private List<KeptMove> pending = [];
    private bool isLost;
    private bool isStarted;
    private long number;
    private DateTime now;
    private DateTime writeAt;
    private DateTime foldAt;
    private Task writing = Task.CompletedTask;

    /// <summary>Too much moved while the store was away: it can be kept again only from all rows.</summary>
    public bool WantsAllRows { get; private set; }

    /// <summary>
    /// When rows last entered or left before this start, once the store has told it; null where it knows of none.
    /// </summary>
    public KpiMove? Earlier { get; private set; }

    /// <summary>All rows were read: what moved since they were last known is the difference to the store's.</summary>
    /// <param name="rows">All rows of the slice.</param>
    /// <param name="counted">What the KPI counts of them.</param>
    /// <param name="at">Instant of both, UTC.</param>
    public void Begin(List<TRow> rows, HashSet<RowKey> counted, DateTime at)
    {
        log.Start(at);
        earlier = [.. earlier, .. pending];
        pending = [];
        (beginning, isStarted, WantsAllRows, now, writeAt) = (
            new Beginning(rows, counted, at),
            true,
            false,
            at,
            default
        );
        Bound();
    }

    public void Take(KpiCut<TRow> cut, KpiResult? result, KpiWorkflow<TRow> state) => Add(cut.Rows, state.Now);

    /// <summary>Rows moved.</summary>
    public void Add(ImmutableArray<RowMove<TRow>> rows, DateTime at)
    {
        now = at;
        if (rows.IsEmpty)
            return;
        var told = rows;
        if (rows.Length > BulkAbove)
        {
            told = rows.RemoveAll(move => move.Kind == MoveKind.Changed);
            log.AddChanged(rows.Length - told.Length, at);
        }
        var moves = told.Select(move => RowTexts.Keep(move, at)).ToList();
        log.Add(moves, at);
        if (isLost)
            // Until the bulk is over and all rows can be asked for, nothing more is to be kept of it.
            writeAt = time.GetUtcNow().UtcDateTime + WriteAgainAfter;
        else
            pending.AddRange(moves);
        Bound();
    }

    /// <summary>The net of all moves after an instant; null before the first rows.</summary>
    public KpiMoves? Since(DateTime since, DateTime until, Audience audience) =>
        isStarted ? log.Since(kpi, since, until, audience) : null;

    /// <summary>Writes what is due, in the background.</summary>
    public void Keep()
    {
        var clock = time.GetUtcNow().UtcDateTime;
        if (!isStarted || !writing.IsCompleted || clock < writeAt)
            return;
        if (isLost || beginning is not null || pending.Count > 0 || !earlier.IsEmpty || clock >= foldAt)
            writing = WriteAsync(CancellationToken.None);
    }

    /// <summary>Writes what is left, as far as the store takes it.</summary>
    public async Task StopAsync(CancellationToken cancellation)
    {
        await writing.WaitAsync(cancellation);
        if (isStarted && (beginning is not null || pending.Count > 0 || !earlier.IsEmpty))
            await WriteAsync(cancellation);
    }

    private async Task WriteAsync(CancellationToken cancellation)
    {
        try
        {
            if (isLost)
            {
                await store.ClearAsync(desk, kpi, cancellation);
                (isLost, WantsAllRows) = (false, beginning is null);
            }
            if (!WantsAllRows)
                await WriteMovesAsync(cancellation);
            writeAt = time.GetUtcNow().UtcDateTime + WriteEvery;
        }
        catch (Exception error) when (error is StoreException or OperationCanceledException)
        {
            // The store has said so in the log; nothing of it is lost here.
            writeAt = time.GetUtcNow().UtcDateTime + WriteAgainAfter;
        }
        catch (Exception error)
        {
            LogFailed(error, kpi, desk);
            writeAt = time.GetUtcNow().UtcDateTime + WriteAgainAfter;
        }
    }

    private async Task WriteMovesAsync(CancellationToken cancellation)
    {
        await WriteEarlierAsync(cancellation);
        if (beginning is { } begun)
            await GoOnAsync(begun, cancellation);
        if (beginning is not null)
            return;
        (earlier, pending) = ([.. earlier, .. pending], []);
        await WriteEarlierAsync(cancellation);
        var clock = time.GetUtcNow().UtcDateTime;
        if (clock < foldAt || beginning is not null)
            return;
        // Says that until now nothing else moved, so that a quiet KPI is known to be quiet.
        await AppendAsync([], clock, cancellation);
        await store.FoldAsync(desk, kpi, clock - store.KeptFor, cancellation);
        foldAt = clock + FoldEvery;
    }

    private async Task WriteEarlierAsync(CancellationToken cancellation)
    {
        if (earlier.IsEmpty)
            return;
        var batch = earlier;
        earlier = [];
        try
        {
            await AppendAsync(batch, batch[^1].Row.At, cancellation);
        }
        catch
        {
            earlier = [.. batch, .. earlier];
            throw;
        }
    }

    private async Task GoOnAsync(Beginning begun, CancellationToken cancellation)
    {
        var known = await store.LoadAsync(desk, kpi, cancellation);
        if (known is null || known.KnownUntil < begun.At - store.KeptFor)
        {
            await store.BeginAsync(desk, kpi, begun.At, begun.Counted, cancellation);
            if (beginning == begun)
                beginning = null;
            return;
        }
        number = known.Batches is [.., var last] ? last.Number : 0;
        var kept = known.Batches.SelectMany(batch => batch.Moves).ToList();
        var away = Difference(known.Fold(DateTime.MaxValue).Counted, begun, kept);
        await AppendAsync(away, begun.At, cancellation);
        // All rows may have been read once more meanwhile: then that is the beginning to go on from.
        if (beginning != begun)
            return;
        beginning = null;
        log.Start(known.KeptSince);
        log.Add([.. kept, .. away, .. pending], now);
        Earlier = log.Last();
    }

    /// <summary>What must have entered and left between the last move known and the rows as they are.</summary>
    private static ImmutableArray<KeptMove> Difference(HashSet<RowKey> before, Beginning begun, List<KeptMove> kept)
    {
        var known = new Dictionary<string, (string? Title, string? Team)>(StringComparer.Ordinal);
        foreach (var move in kept)
            known[move.Row.Id] = (move.Row.Title, move.Team);
        foreach (var row in begun.Rows)
            known[row.Id] = (RowTexts.Title(row), RowTexts.Team(row));
        KeptMove Move(MoveKind kind, RowKey key)
        {
            var (title, team) = known.GetValueOrDefault(key.Id);
            return new(kind, new RowMoved(key.Id, key.Part, title, begun.At, false, null, Away: true), team);
        }
        return
        [
            .. before.Where(key => !begun.Counted.Contains(key)).Select(key => Move(MoveKind.Left, key)),
            .. begun.Counted.Where(key => !before.Contains(key)).Select(key => Move(MoveKind.Entered, key)),
        ];
    }

    private Task AppendAsync(ImmutableArray<KeptMove> moves, DateTime until, CancellationToken cancellation)
    {
        number = Math.Max(number + 1, time.UnixMicroseconds());
        return store.AppendAsync(desk, kpi, new MoveBatch(number, until, moves), cancellation);
    }

    /// <summary>
    /// Rows that changed and stayed are forgotten first: without them it is still known what is counted.
    /// </summary>
    private void Bound()
    {
        if (pending.Count + earlier.Length <= MoveLog.Limit)
            return;
        pending.RemoveAll(move => move.Kind == MoveKind.Changed);
        earlier = earlier.RemoveAll(move => move.Kind == MoveKind.Changed);
        if (pending.Count + earlier.Length <= MoveLog.Limit)
            return;
        (earlier, pending, beginning, isLost) = ([], [], null, true);
        writeAt = time.GetUtcNow().UtcDateTime + WriteAgainAfter;
    }

    [LoggerMessage(
        Level = LogLevel.Error,
        Message = "What moved in KPI {Kpi} of desk {Desk} could not be written; it is tried again"
    )]
    private partial void LogFailed(Exception error, string kpi, string desk);

    private sealed record Beginning(List<TRow> Rows, HashSet<RowKey> Counted, DateTime At);
}
