namespace Apollo;

/// <summary>
/// How long to wait after each failure in a row: twice as long as before, to a limit. It waits for nothing itself, so
/// that the pause can be told (to the log, to a screen) before it is made.
/// </summary>
/// <param name="first">Pause after the first failure.</param>
/// <param name="longest">No pause is longer.</param>
public sealed class BackOff(TimeSpan first, TimeSpan longest)
{
    private TimeSpan? last;

    /// <summary>It failed: how long to wait now.</summary>
    public TimeSpan Next()
    {
        var pause = last * 2 ?? first;
        last = pause < longest ? pause : longest;
        return last.Value;
    }

    /// <summary>It went well: the next failure is a first one again.</summary>
    public void Reset() => last = null;
}
