using System.Collections.Immutable;
using Apollo.Grains.Engine;
using Apollo.Model;

namespace Apollo.Grains.Rows;

/// <summary>
/// Several moves of the same rows made one, for who sees some of them: a reader that is a little behind gets the end,
/// not the way. A row that comes into sight has entered, one that goes out of sight has left.
/// </summary>
internal sealed class NetMoves<TRow>
    where TRow : class, ISliceRow
{
    private readonly Dictionary<(string, string?), Net> rows = [];

    /// <param name="moves">The moves, oldest first.</param>
    /// <param name="isSeen">Whether a row is for the reader.</param>
    public NetMoves(IEnumerable<(DateTime At, RowMove<TRow> Move)> moves, Func<TRow, bool> isSeen)
    {
        foreach (var (at, move) in moves)
        {
            var key = (move.Row.Id, move.Part);
            var seenBefore = move.Before is { } before && isSeen(before) ? before : null;
            var seenAfter = move.After is { } after && isSeen(after) ? after : null;
            var wasThere = rows.TryGetValue(key, out var earlier)
                ? earlier.WasThere
                : move.Kind != MoveKind.Entered && seenBefore is not null;
            rows[key] = new Net(
                wasThere,
                move.Kind != MoveKind.Left && seenAfter is not null,
                at,
                move,
                seenAfter ?? seenBefore ?? earlier?.LastSeen,
                seenAfter is null != move.After is null || seenBefore is null != move.Before is null
            );
        }
        foreach (
            var key in rows.Where(row => !row.Value.WasThere && !row.Value.IsThere).Select(row => row.Key).ToList()
        )
            rows.Remove(key);
    }

    public int Count => rows.Count;

    public IEnumerable<RowMove<TRow>> Entered => rows.Values.Where(row => !row.WasThere).Select(row => row.Last);

    public IEnumerable<RowMove<TRow>> Changed =>
        rows.Values.Where(row => row is { WasThere: true, IsThere: true }).Select(row => row.Last);

    public ImmutableArray<RowMoved> Left =>
        [
            .. rows
                .Values.Where(row => !row.IsThere)
                .Select(row =>
                    row.IsHalfSeen
                        // What became of it is not for the reader: only that it is not theirs any more.
                        ? new RowMoved(
                            row.Last.Row.Id,
                            row.Last.Part,
                            RowTexts.Title(row.LastSeen!),
                            row.At,
                            row.Last.ByClock,
                            null
                        )
                        : RowTexts.Tell(row.Last, row.At)
                ),
        ];

    /// <param name="WasThere">It counted and was seen before the first move.</param>
    /// <param name="IsThere">It counts and is seen after the last.</param>
    /// <param name="At">When the last move was, UTC.</param>
    /// <param name="Last">The last move.</param>
    /// <param name="LastSeen">The row as it was last seen.</param>
    /// <param name="IsHalfSeen">Of the last move one side is not for the reader, or both.</param>
    private sealed record Net(
        bool WasThere,
        bool IsThere,
        DateTime At,
        RowMove<TRow> Last,
        TRow? LastSeen,
        bool IsHalfSeen
    );
}
