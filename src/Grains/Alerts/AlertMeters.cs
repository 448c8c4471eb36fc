using System.Diagnostics.Metrics;
using Apollo.Model;

namespace Apollo.Grains.Alerts;

/// <summary>What is measured of alerts, by desk.</summary>
internal static class AlertMeters
{
    private static readonly Meter Meter = new("Apollo");
    private static readonly Gauge<long> Rules = Meter.CreateGauge<long>(
        "apollo.alerts.rules",
        description: "Rules that are switched on."
    );
    private static readonly Gauge<long> Alerts = Meter.CreateGauge<long>(
        "apollo.alerts",
        description: "Alerts that stand, by state."
    );
    private static readonly Gauge<double> Lag = Meter.CreateGauge<double>(
        "apollo.alerts.lag",
        "s",
        "How far what the rules have seen lies behind now."
    );

    /// <summary>How it stands now.</summary>
    public static void Stand(string desk, int rules, IEnumerable<Alert> alerts, TimeSpan? lag)
    {
        var tag = new KeyValuePair<string, object?>("desk", desk);
        Rules.Record(rules, tag);
        foreach (var phase in (AlertPhase[])[AlertPhase.Pending, AlertPhase.Firing])
            Alerts.Record(
                alerts.Count(alert => alert.State == phase),
                tag,
                new KeyValuePair<string, object?>("state", phase.ToString().ToLowerInvariant())
            );
        if (lag is { } late)
            Lag.Record(late.TotalSeconds, tag);
    }
}
