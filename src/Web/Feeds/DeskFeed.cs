using System.Collections.Concurrent;
using System.Collections.Immutable;
using Apollo.Model;
using Apollo.Web.Messages;
using Microsoft.AspNetCore.SignalR;
using Microsoft.AspNetCore.SignalR.Protocol;

namespace Apollo.Web.Feeds;

/// <summary>
/// What this web process holds of one desk, and the screens that watch it: asks the desk what changed, for ever, and
/// hands it on.
/// </summary>
internal sealed partial class DeskFeed(DeskInfo info, IGrainFactory grains, TimeProvider time, ILogger<DeskFeed> logger)
{
    private static readonly TimeSpan PulseEvery = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan AnswerWithin = TimeSpan.FromSeconds(12);
    private static readonly TimeSpan FirstRetry = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan LongestRetry = TimeSpan.FromSeconds(5);
    private readonly ConcurrentDictionary<string, Watcher> watchers = new();
    private readonly Lock gate = new();
    private Dictionary<string, KpiResult> held = [];
    private DateTime at;
    private ImmutableArray<SlicePulse> slices = [];
    private ImmutableArray<SliceCut> cuts = [];
    private DateTime? historyFailingSince;

    public DeskInfo Info => info;

    /// <summary>Last good poll of the slice read longest ago; null before the first.</summary>
    public DateTime? ReadAt { get; private set; }

    /// <summary>How the reading of the ITSM goes.</summary>
    public ImmutableArray<SlicePulse> Slices => slices;

    /// <summary>Why the silo does not answer; null while it does.</summary>
    public string? Error { get; private set; }

    /// <summary>Another one where the desk's limits are others.</summary>
    public Position Limits { get; private set; }

    /// <summary>Since when a KPI is unusual, UTC; null = it is not, or that is not known.</summary>
    public DateTime? UnusualSince(string kpi)
    {
        lock (gate)
            return held.GetValueOrDefault(kpi)?.UnusualSince;
    }

    /// <summary>Whether each of these KPIs has been computed.</summary>
    public bool Holds(ImmutableArray<KpiDefinition> kpis)
    {
        lock (gate)
            return kpis.All(kpi => held.ContainsKey(kpi.Id));
    }

    public int WatcherCount => watchers.Count;

    public Watcher Watch(HubConnectionContext connection, ShownTables tables)
    {
        var watcher = new Watcher(connection, tables, (deltas, wanted) => Message(false, deltas, wanted));
        lock (gate)
        {
            if (!watchers.ContainsKey(connection.ConnectionId))
                FeedMeters.Watchers.Add(1);
            watchers[connection.ConnectionId] = watcher;
            watcher.OfferWhole(Message(true, held.Values, tables));
            watcher.OfferPulse(PulseMessage());
        }
        return watcher;
    }

    public void Unwatch(string connectionId)
    {
        if (watchers.TryRemove(connectionId, out _))
            FeedMeters.Watchers.Add(-1);
    }

    /// <summary>Asks the desk for ever; a silo that is away is asked again and again.</summary>
    public async Task RunAsync(CancellationToken cancellation)
    {
        var pulses = PulseForeverAsync(cancellation);
        var follower = new Follower<DeskDelta>(
            (known, cancelled) =>
                grains
                    .GetGrain<IDeskGrain>(info.Id)
                    .ChangesSince(known, cancelled)
                    .WaitAsync(AnswerWithin, time, cancelled)
        );
        await KeepGoing.RunAsync(
            async cancelled =>
            {
                var delta = await follower.NextAsync(cancelled);
                if (Error is not null)
                    LogBack(info.Id);
                Error = null;
                Take(delta);
                return true;
            },
            (error, _) =>
            {
                if (Error is null)
                    LogAway(info.Id, error.Message);
                Error = "The silo does not answer.";
            },
            new BackOff(FirstRetry, LongestRetry),
            time,
            cancellation
        );
        await pulses;
    }

    private void Take(DeskDelta delta)
    {
        lock (gate)
        {
            var statesChanged = !slices
                .Select(slice => (slice.Slice, slice.State))
                .SequenceEqual(delta.Slices.Select(slice => (slice.Slice, slice.State)));
            var limitsChanged = Limits != delta.Limits;
            (at, slices, cuts, ReadAt, Limits) = (delta.At, delta.Slices, delta.Cuts, delta.ReadAt, delta.Limits);
            if (delta.Full)
            {
                // Revisions only grow: what was held and is newer than a cut of a restarted desk cannot be.
                held = delta.Kpis.ToDictionary(kpi => kpi.Kpi);
                OfferAll(
                    (tables, offered) =>
                    {
                        var message = Message(true, held.Values, tables);
                        foreach (var watcher in offered)
                            watcher.OfferWhole(message);
                    }
                );
            }
            else if (delta.Kpis.Length > 0)
            {
                foreach (var kpi in delta.Kpis)
                    held[kpi.Kpi] = held.TryGetValue(kpi.Kpi, out var before) ? KpiGroups.Apply(before, kpi) : kpi;
                OfferAll(
                    (tables, offered) =>
                    {
                        var message = Message(false, delta.Kpis, tables);
                        foreach (var watcher in offered)
                            watcher.Offer(delta.Kpis, message);
                    }
                );
                FeedMeters.CutToSend.Record((time.GetUtcNow().UtcDateTime - delta.At).TotalSeconds);
            }
            if (statesChanged || limitsChanged)
                OfferPulse();
        }
    }

    /// <summary>Screens that see the same of the same tables share one serialised message.</summary>
    private void OfferAll(Action<ShownTables, IEnumerable<Watcher>> offer)
    {
        foreach (var same in watchers.Values.GroupBy(watcher => watcher.Tables.Key))
            offer(same.First().Tables, same);
    }

    private async Task PulseForeverAsync(CancellationToken cancellation)
    {
        using var timer = new PeriodicTimer(PulseEvery, time);
        var asked = Task.CompletedTask;
        try
        {
            while (await timer.WaitForNextTickAsync(cancellation))
            {
                lock (gate)
                    OfferPulse();
                // Beside the pulses: no sign of life waits for it.
                if (asked.IsCompleted && !watchers.IsEmpty)
                    asked = AskHistoryAsync(cancellation);
            }
        }
        catch (OperationCanceledException)
        {
            // The host ends.
        }
        await asked;
    }

    /// <summary>Screens are told when history begins to fail, and when it is written again.</summary>
    private async Task AskHistoryAsync(CancellationToken cancellation)
    {
        try
        {
            var health = await grains
                .GetGrain<IHistoryGrain>(info.Id)
                .Health()
                .WaitAsync(AnswerWithin, time, cancellation);
            lock (gate)
            {
                if (historyFailingSince == health.FailingSince)
                    return;
                historyFailingSince = health.FailingSince;
                OfferPulse();
            }
        }
        catch (Exception error) when (error is not OutOfMemoryException)
        {
            // A silo that is away says nothing of its history; that it is away the pill tells.
            LogHistoryUnknown(info.Id, error.Message);
        }
    }

    private void OfferPulse()
    {
        if (watchers.IsEmpty)
            return;
        var message = PulseMessage();
        foreach (var watcher in watchers.Values)
            watcher.OfferPulse(message);
    }

    private SerializedHubMessage Message(bool full, IEnumerable<KpiResult> kpis, ShownTables tables) =>
        new(
            new InvocationMessage(
                nameof(IDeskClient.Board),
                [BoardMessages.Board(info.Id, full, at, Loading(), tables.Of(kpis), cuts, tables.Names, tables.Person)]
            )
        );

    private SerializedHubMessage PulseMessage() =>
        new(
            new InvocationMessage(
                nameof(IDeskClient.Pulse),
                [
                    BoardMessages.Pulse(
                        info.Id,
                        time.GetUtcNow().UtcDateTime,
                        ReadAt,
                        slices,
                        historyFailingSince,
                        Limits.ToString()
                    ),
                ]
            )
        );

    private string[] Loading() =>
        slices.IsEmpty
            ? [SliceName.Tickets, SliceName.Interventions]
            : [.. slices.Where(slice => slice.ReadAt is null).Select(slice => slice.Slice)];

    [LoggerMessage(
        Level = LogLevel.Warning,
        Message = "The silo of desk {Desk} does not answer; it is asked again: {Reason}"
    )]
    private partial void LogAway(string desk, string reason);

    [LoggerMessage(
        Level = LogLevel.Debug,
        Message = "How the history of desk {Desk} is written is not known: {Reason}"
    )]
    private partial void LogHistoryUnknown(string desk, string reason);

    [LoggerMessage(Level = LogLevel.Information, Message = "The silo of desk {Desk} answers again")]
    private partial void LogBack(string desk);
}
