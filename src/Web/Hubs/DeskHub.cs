using Apollo.Model;
using Apollo.Web.Access;
using Apollo.Web.Api;
using Apollo.Web.Displays;
using Apollo.Web.Feeds;
using Apollo.Web.Me;
using Apollo.Web.Messages;
using Microsoft.AspNetCore.SignalR;

namespace Apollo.Web.Hubs;

/// <summary>What a screen asks of the server, at <c>/hubs/desk</c>.</summary>
internal sealed class DeskHub(
    DeskFeeds feeds,
    TopicFeeds followed,
    Catalogues catalogues,
    DeskAccess access,
    DeskConnections connections,
    DisplayScreens screens,
    LinkBoards boards,
    IGrainFactory grains,
    TimeProvider time
) : Hub<IDeskClient>
{
    private const string WatchedKey = "apollo.watched";
    private const string BeatKey = "apollo.beat";
    private const string DisplayKey = "apollo.display";
    private static readonly TimeSpan BeatEvery = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan BeatWithin = TimeSpan.FromSeconds(5);

    private string? Display => Context.Items.TryGetValue(DisplayKey, out var id) ? (string?)id : null;

    /// <summary>Shows a desk from now on; replaces what was watched of it before.</summary>
    /// <param name="desk">Desk id.</param>
    /// <param name="topics"><c>cards</c>, <c>table:team</c> …, <c>rows:overdue</c> …, <c>calendar</c>.</param>
    /// <exception cref="HubException">There is no such desk or topic; the message names those there are.</exception>
    [Takes(Takes.Known)]
    public async Task Watch(string desk, string[] topics)
    {
        var feed = feeds.Find(desk);
        var caller = Caller.Of(Context.GetHttpContext()!);
        var audience = access.Of(caller, desk);
        if (feed is null || audience is null)
            throw new HubException($"There is no desk '{desk}' for you.");
        var board = caller.Link is { } link ? await BoardAsync(link, desk) : null;
        var kpis = topics.Any(topic => AskedTopic.Parse(topic)?.Topic == Topic.Rows) ? await KpisAsync(desk) : [];
        var wanted = WatchedTopics.Parse(
            topics,
            kpi => kpi == IRowsGrain.AllTickets || kpis.Contains(kpi),
            audience,
            board,
            caller.Person
        );
        var connection = connections.Find(Context.ConnectionId) ?? throw new HubException("The connection is closing.");
        Watched().Add(desk);
        followed.Watch(feed.Info, feed.Watch(connection, wanted.Tables), wanted);
    }

    /// <summary>Shows a desk no longer.</summary>
    [Takes(Takes.Known)]
    public void Unwatch(string desk)
    {
        feeds.Find(desk)?.Unwatch(Context.ConnectionId);
        followed.Unwatch(desk, Context.ConnectionId);
        Watched().Remove(desk);
    }

    /// <summary>A wall display says that it lives; more often than once a second is not heard.</summary>
    /// <exception cref="HubException">The caller is no display, or the silo does not answer.</exception>
    [Takes(Takes.Known)]
    public async Task Beat(DisplayBeat beat)
    {
        if (Display is not { } display)
            throw new HubException("Only wall displays beat.");
        var now = time.GetUtcNow();
        if (Context.Items.TryGetValue(BeatKey, out var last) && now - (DateTimeOffset)last! < BeatEvery)
            return;
        Context.Items[BeatKey] = now;
        try
        {
            await grains
                .GetGrain<IDisplaysGrain>(0)
                .Beat(display, beat, Context.ConnectionAborted)
                .WaitAsync(BeatWithin, time, Context.ConnectionAborted);
        }
        catch (Exception error) when (error is TimeoutException or OrleansException or StoreException)
        {
            throw new HubException("The silo does not answer. Ask again in a moment.");
        }
    }

    /// <inheritdoc/>
    public override async Task OnConnectedAsync()
    {
        if (await DisplayAsync() is { } display)
        {
            Context.Items[DisplayKey] = display;
            if (connections.Find(Context.ConnectionId) is { } connection)
                screens.Add(display, connection);
        }
        await base.OnConnectedAsync();
    }

    /// <inheritdoc/>
    public override Task OnDisconnectedAsync(Exception? exception)
    {
        screens.Remove(Context.ConnectionId);
        foreach (var desk in Watched())
        {
            feeds.Find(desk)?.Unwatch(Context.ConnectionId);
            followed.Unwatch(desk, Context.ConnectionId);
        }
        return base.OnDisconnectedAsync(exception);
    }

    /// <summary>
    /// Which wall display connects; null = none. Where nobody signs in a display has no rights of its own, and its
    /// cookie only tells which it is.
    /// </summary>
    private async Task<string?> DisplayAsync()
    {
        var http = Context.GetHttpContext()!;
        var caller = Caller.Of(http);
        if (caller.Principal is { Kind: PrincipalKind.Display, Id: var id })
            return id;
        if (caller.Everywhere is null || http.Request.Query["display"] != "1")
            return null;
        if (DisplaySecret.Find(http) is not { } secret)
            return null;
        // Without an answer the connection ends, and the television makes it anew.
        var screen = await grains
            .GetGrain<IDisplaysGrain>(0)
            .Screen(Secrets.HashOf(secret), Context.ConnectionAborted)
            .WaitAsync(BeatWithin, time, Context.ConnectionAborted);
        return screen.Display?.Id;
    }

    private async Task<HashSet<string>> KpisAsync(string desk)
    {
        try
        {
            return [.. (await catalogues.OfAsync(desk, Context.ConnectionAborted)).Select(kpi => kpi.Id)];
        }
        catch (Exception error) when (error is TimeoutException or OrleansException)
        {
            throw new HubException("The silo does not answer. Ask again in a moment.");
        }
    }

    /// <summary>What the link of a board opens, as the board is now.</summary>
    private async Task<BoardShown> BoardAsync(Principal link, string desk)
    {
        try
        {
            return await boards.OfAsync(link.Board!, desk, Context.ConnectionAborted)
                ?? throw new HubException("There is no board behind this link any more.");
        }
        catch (Exception error) when (error is TimeoutException or OrleansException or StoreException)
        {
            throw new HubException("The silo does not answer. Ask again in a moment.");
        }
    }

    private HashSet<string> Watched() => (HashSet<string>)(Context.Items[WatchedKey] ??= new HashSet<string>());
}
