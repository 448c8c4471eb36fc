using System.Collections.Immutable;
using Apollo.Grains.Clock;
using Apollo.Grains.Configuration;
using Apollo.Grains.Following;
using Apollo.Grains.Placement;
using Apollo.Grains.Store;
using Apollo.Model;
using Microsoft.Extensions.Logging;

namespace Apollo.Grains.Delivery;

/// <summary>
/// Takes what the store holds to the people and hooks of a desk. Each message is leased, sent, and ended in the store:
/// where Apollo stops in between, it goes again under the same id.
/// </summary>
[DeskPlacement]
internal sealed partial class DeliveryGrain(
    TellingStore tellings,
    DeliveryStore store,
    DeliveryTargets targets,
    MessageWriter writer,
    IEnumerable<IAlertChannel> channels,
    [DeskClock] TimeProvider time,
    ILogger<DeliveryGrain> logger
) : BackgroundGrain(time), IDeliveryGrain
{
    private const int MostAtOnce = 16;

    /// <summary>After so many tries the others hear of it too.</summary>
    private const int TriesAlone = 3;

    private static readonly TimeSpan SendWithin = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan Lease = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan GivenUpAfter = TimeSpan.FromHours(24);
    private static readonly TimeSpan TellingsKept = TimeSpan.FromHours(48);
    private static readonly TimeSpan LookEvery = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan ForgetEvery = TimeSpan.FromHours(1);
    private static readonly TimeSpan ShortestWait = TimeSpan.FromMilliseconds(20);
    private static readonly TimeSpan FirstRetry = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LongestRetry = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan FirstTryAgain = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan LongestTryAgain = TimeSpan.FromMinutes(10);
    private readonly Dictionary<string, IAlertChannel> byName = channels.ToDictionary(channel => channel.Name);
    private readonly HashSet<string> underWay = [];
    private readonly Signal moved = new(time);
    private DateTime forgotAt;
    private bool isNew;

    private string Desk => this.GetPrimaryKeyString();

    private DateTime Now => Time.GetUtcNow().UtcDateTime;

    public override Task OnActivateAsync(CancellationToken cancellationToken)
    {
        StayAwake();
        Keep(StepAsync, (error, _) => LogWaits(error is StoreException ? null : error, Desk), FirstRetry, LongestRetry);
        return Task.CompletedTask;
    }

    public async Task<ImmutableDictionary<string, ImmutableArray<AlertTold>>> Told(
        ImmutableArray<string> alerts,
        CancellationToken cancellation
    )
    {
        var told = await store.ToldAsync(Desk, alerts, cancellation);
        var names = await targets.NamesAsync(cancellation);
        return told.ToImmutableDictionary(
            one => one.Key,
            one => one.Value.Select(delivery => Shown(delivery, names)).ToImmutableArray()
        );
    }

    public Task Wake()
    {
        Look();
        return Task.CompletedTask;
    }

    public Task KeepAwake() => Task.CompletedTask;

    private static AlertTold Shown(StoredDelivery delivery, IReadOnlyDictionary<string, string> names) =>
        new(
            delivery.Channel,
            names.GetValueOrDefault(delivery.Recipient, "removed"),
            Enum.Parse<TellState>(delivery.State, ignoreCase: true),
            StoredTime.Read(delivery.EndedAt ?? delivery.DueAt),
            (int)delivery.Tries,
            delivery.Error,
            delivery.Recipient
        );

    /// <summary>There is something to look at, whether somebody waits for it just now or not.</summary>
    private void Look()
    {
        isNew = true;
        moved.Raise();
    }

    private async Task<bool> StepAsync(CancellationToken cancellation)
    {
        isNew = false;
        await SpreadAsync(cancellation);
        if (underWay.Count < MostAtOnce)
            foreach (var delivery in await store.TakeAsync(Desk, Now, Lease, MostAtOnce - underWay.Count, cancellation))
                // One whose lease has ended meanwhile is still under way here.
                if (underWay.Add(delivery.Id))
                    _ = SendAsync(delivery, cancellation);
        if (Now - forgotAt >= ForgetEvery)
        {
            await store.ForgetAsync(Desk, Now, TellingsKept, cancellation);
            forgotAt = Now;
        }
        var (next, waiting) = await store.NextAsync(Desk, cancellation);
        DeliveryMeters.Waits(Desk, waiting);
        var wait = underWay.Count >= MostAtOnce ? LookEvery : next - Now ?? LookEvery;
        if (!isNew)
            await moved.NextAsync(wait, ShortestWait, LookEvery, cancellation);
        return true;
    }

    /// <summary>Chooses who is told of what is new.</summary>
    private async Task SpreadAsync(CancellationToken cancellation)
    {
        while (await tellings.UnspreadAsync(Desk, cancellation) is { Count: > 0 } waiting)
        {
            var chosen = await targets.BeginAsync(Desk, Now, cancellation);
            foreach (var telling in waiting)
            {
                var to = await chosen.OfAsync(telling, cancellation);
                if (to.Count == 0)
                    LogNobody(Desk, telling.Alert.Name);
                await store.SpreadAsync(Desk, telling, to, Now, cancellation);
            }
        }
    }

    private async Task SendAsync(StoredDelivery delivery, CancellationToken cancellation)
    {
        try
        {
            var error = await TryAsync(delivery, cancellation);
            // What went out is ended in the store however long that takes, so that it goes once.
            await KeepGoing.UntilDoneAsync(
                () => EndAsync(delivery, error, cancellation),
                (failure, _) => LogWaits(failure is StoreException ? null : failure, Desk),
                new BackOff(FirstRetry, LongestRetry),
                Time,
                cancellation
            );
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            // It goes again when its lease has ended.
        }
        finally
        {
            underWay.Remove(delivery.Id);
            Look();
        }
    }

    /// <summary>Sends it; null = it was taken.</summary>
    private async Task<UndeliverableException?> TryAsync(StoredDelivery delivery, CancellationToken cancellation)
    {
        using var limit = new CancellationTokenSource(SendWithin, Time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellation);
        try
        {
            if (await writer.OfAsync(delivery, either.Token) is not { } message)
                return new UndeliverableException("It is no longer theirs to see.", isFinal: true);
            await byName[StoredDelivery.ShownChannel(delivery.Channel)].SendAsync(message, either.Token);
            return null;
        }
        catch (UndeliverableException error)
        {
            return error;
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            return new UndeliverableException($"No answer within {SendWithin.TotalSeconds:0} s.");
        }
        catch (Exception error) when (error is not OperationCanceledException)
        {
            // Whatever a channel does not expect: it is not lost, and said in the log.
            LogBroke(error is StoreException ? null : error, delivery.Channel, Desk);
            return new UndeliverableException("Apollo could not send it.");
        }
    }

    private async Task EndAsync(StoredDelivery delivery, UndeliverableException? error, CancellationToken cancellation)
    {
        var created = StoredTime.Read(delivery.CreatedAt);
        if (error is null)
        {
            await store.EndAsync(delivery, TellState.Sent, null, [], Now, cancellation);
            foreach (var alert in delivery.Alerts)
                DeliveryMeters.Sent(delivery.Channel, Now - alert.At);
            return;
        }
        var tries = (int)delivery.Tries + 1;
        var last = created + GivenUpAfter;
        var isFinal = error.IsFinal || Now >= last;
        // Once: either as it is given up, or when it has failed for a while.
        var others =
            tries == TriesAlone || (isFinal && tries < TriesAlone)
                ? await targets.InsteadOfAsync(delivery, cancellation)
                : [];
        DeliveryMeters.Failed(delivery.Channel, isFinal);
        if (isFinal)
        {
            LogGivenUp(delivery.Id, delivery.Channel, Desk, error.Message);
            await store.EndAsync(delivery, TellState.Failed, error.Message, others, Now, cancellation);
            return;
        }
        var again = Now + PauseAfter(tries);
        await store.AgainAsync(delivery, error.Message, again < last ? again : last, others, Now, cancellation);
    }

    private static TimeSpan PauseAfter(int tries)
    {
        var (backOff, pause) = (new BackOff(FirstTryAgain, LongestTryAgain), FirstTryAgain);
        for (var at = 0; at < tries && pause < LongestTryAgain; at++)
            pause = backOff.Next();
        return pause;
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "What is to be told of desk {Desk} waits for the store")]
    private partial void LogWaits(Exception? error, string desk);

    [LoggerMessage(
        Level = LogLevel.Warning,
        Message = "Nobody is told of '{Rule}' on desk {Desk} outside of Apollo: whom it names is nobody who can be told"
    )]
    private partial void LogNobody(string desk, string rule);

    [LoggerMessage(
        Level = LogLevel.Error,
        Message = "Message {Delivery} by {Channel} of desk {Desk} is given up: {Reason}"
    )]
    private partial void LogGivenUp(string delivery, string channel, string desk, string reason);

    [LoggerMessage(Level = LogLevel.Error, Message = "A message by {Channel} of desk {Desk} could not be sent")]
    private partial void LogBroke(Exception? error, string channel, string desk);
}
