using System.Diagnostics.Metrics;

namespace Apollo.Grains.Delivery;

/// <summary>What is measured of telling people outside of Apollo's own pages.</summary>
internal static class DeliveryMeters
{
    private static readonly Meter Meter = new("Apollo");
    private static readonly Counter<long> Deliveries = Meter.CreateCounter<long>(
        "apollo.deliveries",
        description: "Messages to people and hooks: taken, failed once, or given up."
    );
    private static readonly Gauge<long> Waiting = Meter.CreateGauge<long>(
        "apollo.deliveries.waiting",
        description: "Messages that wait, for their time or another try."
    );
    private static readonly Histogram<double> Lag = Meter.CreateHistogram<double>(
        "apollo.deliveries.lag",
        "s",
        "From the instant at which somebody is to be told to when the other side has taken it."
    );

    public static void Sent(string channel, TimeSpan lag)
    {
        Deliveries.Add(1, Tag("channel", channel), Tag("state", "sent"));
        Lag.Record(lag.TotalSeconds, Tag("channel", channel));
    }

    public static void Failed(string channel, bool isFinal) =>
        Deliveries.Add(1, Tag("channel", channel), Tag("state", isFinal ? "failed" : "retried"));

    public static void Waits(string desk, long count) => Waiting.Record(count, Tag("desk", desk));

    private static KeyValuePair<string, object?> Tag(string name, string value) => new(name, value);
}
