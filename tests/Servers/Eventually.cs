namespace Apollo.Servers;

/// <summary>
/// Waits for what another process, a browser or a background loop does and nobody tells of: it is asked at a steady
/// beat until it is so. The one place where tests wait by the wall clock; nothing waits for a time and then hopes.
/// </summary>
public static class Eventually
{
    private static readonly TimeSpan Beat = TimeSpan.FromMilliseconds(50);

    /// <summary>Waits until something is so.</summary>
    /// <param name="isSo">Asked once at once, and then once a beat.</param>
    /// <param name="what">What is waited for, and what is there instead: said when it does not come.</param>
    /// <param name="limit">How long it may take; 60 s by default.</param>
    /// <param name="every">The beat; 50 ms by default.</param>
    /// <exception cref="TimeoutException">It did not come in time.</exception>
    public static async Task IsTrueAsync(
        Func<Task<bool>> isSo,
        Func<string> what,
        TimeSpan? limit = null,
        TimeSpan? every = null
    )
    {
        var (clock, patience) = (TimeProvider.System, limit ?? TimeSpan.FromSeconds(60));
        var since = clock.GetTimestamp();
        using var beat = new PeriodicTimer(every ?? Beat);
        while (!await isSo())
        {
            if (clock.GetElapsedTime(since) > patience)
                throw new TimeoutException($"Not within {patience.TotalSeconds:0} s: {what()}");
            await beat.WaitForNextTickAsync();
        }
    }

    /// <inheritdoc cref="IsTrueAsync(Func{Task{bool}}, Func{string}, TimeSpan?, TimeSpan?)"/>
    public static Task IsTrueAsync(Func<bool> isSo, string what, TimeSpan? limit = null, TimeSpan? every = null) =>
        IsTrueAsync(() => Task.FromResult(isSo()), () => what, limit, every);
}
