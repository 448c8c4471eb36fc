using System.Diagnostics.Metrics;

namespace Apollo.Web.Feeds;

/// <summary>What operators watch of the push path.</summary>
internal static class FeedMeters
{
    private static readonly Meter Meter = new("Apollo");

    public static Counter<long> Sent { get; } =
        Meter.CreateCounter<long>("apollo.hub.sent", description: "Messages written to screens.");

    public static Counter<long> Merged { get; } =
        Meter.CreateCounter<long>(
            "apollo.hub.merged",
            description: "Batches merged because a screen's last send was still in flight."
        );

    public static Counter<long> Broken { get; } =
        Meter.CreateCounter<long>("apollo.hub.broken", description: "Sends that found the connection gone.");

    public static UpDownCounter<long> Watchers { get; } =
        Meter.CreateUpDownCounter<long>("apollo.hub.watchers", description: "Screens that watch a desk.");

    public static Histogram<double> CutToSend { get; } =
        Meter.CreateHistogram<double>(
            "apollo.feed.cut_to_send",
            "s",
            "From the instant of a cut to its offer to the screens."
        );
}
