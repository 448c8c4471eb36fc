using System.Collections.Concurrent;
using Microsoft.AspNetCore.SignalR;

namespace Apollo.Web.Hubs;

/// <summary>
/// The hub's connections, kept so that one serialised message can be written to many of them while each has its own
/// send in flight: a slow browser then holds up nobody.
/// </summary>
internal sealed class DeskConnections(ILogger<DefaultHubLifetimeManager<DeskHub>> logger)
    : DefaultHubLifetimeManager<DeskHub>(logger)
{
    private readonly ConcurrentDictionary<string, HubConnectionContext> connections = new();

    public HubConnectionContext? Find(string connectionId) => connections.GetValueOrDefault(connectionId);

    public override Task OnConnectedAsync(HubConnectionContext connection)
    {
        connections[connection.ConnectionId] = connection;
        return base.OnConnectedAsync(connection);
    }

    public override Task OnDisconnectedAsync(HubConnectionContext connection)
    {
        connections.TryRemove(connection.ConnectionId, out _);
        return base.OnDisconnectedAsync(connection);
    }
}
