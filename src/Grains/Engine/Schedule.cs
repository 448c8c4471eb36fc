using System.Runtime.CompilerServices;

namespace Apollo.Grains.Engine;

/// <summary>
/// The instants at which rows enter or leave, earliest first: a heap with 16 bytes a row. A row that changes is only
/// marked; its old entry is dropped when it comes up, or when marks outnumber half the entries.
/// </summary>
internal sealed class Schedule<TRow>
    where TRow : class
{
    private readonly HashSet<TRow> cancelled = new(ReferenceComparer.Instance);
    private PriorityQueue<TRow, long> entries = new();

    /// <summary>The earliest instant, in ticks; <see cref="long.MaxValue"/> where there is none.</summary>
    public long Next
    {
        get
        {
            DropCancelled();
            return entries.TryPeek(out _, out var at) ? at : long.MaxValue;
        }
    }

    /// <summary>Replaces everything, in linear time.</summary>
    public void Load(List<(TRow, long)> rows)
    {
        cancelled.Clear();
        entries = new PriorityQueue<TRow, long>(rows);
    }

    public void Add(TRow row, long at)
    {
        // The same object put back before its old entry came up: the entry could be of another instant, so that entry
        // goes first.
        if (cancelled.Contains(row))
            Compact();
        entries.Enqueue(row, at);
    }

    public void Cancel(TRow row)
    {
        cancelled.Add(row);
        if (cancelled.Count > 64 && cancelled.Count > entries.Count / 2)
            Compact();
    }

    /// <summary>The next row whose instant has come.</summary>
    public bool TryTake(long now, out TRow row)
    {
        DropCancelled();
        if (entries.TryPeek(out row!, out var at) && at <= now)
        {
            entries.Dequeue();
            return true;
        }
        return false;
    }

    private void DropCancelled()
    {
        while (cancelled.Count > 0 && entries.TryPeek(out var row, out _) && cancelled.Remove(row))
            entries.Dequeue();
    }

    private void Compact()
    {
        entries = new PriorityQueue<TRow, long>(
            entries.UnorderedItems.Where(entry => !cancelled.Contains(entry.Element))
        );
        cancelled.Clear();
    }

    private sealed class ReferenceComparer : IEqualityComparer<TRow>
    {
        public static ReferenceComparer Instance { get; } = new();

        public bool Equals(TRow? one, TRow? other) => ReferenceEquals(one, other);

        public int GetHashCode(TRow row) => RuntimeHelpers.GetHashCode(row);
    }
}
