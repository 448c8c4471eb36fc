using System.Collections.Immutable;
using Apollo.Grains.Engine;
using Apollo.Model;

namespace Apollo.Grains.Rows;

/// <summary>
/// Several moves of the same rows made one: a reader that is a little behind gets the end, not the way.
/// </summary>
internal sealed class NetMoves<TRow>
    where TRow : class, ISliceRow
{
    private readonly Dictionary<(string, string?), (MoveKind First, DateTime At, RowMove<TRow> Last)> rows = [];

    public NetMoves(IEnumerable<(DateTime At, RowMove<TRow> Move)> moves)
    {
        foreach (var (at, move) in moves)
        {
            var key = (move.Row.Id, move.Part);
            rows[key] = (rows.TryGetValue(key, out var earlier) ? earlier.First : move.Kind, at, move);
        }
    }

    public int Count => rows.Count;

    public IEnumerable<RowMove<TRow>> Entered =>
        rows
            .Values.Where(row => row.First == MoveKind.Entered && row.Last.Kind != MoveKind.Left)
            .Select(row => row.Last);

    public IEnumerable<RowMove<TRow>> Changed =>
        rows
            .Values.Where(row => row.First != MoveKind.Entered && row.Last.Kind != MoveKind.Left)
            .Select(row => row.Last);

    public ImmutableArray<RowMoved> Left =>
        [
            .. rows
                .Values.Where(row => row.First != MoveKind.Entered && row.Last.Kind == MoveKind.Left)
                .Select(row => RowTexts.Tell(row.Last, row.At)),
        ];
}
