using Apollo.Grains.Engine;
using Apollo.Model;

namespace Apollo.Grains.Rows;

/// <summary>
/// The last changes of a list, for readers that are a little behind. Bounded: who is further behind reads anew.
/// </summary>
internal sealed class RowsLog<TRow>
    where TRow : class, ISliceRow
{
    private const int Limit = 2_000;
    private readonly Queue<(long Number, DateTime At, RowMove<TRow> Move)> moves = new();
    private long first = 1;

    /// <summary>Number of the newest entry.</summary>
    public long Last { get; private set; }

    public void Add(IReadOnlyCollection<RowMove<TRow>> batch, DateTime at)
    {
        Last++;
        foreach (var move in batch)
            moves.Enqueue((Last, at, move));
        while (moves.Count > Limit)
        {
            first = moves.Peek().Number + 1;
            while (moves.TryPeek(out var old) && old.Number < first)
                moves.Dequeue();
        }
    }

    /// <summary>Nobody can go on from before: the rows were read afresh.</summary>
    public void Clear()
    {
        moves.Clear();
        first = ++Last + 1;
    }

    /// <summary>The moves after a number, in order; null where they are no longer kept.</summary>
    public List<(DateTime At, RowMove<TRow> Move)>? After(long number) =>
        number < first - 1 || number > Last
            ? null
            : [.. moves.Where(entry => entry.Number > number).Select(entry => (entry.At, entry.Move))];
}
