using System.Collections.Immutable;
using Apollo.Grains.Engine;
using Apollo.Grains.Store;
using Apollo.Model;

namespace Apollo.Grains.Rows;

/// <summary>
/// What entered and left one KPI during the last 24 h, or as long as moves are kept. Bounded: a busy KPI remembers less
/// far back, and says from when on.
/// </summary>
internal sealed class MoveLog(TimeSpan keptFor)
{
    public const int Limit = 20_000;
    private readonly Queue<KeptMove> moves = new();
    private readonly Queue<(DateTime At, int Rows)> bulks = new();

    /// <summary>From when on moves are known, UTC.</summary>
    public DateTime KeptSince { get; private set; }

    /// <summary>Begins afresh: what happened before is not known.</summary>
    /// <param name="keptSince">From when on moves are known, UTC.</param>
    public void Start(DateTime keptSince)
    {
        moves.Clear();
        bulks.Clear();
        KeptSince = keptSince;
    }

    /// <summary>So many rows changed at once and stayed: too many to be told one by one.</summary>
    public void AddChanged(int rows, DateTime at)
    {
        if (rows > 0)
            bulks.Enqueue((at, rows));
    }

    /// <summary>Adds moves, oldest first.</summary>
    public void Add(IReadOnlyList<KeptMove> added, DateTime at)
    {
        if (added.Count > Limit)
            KeptSince = added[^(Limit + 1)].Row.At;
        foreach (var move in added.Skip(Math.Max(0, added.Count - Limit)))
            moves.Enqueue(move);
        while (moves.Count > Limit)
            KeptSince = moves.Dequeue().Row.At;
        Forget(at);
    }

    /// <summary>How many rows entered and left when some last did, as a card tells it; null where none did.</summary>
    public KpiMove? Last()
    {
        var crossed = moves.Where(move => move.Kind != MoveKind.Changed).ToList();
        if (crossed.Count == 0)
            return null;
        var at = crossed[^1].Row.At;
        var last = crossed.Where(move => move.Row.At == at).ToList();
        return new KpiMove(
            last.Count(move => move.Kind == MoveKind.Entered),
            last.Count(move => move.Kind == MoveKind.Left),
            0,
            last.All(move => move.Row.ByClock),
            at
        );
    }

    /// <summary>The net of all moves after an instant, as an audience may know it.</summary>
    public KpiMoves Since(string kpi, DateTime since, DateTime now, Audience audience)
    {
        Forget(now);
        var from = since > KeptSince ? since : KeptSince;
        var rows = new Dictionary<RowKey, (MoveKind First, MoveKind Last, RowMoved Row, bool IsSeen)>();
        foreach (var move in moves)
            if (move.Row.At > from)
            {
                var known = rows.TryGetValue(move.Key, out var earlier);
                // What let it in is told, not what changed of it later.
                rows[move.Key] = (
                    known ? earlier.First : move.Kind,
                    move.Kind,
                    known && move.Kind == MoveKind.Changed ? earlier.Row : move.Row,
                    (!known || earlier.IsSeen) && move.IsFor(audience)
                );
            }

        var entered = rows.Values.Where(row => row.First == MoveKind.Entered && row.Last != MoveKind.Left).ToList();
        var left = rows.Values.Where(row => row.First != MoveKind.Entered && row.Last == MoveKind.Left).ToList();
        return new KpiMoves(
            kpi,
            from,
            KeptSince,
            now,
            Newest(entered),
            Newest(left),
            rows.Values.Count(row => row is (MoveKind.Entered, MoveKind.Left, _, _)),
            rows.Values.Count(row => row.First != MoveKind.Entered && row.Last != MoveKind.Left)
                + bulks.Where(bulk => bulk.At > from).Sum(bulk => bulk.Rows),
            entered.Concat(left).Count(row => !row.IsSeen)
        );
    }

    private void Forget(DateTime now)
    {
        if (KeptSince < now - keptFor)
            KeptSince = now - keptFor;
        while (moves.TryPeek(out var oldest) && oldest.Row.At <= KeptSince)
            moves.Dequeue();
        while (bulks.TryPeek(out var bulk) && bulk.At <= KeptSince)
            bulks.Dequeue();
    }

    private static ImmutableArray<RowMoved> Newest(
        IEnumerable<(MoveKind First, MoveKind Last, RowMoved Row, bool IsSeen)> rows
    ) =>
        [
            .. rows.Where(row => row.IsSeen)
                .Select(row => row.Row)
                .OrderByDescending(row => row.At)
                .ThenBy(row => row.Id, StringComparer.Ordinal),
        ];
}
