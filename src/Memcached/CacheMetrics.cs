using System.Diagnostics.Metrics;

namespace Apollo.Memcached;

/// <summary>What the cache tells a metrics system: the meter <c>Apollo.Memcached</c>, every figure by server.</summary>
internal static class CacheMetrics
{
    private static readonly Meter Meter = new("Apollo.Memcached");

    private static readonly Histogram<double> Durations = Meter.CreateHistogram<double>(
        "apollo.cache.duration",
        "s",
        "Round trips to memcached that were answered."
    );

    private static readonly Counter<long> Failures = Meter.CreateCounter<long>(
        "apollo.cache.failures",
        "{operation}",
        "Operations that memcached did not answer, or answered with nonsense."
    );

    public static void Answered(string server, TimeSpan duration) =>
        Durations.Record(duration.TotalSeconds, new KeyValuePair<string, object?>("server", server));

    public static void Failed(string server, bool isTimeout) =>
        Failures.Add(
            1,
            new KeyValuePair<string, object?>("server", server),
            new KeyValuePair<string, object?>("reason", isTimeout ? "timeout" : "error")
        );
}
