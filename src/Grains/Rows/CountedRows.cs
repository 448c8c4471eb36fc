using Apollo.Grains.Engine;
using Apollo.Model;

namespace Apollo.Grains.Rows;

/// <summary>
/// The rows that count now, and the way back to those that counted at the last steps: keeping an older state costs what
/// moved since.
/// </summary>
internal sealed class CountedRows<TRow>
    where TRow : class, ISliceRow
{
    private readonly Dictionary<RowKey, TRow> rows = [];
    private readonly Queue<(long Step, RowMove<TRow> Move)> moves = new();
    private long oldest;
    private KeyValuePair<RowKey, TRow>[]? now;

    /// <summary>How many rows count now.</summary>
    public int Count => rows.Count;

    /// <summary>Which state this is: grows by one with each step.</summary>
    public long Step { get; private set; }

    /// <summary>Begins afresh: no way leads back to states before.</summary>
    public void Load(IEnumerable<Counted<TRow>> counted)
    {
        rows.Clear();
        now = null;
        foreach (var row in counted)
            rows[new RowKey(row.Row.Id, row.Part)] = row.Row;
        moves.Clear();
        oldest = ++Step;
    }

    /// <summary>Rows moved.</summary>
    public void Apply(IEnumerable<RowMove<TRow>> moved)
    {
        Step++;
        now = null;
        foreach (var move in moved)
        {
            moves.Enqueue((Step, move));
            var key = new RowKey(move.Row.Id, move.Part);
            if (move.Kind == MoveKind.Left)
                rows.Remove(key);
            else
                rows[key] = move.Row;
        }
    }

    /// <summary>Nobody asks for states before this one any more.</summary>
    public void Forget(long before)
    {
        oldest = Math.Max(oldest, before);
        while (moves.TryPeek(out var first) && first.Step <= oldest)
            moves.Dequeue();
    }

    /// <summary>Whether a state can be told.</summary>
    public bool Reaches(long step) => step >= oldest && step <= Step;

    /// <summary>The rows that counted at a state; all who ask for the newest share them.</summary>
    public KeyValuePair<RowKey, TRow>[] At(long step)
    {
        if (!Reaches(step))
            throw new ArgumentOutOfRangeException(nameof(step), step, "This state is no longer kept.");
        if (step == Step)
            return now ??= [.. rows];
        var then = new Dictionary<RowKey, TRow>(rows);
        foreach (var (at, move) in moves.Reverse())
        {
            if (at <= step)
                break;
            var key = new RowKey(move.Row.Id, move.Part);
            if (move.Kind == MoveKind.Entered)
                then.Remove(key);
            else
                then[key] = move.Before!;
        }
        return [.. then];
    }
}
