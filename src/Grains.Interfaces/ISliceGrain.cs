using System.Collections.Immutable;
using Apollo.Model;
using Orleans.Concurrency;

namespace Apollo;

/// <summary>
/// One slice of a desk, key <c>desk/tickets</c> or <c>desk/interventions</c>: the only reader of the ITSM in the whole
/// cluster. It answers pending questions the moment something changes, so nobody keeps subscriber lists.
/// </summary>
/// <typeparam name="TRow"><see cref="Ticket"/> or <see cref="Intervention"/>.</typeparam>
[Alias("apollo.ISliceGrain`1")]
public interface ISliceGrain<TRow> : IGrainWithStringKey
    where TRow : class, ISliceRow
{
    /// <summary>
    /// Every tick after <paramref name="known"/>. Waits for the next where there is none (new rows, or the clock
    /// reaches a <paramref name="wakeAt"/>); after 20 s it answers without, so that a caller can tell a quiet slice
    /// from a dead one. Before the first full read there is no tick.
    /// </summary>
    /// <param name="known">The version the caller's rows are at; null = it holds none.</param>
    /// <param name="wakeAt">Next instant, UTC, at which the clock alone would move the caller's numbers; null =
    /// never.</param>
    /// <param name="cancellation">Ends the wait.</param>
    [Alias("TicksAfter"), AlwaysInterleave]
    Task<SliceTicks<TRow>> TicksAfter(Position? known, DateTime? wakeAt, CancellationToken cancellation);

    /// <summary>A page of the whole snapshot announced by a tick, by reference within a silo.</summary>
    /// <param name="version">The version announced.</param>
    /// <param name="offset">First row.</param>
    /// <returns>At most 20,000 rows; null when the snapshot of that version is no longer kept (ask for a tick
    /// again).</returns>
    [Alias("SnapshotPage"), AlwaysInterleave]
    Task<ImmutableArray<TRow>?> SnapshotPage(Position version, int offset);

    /// <summary>Held rows by id; an id that is not held is left out.</summary>
    [Alias("Find"), AlwaysInterleave]
    Task<ImmutableArray<TRow>> Find(ImmutableArray<string> ids);

    /// <summary>The groups that held rows fall in, each once, in no order; rows without a value fall in none.</summary>
    /// <param name="dimension">A dimension of this kind of row, see <see cref="Dimension"/>.</param>
    /// <exception cref="ArgumentOutOfRangeException">The rows have no such dimension.</exception>
    [Alias("Groups"), AlwaysInterleave]
    Task<ImmutableArray<string>> Groups(string dimension);

    /// <summary>What the slice says of itself now.</summary>
    [Alias("Pulse"), AlwaysInterleave]
    Task<SlicePulse> Pulse();

    /// <summary>
    /// The newest pulse; waits for the next poll where it is known already, at most 5 s, then answers with it again.
    /// </summary>
    /// <param name="known">Position of the pulse known; null = none.</param>
    /// <param name="cancellation">Ends the wait.</param>
    [Alias("PulseAfter"), AlwaysInterleave]
    Task<SlicePulse> PulseAfter(Position? known, CancellationToken cancellation);

    /// <summary>Rows left out or mended in what is held now, newest first, at most 200.</summary>
    [Alias("BadRows"), AlwaysInterleave]
    Task<ImmutableArray<BadRow>> BadRows();

    /// <summary>
    /// The ITSM says that something changed: it is polled at once, but no sooner after the last poll than ten times as
    /// long as that took; more calls meanwhile are one. While the ITSM cannot be read nothing is hastened.
    /// </summary>
    [Alias("Nudge"), AlwaysInterleave]
    Task Nudge();
}
