using System.Collections.Concurrent;
using Apollo.Model;
using Apollo.Web.Messages;
using Microsoft.AspNetCore.SignalR;
using Microsoft.AspNetCore.SignalR.Protocol;

namespace Apollo.Web.Hubs;

/// <summary>
/// The connections of wall displays to this web process, and what those are told to do: asked for as long as there is
/// one. An order goes to every connection of its display.
/// </summary>
internal sealed partial class DisplayScreens(IGrainFactory grains, TimeProvider time, ILogger<DisplayScreens> logger)
{
    private static readonly TimeSpan AnswerWithin = TimeSpan.FromSeconds(12);
    private static readonly TimeSpan FirstRetry = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan LongestRetry = TimeSpan.FromSeconds(5);
    private readonly ConcurrentDictionary<string, (string Display, HubConnectionContext Connection)> screens = new();
    private readonly Lock gate = new();
    private Action? stop;
    private bool isAway;

    /// <summary>A display is connected.</summary>
    public void Add(string display, HubConnectionContext connection)
    {
        lock (gate)
        {
            screens[connection.ConnectionId] = (display, connection);
            if (stop is not null)
                return;
            var running = new CancellationTokenSource();
            stop = running.Cancel;
            _ = RunAsync(running);
        }
    }

    /// <summary>A connection has ended; with the last one nothing is asked any more.</summary>
    public void Remove(string connectionId)
    {
        lock (gate)
        {
            if (!screens.TryRemove(connectionId, out _) || !screens.IsEmpty || stop is null)
                return;
            stop();
            stop = null;
        }
    }

    private async Task RunAsync(CancellationTokenSource running)
    {
        using var ended = running;
        var follower = new Follower<DisplayOrders>(
            (known, cancelled) =>
                grains
                    .GetGrain<IDisplaysGrain>(0)
                    .OrdersAfter(known, cancelled)
                    .WaitAsync(AnswerWithin, time, cancelled)
        );
        await KeepGoing.RunAsync(
            async cancellation =>
            {
                var said = await follower.NextAsync(cancellation);
                isAway = false;
                foreach (var order in said.Orders)
                    Send(order);
                return true;
            },
            (error, _) =>
            {
                if (!isAway)
                    LogAway(error.Message);
                isAway = true;
            },
            new BackOff(FirstRetry, LongestRetry),
            time,
            running.Token
        );
    }

    private void Send(DisplayOrder order)
    {
        var message = new SerializedHubMessage(
            new InvocationMessage(nameof(IDeskClient.Display), [new DisplayMessage(order.Display, order.Action)])
        );
        foreach (var (display, connection) in screens.Values)
            if (display == order.Display)
                _ = SendAsync(connection, message);
    }

    private static async Task SendAsync(HubConnectionContext connection, SerializedHubMessage message)
    {
        try
        {
            await connection.WriteAsync(message, connection.ConnectionAborted);
        }
        catch (Exception)
        {
            // The connection is gone: the hub takes it out.
        }
    }

    [LoggerMessage(
        Level = LogLevel.Warning,
        Message = "What wall displays shall do cannot be asked; it is asked again: {Reason}"
    )]
    private partial void LogAway(string reason);
}
