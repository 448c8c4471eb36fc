using System.Collections.Immutable;
using Apollo.Grains.Clock;
using Apollo.Model;

namespace Apollo.Grains.Alerts;

/// <summary>One group that a rule watches.</summary>
/// <param name="Group">The group; null = the whole desk.</param>
/// <param name="State">Where its machine stands.</param>
/// <param name="Notice">The last time somebody was to be told.</param>
internal sealed record GroupState(string? Group, AlertState State, AlertNotice? Notice = null);

/// <summary>A rule that is switched on, with a machine for each group that it watches.</summary>
internal sealed class WatchedRule(AlertRule rule, DeskCalendar calendar, ImmutableArray<AlertSilence> silences)
{
    /// <summary>Stands for each group.</summary>
    public const string EveryGroup = "*";

    private readonly Dictionary<string, WatchedGroup> groups = new(StringComparer.Ordinal);

    /// <summary>The rule.</summary>
    public AlertRule Rule { get; private set; } = rule;

    /// <summary>What it watches.</summary>
    public IEnumerable<WatchedGroup> Groups => groups.Values;

    /// <summary>What is kept of it.</summary>
    public ImmutableArray<GroupState> States =>
        [.. groups.Values.Select(group => new GroupState(group.Group, group.Machine.State, group.Notice))];

    /// <summary>Goes on from what was kept; all before an instant is done.</summary>
    public void Restore(IEnumerable<GroupState> states, DateTime known)
    {
        foreach (var (group, state, notice) in states)
            Add(group, state with { At = state.At > known ? state.At : known }).Notice = notice;
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
        var held = result.Groups?.GetValueOrDefault(dimension) ?? KpiGroups.None;
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

    private WatchedGroup Of(string? group, DateTime at) =>
        groups.TryGetValue(group ?? "", out var watched) ? watched : Add(group, new AlertState { At = at });

    private WatchedGroup Add(string? group, AlertState state) =>
        groups[group ?? ""] = new WatchedGroup(group, Rule, Hours(group), state);

    private TellingHours Hours(string? group) =>
        new(Rule.Hours, calendar, [.. silences.Where(silence => silence.Names(Rule, group))]);
}

/// <summary>One number that a rule watches.</summary>
internal sealed class WatchedGroup(string? group, AlertRule rule, TellingHours hours, AlertState state)
{
    private AlertRule rule = rule;

    /// <summary>The group; null = the whole desk.</summary>
    public string? Group => group;

    /// <summary>What decides.</summary>
    public AlertMachine Machine { get; private set; } = new(rule, group, hours.OpensAt, state);

    /// <summary>The last time somebody was to be told of the alert that stands.</summary>
    public AlertNotice? Notice { get; set; }

    /// <summary>The alert that was over last, as it was shown; null = none was since the start.</summary>
    public Alert? Last { get; set; }

    /// <summary>The rule or its hours are others.</summary>
    public void Take(AlertRule to, TellingHours newHours)
    {
        (rule, hours) = (to, newHours);
        Machine = new AlertMachine(rule, group, hours.OpensAt, Machine.State);
    }

    /// <summary>An alert of it as it is shown.</summary>
    /// <param name="alert">The alert.</param>
    /// <param name="end">How it ended; null = it stands.</param>
    /// <param name="isStale">Whether the ITSM cannot be read.</param>
    public Alert Shown(OpenAlert alert, AlertChange? end, bool isStale)
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
            Value = state.Reading?.ValueAt(state.Reading.Value.At),
            Limit = rule.LevelOf(severity)?.At,
            Worst = alert.Worst,
            Next = end is null ? Machine.NextMove : null,
            Acknowledged = alert.Acknowledged,
            SilencedUntil = hours.SilencedUntil(state.At),
            Stale = isStale && end is null,
            Flapping = state.IsFlapping,
            Notice = Notice,
            Notify = rule.Notify,
            Message = rule.Message,
        };
    }
}
