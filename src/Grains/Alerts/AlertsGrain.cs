using System.Collections.Immutable;
using System.Text.Json;
using Apollo.Cards;
using Apollo.Grains.Catalogue;
using Apollo.Grains.Clock;
using Apollo.Grains.Configuration;
using Apollo.Grains.Following;
using Apollo.Grains.Placement;
using Apollo.Grains.Rotas;
using Apollo.Grains.Slices;
using Apollo.Grains.Store;
using Apollo.Model;
using Microsoft.Extensions.Logging;

namespace Apollo.Grains.Alerts;

/// <summary>
/// The alerts of a desk: one more reader that asks the desk for every cut, and wakes when the clock alone changes
/// something. What it finds is shown at once, and written to the store beside it.
/// </summary>
[DeskPlacement]
internal sealed partial class AlertsGrain(
    DeskList desks,
    KpiCatalogue catalogue,
    AlertStore store,
    OnCallBook onCall,
    [DeskClock] TimeProvider time,
    ILogger<AlertsGrain> logger
) : BackgroundGrain(time), IAlertsGrain
{
    private const int ChangesKept = 512;
    private static readonly TimeSpan SignOfLife = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan FirstRetry = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LongestRetry = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan ShortestWait = TimeSpan.FromMilliseconds(10);
    private static readonly TimeSpan LongestWrite = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan CatalogueWithin = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan WriteEvery = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan ForgetEvery = TimeSpan.FromHours(1);
    private readonly ChangeLog<AlertDelta> changes = new(time, ChangesKept);
    private readonly Signal moved = new(time);
    private readonly Signal unwritten = new(time);
    private readonly Signal written = new(time);
    private DeskSetup desk = null!;
    private Follower<DeskCuts> follower = null!;
    private DeskAlerts alerts = null!;
    private ImmutableDictionary<string, AlertRule>? rules;
    private ImmutableArray<AlertSilence> silences = [];
    private bool isOld;
    private DateTime forgotAt;

    // For when the clock is looked at next.
    private DateTime wakeAt = DateTime.MaxValue;
    private bool isAway;

    private string Desk => desk.Info.Id;

    private DateTime Now => Time.GetUtcNow().UtcDateTime;

    /// <summary>The KPIs with the limits that hold now, and with the breakdowns that the desk has.</summary>
    private Task<ImmutableArray<KpiDefinition>> KpisAsync(CancellationToken cancellation) =>
        GrainFactory.GetGrain<IDeskGrain>(Desk).Catalogue().WaitAsync(CatalogueWithin, Time, cancellation);

    public override Task OnActivateAsync(CancellationToken cancellationToken)
    {
        desk = desks[this.GetPrimaryKeyString()];
        startedAt = Now;
        follower = new Follower<DeskCuts>(GrainFactory.GetGrain<IDeskGrain>(Desk).CutsSince);
        alerts = new DeskAlerts(
            desk.Calendar,
            SlicePulse.LongestPause(desk.Poll),
            kpi => catalogue.Find(kpi)?.Definition.Presentation.IsSum == true,
            new Whom((team, at) => onCall.At(Desk, team, at), assignee => onCall.Holder(Desk, assignee)),
            kpi => catalogue.Find(kpi)?.Definition.Slice ?? SliceName.Tickets
        );
        // All of it before the first step: a step runs at once up to where it waits.
        watch = new TicketWatch(desk.Calendar);
        tickets = new SliceFollower<Ticket>(GrainFactory, Desk);
        StayAwake();
        Keep(FollowAsync, (error, _) => LogFollow(StoreFault(error), Desk), FirstRetry, LongestRetry);
        Keep(WakeAsync, (error, _) => LogFollow(error, Desk), FirstRetry, LongestRetry);
        Keep(FollowTicketsAsync, (error, _) => LogFollow(error, Desk), FirstRetry, LongestRetry);
        Keep(ForetellAsync, (error, _) => LogFollow(error, Desk), FirstRetry, LongestRetry);
        Keep(FollowDisplaysAsync, (error, _) => LogFollow(StoreFault(error), Desk), FirstRetry, LongestRetry);
        Keep(WriteAsync, (error, _) => WaitsToBeWritten(error), FirstRetry, LongestRetry);
        return Task.CompletedTask;
    }

    public async Task<ImmutableArray<Alert>> Alerts(
        AlertPhase? state,
        DateTime? from,
        DateTime? to,
        CancellationToken cancellation
    )
    {
        // What is shown now is newer than what is written of it.
        var now = new Dictionary<string, Alert>();
        foreach (var alert in alerts.Shown.Waiting.Concat(alerts.Shown.Standing))
            now[alert.Id] = alert;
        var stored = state is AlertPhase.Pending ? [] : await store.BetweenAsync(Desk, from, to, Now, cancellation);
        return
        [
            .. now
                .Values.Where(alert => (to is null || alert.Since < to) && (from is null || !(alert.ResolvedAt < from)))
                .Concat(stored.Where(alert => !now.ContainsKey(alert.Id)).Select(OfThen))
                .Where(alert => state is null || alert.State == state)
                .OrderByDescending(alert => alert.Since)
                .ThenByDescending(alert => alert.Id, StringComparer.Ordinal)
                .Take(IAlertsGrain.MostAnswered),
        ];
    }

    public async Task<AlertChanges> ChangesSince(Position? known, CancellationToken cancellation)
    {
        await changes.NextAsync(known, SignOfLife, cancellation);
        if (changes.After(known) is not { } since)
            return new AlertChanges(changes.Position, true, [.. alerts.Shown.Standing], []);
        var (changed, removed) = AlertDelta.Merge(since);
        return new AlertChanges(changes.Position, false, changed, removed);
    }

    public async Task<Alert?> Acknowledge(
        string id,
        Audience audience,
        By by,
        string? comment,
        CancellationToken cancellation
    )
    {
        if (alerts.Shown.Find(id) is not { } shown || shown.For(audience) is null)
            return null;
        var acknowledged =
            comment is null ? null
            : shown.Acknowledged is { } first ? first.And(by.Name, comment)
            : new Acknowledgement(by.Name, Now, comment);
        if (alerts.Acknowledge(id, acknowledged, Now) is null)
            return null;
        Publish();
        // Whoever was told that it is taken may rely on it: it is in the store by then, where that answers. A write
        // that was under way before does not hold it yet.
        var until = Now + LongestWrite;
        while (!isAway && Now < until && alerts.Shown.Find(id) is { Recorded: false })
            await written.NextAsync(until - Now, cancellation);
        return alerts.Shown.Find(id)?.For(audience);
    }

    public Task<ImmutableArray<AlertSilence>> Silences(CancellationToken cancellation)
    {
        Loaded();
        return Task.FromResult<ImmutableArray<AlertSilence>>([
            .. silences.Where(silence => silence.Until > Now).OrderBy(silence => silence.Until),
        ]);
    }

    public Task<ImmutableArray<AlertSilence>> PastSilences(CancellationToken cancellation) =>
        store.PastSilencesAsync(Desk, Now, IAlertsGrain.MostPast, cancellation);

    public async Task<SilenceSaved> Silence(By by, AlertSilence silence, CancellationToken cancellation)
    {
        Loaded();
        if (silences.Length >= IAlertsGrain.Most)
            return new SilenceSaved(AlertOutcome.TooMany);
        silence = silence with { Id = Guid.CreateVersion7(Time.GetUtcNow()).ToString(), By = by.Name };
        await store.AddAsync(Desk, silence, cancellation);
        Set([.. silences.Where(one => one.Until > Now), silence]);
        await AuditAsync(by, "silence.added", silence.Reason, null, silence);
        return new SilenceSaved(AlertOutcome.Done, silence);
    }

    public async Task<AlertOutcome> EndSilence(By by, string id, CancellationToken cancellation)
    {
        Loaded();
        if (silences.FirstOrDefault(one => one.Id == id && one.Until > Now) is not { } silence)
            return AlertOutcome.Missing;
        await store.EndAsync(Desk, silence, Now, cancellation);
        Set(silences.Remove(silence));
        await AuditAsync(by, "silence.ended", silence.Reason, silence, null);
        return AlertOutcome.Done;
    }

    public Task KeepAwake() => Task.CompletedTask;

    public Task Renew()
    {
        // What is held says what the store says no more: none of it is written.
        isOld = true;
        DeactivateOnIdle();
        return Task.CompletedTask;
    }

    protected override async Task StopAsync(CancellationToken cancellation)
    {
        changes.Wake();
        // What was found in the last moment is not lost by a stop in good order.
        if (!isOld && rules is not null && (alerts.Shown.Waiting.Length > 0 || alerts.Dirty.Count > 0))
            await KeepAllAsync(cancellation);
    }

    /// <summary>Who takes what back, and why it fired, is of now: of then only how it ended is told.</summary>
    private static Alert OfThen(Alert alert) => alert with { Recorded = true, Notice = null };

    /// <summary>The store says itself in the log what is wrong with it.</summary>
    private static Exception? StoreFault(Exception error) => error is StoreException ? null : error;

    private ImmutableDictionary<string, AlertRule> Loaded() => rules ?? throw new StoreException();

    private Task AuditAsync<T>(By by, string action, string subject, T? before, T? after)
        where T : class =>
        GrainFactory
            .GetGrain<IAuditGrain>(0)
            .Add(
                by,
                action,
                $"{Desk}: {subject}",
                before is null ? null : JsonSerializer.Serialize(before, CardJson.Options),
                after is null ? null : JsonSerializer.Serialize(after, CardJson.Options),
                CancellationToken.None
            );

    private void Set(ImmutableArray<AlertSilence> all)
    {
        silences = all;
        alerts.Set(all, Now);
        Publish();
    }

    private async Task<bool> FollowAsync(CancellationToken cancellation)
    {
        if (rules is null)
            Restore(await store.LoadAsync(Desk, cancellation));
        var told = await follower.NextAsync(cancellation);
        alerts.Take(told, Now);
        HearReading(told);
        changedKpis.UnionWith(told.Cuts.SelectMany(cut => cut.Kpis).Select(result => result.Kpi));
        TakeDue();
        Publish();
        if (alerts.WakeAt < wakeAt)
            moved.Raise();
        return true;
    }

    private void Restore(StoredAlerts stored)
    {
        silences = stored.Silences;
        alerts.Restore(
            stored
                .Rules.Where(rule => rule.Enabled)
                .Select(rule =>
                    (
                        rule,
                        stored.States.TryGetValue(rule.Id, out var says)
                            ? JsonSerializer.Deserialize<ImmutableArray<GroupState>>(says, CardJson.Options)
                            : []
                    )
                ),
            silences,
            stored.Known
        );
        rules = stored.Rules.ToImmutableDictionary(rule => rule.Id);
        // Their rule was changed, and the end of Apollo came before theirs was written.
        foreach (var alert in stored.Standing)
            alerts.Shown.EndUnlessStanding(alert, alerts.KnownUntil ?? Now);
        foreach (var rule in stored.Rules)
            watch.Set(rule, rule.Id);
        beside.Raise();
    }

    private async Task<bool> WakeAsync(CancellationToken cancellation)
    {
        Evaluates();
        if (alerts.WakeAt <= Now)
            alerts.Pass(Now);
        TakeDue();
        LookAhead();
        Publish();
        wakeAt = alerts.WakeAt ?? DateTime.MaxValue;
        if (watch.NextAt < wakeAt && watch.NextAt <= alerts.TicketsReach)
            wakeAt = watch.NextAt.Value;
        if (NextAhead < wakeAt)
            wakeAt = NextAhead.Value;
        var wait = wakeAt - Now;
        await moved.NextAsync(wait, ShortestWait, LongestWait, cancellation);
        return true;
    }

    private async Task<bool> WriteAsync(CancellationToken cancellation)
    {
        if (rules is null || (alerts.Shown.Waiting.Length == 0 && alerts.Dirty.Count == 0))
            await unwritten.NextAsync(WriteEvery, cancellation);
        if (rules is null)
            return false;
        if (alerts.IsWatching || alerts.Dirty.Count > 0)
            await KeepAllAsync(cancellation);
        isAway = false;
        if (Now - forgotAt >= ForgetEvery)
        {
            await store.ForgetAsync(Desk, Now, cancellation);
            forgotAt = Now;
        }
        return true;
    }

    private async Task KeepAllAsync(CancellationToken cancellation)
    {
        if (isOld)
            return;
        var (found, dirty, tellings) = (alerts.Shown.Waiting, alerts.Dirty.ToList(), alerts.Shown.Tellings);
        var states = dirty.ToDictionary(
            id => id,
            id =>
                alerts.StatesOf(id) is { IsEmpty: false } states
                    ? JsonSerializer.Serialize(states, CardJson.Options)
                    : null
        );
        alerts.Dirty.Clear();
        try
        {
            await store.WriteAsync(Desk, found, states, tellings, alerts.Known, alerts.KnownUntil ?? Now, cancellation);
        }
        catch
        {
            alerts.Dirty.UnionWith(dirty);
            throw;
        }
        alerts.Shown.Wrote(found);
        alerts.Shown.Wrote(tellings);
        Publish();
        written.Raise();
        if (tellings.Length > 0)
            GrainFactory.GetGrain<IDeliveryGrain>(Desk).Wake().Ignore();
    }

    private void Publish()
    {
        if (alerts.Shown.Drain() is var (changed, removed))
        {
            changes.Add(new AlertDelta(changed, removed));
            moved.Raise();
        }
        if (alerts.Shown.Waiting.Length > 0 || alerts.Dirty.Count > 0)
            unwritten.Raise();
    }

    /// <summary>Said once, not at each try.</summary>
    private void WaitsToBeWritten(Exception error)
    {
        if (!isAway)
            LogWrite(error is StoreException ? null : error, Desk);
        isAway = true;
    }
}
