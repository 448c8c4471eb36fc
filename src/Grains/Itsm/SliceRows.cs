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
    private readonly Schedule<TRow> ends = new();
    private readonly Dictionary<string, ReadRow<TRow>> waiting = new(StringComparer.Ordinal);
    private readonly PriorityQueue<ReadRow<TRow>, DateTime> comes = new();

    // What was read and cannot count, by the hash of id and stamp: 16 bytes a row, for there may be millions.
    private HashSet<ulong> uncounted = [];
    private HashSet<ulong>? uncountedSince;
    private HashSet<string>? touched;
    private long sequence;

    /// <summary>Rows held.</summary>
    public int Count => held.Count;

    /// <summary>The rows held, in no order.</summary>
    public IEnumerable<TRow> Rows => held.Values.Select(entry => entry.Row);

    /// <summary>Rows left out or mended, and how many for each reason.</summary>
    public BadRowList BadRows { get; } = new();

    /// <summary>How many rows are left out or mended.</summary>
    public int BadCount => BadRows.Count;

    /// <summary>Rows left out or mended, newest first.</summary>
    public IEnumerable<BadRow> Bad => BadRows.Newest;

    /// <summary>Rows known: held, past their time, or left out.</summary>
    public int Known => held.Count + uncounted.Count + BadRows.WithoutId;

    /// <summary>A held row; null where it is not held.</summary>
    public TRow? Find(string id) => held.TryGetValue(id, out var entry) ? entry.Row : null;

    /// <summary>A number that grows with every row applied: what was held before it is older.</summary>
    public long Sequence => sequence;

    /// <summary>A row of this id and stamp is held, or was read and cannot count.</summary>
    internal bool Knows(string id, DateTime? stamp) =>
        held.TryGetValue(id, out var entry) ? entry.Row.UpdatedAt == stamp : uncounted.Contains(Hash(id, stamp));

    /// <summary>Remembers that a row of this id and stamp cannot count, where it is not held.</summary>
    internal void Uncounted(string id, DateTime? stamp)
    {
        if (held.ContainsKey(id))
            return;
        uncounted.Add(Hash(id, stamp));
        uncountedSince?.Add(Hash(id, stamp));
    }

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
            if (row.Id is not { } id)
                BadRows.AddWithoutId(row.LeftOut ?? "the row has no id", now);
            else if (ReferenceEquals(latest[id], row))
                Apply(row, id, now, changes);
        foreach (var id in twice ?? [])
            BadRows.Set(
                id,
                "the id occurs more than once: ids must be unique; the row with the latest updated_at counts",
                false,
                now
            );
        return changes;
    }

    /// <summary>
    /// A read by id begins: what changes meanwhile is newer than what it will give, and <see cref="ApplyUntouched"/>
    /// leaves it.
    /// </summary>
    internal void Watch() => touched = new(StringComparer.Ordinal);

    /// <summary>Reads by id are over.</summary>
    internal void Unwatch() => touched = null;

    /// <summary>Takes in rows read by id, but those that changed since <see cref="Watch"/>.</summary>
    internal List<RowChange<TRow>> ApplyUntouched(IReadOnlyList<ReadRow<TRow>> rows, DateTime now)
    {
        var newer = touched!;
        touched = null;
        var changes = Apply([.. rows.Where(row => row.Id is null || !newer.Contains(row.Id))], now);
        touched = newer;
        return changes;
    }

    /// <summary>Ids held since before a sequence that a sweep has not seen.</summary>
    internal List<string> Absent(HashSet<string> seen, long since) =>
        [.. held.Where(entry => entry.Value.Since <= since && !seen.Contains(entry.Key)).Select(entry => entry.Key)];

    /// <summary>Removes rows that are gone, but those that changed since <see cref="Watch"/>.</summary>
    internal List<RowChange<TRow>> Remove(IEnumerable<string> gone)
    {
        var changes = new List<RowChange<TRow>>();
        foreach (var id in gone)
            if (touched?.Contains(id) != true && held.TryGetValue(id, out var entry))
                changes.Add(Remove(entry.Row));
        return changes;
    }

    /// <summary>A sweep begins: what it will not have seen is forgotten at its end.</summary>
    internal void BeginSweep() => uncountedSince = [];

    /// <summary>A sweep is complete.</summary>
    /// <param name="seen">The ids it saw.</param>
    /// <param name="listed">Every id and stamp it saw.</param>
    internal void EndSweep(HashSet<string> seen, IEnumerable<ListedId> listed)
    {
        BadRows.Keep(seen);
        foreach (var id in waiting.Keys.Where(id => !seen.Contains(id)).ToList())
            waiting.Remove(id);
        var kept = uncountedSince ?? [];
        foreach (var (id, _, stamp) in listed)
            if (id is not null && uncounted.Contains(Hash(id, stamp)))
                kept.Add(Hash(id, stamp));
        (uncounted, uncountedSince) = (kept, null);
    }

    /// <summary>Takes in rows whose time has come, and removes those that nothing can count any more.</summary>
    public List<RowChange<TRow>> Move(DateTime now)
    {
        var changes = new List<RowChange<TRow>>();
        while (comes.TryPeek(out var read, out var from) && from <= now)
        {
            comes.Dequeue();
            if (waiting.TryGetValue(read.Id!, out var last) && ReferenceEquals(last, read))
                Apply(read with { Row = read.Later!.Value.Row, LeftOut = null, Later = null }, read.Id!, now, changes);
        }
        while (ends.TryTake(now.Ticks, out var row))
        {
            held.Remove(row.Id);
            Uncounted(row.Id, row.UpdatedAt);
            changes.Add(new(row, null));
        }
        return changes;
    }

    /// <summary>What differs from other rows of the slice: read anew, they take their place.</summary>
    internal List<RowChange<TRow>> ChangesFrom(SliceRows<TRow> before)
    {
        var changes = new List<RowChange<TRow>>();
        foreach (var row in before.Rows)
            if (Find(row.Id) is not { } now)
                changes.Add(new(row, null));
            else if (now.Equals(row))
                held[row.Id] = held[row.Id] with { Row = row };
            else
                changes.Add(new(row, now));
        changes.AddRange(Rows.Where(row => before.Find(row.Id) is null).Select(row => new RowChange<TRow>(null, row)));
        return changes;
    }

    private void Apply(ReadRow<TRow> read, string id, DateTime now, List<RowChange<TRow>> changes)
    {
        sequence++;
        if (read.LeftOut is { } reason)
            BadRows.Set(id, reason, true, now);
        else if (read.Mended.Count > 0)
            BadRows.Set(id, string.Join("; ", read.Mended), false, now);
        else
            BadRows.Remove(id);
        Wait(read, id);

        var before = held.TryGetValue(id, out var entry) ? entry.Row : null;
        var row = read.Row;
        if (row is not null && row.Equals(before))
            return;
        touched?.Add(id);
        var until = row is null ? null : neededUntil(row);
        if (row is null || until <= now)
        {
            if (before is not null)
                changes.Add(Remove(before));
            Uncounted(id, read.Stamp);
            return;
        }
        held[id] = new Held(row, before is null ? sequence : entry.Since);
        ends.Change(before, before is null ? null : neededUntil(before)?.Ticks, row, until?.Ticks);
        changes.Add(new(before, row));
    }

    private void Wait(ReadRow<TRow> read, string id)
    {
        if (read.Later is not { } later)
        {
            if (waiting.Count > 0)
                waiting.Remove(id);
            return;
        }
        if (waiting.TryGetValue(id, out var last) && last.Later == later)
            return;
        waiting[id] = read;
        comes.Enqueue(read, later.From);
    }

    private RowChange<TRow> Remove(TRow row)
    {
        held.Remove(row.Id);
        ends.Change(row, neededUntil(row)?.Ticks, null, null);
        return new(row, null);
    }

    /// <summary>FNV-1a over id and stamp: two of a million rows are alike on one desk of ten million.</summary>
    private static ulong Hash(string id, DateTime? stamp)
    {
        const ulong prime = 1_099_511_628_211;
        var hash = 14_695_981_039_346_656_037;
        foreach (var c in id)
            hash = (hash ^ c) * prime;
        var ticks = (ulong)(stamp?.Ticks ?? 0);
        for (var shift = 0; shift < 64; shift += 16)
            hash = (hash ^ ((ticks >> shift) & 0xFFFF)) * prime;
        return hash;
    }

    private readonly record struct Held(TRow Row, long Since);
}
