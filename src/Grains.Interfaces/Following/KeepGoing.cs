namespace Apollo;

/// <summary>The loop of whoever works for as long as the process or the activation lives.</summary>
public static class KeepGoing
{
    /// <summary>Does a step again and again until cancelled; after a failure it waits, later and later.</summary>
    /// <param name="step">One step; true = it did something, and what failed before is over.</param>
    /// <param name="failed">Told of each failure and of the pause that follows.</param>
    /// <param name="backOff">How long to wait after failures.</param>
    /// <param name="time">The clock it waits by.</param>
    /// <param name="cancellation">Ends the loop, in the middle of a step or a pause too.</param>
    public static async Task RunAsync(
        Func<CancellationToken, Task<bool>> step,
        Action<Exception, TimeSpan> failed,
        BackOff backOff,
        TimeProvider time,
        CancellationToken cancellation
    )
    {
        while (!cancellation.IsCancellationRequested)
        {
            try
            {
                if (await step(cancellation))
                    backOff.Reset();
            }
            catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
            {
                return;
            }
            catch (Exception error)
            {
                var pause = backOff.Next();
                failed(error, pause);
                await time.PauseAsync(pause, cancellation);
            }
        }
    }

    /// <summary>Does something until it succeeds once; after a failure it waits, later and later.</summary>
    /// <param name="work">What is done.</param>
    /// <param name="failed">Told of each failure and of the pause that follows.</param>
    /// <param name="backOff">How long to wait after failures.</param>
    /// <param name="time">The clock it waits by.</param>
    /// <param name="cancellation">Ends it with an error.</param>
    public static async Task UntilDoneAsync(
        Func<Task> work,
        Action<Exception, TimeSpan> failed,
        BackOff backOff,
        TimeProvider time,
        CancellationToken cancellation
    )
    {
        while (true)
        {
            cancellation.ThrowIfCancellationRequested();
            try
            {
                await work();
                return;
            }
            catch (Exception error) when (!cancellation.IsCancellationRequested)
            {
                var pause = backOff.Next();
                failed(error, pause);
                await time.PauseAsync(pause, cancellation);
            }
        }
    }

    /// <summary>
    /// Waits; cancelled it returns at once, and the caller's loop looks at the token next. Who waits goes on where it
    /// was: a grain on its own scheduler.
    /// </summary>
    /// <param name="time">The clock it waits by.</param>
    /// <param name="pause">How long.</param>
    /// <param name="cancellation">Ends the wait without an error.</param>
    public static async Task PauseAsync(this TimeProvider time, TimeSpan pause, CancellationToken cancellation) =>
        await Task.Delay(pause, time, cancellation)
            .ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ContinueOnCapturedContext);
}
