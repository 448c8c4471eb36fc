using System.Collections.Immutable;
using Apollo.Grains.Store;
using Apollo.Model;

namespace Apollo.Grains.Alerts;

/// <summary>What is shown of a desk's alerts, what of it changed, and what waits for the store.</summary>
internal sealed class ShownAlerts
{
    /// <summary>More than these do not wait for the store: the oldest are lost to it.</summary>
    public const int MostWaiting = 10_000;

    private readonly Dictionary<string, Alert> standing = [];
    private readonly Dictionary<string, Alert> changed = [];
    private readonly HashSet<string> removed = [];
    private readonly OrderedDictionary<string, Alert> waiting = [];
    private readonly OrderedDictionary<string, AlertTelling> tellings = [];

    /// <summary>Those that stand.</summary>
    public IReadOnlyCollection<Alert> Standing => standing.Values;

    /// <summary>Those that are to be written, oldest first.</summary>
    public ImmutableArray<Alert> Waiting => [.. waiting.Values];

    /// <summary>What is to be told outside of Apollo's own pages, and is not written yet; oldest first.</summary>
    public ImmutableArray<AlertTelling> Tellings => [.. tellings.Values];

    /// <summary>How many were not written, for there were too many.</summary>
    public int Lost { get; private set; }

    /// <summary>One that stands; null = there is none.</summary>
    public Alert? Find(string id) => standing.GetValueOrDefault(id);

    /// <summary>Takes what came of a step of a machine.</summary>
    public void Hear(WatchedGroup group, Outcome outcome)
    {
        foreach (var move in outcome.Moves)
        {
            var alert = move.Alert;
            if (move.Change == AlertChange.Pending)
                (group.Notice, group.Later) = (null, []);
            foreach (var telling in outcome.Tellings.Where(telling => telling.Alert == alert.Id))
                group.Tell(telling);
            if (move.Change == AlertChange.Passed)
                Remove(alert.Id);
            else if (move.Change is AlertChange.Resolved or AlertChange.RuleChanged)
                End(group, group.Last = group.Shown(alert, move.Change));
        }
        foreach (var telling in outcome.Tellings)
            if (group.Machine.State.Alert?.Id == telling.Alert)
                group.Tell(telling);
            else if (telling.Reason == TellReason.Steady && group.Last is { } last && last.Id == telling.Alert)
                End(group, last with { Notice = NoticeOf(telling.Alert), Flapping = false });
        Show(group);
        foreach (var telling in outcome.Tellings)
            Tell(group, telling);

        AlertNotice? NoticeOf(string id) =>
            outcome.Tellings.LastOrDefault(telling => telling.Alert == id) is { } telling
                ? new AlertNotice(telling.Reason, telling.At)
                : null;
    }

    /// <summary>An alert that the store holds as one that stands is over where no rule knows of it.</summary>
    /// <param name="alert">As the store holds it.</param>
    /// <param name="at">When it ended at the latest, UTC.</param>
    public void EndUnlessStanding(Alert alert, DateTime at)
    {
        if (standing.ContainsKey(alert.Id))
            return;
        var over = alert with
        {
            State = AlertPhase.Resolved,
            ResolvedAt = at > alert.ChangedAt ? at : alert.ChangedAt,
            ChangedAt = at > alert.ChangedAt ? at : alert.ChangedAt,
            RuleChanged = true,
            Recorded = false,
            Next = null,
        };
        changed[over.Id] = over;
        Wait(over);
    }

    /// <summary>A group's alert may look different.</summary>
    public void Show(WatchedGroup group)
    {
        if (group.Machine.State.Alert is not { } open)
            return;
        var alert = group.Shown(open, null);
        var before = standing.GetValueOrDefault(alert.Id);
        if (alert.FiredAt is not null && (before is null || Written(before) != Written(alert)))
            Wait(alert);
        alert = alert with { Recorded = alert.FiredAt is not null && !waiting.ContainsKey(alert.Id) };
        if (alert == before)
            return;
        standing[alert.Id] = changed[alert.Id] = alert;
        removed.Remove(alert.Id);
    }

    /// <summary>Alerts are in the store as they were taken from <see cref="Waiting"/>.</summary>
    public void Wrote(IEnumerable<Alert> written)
    {
        foreach (var alert in written)
        {
            if (!waiting.TryGetValue(alert.Id, out var latest) || latest != alert)
                continue;
            waiting.Remove(alert.Id);
            if (standing.TryGetValue(alert.Id, out var shown))
                standing[alert.Id] = changed[alert.Id] = shown with { Recorded = true };
            else
                changed[alert.Id] = alert with { Recorded = true };
        }
    }

    /// <summary>What was to be told is in the store.</summary>
    public void Wrote(IEnumerable<AlertTelling> written)
    {
        foreach (var telling in written)
            tellings.Remove(telling.Id);
    }

    /// <summary>What changed since it was asked last; null = nothing.</summary>
    public (ImmutableArray<Alert> Changed, ImmutableArray<string> Removed)? Drain()
    {
        if (changed.Count == 0 && removed.Count == 0)
            return null;
        var drained = (changed.Values.ToImmutableArray(), removed.ToImmutableArray());
        changed.Clear();
        removed.Clear();
        return drained;
    }

    /// <summary>What of an alert is worth a row: its number changes with each cut.</summary>
    private static Alert Written(Alert alert) =>
        alert with
        {
            Value = null,
            Worst = null,
            Next = null,
            Stale = false,
            Recorded = false,
        };

    private void End(WatchedGroup group, Alert alert)
    {
        group.Notice = alert.Notice;
        Wait(alert);
        standing.Remove(alert.Id);
        changed[alert.Id] = alert;
    }

    private void Remove(string id)
    {
        standing.Remove(id);
        changed.Remove(id);
        removed.Add(id);
    }

    private void Tell(WatchedGroup group, Telling telling)
    {
        var alert = standing.GetValueOrDefault(telling.Alert) ?? (group.Last?.Id == telling.Alert ? group.Last : null);
        if (alert?.Notify.Where(notify => notify.IsOutside && telling.Tells(notify)).ToList() is not [_, ..] whom)
            return;
        var reason = telling.From == 0 ? $"{telling.Reason}" : $"{telling.Reason} {telling.From}";
        var id = AlertId.Of(telling.Alert, reason, telling.At);
        tellings[id] = new AlertTelling(id, telling.At, telling.Reason, alert, [.. whom], alert.Message);
        if (tellings.Count > MostWaiting)
            tellings.RemoveAt(0);
    }

    private void Wait(Alert alert)
    {
        waiting[alert.Id] = alert;
        while (waiting.Count > MostWaiting)
        {
            waiting.RemoveAt(0);
            Lost++;
        }
    }
}
