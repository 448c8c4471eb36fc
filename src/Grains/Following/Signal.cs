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

    private static TaskCompletionSource New() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
