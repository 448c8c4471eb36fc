namespace Apollo.Grains.Clock;

/// <summary>Lets others go first: rests after each spell of work, as many times as long as it took.</summary>
/// <param name="time">Clock.</param>
/// <param name="spell">The shortest work that is followed by a rest.</param>
/// <param name="times">How many times as long the rest is.</param>
internal sealed class Pace(TimeProvider time, TimeSpan spell, int times)
{
    private long began = time.GetTimestamp();

    /// <summary>It has waited for something else: a rest too.</summary>
    public void Rested() => began = time.GetTimestamp();

    /// <summary>Rests where it is time to.</summary>
    /// <exception cref="OperationCanceledException">It is ended.</exception>
    public async ValueTask RestAsync(CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        var took = time.GetElapsedTime(began);
        if (took < spell || took == TimeSpan.Zero)
            return;
        await Task.Delay(took * times, time, cancellation);
        began = time.GetTimestamp();
    }
}
