using System.Collections.Immutable;
using Apollo.Grains.Clock;
using Apollo.Model;

namespace Apollo.Grains.Alerts;

/// <summary>One group that a rule watches.</summary>
/// <param name="Group">The group; null = the whole desk.</param>
/// <param name="State">Where its machine stands.</param>
/// <param name="Notice">The last time somebody was to be told.</param>
/// <param name="Later">The same, of those who are told later; null = nobody was.</param>
/// <param name="Ticket">The ticket; null = it is about none.</param>
/// <param name="Told">Whom its rule told, by name; null = as the rule says.</param>
internal sealed record GroupState(
    string? Group,
    AlertState State,
    AlertNotice? Notice = null,
    ImmutableArray<LaterNotice>? Later = null,
    AlertTicket? Ticket = null,
    ImmutableArray<AlertNotify>? Told = null
);

/// <summary>A rule that is switched on, with a machine for each group that it watches.</summary>
/// <param name="rule">The rule.</param>
/// <param name="calendar">The desk's time.</param>
/// <param name="silences">The silences.</param>
/// <param name="whom">Who is on call, and who holds a ticket.</param>
/// <param name="slice">How far what it watches is known.</param>
internal sealed class WatchedRule(
    AlertRule rule,
    DeskCalendar calendar,
    ImmutableArray<AlertSilence> silences,
    Whom whom,
    SliceReach slice
)
{
    /// <summary>Stands for each group.</summary>
    public const string EveryGroup = "*";

    private readonly Dictionary<string, WatchedGroup> groups = new(StringComparer.Ordinal);

    /// <summary>The rule.</summary>
    public AlertRule Rule { get; private set; } = rule;

    /// <summary>How far what it watches is known.</summary>
    public SliceReach Slice => slice;

    /// <summary>What it watches.</summary>
    public IEnumerable<WatchedGroup> Groups => groups.Values;

    /// <summary>What is kept of it.</summary>
    public ImmutableArray<GroupState> States =>
        [
            .. groups.Values.Select(group => new GroupState(
                group.Group,
                group.Machine.State,
                group.Notice,
                group.Later.IsEmpty ? null : group.Later,
                group.Ticket,
                group.Told
            )),
        ];

    /// <summary>Whether nothing of it moves where a slice cannot be read.</summary>
    public bool GoesBy(SliceReach other) => !Rule.IsBesideItsm && slice == other;

    /// <summary>Goes on from what was kept; all before an instant is done.</summary>
    public void Restore(IEnumerable<GroupState> states, DateTime known)
    {
        foreach (var (group, state, notice, later, ticket, told) in states)
        {
            var at = state.At > known ? state.At : known;
            // How long nothing was heard while Apollo itself was away says nothing.
            var watched = Add(group, state with { At = at, Reading = Rule.IsBesideItsm ? null : state.Reading });
            (watched.Notice, watched.Later) = (notice, later ?? []);
            watched.Restore(ticket, told);
        }
    }

    /// <summary>The machines whose numbers are in a result, each with its number; those that are new begin at an
    /// instant.</summary>
    /// <param name="result">The KPI's whole result.</param>
    /// <param name="ofGone">The number of a group that is not there: 0, or none.</param>
    /// <param name="at">The instant, UTC.</param>
    public IEnumerable<(WatchedGroup Group, double? Value)> In(KpiResult result, double? ofGone, DateTime at)
    {
        if (Rule.Dimension is not { } dimension)
            return [(Of(null, at), result.Value)];
        var held = result.Groups?.GetValueOrDefault(dimension);
        // A breakdown that the mapping lost counts nothing, not 0.
        if (held is null && Dimension.MayBeFurther(dimension))
            ofGone = null;
        held ??= KpiGroups.None;
        if (Rule.Group != EveryGroup)
            return [(Of(Rule.Group, at), held.TryGetValue(Rule.Group!, out var value) ? value : ofGone)];
        foreach (var name in held.Keys)
            Of(name, at);
        return groups.Values.Select(group => (group, held.GetValueOrDefault(group.Group!))).ToList();
    }

    /// <summary>The rule is another one, which watches the same.</summary>
    public void Change(AlertRule to, ImmutableArray<AlertSilence> all)
    {
        (Rule, silences) = (to, all);
        foreach (var group in groups.Values)
            group.Take(to, Hours(group.Group));
    }

    /// <summary>Groups of which nothing is to be remembered are forgotten.</summary>
    public void ForgetQuiet(KpiResult result)
    {
        if (Rule.Group == EveryGroup && result.Groups?.GetValueOrDefault(Rule.Dimension!) is { } held)
            foreach (var (name, group) in groups.ToList())
                if (!held.ContainsKey(name) && group.Machine.State is { Alert: null, IsFlapping: false })
                    groups.Remove(name);
    }

    /// <summary>A ticket that it watches; null = it is not due, and nothing of it is remembered.</summary>
    /// <param name="id">The ticket.</param>
    /// <param name="ticket">As it is; null = it is no longer due.</param>
    /// <param name="at">Since when, UTC.</param>
    public WatchedGroup? Ticket(string id, AlertTicket? ticket, DateTime at)
    {
        if (ticket is null)
            return groups.GetValueOrDefault(id);
        var group = Of(id, at);
        group.Ticket = ticket;
        return group;
    }

    /// <summary>A ticket of which nothing is to be remembered is forgotten.</summary>
    public void ForgetQuiet(string id)
    {
        if (groups.TryGetValue(id, out var group) && group.Machine.State is { Alert: null, IsFlapping: false })
            groups.Remove(id);
    }

    private WatchedGroup Of(string? group, DateTime at) =>
        groups.TryGetValue(group ?? "", out var watched) ? watched : Add(group, new AlertState { At = at });

    private WatchedGroup Add(string? group, AlertState state) =>
        groups[group ?? ""] = new WatchedGroup(group, Rule, Hours(group), state, whom, slice);

    private TellingHours Hours(string? group) =>
        new(Rule.Hours, calendar, [.. silences.Where(silence => silence.Names(Rule, group))]);
}

/// <summary>One number that a rule watches.</summary>
internal sealed class WatchedGroup(
    string? group,
    AlertRule rule,
    TellingHours hours,
    AlertState state,
    Whom whom,
    SliceReach slice
)
{
    private AlertRule rule = rule;
    private ImmutableArray<AlertNotify> notify = whom.Of(rule, null, state.At);

    /// <summary>The group; null = the whole desk.</summary>
    public string? Group => group;

    /// <summary>What decides.</summary>
    public AlertMachine Machine { get; private set; } = new(rule, group, hours.OpensAt, state);

    /// <summary>The last time somebody was to be told of the alert that stands.</summary>
    public AlertNotice? Notice { get; set; }

    /// <summary>The ticket; null = it is about none.</summary>
    public AlertTicket? Ticket { get; set; }

    /// <summary>Whom its rule told, where that is not what the rule says; null = it is.</summary>
    public ImmutableArray<AlertNotify>? Told => notify == rule.Notify ? null : notify;

    /// <summary>Goes on from what was kept.</summary>
    /// <param name="ticket">The ticket.</param>
    /// <param name="told">As <see cref="Told"/> said.</param>
    public void Restore(AlertTicket? ticket, ImmutableArray<AlertNotify>? told) =>
        (Ticket, notify) = (ticket, told ?? whom.Of(rule, ticket, Machine.State.At));

    /// <summary>The same, of those who are told later.</summary>
    public ImmutableArray<LaterNotice> Later { get; set; } = [];

    /// <summary>The alert that was over last, as it was shown; null = none was since the start.</summary>
    public Alert? Last { get; set; }

    private bool IsNumber => !rule.IsOfTickets && rule.Of is not (AlertOf.Age or AlertOf.Offline or AlertOf.Frozen);

    /// <summary>The rule or its hours are others.</summary>
    public void Take(AlertRule to, TellingHours newHours)
    {
        (rule, hours) = (to, newHours);
        notify = whom.Of(rule, Ticket, Machine.State.At);
        Machine = new AlertMachine(rule, group, hours.OpensAt, Machine.State);
    }

    /// <summary>An alert of it as it is shown.</summary>
    /// <param name="alert">The alert.</param>
    /// <param name="end">How it ended; null = it stands.</param>
    public Alert Shown(OpenAlert alert, AlertChange? end)
    {
        var state = Machine.State;
        var severity =
            end is not null ? alert.WorstSeverity
            : alert.Severity != KpiStatus.None ? alert.Severity
            : state.Critical.IsWaiting ? KpiStatus.Critical
            : KpiStatus.Warning;
        return new Alert
        {
            Id = alert.Id,
            Rule = rule.Id,
            Name = rule.Name,
            Kpi = rule.Kpi,
            Kind = rule.Kind == AlertKind.Kpi ? null : rule.Kind,
            Ticket = Ticket,
            Dimension = rule.Dimension,
            Group = group,
            Severity = severity,
            State =
                end is not null ? AlertPhase.Resolved
                : alert.FiredAt is null ? AlertPhase.Pending
                : AlertPhase.Firing,
            Since = alert.Since,
            FiredAt = alert.FiredAt,
            ChangedAt = alert.ChangedAt,
            ResolvedAt = end is null ? null : alert.ChangedAt,
            RuleChanged = end == AlertChange.RuleChanged,
            // What grows by itself while nobody reads, and whether a ticket is due, are no numbers to show.
            Value = IsNumber ? state.Reading?.ValueAt(state.Reading.Value.At) : null,
            Limit = rule.IsOfTickets ? null : rule.LevelOf(severity)?.At,
            Worst = IsNumber ? alert.Worst : null,
            Next = end is null ? Machine.NextMove : null,
            Acknowledged = alert.Acknowledged,
            SilencedUntil = hours.SilencedUntil(state.At),
            Stale = slice.IsStale && end is null && !rule.IsBesideItsm,
            Flapping = state.IsFlapping,
            Notice = Notice,
            Notify = notify,
            Later = Later,
            Message = rule.Message,
        };
    }

    /// <summary>Somebody is told: what is over is told to those who heard of it, all else to who is on call then.
    /// </summary>
    public void Tell(Telling telling)
    {
        if (telling.Reason is not (TellReason.Resolved or TellReason.Steady))
            notify = whom.Of(rule, Ticket, telling.At) is var now && now.SequenceEqual(notify) ? notify : now;
        var said = new AlertNotice(telling.Reason, telling.At);
        if (telling.From == 0)
            Notice = said;
        foreach (var after in notify.Select(one => one.After).Distinct().Where(after => after > 0))
            if (after >= telling.From && after <= telling.To)
                Later = [.. Later.Where(later => later.After != after), new LaterNotice(after, said)];
    }
}
