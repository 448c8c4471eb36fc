using System.Collections.Immutable;
using Apollo.Grains.Kinds;
using Apollo.Model;

namespace Apollo.Grains.Slices;

/// <summary>One reader of a slice: asks for its ticks, and fetches the whole rows where the slice says so.</summary>
/// <typeparam name="TRow"><see cref="Ticket"/> or <see cref="Intervention"/>.</typeparam>
internal sealed class SliceFollower<TRow>
    where TRow : class, ISliceRow
{
    private readonly ISliceGrain<TRow> slice;
    private readonly Follower<SliceTicks<TRow>> follower;
    private DateTime? wakeAt;

    /// <param name="grains">Where the slice is found.</param>
    /// <param name="desk">The desk's id.</param>
    public SliceFollower(IGrainFactory grains, string desk)
    {
        slice = RowKind.Of<TRow>().SliceOf(grains, desk);
        follower = new((known, cancellation) => slice.TicksAfter(known, wakeAt, cancellation));
    }

    /// <summary>What its rows are broken down by besides, since the last time all of them came.</summary>
    public FurtherNames Further { get; private set; } = FurtherNames.None;

    /// <summary>Waits for the next ticks.</summary>
    /// <param name="wake">Next instant at which the clock alone moves the reader's numbers, UTC; null = never.</param>
    /// <param name="cancellation">Ends the wait.</param>
    /// <returns>The ticks in order and, where the reader is to begin afresh, all rows at the one there is; no ticks
    /// where there is nothing new, or no first read yet.</returns>
    public async Task<(ImmutableArray<SliceTick<TRow>> Ticks, List<TRow>? Rows)> NextAsync(
        DateTime? wake,
        CancellationToken cancellation
    )
    {
        wakeAt = wake;
        var changes = await follower.NextAsync(cancellation);
        if (changes.SnapshotCount is not { } count)
            return (changes.Ticks, null);
        if (await SnapshotAsync(changes.Position, count) is { } rows)
        {
            Further = changes.Further ?? FurtherNames.None;
            return (changes.Ticks, rows);
        }
        // The slice went on meanwhile and keeps these rows no longer: begin with newer ones.
        follower.Restart();
        return ([], null);
    }

    /// <summary>Forgets where it stands: the next tick comes with all rows.</summary>
    public void Restart() => follower.Restart();

    private async Task<List<TRow>?> SnapshotAsync(Position at, int count)
    {
        var rows = new List<TRow>(count);
        while (rows.Count < count)
        {
            if (await slice.SnapshotPage(at, rows.Count) is not { Length: > 0 } page)
                return null;
            rows.AddRange(page);
        }
        return rows;
    }
}
