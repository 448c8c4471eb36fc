using System.Diagnostics.Metrics;

namespace Apollo.Grains.History;

/// <summary>What is measured of history.</summary>
internal static class HistoryMeters
{
    private static readonly Meter Meter = new("Apollo");
    private static readonly Counter<long> Seconds = Meter.CreateCounter<long>(
        "apollo.history.seconds",
        description: "Seconds with changes written to the history."
    );
    private static readonly Gauge<double> Lag = Meter.CreateGauge<double>(
        "apollo.history.lag",
        "s",
        "How far what is stored of the history lies behind what is known."
    );
    private static readonly Gauge<long> Waiting = Meter.CreateGauge<long>(
        "apollo.history.waiting",
        "By",
        "How much of the history waits in memory for the store."
    );
    private static readonly Counter<long> Dropped = Meter.CreateCounter<long>(
        "apollo.history.dropped",
        description: "Times that more waited for the store than can wait, and became a gap."
    );

    public static void Wrote(string desk, int seconds) => Seconds.Add(seconds, Tag(desk));

    public static void Lags(string desk, double seconds) => Lag.Record(seconds, Tag(desk));

    public static void Waits(string desk, long bytes) => Waiting.Record(bytes, Tag(desk));

    public static void Drops(string desk) => Dropped.Add(1, Tag(desk));

    private static KeyValuePair<string, object?> Tag(string desk) => new("desk", desk);
}
