using System.Collections.Concurrent;
using Microsoft.AspNetCore.SignalR;
using Microsoft.AspNetCore.SignalR.Protocol;

namespace Apollo.Web.Feeds;

/// <summary>
/// One topic of a desk, followed only while a screen watches it: asks what changed, for as long as somebody watches,
/// and hands it on; a screen that is still busy with its last message gets one that says all, later.
/// </summary>
/// <param name="topic">Desk and topic, for the log and for what waits for a busy screen.</param>
/// <param name="grains">Who is asked.</param>
/// <param name="time">Clock of the waits.</param>
/// <param name="logger">Log.</param>
internal abstract partial class TopicFeed(string topic, IGrainFactory grains, TimeProvider time, ILogger logger)
{
    private static readonly TimeSpan RetryAfter = TimeSpan.FromSeconds(1);
    private readonly ConcurrentDictionary<string, Watcher> watchers = new();
    private readonly Lock gate = new();
    private Action? stop;
    private bool isAway;

    /// <summary>Who is asked.</summary>
    protected IGrainFactory Grains => grains;

    /// <summary>Clock of the waits.</summary>
    protected TimeProvider Time => time;

    /// <summary>Whether a first answer is here.</summary>
    protected abstract bool HoldsAny { get; }

    /// <summary>Adds a screen, or gives it what there is again.</summary>
    public void Add(Watcher watcher)
    {
        lock (gate)
        {
            watchers[watcher.Id] = watcher;
            if (HoldsAny)
                watcher.OfferTopic(topic, Whole(), Whole);
            if (stop is not null)
                return;
            var running = new CancellationTokenSource();
            stop = running.Cancel;
            _ = RunAsync(running);
        }
    }

    /// <summary>Takes a screen out; with the last one all is forgotten.</summary>
    public void Remove(string connectionId)
    {
        lock (gate)
        {
            if (!watchers.TryRemove(connectionId, out _) || !watchers.IsEmpty || stop is null)
                return;
            stop();
            stop = null;
            Forget();
        }
    }

    /// <summary>Asks once; waits for a change for a while.</summary>
    /// <returns>What to say; null = nothing.</returns>
    protected abstract Task<SerializedHubMessage?> AskAsync(CancellationToken cancellation);

    /// <summary>A message that needs nothing before it.</summary>
    protected abstract SerializedHubMessage Whole();

    /// <summary>Nobody watches any more.</summary>
    protected abstract void Forget();

    protected static SerializedHubMessage Message(string method, object argument) =>
        new(new InvocationMessage(method, [argument]));

    private async Task RunAsync(CancellationTokenSource running)
    {
        using var ended = running;
        await KeepGoing.RunAsync(
            async cancellation =>
            {
                var message = await AskAsync(cancellation);
                isAway = false;
                Offer(message, cancellation);
                return true;
            },
            (error, _) =>
            {
                if (!isAway)
                    LogAway(topic, error.Message);
                isAway = true;
            },
            new BackOff(RetryAfter, RetryAfter),
            time,
            running.Token
        );
    }

    private void Offer(SerializedHubMessage? message, CancellationToken cancellation)
    {
        lock (gate)
            if (message is not null && !cancellation.IsCancellationRequested)
                foreach (var watcher in watchers.Values)
                    watcher.OfferTopic(topic, message, Whole);
    }

    [LoggerMessage(
        Level = LogLevel.Warning,
        Message = "What changes of {Topic} cannot be asked; it is asked again: {Reason}"
    )]
    private partial void LogAway(string topic, string reason);
}
