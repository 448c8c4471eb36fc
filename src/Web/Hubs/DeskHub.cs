using Apollo.Web.Access;
using Apollo.Web.Feeds;
using Microsoft.AspNetCore.SignalR;

namespace Apollo.Web.Hubs;

/// <summary>What a screen asks of the server, at <c>/hubs/desk</c>.</summary>
internal sealed class DeskHub(DeskFeeds feeds, DeskAccess access, DeskConnections connections) : Hub<IDeskClient>
{
    private const string WatchedKey = "apollo.watched";

    /// <summary>Shows a desk from now on; replaces what was watched of it before.</summary>
    /// <param name="desk">Desk id.</param>
    /// <param name="topics"><c>cards</c>, <c>table:team</c> …</param>
    /// <exception cref="HubException">There is no such desk or topic; the message names those there are.</exception>
    public void Watch(string desk, string[] topics)
    {
        var feed = feeds.Find(desk);
        if (feed is null || !access.MaySee(Context.User, desk)) throw new HubException($"There is no desk '{desk}' for you.");
        var tables = Topics.Tables(topics, dimension => access.MaySeeDimension(Context.User, desk, dimension));
        var connection = connections.Find(Context.ConnectionId) ?? throw new HubException("The connection is closing.");
        Watched().Add(desk);
        feed.Watch(connection, tables);
    }

    /// <summary>Shows a desk no longer.</summary>
    public void Unwatch(string desk)
    {
        feeds.Find(desk)?.Unwatch(Context.ConnectionId);
        Watched().Remove(desk);
    }

    /// <inheritdoc/>
    public override Task OnDisconnectedAsync(Exception? exception)
    {
        foreach (var desk in Watched()) feeds.Find(desk)?.Unwatch(Context.ConnectionId);
        return base.OnDisconnectedAsync(exception);
    }

    private HashSet<string> Watched() => (HashSet<string>)(Context.Items[WatchedKey] ??= new HashSet<string>());
}
