using System.Collections.Immutable;
using Apollo.Grains.Engine;
using Apollo.Model;

namespace Apollo.Grains.Rows;

/// <summary>What entered and left one KPI during the last 24 h. Bounded: a busy KPI remembers less far back, and says from when on.</summary>
internal sealed class MoveLog<TRow> where TRow : class, ISliceRow
{
    private const int Limit = 20_000;
    private static readonly TimeSpan KeptFor = TimeSpan.FromHours(24);
    private readonly Queue<(DateTime At, MoveKind Kind, RowMoved Row)> moves = new();

    /// <summary>From when on moves are known, UTC.</summary>
    public DateTime KeptSince { get; private set; }

    /// <summary>Begins afresh: what happened before is not known.</summary>
    public void Start(DateTime at)
    {
        moves.Clear();
        KeptSince = at;
    }

    public void Add(ImmutableArray<RowMove<TRow>> rows, DateTime at)
    {
        if (rows.Length > Limit) KeptSince = at;
        foreach (var move in rows[Math.Max(0, rows.Length - Limit)..]) moves.Enqueue((at, move.Kind, RowTexts.Tell(move, at)));
        while (moves.Count > Limit) KeptSince = moves.Dequeue().At;
        Forget(at);
    }

    /// <summary>The net of all moves after an instant.</summary>
    public KpiMoves Since(string kpi, DateTime since, DateTime now)
    {
        Forget(now);
        var from = since > KeptSince ? since : KeptSince;
        var rows = new Dictionary<(string, string?), (MoveKind First, MoveKind Last, RowMoved Row)>();
        foreach (var (at, kind, row) in moves)
            if (at > from)
            {
                var known = rows.TryGetValue((row.Id, row.Part), out var earlier);
                // What let it in is told, not what changed of it later.
                rows[(row.Id, row.Part)] = (known ? earlier.First : kind, kind, known && kind == MoveKind.Changed ? earlier.Row : row);
            }

        var entered = rows.Values.Where(row => row.First == MoveKind.Entered && row.Last != MoveKind.Left);
        var left = rows.Values.Where(row => row.First != MoveKind.Entered && row.Last == MoveKind.Left);
        return new KpiMoves(
            kpi, from, KeptSince, now, Newest(entered), Newest(left),
            rows.Values.Count(row => row is (MoveKind.Entered, MoveKind.Left, _)),
            rows.Values.Count(row => row.First != MoveKind.Entered && row.Last != MoveKind.Left));
    }

    private void Forget(DateTime now)
    {
        if (KeptSince < now - KeptFor) KeptSince = now - KeptFor;
        while (moves.TryPeek(out var oldest) && oldest.At <= KeptSince) moves.Dequeue();
    }

    private static ImmutableArray<RowMoved> Newest(IEnumerable<(MoveKind First, MoveKind Last, RowMoved Row)> rows) =>
        [.. rows.Select(row => row.Row).OrderByDescending(row => row.At).ThenBy(row => row.Id, StringComparer.Ordinal)];
}
