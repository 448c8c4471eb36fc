using Apollo.Model;
using Apollo.Web.Messages;
using Microsoft.AspNetCore.SignalR;

namespace Apollo.Web.Feeds;

/// <summary>The alerts of a desk that an audience sees, while a screen shows them.</summary>
internal sealed class AlertsFeed(TopicSource source)
    : TopicFeed($"{source.Desk.Id} alerts", source.Grains, source.Time, source.Loggers.CreateLogger<AlertsFeed>())
{
    private readonly string desk = source.Desk.Id;
    private readonly Audience audience = source.Audience;
    private readonly string? person = source.Person;
    private readonly AlertQuestions questions = source.Alerts;
    private readonly Dictionary<string, Alert> standing = [];
    private readonly Lock gate = new();
    private Position? position;

    protected override bool HoldsAny => position is not null;

    protected override async Task<SerializedHubMessage?> AskAsync(CancellationToken cancellation)
    {
        var changes = await questions.AskAsync(desk, position, cancellation);
        List<Alert> changed = [.. changes.Changed.Select(alert => alert.For(audience, person)).OfType<Alert>()];
        lock (gate)
        {
            if (changes.Full)
                standing.Clear();
            foreach (var alert in changed)
                if (alert.State == AlertPhase.Resolved)
                    standing.Remove(alert.Id);
                else
                    standing[alert.Id] = alert;
            foreach (var id in changes.Removed)
                standing.Remove(id);
            position = changes.Position;
        }
        return changes.Full ? Whole()
            : changed.Count == 0 && changes.Removed.IsEmpty ? null
            : Message(nameof(IDeskClient.Alerts), new AlertsMessage(desk, false, [.. changed], changes.Removed));
    }

    protected override SerializedHubMessage Whole()
    {
        lock (gate)
            return Message(
                nameof(IDeskClient.Alerts),
                new AlertsMessage(desk, true, [.. standing.Values.OrderBy(alert => alert.Since)], [])
            );
    }

    protected override void Forget()
    {
        lock (gate)
        {
            standing.Clear();
            position = null;
        }
    }
}
