using Apollo.Grains.Engine;
using Apollo.Model;

namespace Apollo.Grains.Itsm;

/// <summary>
/// The rows of one slice as the ITSM has them, and what has to be read next. Reading and applying are apart: reads go
/// on beside each other, while only the owner applies, one at a time.
/// </summary>
/// <typeparam name="TRow"><see cref="Ticket"/> or <see cref="Intervention"/>.</typeparam>
/// <param name="neededUntil">Until when a row can count; null = for ever.</param>
public sealed class SliceRows<TRow>(Func<TRow, DateTime?> neededUntil)
    where TRow : class, ISliceRow
{
    private readonly Dictionary<string, Held> held = new(StringComparer.Ordinal);
    private readonly Dictionary<string, BadRow> bad = new(StringComparer.Ordinal);
    private readonly Schedule<TRow> ends = new();
    private long sequence;

    /// <summary>Rows held.</summary>
    public int Count => held.Count;

    /// <summary>The rows held, in no order.</summary>
    public IEnumerable<TRow> Rows => held.Values.Select(entry => entry.Row);

    /// <summary>How many rows are left out or mended.</summary>
    public int BadCount => bad.Count;

    /// <summary>Rows left out or mended, newest first.</summary>
    public IEnumerable<BadRow> Bad => bad.Values.OrderByDescending(row => row.SeenAt);

    /// <summary>A held row; null where it is not held.</summary>
    public TRow? Find(string id) => held.TryGetValue(id, out var entry) ? entry.Row : null;

    /// <summary>A number that grows with every row applied: what was held before it is older.</summary>
    public long Sequence => sequence;

    /// <summary>The held stamp of an id; null where it is not held.</summary>
    public DateTime? StampOf(string id) => held.TryGetValue(id, out var entry) ? entry.Row.UpdatedAt : null;

    /// <summary>
    /// Takes rows in as read. An equal row is no change; of two rows with one id the later stamp counts.
    /// </summary>
    /// <returns>What changed, in order.</returns>
    internal List<RowChange<TRow>> Apply(IEnumerable<ReadRow<TRow>> rows, DateTime now)
    {
        var changes = new List<RowChange<TRow>>();
        // Of several rows with one id the latest counts, whichever comes first: else each reading would change it to
        // and fro.
        var latest = new Dictionary<string, ReadRow<TRow>>(StringComparer.Ordinal);
        var read = rows as IReadOnlyList<ReadRow<TRow>> ?? [.. rows];
        HashSet<string>? twice = null;
        foreach (var row in read)
        {
            if (row.Id is not { } id)
                continue;
            if (latest.TryGetValue(id, out var other))
                (twice ??= new(StringComparer.Ordinal)).Add(id);
            if (other is null || !(row.Stamp < other.Stamp))
                latest[id] = row;
        }
        foreach (var row in read)
            if (row.Id is not { } id || ReferenceEquals(latest[id], row))
                Apply(row, now, changes);
        foreach (var id in twice ?? [])
            bad[id] = new BadRow(
                RowFields.Short(id),
                "the id occurs more than once: ids must be unique; the row with the latest updated_at counts",
                false,
                now
            );
        return changes;
    }

    /// <summary>Removes rows held since before a sequence that a complete sweep has not seen.</summary>
    internal List<RowChange<TRow>> RemoveUnseen(HashSet<string> seen, long since)
    {
        var gone = held.Where(entry => entry.Value.Since <= since && !seen.Contains(entry.Key))
            .Select(entry => entry.Value.Row)
            .ToList();
        foreach (var id in bad.Keys.Where(id => !seen.Contains(id)).ToList())
            bad.Remove(id);
        return gone.ConvertAll(Remove);
    }

    /// <summary>Removes rows that nothing can count any more.</summary>
    public List<RowChange<TRow>> Forget(DateTime now)
    {
        var changes = new List<RowChange<TRow>>();
        while (ends.TryTake(now.Ticks, out var row))
        {
            held.Remove(row.Id);
            changes.Add(new(row, null));
        }
        return changes;
    }

    private void Apply(ReadRow<TRow> read, DateTime now, List<RowChange<TRow>> changes)
    {
        sequence++;
        var id = read.Id ?? "(no id)";
        if (read.LeftOut is { } reason)
            bad[id] = new BadRow(RowFields.Short(id), reason, true, now);
        else if (read.Mended.Count > 0)
            bad[id] = new BadRow(RowFields.Short(id), string.Join("; ", read.Mended), false, now);
        else if (bad.Count > 0)
            bad.Remove(id);
        if (read.Id is null)
            return;

        var before = held.TryGetValue(id, out var entry) ? entry.Row : null;
        if (read.Row is not { } row)
        {
            if (before is not null)
                changes.Add(Remove(before));
            return;
        }
        if (row.Equals(before))
            return;
        var until = neededUntil(row);
        if (until <= now)
        {
            if (before is not null)
                changes.Add(Remove(before));
            return;
        }
        if (before is not null && neededUntil(before) is not null)
            ends.Cancel(before);
        held[id] = new Held(row, before is null ? sequence : entry.Since);
        if (until is { } end)
            ends.Add(row, end.Ticks);
        changes.Add(new(before, row));
    }

    private RowChange<TRow> Remove(TRow row)
    {
        held.Remove(row.Id);
        if (neededUntil(row) is not null)
            ends.Cancel(row);
        return new(row, null);
    }

    private readonly record struct Held(TRow Row, long Since);
}
