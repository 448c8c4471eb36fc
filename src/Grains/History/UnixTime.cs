namespace Apollo.Grains.History;

/// <summary>Instants as history keeps them: Unix milliseconds.</summary>
internal static class UnixTime
{
    /// <summary>The millisecond that holds an instant.</summary>
    public static long Of(DateTime utc) => Of(utc.Ticks);

    /// <summary>The millisecond that holds an instant.</summary>
    /// <param name="ticks">UTC ticks.</param>
    public static long Of(long ticks)
    {
        var (milliseconds, rest) = Math.DivRem(ticks - DateTime.UnixEpoch.Ticks, TimeSpan.TicksPerMillisecond);
        return rest < 0 ? milliseconds - 1 : milliseconds;
    }

    /// <summary>The instant, UTC.</summary>
    public static DateTime ToUtc(long milliseconds) => DateTime.UnixEpoch.AddMilliseconds(milliseconds);
}
