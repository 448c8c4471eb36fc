namespace Apollo.Grains.Clock;

/// <summary>What grains do with their clock.</summary>
internal static class GrainTime
{
    /// <summary>Unix time in µs: the birth of an activation, and where revisions begin.</summary>
    public static long UnixMicroseconds(this TimeProvider time) =>
        (time.GetUtcNow() - DateTimeOffset.UnixEpoch).Ticks / TimeSpan.TicksPerMicrosecond;

    /// <summary>
    /// Waits; cancelled it returns at once, and the caller's loop looks at the token next. A grain goes on on its own
    /// scheduler.
    /// </summary>
    public static async Task PauseAsync(this TimeProvider time, TimeSpan pause, CancellationToken cancellation) =>
        await Task.Delay(pause, time, cancellation)
            .ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ContinueOnCapturedContext);
}
