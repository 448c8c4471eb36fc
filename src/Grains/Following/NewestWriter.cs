namespace Apollo.Grains.Following;

/// <summary>
/// Writes the newest of what it is given, and nobody waits for it: one write is under way at a time, what comes
/// meanwhile takes the place of what waits. What could not be written is tried again, unless something newer came.
/// </summary>
/// <typeparam name="TEntry">What is written.</typeparam>
/// <param name="write">Writes one; given up after 2 s.</param>
/// <param name="away">Told when writing begins to fail.</param>
/// <param name="back">Told when it goes well again.</param>
/// <param name="time">Clock of the waits.</param>
/// <param name="every">No two writes begin closer together.</param>
internal sealed class NewestWriter<TEntry>(
    Func<TEntry, CancellationToken, Task> write,
    Action<Exception> away,
    Action back,
    TimeProvider time,
    TimeSpan every = default
)
    where TEntry : class
{
    private static readonly TimeSpan Within = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan RetryAfter = TimeSpan.FromSeconds(1);
    private TEntry? waiting;
    private bool isWriting;
    private bool isAway;
    private long? begun;

    /// <summary>How long nothing was written; null while something is, or nothing ever was.</summary>
    public TimeSpan? Idle => isWriting || begun is not { } last ? null : time.GetElapsedTime(last);

    /// <summary>Takes what is to be written; returns at once.</summary>
    public void Write(TEntry entry)
    {
        waiting = entry;
        if (!isWriting)
            _ = WriteAllAsync();
    }

    private async Task WriteAllAsync()
    {
        isWriting = true;
        while (waiting is not null)
        {
            if (begun is { } last && every - time.GetElapsedTime(last) is { Ticks: > 0 } early)
                await Task.Delay(early, time);
            var entry = waiting;
            waiting = null;
            begun = time.GetTimestamp();
            try
            {
                using var limit = new CancellationTokenSource(Within, time);
                await write(entry, limit.Token);
                if (isAway)
                    back();
                isAway = false;
            }
            catch (Exception error)
            {
                if (!isAway)
                    away(error);
                isAway = true;
                waiting ??= entry;
                await Task.Delay(RetryAfter, time);
            }
        }
        isWriting = false;
    }
}
