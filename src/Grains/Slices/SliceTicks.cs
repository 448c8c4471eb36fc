using Apollo.Model;

namespace Apollo.Grains.Slices;

/// <summary>
/// The ticks of one slice and who waits for the next. Used on one scheduler only; the waits themselves are tasks.
/// </summary>
internal sealed class SliceTicks<TRow>(long incarnation, TimeProvider time)
    where TRow : class, ISliceRow
{
    // The wall clock can be set: it is read again at least this often.
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(60);

    private TaskCompletionSource issued = NewSignal();
    private TaskCompletionSource earlier = NewSignal();
    private DateTime at;

    /// <summary>Version of the newest tick; number 0 before the first full read.</summary>
    public SliceVersion Version { get; private set; } = new(incarnation, 0);

    /// <summary>Number of the newest tick.</summary>
    public long Number { get; private set; }

    /// <summary>Earliest instant at which a waiting KPI moves by itself.</summary>
    private DateTime? WakeAt { get; set; }

    public SliceTick<T> Current<T>(DateTime readAt)
        where T : class, ISliceRow =>
        new()
        {
            Version = Version,
            Number = Number,
            At = at,
            ReadAt = readAt,
        };

    /// <summary>A new tick: everybody who waits is answered with it.</summary>
    public void Issue(long version)
    {
        Version = Version with { Number = version };
        Number++;
        var now = time.GetUtcNow().UtcDateTime;
        at = now > at ? now : at;
        WakeAt = null;
        var waiting = issued;
        issued = NewSignal();
        waiting.SetResult();
    }

    /// <summary>Waits for the next tick, at most for a while.</summary>
    public async Task NextAsync(DateTime? wakeAt, TimeSpan limit, CancellationToken cancellation)
    {
        if (wakeAt is { } wake && !(WakeAt <= wake))
        {
            WakeAt = wake;
            earlier.TrySetResult();
        }
        try
        {
            await issued.Task.WaitAsync(limit, time, cancellation);
        }
        catch (TimeoutException)
        {
            // The tick known is answered: the slice is quiet, not dead.
        }
    }

    /// <summary>Returns when the clock alone makes a tick due.</summary>
    public async Task UntilDueAsync(CancellationToken cancellation)
    {
        while (!cancellation.IsCancellationRequested)
        {
            var now = time.GetUtcNow().UtcDateTime;
            if (WakeAt <= now)
                return;
            earlier = NewSignal();
            var wait = WakeAt is { } wake && wake - now < LongestWait ? RoundUp(wake - now) : LongestWait;
            using var sooner = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
            await Task.WhenAny(Task.Delay(wait, time, sooner.Token), earlier.Task);
            await sooner.CancelAsync();
        }
    }

    public void Stop() => issued.TrySetCanceled();

    /// <summary>Timers count whole milliseconds: rounded up, so that they never ring before the instant.</summary>
    private static TimeSpan RoundUp(TimeSpan wait) => TimeSpan.FromMilliseconds(Math.Ceiling(wait.TotalMilliseconds));

    private static TaskCompletionSource NewSignal() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
