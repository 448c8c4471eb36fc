namespace Apollo.Grains.Following;

/// <summary>Wakes everybody who waits for the next time something happens.</summary>
internal sealed class Signal(TimeProvider time)
{
    private TaskCompletionSource next = New();

    /// <summary>It happens: who waits now goes on, later and not within this call.</summary>
    public void Raise()
    {
        var waiting = next;
        next = New();
        waiting.SetResult();
    }

    /// <summary>Waits until it happens next.</summary>
    /// <param name="limit">The longest wait.</param>
    /// <param name="cancellation">Ends the wait with an error.</param>
    public async Task NextAsync(TimeSpan limit, CancellationToken cancellation)
    {
        try
        {
            await next.Task.WaitAsync(limit, time, cancellation);
        }
        catch (TimeoutException)
        {
            // Who waits looks at what there is: nothing new says that all is quiet, not dead.
        }
    }

    /// <summary>Waits until it happens next, or until an instant.</summary>
    /// <param name="wait">Until the instant; timers count whole milliseconds: rounded up, so that they never ring
    /// before it.</param>
    /// <param name="shortest">No wait is shorter.</param>
    /// <param name="longest">No wait is longer: the clock can be set, and is read again.</param>
    /// <param name="cancellation">Ends the wait with an error.</param>
    public Task NextAsync(TimeSpan wait, TimeSpan shortest, TimeSpan longest, CancellationToken cancellation) =>
        NextAsync(
            wait > longest ? longest
                : wait < shortest ? shortest
                : TimeSpan.FromMilliseconds(Math.Ceiling(wait.TotalMilliseconds)),
            cancellation
        );

    private static TaskCompletionSource New() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
