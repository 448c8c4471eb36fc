using Microsoft.Extensions.Logging;

namespace Apollo.Grains.Alerts;

/// <summary>What a desk's alerts say of themselves.</summary>
internal sealed partial class AlertsGrain
{
    private DateTime? evaluatedAt;

    public Task<DateTime?> EvaluatedAt() => Task.FromResult(evaluatedAt);

    /// <summary>The rules are looked at.</summary>
    private void Evaluates()
    {
        if (rules is null)
            return;
        evaluatedAt = Now;
        AlertMeters.Stand(
            Desk,
            rules.Values.Count(rule => rule.Enabled),
            alerts.Shown.Standing,
            Now - alerts.KnownUntil
        );
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The alerts of desk {Desk} wait for the store or the desk")]
    private partial void LogFollow(Exception? error, string desk);

    [LoggerMessage(
        Level = LogLevel.Warning,
        Message = "The alerts of desk {Desk} cannot be written now: they are shown, and wait in memory"
    )]
    private partial void LogWrite(Exception? error, string desk);
}
