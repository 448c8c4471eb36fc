using System.Collections.Concurrent;
using Microsoft.AspNetCore.SignalR;
using Microsoft.AspNetCore.SignalR.Protocol;

namespace Apollo.Web.Feeds;

/// <summary>
/// Something of a desk that is followed only while a screen watches it: the rows behind a number, the calendar. Asks
/// what changed, for as long as somebody watches, and hands it on; a screen that is still busy with its last message
/// gets one that says all, later.
/// </summary>
internal abstract partial class SideFeed(string topic, TimeProvider time, ILogger logger)
{
    private static readonly TimeSpan RetryAfter = TimeSpan.FromSeconds(1);
    private readonly ConcurrentDictionary<string, Watcher> watchers = new();
    private readonly Lock gate = new();
    private Action? stop;

    /// <summary>Adds a screen, or gives it what there is again.</summary>
    public void Add(Watcher watcher)
    {
        lock (gate)
        {
            watchers[watcher.Id] = watcher;
            if (HoldsAny)
                watcher.OfferSide(topic, Whole(), Whole);
            if (stop is not null)
                return;
            var running = new CancellationTokenSource();
            stop = running.Cancel;
            _ = RunAsync(running);
        }
    }

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

    /// <summary>Whether a first answer is here.</summary>
    protected abstract bool HoldsAny { get; }

    /// <summary>A message that needs nothing before it.</summary>
    protected abstract SerializedHubMessage Whole();

    /// <summary>Nobody watches any more.</summary>
    protected abstract void Forget();

    protected static SerializedHubMessage Message(string method, object argument) =>
        new(new InvocationMessage(method, [argument]));

    private async Task RunAsync(CancellationTokenSource running)
    {
        using var ended = running;
        var cancellation = running.Token;
        var isAway = false;
        while (!cancellation.IsCancellationRequested)
        {
            try
            {
                var message = await AskAsync(cancellation);
                isAway = false;
                lock (gate)
                {
                    if (cancellation.IsCancellationRequested)
                        return;
                    if (message is not null)
                        foreach (var watcher in watchers.Values)
                            watcher.OfferSide(topic, message, Whole);
                }
            }
            catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
            {
                return;
            }
            catch (Exception error)
            {
                if (!isAway)
                    LogAway(topic, error.Message);
                isAway = true;
                await Task.Delay(RetryAfter, time, cancellation).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    [LoggerMessage(
        Level = LogLevel.Warning,
        Message = "What changes of {Topic} cannot be asked; it is asked again: {Reason}"
    )]
    private partial void LogAway(string topic, string reason);
}
