using System.Collections.Immutable;
using Apollo.Grains.Clock;
using Apollo.Model;

namespace Apollo.Grains.Following;

/// <summary>
/// The latest changes somebody told, by position, and who waits for the next: what stands behind every answer to "what
/// changed since?". Bounded: who is further behind than it reaches is told everything. Used on one scheduler only.
/// </summary>
/// <typeparam name="TChange">One change.</typeparam>
/// <param name="time">Clock of the waits, and of the birth that makes the incarnation.</param>
/// <param name="limit">How many changes are kept.</param>
/// <param name="weigh">How much one change weighs; null = nothing.</param>
/// <param name="weightLimit">How much all changes kept may weigh; the newest is kept whatever it weighs.</param>
internal sealed class ChangeLog<TChange>(
    TimeProvider time,
    int limit,
    Func<TChange, int>? weigh = null,
    int weightLimit = int.MaxValue
)
{
    private readonly Queue<TChange> changes = new();
    private readonly Signal changed = new(time);
    private long first = 1;
    private long weight;

    /// <summary>Position of the newest change; number 0 before the first.</summary>
    public Position Position { get; private set; } = new(time.UnixMicroseconds(), 0);

    /// <summary>The newest change; default where none is kept.</summary>
    public TChange? Newest { get; private set; }

    /// <summary>Position that the next change will have.</summary>
    public Position Next => Position with { Number = Position.Number + 1 };

    /// <summary>Position just before the oldest change that is kept.</summary>
    public Position Oldest => Position with { Number = first - 1 };

    /// <summary>Adds a change and wakes who waits for it.</summary>
    public void Add(TChange change)
    {
        changes.Enqueue(change);
        Newest = change;
        weight += weigh?.Invoke(change) ?? 0;
        while (changes.Count > 1 && (changes.Count > limit || weight > weightLimit))
        {
            var oldest = changes.Dequeue();
            weight -= weigh?.Invoke(oldest) ?? 0;
            first++;
        }
        Position = Next;
        changed.Raise();
    }

    /// <summary>All changes after a position; null where it is of another life, or they are no longer kept.</summary>
    public ImmutableArray<TChange>? After(Position? known) =>
        known is not { } from || !Position.Reaches(from) || from.Number < first - 1
            ? null
            : [.. changes.Skip((int)(from.Number - first + 1))];

    /// <summary>Nobody can go on from before: everything is new.</summary>
    public void StartAfresh()
    {
        changes.Clear();
        Newest = default;
        (Position, first, weight) = (Next, Position.Number + 2, 0);
        changed.Raise();
    }

    /// <summary>Waits for a change after a position; returns at once where there is one, or no position.</summary>
    /// <param name="known">The position.</param>
    /// <param name="within">The longest wait.</param>
    /// <param name="cancellation">Ends the wait with an error.</param>
    public Task NextAsync(Position? known, TimeSpan within, CancellationToken cancellation) =>
        known == Position ? changed.NextAsync(within, cancellation) : Task.CompletedTask;

    /// <summary>Who waits is to look again, although nothing was added.</summary>
    public void Wake() => changed.Raise();
}
