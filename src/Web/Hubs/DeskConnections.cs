using System.Collections.Concurrent;
using Microsoft.AspNetCore.SignalR;
using Microsoft.AspNetCore.SignalR.Protocol;

namespace Apollo.Web.Hubs;

/// <summary>
/// The hub's connections, kept so that one serialised message can be written to many of them while each has its own
/// send in flight: a slow browser then holds up nobody.
/// </summary>
internal sealed class DeskConnections(ILogger<DefaultHubLifetimeManager<DeskHub>> logger)
    : DefaultHubLifetimeManager<DeskHub>(logger)
{
    private static readonly TimeSpan CloseWithin = TimeSpan.FromSeconds(2);
    private static readonly CloseMessage Closing = new(error: null, allowReconnect: true);
    private readonly ConcurrentDictionary<string, HubConnectionContext> connections = new();
    private readonly TaskCompletionSource allGone = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private volatile bool isEnding;

    public HubConnectionContext? Find(string connectionId) => connections.GetValueOrDefault(connectionId);

    public override Task OnConnectedAsync(HubConnectionContext connection)
    {
        connections[connection.ConnectionId] = connection;
        if (isEnding)
            _ = CloseAsync(connection);
        return base.OnConnectedAsync(connection);
    }

    public override Task OnDisconnectedAsync(HubConnectionContext connection)
    {
        connections.TryRemove(connection.ConnectionId, out _);
        if (isEnding && connections.IsEmpty)
            allGone.TrySetResult();
        return base.OnDisconnectedAsync(connection);
    }

    /// <summary>
    /// Asks every screen to close its connection and come again, and waits for at most 2 s: the host ends then, and who
    /// has not closed is cut off.
    /// </summary>
    public void CloseAll()
    {
        isEnding = true;
        foreach (var connection in connections.Values)
            _ = CloseAsync(connection);
        if (!connections.IsEmpty)
            allGone.Task.Wait(CloseWithin);
    }

    private static async Task CloseAsync(HubConnectionContext connection)
    {
        try
        {
            await connection.WriteAsync(Closing, connection.ConnectionAborted);
        }
        catch (Exception)
        {
            // It is gone already.
        }
    }
}
