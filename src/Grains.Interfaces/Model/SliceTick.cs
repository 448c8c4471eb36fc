using System.Collections.Immutable;

namespace Apollo.Model;

/// <summary>
/// One state of a slice: its rows at a version, at an instant. It is due with new rows, or when only the clock moved,
/// and the same for every KPI, so that all cards of a slice form a consistent cut.
/// </summary>
/// <typeparam name="TRow"><see cref="Ticket"/> or <see cref="Intervention"/>.</typeparam>
/// <param name="Version">Which state it is.</param>
/// <param name="At">Instant (the silo's clock, UTC) at which every KPI gives its result. Never goes back within a
/// life of the slice.</param>
/// <param name="ReadAt">When the last good poll was read (the silo's clock, UTC).</param>
/// <param name="Changes">Changes since the state before, oldest first; empty when only the clock moved.</param>
[GenerateSerializer, Immutable, Alias("apollo.SliceTick`1")]
public sealed record SliceTick<TRow>(
    [property: Id(0)] Position Version,
    [property: Id(1)] DateTime At,
    [property: Id(2)] DateTime ReadAt,
    [property: Id(3)] ImmutableArray<RowChange<TRow>> Changes
)
    where TRow : class, ISliceRow;

/// <summary>What a slice answers to "what changed since?": every tick since, in order.</summary>
/// <typeparam name="TRow"><see cref="Ticket"/> or <see cref="Intervention"/>.</typeparam>
/// <param name="Position">Where the reader stands when it has taken the answer.</param>
/// <param name="Ticks">Nothing before the first full read, and where there was no tick for a while.</param>
/// <param name="SnapshotCount">How many rows the whole snapshot has, when the version asked from is unknown (another
/// incarnation, no longer kept, or none): there is one tick, without changes, and its rows are fetched by
/// <see cref="ISliceGrain{TRow}.SnapshotPage"/>. Otherwise null.</param>
/// <param name="Further">With a snapshot: what its rows are broken down by besides; it holds until the next
/// snapshot.</param>
[GenerateSerializer, Immutable, Alias("apollo.SliceTicks`1")]
public sealed record SliceTicks<TRow>(
    [property: Id(0)] Position Position,
    [property: Id(1)] ImmutableArray<SliceTick<TRow>> Ticks,
    [property: Id(2)] int? SnapshotCount,
    [property: Id(3)] FurtherNames? Further = null
) : IChanges
    where TRow : class, ISliceRow;
