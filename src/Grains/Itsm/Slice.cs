using System.Globalization;
using System.Runtime.CompilerServices;
using Apollo.Model;

namespace Apollo.Grains.Itsm;

/// <summary>
/// Keeps the rows of one slice true: reads in full once, then by mark with overlap, and sweeps for deletes and very
/// late commits. One owner calls it, one call after the other; only a sweep may go on beside polls, interleaved on the
/// same scheduler.
/// </summary>
/// <typeparam name="TRow"><see cref="Ticket"/> or <see cref="Intervention"/>.</typeparam>
public sealed class Slice<TRow>
    where TRow : class, ISliceRow
{
    private static readonly TimeSpan WholeOverlapEvery = TimeSpan.FromSeconds(60);
    private const int IdsPerRead = 500;

    /// <summary>Fewer rows that only a sweep finds are late commits.</summary>
    private const int ManyRows = 20;

    /// <summary>Rows stamped ahead of the ITSM's clock that every poll may read again.</summary>
    private const int AheadLimit = 500;

    private readonly ItsmReader<TRow> reader;
    private readonly TimeProvider time;
    private readonly StampDrift drift = new();
    private readonly TimeSpan overlap;
    private PageStart? next;
    private (DateTime Stamp, object Id)? newest;
    private DateTime itsmNow = DateTime.MaxValue;
    private DateTime wholeRoundAt;
    private DateTime? until;
    private bool roundIsOverlap;
    private bool bulk;
    private int roundRows;
    private int roundAhead;
    private bool manyAhead;
    private int leftOutOfIds;
    private int missedByPolls;
    private int otherStamps;

    // Of a round that goes by ids: those still to be read; null between rounds.
    private Queue<string[]>? toRead;

    /// <summary>Finds the ITSM's files; connects to nothing yet.</summary>
    /// <param name="itsm">What to read.</param>
    /// <param name="overlap">How far back each poll reads again; more than 0.</param>
    /// <param name="neededUntil">Until when a row can count; null = for ever.</param>
    /// <param name="time">The silo's clock.</param>
    /// <exception cref="ItsmException">A file or zone is missing.</exception>
    public Slice(ItsmConnection itsm, TimeSpan overlap, Func<TRow, DateTime?> neededUntil, TimeProvider time)
        : this(itsm, new WallClock(itsm.TimeZone), overlap, neededUntil, time) { }

    internal Slice(
        ItsmConnection itsm,
        WallClock clock,
        TimeSpan overlap,
        Func<TRow, DateTime?> neededUntil,
        TimeProvider time
    )
    {
        (this.overlap, this.time) = (overlap, time);
        reader = new ItsmReader<TRow>(itsm, clock, time, isOneDatabase: true);
        Held = new SliceRows<TRow>(neededUntil);
    }

    /// <summary>The rows.</summary>
    public SliceRows<TRow> Held { get; }

    /// <summary>What its rows are broken down by besides, known once one was read.</summary>
    public FurtherNames Further => reader.Further;

    /// <summary>The first full read is complete.</summary>
    public bool IsLoaded { get; private set; }

    /// <summary>Rows read while loading.</summary>
    public int Loaded { get; private set; }

    /// <summary>Rows that the first full read has to read; null where that is not known beforehand.</summary>
    public int? ToLoad { get; private set; }

    /// <summary>Queries sent to the ITSM so far.</summary>
    public long Queries => reader.Queries;

    /// <summary>Rows read so far, re-read ones too.</summary>
    public long RowsRead => reader.RowsRead;

    /// <summary>The ITSM's clock less the silo's at the last read.</summary>
    public TimeSpan ClockOffset { get; private set; }

    /// <summary>A file of the mapping was written since it was read.</summary>
    internal bool AreFilesChanged => reader.AreFilesChanged;

    /// <summary>Most of the rows that were read cannot be used: the numbers say nothing.</summary>
    internal bool IsMostlyLeftOut => Held.BadRows.LeftOut * 2L > Held.Known;

    /// <summary>What is wrong though the reading goes on.</summary>
    internal IEnumerable<ItsmWarning> Warnings
    {
        get
        {
            if (Held.BadRows.Summary is { } summary)
                yield return new("rows", Held.BadRows.LeftOut, $"{summary} (of {Number(Held.Known)} read)");
            if (drift.Warning is { } zone)
                yield return zone;
            if (FurtherColumns.SaysUnread(reader.Unread, reader.RowsFile) is { } unread)
                yield return new("further", reader.Unread.Count, unread);
            if (leftOutOfIds > 0)
                yield return new(
                    "ids",
                    leftOutOfIds,
                    $"{reader.IdsFile} gives {Number(leftOutOfIds)} rows fewer than {reader.RowsFile}: "
                        + "give the ids of all rows"
                );
            if (missedByPolls >= ManyRows)
                yield return new(
                    "since",
                    missedByPolls,
                    $"the sweep found {Number(missedByPolls)} rows that {reader.RowsFile} had not given: "
                        + "@since must let every row pass whose updated_at is not older"
                );
            if (otherStamps >= ManyRows)
                yield return new(
                    "stamps",
                    otherStamps,
                    $"{reader.IdsFile} gives {Number(otherStamps)} rows another updated_at than "
                        + $"{reader.RowsFile}: give both the same"
                );
        }
    }

    /// <summary>
    /// Reads the next page with one query: of the first full read, of a poll, or of a poll that has more than a page to
    /// read.
    /// </summary>
    /// <returns>What changed, and whether another page is to be read at once.</returns>
    /// <exception cref="ItsmException">The ITSM cannot be read; nothing is lost, the next call tries the same page
    /// again.</exception>
    public async Task<(List<RowChange<TRow>> Changes, bool More)> PollAsync(CancellationToken cancellation)
    {
        if (reader.HasChangedSet)
            return await PollByIdsAsync(cancellation);
        var from = next ?? StartOfRound();
        var page = await reader.ReadPageAsync(from, until, cancellation);
        var now = time.GetUtcNow().UtcDateTime;
        (itsmNow, ClockOffset) = (page.ItsmNow, page.ClockOffset);
        var changes = Take(page.Rows, page.Rows, now);
        next = page.Last;
        if (next is not null)
            return (changes, true);
        if (until is null)
            manyAhead = roundAhead > AheadLimit;
        EndRound();
        return (changes, false);
    }

    /// <summary>
    /// The next portion of a round that goes by ids: all ids the first time, newest first; then those that the mapping
    /// says have changed. An id that gives no row any more is gone.
    /// </summary>
    private async Task<(List<RowChange<TRow>> Changes, bool More)> PollByIdsAsync(CancellationToken cancellation)
    {
        if (toRead is null)
        {
            var from = StartOfRound();
            var list = from is { Stamp: var since }
                ? await reader.ReadChangedAsync(since, cancellation)
                : await reader.ReadAllIdsAsync(cancellation);
            (itsmNow, ClockOffset) = (list.ItsmNow, list.ClockOffset);
            var ids = list.Ids.OrderByDescending(listed => listed.Stamp).Select(listed => listed.RawId);
            toRead = new(ids.OfType<string>().Distinct(StringComparer.Ordinal).Chunk(ItsmReader<TRow>.RowsById));
            ToLoad ??= list.Ids.Count;
        }
        var now = time.GetUtcNow().UtcDateTime;
        List<RowChange<TRow>> changes = [];
        if (toRead.TryPeek(out var some))
        {
            var page = await reader.ReadByIdsAsync(some, cancellation);
            now = time.GetUtcNow().UtcDateTime;
            var gone = some.Select(id => id.Trim()).Except(page.Rows.Select(row => row.Id!), StringComparer.Ordinal);
            changes = Take([.. page.Rows, .. gone.Select(ReadRow<TRow>.Gone)], page.Rows, now);
            toRead.Dequeue();
        }
        else
            changes = Take([], [], now);
        if (toRead.Count > 0)
            return (changes, true);
        toRead = null;
        EndRound();
        return (changes, false);
    }

    private List<RowChange<TRow>> Take(
        IReadOnlyList<ReadRow<TRow>> rows,
        IReadOnlyList<ReadRow<TRow>> read,
        DateTime now
    )
    {
        var changes = Held.Apply(rows, now);
        changes.AddRange(Held.Move(now));
        foreach (var row in read)
            See(row);
        if (IsLoaded)
            foreach (var change in changes)
                if (change.After is { } row && row.UpdatedAt <= itsmNow)
                    drift.SeeChange(row.UpdatedAt, itsmNow);
        roundRows += read.Count;
        if (!IsLoaded)
            Loaded += read.Count;
        return changes;
    }

    private void EndRound()
    {
        IsLoaded = true;
        Held.BadRows.IsLoading = false;
        if (until is null)
            drift.End();
        if (roundIsOverlap)
            bulk = roundRows - roundAhead >= ItsmReader<TRow>.PageLimit;
        else if (roundRows - roundAhead >= ItsmReader<TRow>.PageLimit)
            bulk = true;
    }

    /// <summary>
    /// Compares ids and stamps with what is held, reads by id what differs and what could count, and at its end removes
    /// held rows that are gone. Broken off, it has removed nothing.
    /// </summary>
    /// <param name="changed">Takes changes in the very turn in which the rows change. Who reads the rows beside the
    /// sweep needs that: between two portions others have their turn.</param>
    /// <param name="cancellation">Ends it.</param>
    /// <returns>Changes in portions.</returns>
    /// <exception cref="ItsmException">The ITSM cannot be read.</exception>
    public async IAsyncEnumerable<List<RowChange<TRow>>> SweepAsync(
        Action<List<RowChange<TRow>>> changed,
        [EnumeratorCancellation] CancellationToken cancellation
    )
    {
        var since = Held.Sequence;
        Held.BeginSweep();
        var seen = new HashSet<string>(StringComparer.Ordinal);
        var uncounted = new List<ListedId>();
        var unknown = new List<ListedId>();
        var withoutId = 0;
        object? after = null;
        do
        {
            (var page, after) = await reader.ReadIdsAsync(after, cancellation);
            foreach (var listed in page)
                if (listed.Id is not { } id)
                    withoutId++;
                else if (!seen.Add(id))
                    continue;
                else if (!Held.Knows(id, listed.Stamp))
                    unknown.Add(listed);
                else if (Held.Find(id) is null)
                    uncounted.Add(listed);
        } while (after is not null);

        try
        {
            var (missed, other) = (0, 0);
            foreach (var some in unknown.Chunk(IdsPerRead))
            {
                Held.Watch();
                var read = await reader.ReadByIdsAsync([.. some.Select(listed => listed.RawId!)], cancellation);
                var changes = Held.ApplyUntouched(read.Rows, time.GetUtcNow().UtcDateTime);
                changed(changes);
                missed += changes.Count(change => change.Before is null);
                foreach (var (id, _, stamp) in some)
                {
                    if (Held.Find(id!) is { } held && held.UpdatedAt != stamp)
                        other++;
                    Held.Uncounted(id!, stamp);
                }
                yield return changes;
            }
            (missedByPolls, otherStamps) = (missed, other);
            yield return await RemoveGoneAsync(Held.Absent(seen, since), changed, cancellation);
        }
        finally
        {
            Held.Unwatch();
        }
        Held.EndSweep(seen, uncounted);
        Held.BadRows.SetWithoutId(withoutId, time.GetUtcNow().UtcDateTime);
    }

    /// <summary>Removes rows that no sweep lists any more, but those that their id still gives.</summary>
    private async Task<List<RowChange<TRow>>> RemoveGoneAsync(
        List<string> absent,
        Action<List<RowChange<TRow>>> changed,
        CancellationToken cancellation
    )
    {
        Held.Watch();
        var changes = new List<RowChange<TRow>>();
        var gone = new List<string>();
        var still = 0;
        foreach (var some in absent.Chunk(IdsPerRead))
        {
            var read = await reader.ReadByIdsAsync(some, cancellation);
            Tell(Held.ApplyUntouched(read.Rows, time.GetUtcNow().UtcDateTime));
            still += read.Rows.Count(row => row.Row is not null);
            gone.AddRange(some.Except(read.Rows.Select(row => row.Id!), StringComparer.Ordinal));
        }
        Tell(Held.Remove(gone));
        leftOutOfIds = still;
        return changes;

        void Tell(List<RowChange<TRow>> some)
        {
            changed(some);
            changes.AddRange(some);
        }
    }

    private PageStart? StartOfRound()
    {
        (roundRows, roundAhead, until) = (0, 0, null);
        drift.Begin();
        if (newest is not { } seen)
            return null;
        var now = time.GetUtcNow().UtcDateTime;
        var repeated = reader.Clock.Repeated(itsmNow, overlap);
        var isWhole = now >= wholeRoundAt;
        if (isWhole)
            wholeRoundAt = now + WholeOverlapEvery;
        // Rows stamped far ahead are behind every mark: many of them are read again once in a while, not by each poll.
        if (manyAhead && !isWhole)
            until = now + ClockOffset + overlap + repeated;
        roundIsOverlap = !bulk || isWhole || repeated > TimeSpan.Zero;
        if (!roundIsOverlap)
            return new PageStart(reader.ToColumn(seen.Stamp), seen.Id);
        var mark = (seen.Stamp < itsmNow ? seen.Stamp : itsmNow) - overlap;
        return new PageStart(reader.ToColumn(mark) - repeated, null);
    }

    /// <summary>
    /// Remembers the newest place that the ITSM's own clock has reached: a row stamped ahead must not hide those
    /// written meanwhile.
    /// </summary>
    private void See(ReadRow<TRow> row)
    {
        if (row is not { RawId: { } id, Stamp: { } stamp })
            return;
        drift.See(stamp, itsmNow);
        if (stamp > itsmNow)
            roundAhead += stamp > itsmNow + overlap ? 1 : 0;
        else if (newest is not { } seen || stamp >= seen.Stamp)
            newest = (stamp, id);
    }

    private static string Number(int count) => count.ToString("N0", CultureInfo.InvariantCulture);
}
