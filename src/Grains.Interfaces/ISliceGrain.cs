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
    /// What changed since <paramref name="known"/>? Answers at once where the slice is ahead of
    /// <paramref name="knownTick"/>; else at the next tick (new rows, or the clock reaches a
    /// <paramref name="wakeAt"/>); else after 20 s with the tick known, so that a caller can tell a quiet slice from a
    /// dead one. Does not answer before the first full read is complete, except by that 20 s limit with a version
    /// number 0.
    /// </summary>
    /// <param name="known">The version the caller's rows are at; null = it holds none.</param>
    /// <param name="knownTick">The tick the caller is done with; 0 = none.</param>
    /// <param name="wakeAt">Next instant, UTC, at which the clock alone would move the caller's numbers; null =
    /// never.</param>
    /// <param name="cancellation">Ends the wait.</param>
    [Alias("TickAfter"), AlwaysInterleave]
    Task<SliceTick<TRow>> TickAfter(
        SliceVersion? known,
        long knownTick,
        DateTime? wakeAt,
        CancellationToken cancellation
    );

    /// <summary>A page of the whole snapshot announced by a tick, by reference within a silo.</summary>
    /// <param name="version">The version announced.</param>
    /// <param name="offset">First row.</param>
    /// <returns>At most 20,000 rows; null when the snapshot of that version is no longer kept (ask for a tick
    /// again).</returns>
    [Alias("SnapshotPage"), AlwaysInterleave]
    Task<ImmutableArray<TRow>?> SnapshotPage(SliceVersion version, int offset);

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

    /// <summary>Rows left out or mended in what is held now, newest first, at most 200.</summary>
    [Alias("BadRows"), AlwaysInterleave]
    Task<ImmutableArray<BadRow>> BadRows();
}
