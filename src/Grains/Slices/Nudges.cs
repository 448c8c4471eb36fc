using Apollo.Grains.Following;

namespace Apollo.Grains.Slices;

/// <summary>
/// Ends the pause between two polls when the ITSM says that something changed: never sooner after a poll than ten times
/// as long as it took, so that polls take a tenth of the time at most, however often it says so.
/// </summary>
internal sealed class Nudges(TimeProvider time)
{
    private const int RestTimes = 10;
    private TaskCompletionSource nudged = NewSignal();

    /// <summary>Something changed; before the next poll any number of calls is one.</summary>
    public void Nudge() => nudged.TrySetResult();

    /// <summary>Waits until the next poll.</summary>
    /// <param name="pause">How long, where nobody nudges.</param>
    /// <param name="took">How long the last poll took.</param>
    /// <param name="cancellation">Ends the wait.</param>
    public async Task PauseAsync(TimeSpan pause, TimeSpan took, CancellationToken cancellation)
    {
        var began = time.GetTimestamp();
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        var whole = time.PauseAsync(pause, ended.Token);
        if (await Task.WhenAny(whole, nudged.Task) != whole)
        {
            var rest = took * RestTimes - time.GetElapsedTime(began);
            if (rest > TimeSpan.Zero)
                await Task.WhenAny(whole, time.PauseAsync(rest, ended.Token));
        }
        nudged = NewSignal();
        await ended.CancelAsync();
        cancellation.ThrowIfCancellationRequested();
    }

    private static TaskCompletionSource NewSignal() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
