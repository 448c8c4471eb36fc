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
    private static readonly TimeSpan SweepLooksBack = TimeSpan.FromHours(24);
    private const int IdsPerRead = 500;

    private readonly ItsmReader<TRow> reader;
    private readonly TimeProvider time;
    private readonly TimeSpan overlap;
    private Position? next;
    private (DateTime Stamp, string Id)? newest;
    private DateTime itsmNow = DateTime.MaxValue;
    private DateTime wholeOverlapAt;
    private bool roundIsOverlap;
    private bool bulk;
    private int roundRows;

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
        reader = new ItsmReader<TRow>(itsm, clock, time);
        Held = new SliceRows<TRow>(neededUntil);
    }

    /// <summary>The rows.</summary>
    public SliceRows<TRow> Held { get; }

    /// <summary>The first full read is complete.</summary>
    public bool IsLoaded { get; private set; }

    /// <summary>Rows read while loading.</summary>
    public int Loaded { get; private set; }

    /// <summary>Queries sent to the ITSM so far.</summary>
    public long Queries => reader.Queries;

    /// <summary>Rows read so far, re-read ones too.</summary>
    public long RowsRead => reader.RowsRead;

    /// <summary>The ITSM's clock less the silo's at the last read.</summary>
    public TimeSpan ClockOffset { get; private set; }

    /// <summary>
    /// Reads the next page with one query: of the first full read, of a poll, or of a poll that has more than a page to
    /// read.
    /// </summary>
    /// <returns>What changed, and whether another page is to be read at once.</returns>
    /// <exception cref="ItsmException">The ITSM cannot be read; nothing is lost, the next call tries the same page
    /// again.</exception>
    public async Task<(List<RowChange<TRow>> Changes, bool More)> PollAsync(CancellationToken cancellation)
    {
        var from = next ?? StartOfRound();
        var page = await reader.ReadPageAsync(from, cancellation);
        var now = time.GetUtcNow().UtcDateTime;
        (itsmNow, ClockOffset) = (page.ItsmNow, page.ItsmNow - now);
        var changes = Held.Apply(page.Rows, now);
        changes.AddRange(Held.Forget(now));
        foreach (var row in page.Rows)
            See(row);
        roundRows += page.Rows.Count;
        if (!IsLoaded)
            Loaded += page.Rows.Count;
        next = page.Last;
        if (next is not null)
            return (changes, true);
        IsLoaded = true;
        if (roundIsOverlap)
            bulk = roundRows >= ItsmReader<TRow>.PageLimit;
        else if (roundRows >= ItsmReader<TRow>.PageLimit)
            bulk = true;
        return (changes, false);
    }

    /// <summary>
    /// Compares ids and stamps with what is held, reads what differs by id, and at its end removes held rows that are
    /// gone. Broken off, it has removed nothing.
    /// </summary>
    /// <returns>Changes in portions.</returns>
    /// <exception cref="ItsmException">The ITSM cannot be read.</exception>
    public async IAsyncEnumerable<List<RowChange<TRow>>> SweepAsync(
        [EnumeratorCancellation] CancellationToken cancellation
    )
    {
        var since = Held.Sequence;
        var recently = time.GetUtcNow().UtcDateTime - SweepLooksBack;
        var seen = new HashSet<string>(StringComparer.Ordinal);
        var differing = new List<string>();
        string? after = null;
        do
        {
            (var page, after) = await reader.ReadIdsAsync(after, cancellation);
            foreach (var (id, stamp) in page)
            {
                if (id is null || !seen.Add(id))
                    continue;
                var held = Held.StampOf(id);
                if (held is null ? stamp > recently : held != stamp)
                    differing.Add(id);
            }
        } while (after is not null);

        foreach (var ids in differing.Chunk(IdsPerRead))
        {
            var read = await reader.ReadByIdsAsync(ids, cancellation);
            yield return Held.Apply(read.Rows, time.GetUtcNow().UtcDateTime);
        }
        yield return Held.RemoveUnseen(seen, since);
    }

    private Position? StartOfRound()
    {
        roundRows = 0;
        if (newest is not { } seen)
            return null;
        var now = time.GetUtcNow().UtcDateTime;
        var repeated = reader.Clock.Repeated(itsmNow, overlap);
        roundIsOverlap = !bulk || now >= wholeOverlapAt || repeated > TimeSpan.Zero;
        if (!roundIsOverlap)
            return new Position(reader.Clock.ToColumn(seen.Stamp), seen.Id);
        wholeOverlapAt = now + WholeOverlapEvery;
        var mark = (seen.Stamp < itsmNow ? seen.Stamp : itsmNow) - overlap;
        return new Position(reader.Clock.ToColumn(mark) - repeated, null);
    }

    /// <summary>
    /// Remembers the newest place that the ITSM's own clock has reached: a row stamped ahead must not hide those
    /// written meanwhile.
    /// </summary>
    private void See(ReadRow<TRow> row)
    {
        if (row is not { Id: { } id, Stamp: { } stamp } || stamp > itsmNow)
            return;
        if (newest is not { } seen || stamp >= seen.Stamp)
            newest = (stamp, id);
    }
}
