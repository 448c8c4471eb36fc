using Apollo.Model;

namespace Apollo.Grains.Engine;

/// <summary>
/// The instants at which rows enter or leave, earliest first; each row, known by its id, waits for one at most. A heap
/// with 16 bytes a row: one that changes leaves its entry there, and stands in a list of those whose entry no longer
/// tells; the heap is made anew from both when that list, or what is outdated, has grown to half of it.
/// </summary>
internal sealed class Schedule<TRow>
    where TRow : class, ISliceRow
{
    private const int SmallestWorthCompacting = 64;

    // An id that is not here has one entry in the heap, which holds, or none.
    private readonly Dictionary<string, (TRow? Row, long At)> changed = new(StringComparer.Ordinal);
    private PriorityQueue<TRow, long> entries = new();
    private int outdated;

    /// <summary>The earliest instant, in ticks; <see cref="long.MaxValue"/> where there is none.</summary>
    public long Next => TryPeek(out _, out var at) ? at : long.MaxValue;

    /// <summary>Replaces everything, in linear time.</summary>
    public void Load(List<(TRow, long)> rows)
    {
        changed.Clear();
        outdated = 0;
        entries = new PriorityQueue<TRow, long>(rows);
    }

    /// <summary>A row that waited for an instant is another, waits for another, or is gone.</summary>
    /// <param name="before">The row as it was; null = there was none. It need not be the object given earlier.</param>
    /// <param name="waited">What it waited for, in ticks; null = nothing.</param>
    /// <param name="after">The row as it is; null = it is gone.</param>
    /// <param name="waits">What it waits for, in ticks; null = nothing.</param>
    public void Change(TRow? before, long? waited, TRow? after, long? waits)
    {
        if (waited is null && waits is null)
            return;
        var id = (after ?? before)!.Id;
        if (waited is not null)
        {
            changed[id] = waits is { } at ? (after, at) : default;
            if (waited != waits)
                outdated++;
        }
        else if (changed.ContainsKey(id))
            changed[id] = (after, waits!.Value);
        if (waits is { } instant && waited != waits)
            entries.Enqueue(after!, instant);
        if (Math.Max(changed.Count, outdated) > Math.Max(SmallestWorthCompacting, entries.Count / 2))
            Compact();
    }

    /// <summary>A row that waits for nothing begins to.</summary>
    public void Add(TRow row, long at) => Change(null, null, row, at);

    /// <summary>The next row whose instant has come, as it is now; it waits no longer.</summary>
    public bool TryTake(long now, out TRow row)
    {
        if (!TryPeek(out row, out var at) || at > now)
            return false;
        entries.Dequeue();
        if (changed.ContainsKey(row.Id))
            changed[row.Id] = default;
        return true;
    }

    /// <summary>The rows whose instant lies before another, as they are now, in no order; nothing is taken.</summary>
    /// <param name="until">The other instant, in ticks.</param>
    public IEnumerable<TRow> Before(long until)
    {
        foreach (var (row, at) in entries.UnorderedItems)
            if (at < until && !changed.ContainsKey(row.Id))
                yield return row;
        foreach (var (row, at) in changed.Values)
            if (row is not null && at < until)
                yield return row;
    }

    private bool TryPeek(out TRow row, out long at)
    {
        while (entries.TryPeek(out row!, out at))
        {
            if (changed.Count == 0 || !changed.TryGetValue(row.Id, out var current))
                return true;
            if (current.Row is { } latest && current.At == at)
            {
                row = latest;
                return true;
            }
            entries.Dequeue();
            outdated--;
        }
        return false;
    }

    private void Compact()
    {
        var rows = new List<(TRow, long)>(entries.Count);
        foreach (var (row, at) in entries.UnorderedItems)
            if (!changed.ContainsKey(row.Id))
                rows.Add((row, at));
        foreach (var (row, at) in changed.Values)
            if (row is not null)
                rows.Add((row, at));
        Load(rows);
    }
}
