namespace Apollo.Grains.Clock;

/// <summary>What grains do with their clock.</summary>
internal static class GrainTime
{
    /// <summary>Unix time in µs: the birth of an activation, and where revisions begin.</summary>
    public static long UnixMicroseconds(this TimeProvider time) =>
        (time.GetUtcNow() - DateTimeOffset.UnixEpoch).Ticks / TimeSpan.TicksPerMicrosecond;
}
