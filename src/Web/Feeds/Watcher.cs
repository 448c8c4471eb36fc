using Apollo.Model;
using Microsoft.AspNetCore.SignalR;
using Microsoft.AspNetCore.SignalR.Protocol;

namespace Apollo.Web.Feeds;

/// <summary>
/// One screen that watches a desk. One send is in flight at a time; what changes meanwhile merges by KPI and group, so
/// a slow screen gets the newest and never a queue.
/// </summary>
internal sealed class Watcher(
    HubConnectionContext connection,
    ShownTables tables,
    Func<IEnumerable<KpiResult>, ShownTables, SerializedHubMessage> board
)
{
    private readonly Lock gate = new();
    private Dictionary<string, KpiResult>? pending;
    private SerializedHubMessage? pendingWhole;
    private SerializedHubMessage? pendingPulse;
    private Dictionary<string, PendingTopic>? pendingTopics;
    private bool sending;

    /// <summary>The connection it is.</summary>
    public string Id => connection.ConnectionId;

    public ShownTables Tables => tables;

    /// <summary>Sends everything; what was pending is part of it.</summary>
    public void OfferWhole(SerializedHubMessage whole)
    {
        lock (gate)
        {
            pending = null;
            pendingWhole = whole;
            if (sending)
                return;
            sending = true;
        }
        _ = SendAllAsync();
    }

    /// <summary>
    /// Sends a batch, by the shared message where this screen is in step, else merged with what is pending.
    /// </summary>
    public void Offer(IReadOnlyList<KpiResult> batch, SerializedHubMessage shared)
    {
        lock (gate)
        {
            if (sending)
            {
                FeedMeters.Merged.Add(1);
                pending ??= [];
                foreach (var delta in batch)
                    pending[delta.Kpi] = pending.TryGetValue(delta.Kpi, out var earlier)
                        ? KpiGroups.Merge(earlier, delta)
                        : delta;
                return;
            }
            sending = true;
        }
        _ = SendAllAsync(shared);
    }

    public void OfferPulse(SerializedHubMessage pulse)
    {
        lock (gate)
        {
            pendingPulse = pulse;
            if (sending)
                return;
            sending = true;
        }
        _ = SendAllAsync();
    }

    /// <summary>
    /// Sends a change of rows or calendar; where this screen is busy, later, in order; far behind, one that says all.
    /// </summary>
    public void OfferTopic(string topic, SerializedHubMessage message, Func<SerializedHubMessage> whole)
    {
        lock (gate)
        {
            if (sending)
            {
                pendingTopics ??= [];
                if (!pendingTopics.TryGetValue(topic, out var waiting))
                    pendingTopics[topic] = waiting = new PendingTopic(whole);
                waiting.Add(message);
                return;
            }
            sending = true;
        }
        _ = SendAllAsync(message);
    }

    private async Task SendAllAsync(SerializedHubMessage? message = null)
    {
        try
        {
            while (message is not null || (message = Next()) is not null)
            {
                await connection.WriteAsync(message, connection.ConnectionAborted);
                FeedMeters.Sent.Add(1);
                message = null;
            }
        }
        catch (Exception)
        {
            // The connection is gone: the hub takes it out, and nobody else is held up.
            FeedMeters.Broken.Add(1);
        }
    }

    private SerializedHubMessage? Next()
    {
        Dictionary<string, KpiResult>? merged;
        PendingTopic? waiting = null;
        lock (gate)
        {
            if (pendingWhole is { } whole)
            {
                pendingWhole = null;
                return whole;
            }
            if (pending is null && pendingTopics?.Count > 0)
            {
                (var topic, waiting) = pendingTopics.First();
                if (waiting.IsLast)
                    pendingTopics.Remove(topic);
            }
            else if (pending is null && pendingPulse is { } pulse)
            {
                pendingPulse = null;
                return pulse;
            }
            merged = pending;
            pending = null;
            if (merged is null && waiting is null)
            {
                sending = false;
                return null;
            }
        }
        return waiting?.Next() ?? board(merged!.Values, tables);
    }

    /// <summary>
    /// Messages of one topic that wait for a busy screen: a few in order, and then rather one that says all.
    /// </summary>
    private sealed class PendingTopic(Func<SerializedHubMessage> whole)
    {
        private const int Limit = 8;
        private readonly Queue<SerializedHubMessage> waiting = new();
        private bool isBehind;

        public bool IsLast => isBehind || waiting.Count <= 1;

        public void Add(SerializedHubMessage message)
        {
            isBehind |= waiting.Count >= Limit;
            if (isBehind)
                waiting.Clear();
            else
                waiting.Enqueue(message);
        }

        public SerializedHubMessage Next() => isBehind ? whole() : waiting.Dequeue();
    }
}
