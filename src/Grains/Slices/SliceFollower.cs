using Apollo.Model;

namespace Apollo.Grains.Slices;

/// <summary>
/// Where one reader of a slice stands: asks for the next tick, and fetches the whole rows where the slice says so.
/// </summary>
/// <typeparam name="TRow"><see cref="Ticket"/> or <see cref="Intervention"/>.</typeparam>
internal sealed class SliceFollower<TRow>(ISliceGrain<TRow> slice)
    where TRow : class, ISliceRow
{
    private SliceVersion? version;
    private long tickNumber;

    /// <summary>Waits for the next tick.</summary>
    /// <param name="wakeAt">Next instant at which the clock alone moves the reader's numbers, UTC; null =
    /// never.</param>
    /// <param name="cancellation">Ends the wait.</param>
    /// <returns>The tick and, where the reader is to begin afresh, all rows at it; null where there is nothing new, or
    /// no first read yet.</returns>
    public async Task<(SliceTick<TRow> Tick, List<TRow>? Rows)?> NextAsync(
        DateTime? wakeAt,
        CancellationToken cancellation
    )
    {
        var tick = await slice.TickAfter(version, tickNumber, wakeAt, cancellation);
        if (tick.Version.Number == 0 || (tick.Version == version && tick.Number == tickNumber))
            return null;
        List<TRow>? rows = null;
        if (tick.SnapshotCount is { } count && (rows = await SnapshotAsync(tick.Version, count)) is null)
            return null;
        (version, tickNumber) = (tick.Version, tick.Number);
        return (tick, rows);
    }

    /// <summary>Forgets where it stands: the next tick comes with all rows.</summary>
    public void Restart() => (version, tickNumber) = (null, 0);

    private async Task<List<TRow>?> SnapshotAsync(SliceVersion at, int count)
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
