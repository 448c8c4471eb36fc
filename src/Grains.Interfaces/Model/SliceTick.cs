using System.Collections.Immutable;

namespace Apollo.Model;

/// <summary>
/// What a slice answers to "what changed since version v?". One tick (version, instant) is the same for every KPI that
/// asks, so that all cards of a slice form a consistent cut.
/// </summary>
/// <typeparam name="TRow"><see cref="Ticket"/> or <see cref="Intervention"/>.</typeparam>
[GenerateSerializer, Immutable, Alias("apollo.SliceTick`1")]
public sealed record SliceTick<TRow>
    where TRow : class, ISliceRow
{
    /// <summary>Version the rows are at after <see cref="Changes"/> (or the snapshot is at).</summary>
    [Id(0)]
    public required SliceVersion Version { get; init; }

    /// <summary>
    /// Number of the tick in this incarnation, growing by one: with new rows, or when only the clock moved.
    /// </summary>
    [Id(1)]
    public required long Number { get; init; }

    /// <summary>
    /// Instant (the silo's clock, UTC) at which every KPI gives its result for this tick. Never goes back within an
    /// incarnation.
    /// </summary>
    [Id(2)]
    public required DateTime At { get; init; }

    /// <summary>When the last good poll was read (the silo's clock, UTC).</summary>
    [Id(3)]
    public required DateTime ReadAt { get; init; }

    /// <summary>
    /// Changes since the version asked from, oldest first. Empty when only the clock moved, or in a snapshot.
    /// </summary>
    [Id(4)]
    public ImmutableArray<RowChange<TRow>> Changes { get; init; } = [];

    /// <summary>
    /// How many rows a whole snapshot has, when the version asked from is unknown (another incarnation, no longer kept,
    /// or none): fetch it by <c>ISliceGrain.SnapshotPage</c>. Otherwise null.
    /// </summary>
    [Id(5)]
    public int? SnapshotCount { get; init; }
}
