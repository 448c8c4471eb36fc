using System.Collections.Immutable;
using Apollo.Grains.Following;
using Apollo.Model;

namespace Apollo.Grains.Slices;

/// <summary>
/// Issues the ticks of one slice: with new rows, or when the clock reaches an instant that a reader asked to be woken
/// at. Keeps the latest, so that a reader that is a little behind catches up by changes; one far behind takes a
/// snapshot.
/// </summary>
internal sealed class SliceClock<TRow>(TimeProvider time)
    where TRow : class, ISliceRow
{
    private const int TickLimit = 4_096;

    // Each holds a row as it was, too: more than a bulk's worth would keep a desk twice.
    private const int ChangeLimit = 100_000;

    // The wall clock can be set: it is read again at least this often.
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(60);

    private readonly ChangeLog<SliceTick<TRow>> ticks = new(time, TickLimit, tick => tick.Changes.Length, ChangeLimit);
    private readonly Signal earlier = new(time);
    private DateTime? wakeAt;

    /// <summary>The newest tick; null before the first full read.</summary>
    public SliceTick<TRow>? Newest { get; private set; }

    /// <summary>Version of the newest tick; number 0 before the first full read.</summary>
    public Position Version => ticks.Position;

    /// <summary>A new tick: everybody who waits is answered with it.</summary>
    public void Issue(DateTime readAt, ImmutableArray<RowChange<TRow>> changes)
    {
        var now = time.GetUtcNow().UtcDateTime;
        Newest = new SliceTick<TRow>(ticks.Next, now > Newest?.At ? now : Newest?.At ?? now, readAt, changes);
        wakeAt = null;
        ticks.Add(Newest);
    }

    /// <summary>The rows are broken down by other things: every reader is to begin afresh at the next tick.</summary>
    public void StartAfresh() => ticks.StartAfresh();

    /// <summary>The ticks after a version; null where it is of another life, or they are no longer kept.</summary>
    public ImmutableArray<SliceTick<TRow>>? After(Position? known) => ticks.After(known);

    /// <summary>Waits for a tick after a version, and for the first; at most for a while.</summary>
    /// <param name="known">The version.</param>
    /// <param name="wake">Instant at which a tick is due by the clock alone; null = none.</param>
    /// <param name="within">The longest wait.</param>
    /// <param name="cancellation">Ends the wait with an error.</param>
    public Task NextAsync(Position? known, DateTime? wake, TimeSpan within, CancellationToken cancellation)
    {
        if (wake is not null && known == Version && !(wakeAt <= wake))
        {
            wakeAt = wake;
            earlier.Raise();
        }
        return ticks.NextAsync(Newest is null ? Version : known, within, cancellation);
    }

    /// <summary>Returns when the clock alone makes a tick due.</summary>
    public async Task UntilDueAsync(CancellationToken cancellation)
    {
        while (time.GetUtcNow().UtcDateTime is var now && !(wakeAt <= now))
            await earlier.NextAsync((wakeAt ?? DateTime.MaxValue) - now, TimeSpan.Zero, LongestWait, cancellation);
    }

    /// <summary>Who waits is answered: the slice ends.</summary>
    public void Stop() => ticks.Wake();
}
