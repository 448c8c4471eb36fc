using System.Collections.Immutable;
using Apollo.Grains.Clock;
using Apollo.Model;

namespace Apollo.Grains.Alerts;

/// <summary>What a rule may say, who may keep it, and which rules a desk's limits suggest.</summary>
internal static class RuleCheck
{
    /// <summary>The id of a suggested rule begins so.</summary>
    public const string Suggested = "suggested-";

    private const string AllDisplays = AlertTo.Role + ":display";
    private const string Channels = "browser, push, email, webhook or display";
    private const int SuggestedFor = 60;
    private const int MostNotified = 20;
    private const int LongestGroup = 400;
    private const int LongestId = 36;
    private const int Day = 86_400;

    /// <summary>What is wrong with a rule, by the field it stands in; null = nothing.</summary>
    /// <param name="rule">The rule.</param>
    /// <param name="kpis">The desk's KPIs.</param>
    public static (string Field, string Reason)? FaultOf(AlertRule rule, IReadOnlyList<KpiDefinition> kpis)
    {
        if (!IsText(rule.Name, 1, IAlertsGrain.LongestName))
            return ("name", $"A rule has a name of 1 to {IAlertsGrain.LongestName} characters, without control signs.");
        if (FaultOfKind(rule, kpis) is { } ofKind)
            return ofKind;
        return (rule.IsOfTickets ? null : FaultOfLevels(rule))
            ?? FaultOf(rule.Hours)
            ?? rule.Notify.Select(notify => FaultOf(rule, notify)).FirstOrDefault(fault => fault is not null)
            ?? (
                rule.Notify.Length > MostNotified ? ("notify", $"A rule tells at most {MostNotified}.")
                : rule.Repeat is < 60 or > Day ? ("repeat", $"repeat is 60 to {Day} seconds; leave it out for once.")
                : rule.Message is { } message && message.Length > IAlertsGrain.LongestText
                    ? ("message", $"message has at most {IAlertsGrain.LongestText} characters.")
                : null
            );
    }

    /// <summary>What is wrong with what it watches, by the field it stands in; null = nothing.</summary>
    private static (string Field, string Reason)? FaultOfKind(AlertRule rule, IReadOnlyList<KpiDefinition> kpis) =>
        rule.Kind == AlertKind.Kpi ? FaultOfKpi(rule, kpis) : RuleKinds.FaultOf(rule, kpis);

    /// <summary>Why a rule that is kept does not run: the desk lost what it names; null = it runs.</summary>
    /// <param name="rule">The rule.</param>
    /// <param name="kpis">The desk's KPIs.</param>
    public static string? WhyIdle(AlertRule rule, IReadOnlyList<KpiDefinition> kpis) =>
        FaultOfKind(rule, kpis) is ("kpi" or "dimension" or "filter", var reason) ? reason : null;

    /// <summary>Whether somebody may keep a rule: managers all, members those of their teams' groups that tell their
    /// teams.</summary>
    /// <param name="audience">Who.</param>
    /// <param name="rule">The rule.</param>
    /// <param name="person">Who they are, whom it may tell too; null = nobody who signs in.</param>
    public static bool MayKeep(Audience audience, AlertRule rule, string? person = null) =>
        audience.Role >= Role.Manager
        || (
            audience is { Role: Role.Member, Teams: { } teams }
            && rule is { Dimension: Dimension.Team, Group: { } group, Notify.IsEmpty: false }
            && teams.Contains(group)
            && rule.Notify.All(notify => IsOwn(notify.To.Split(':', 2), teams, person))
        );

    /// <summary>The rules that the limits of a desk suggest, switched off.</summary>
    /// <param name="kpis">The desk's KPIs with its limits.</param>
    public static IEnumerable<AlertRule> Suggestions(IEnumerable<KpiDefinition> kpis) =>
        from kpi in kpis
        where kpi.Better != Better.Neither && (kpi.Warning ?? kpi.Critical) is not null
        select new AlertRule
        {
            Id = Suggested + kpi.Id,
            Name = kpi.Title,
            Kpi = kpi.Id,
            Above = kpi.Better == Better.Lower,
            Warning = kpi.Warning is { } warning ? new AlertLevel(warning, SuggestedFor) : null,
            Critical = kpi.Critical is { } critical ? new AlertLevel(critical, SuggestedFor) : null,
        };

    /// <summary>A desk's rules by name, and those that its limits suggest.</summary>
    /// <param name="kept">The rules that are kept, by id.</param>
    /// <param name="kpis">The desk's KPIs with its limits.</param>
    public static ImmutableArray<AlertRule> WithSuggestions(
        ImmutableDictionary<string, AlertRule> kept,
        IEnumerable<KpiDefinition> kpis
    ) =>
        [
            .. kept
                .Values.Concat(Suggestions(kpis).Where(rule => !kept.ContainsKey(rule.Id)))
                .OrderBy(rule => rule.Name, StringComparer.OrdinalIgnoreCase)
                .ThenBy(rule => rule.Id, StringComparer.Ordinal),
        ];

    private static (string, string)? FaultOfKpi(AlertRule rule, IReadOnlyList<KpiDefinition> kpis) =>
        (rule.Of, rule.Before, rule.Filter) != (null, null, null) || rule.Clock
            ? ("of", "of, before, clock and filter are not for rules on numbers: leave them out.")
        : kpis.FirstOrDefault(one => one.Id == rule.Kpi) is not { } kpi
            ? ("kpi", $"There is no KPI '{rule.Kpi}'. The desk's catalogue lists those there are.")
        : rule.Dimension is { } dimension && !kpi.Breakdowns.Contains(dimension)
            ? ("dimension", $"{rule.Kpi} is broken down by {string.Join(", ", kpi.Breakdowns)}.")
        : rule.Dimension is null != rule.Group is null || (rule.Group is { } group && !IsText(group, 1, LongestGroup))
            ? ("group", "A rule on a breakdown names one of its groups, or * for each; one on the desk names none.")
        : null;

    private static (string, string)? FaultOfLevels(AlertRule rule)
    {
        if ((rule.Warning, rule.Critical) is (null, null))
            return ("warning", "A rule has a warning, a critical limit, or both.");
        foreach (
            var (field, level) in (ImmutableArray<(string, AlertLevel?)>)
                [("warning", rule.Warning), ("critical", rule.Critical)]
        )
        {
            if (level is null)
                continue;
            if (!double.IsFinite(level.At) || level.Recover is { } end && !double.IsFinite(end))
                return (field, $"{field}.at and {field}.recover are numbers in the KPI's unit.");
            if (level.For is < 0 or > Day)
                return (field, $"{field}.for is 0 to {Day} seconds.");
            if (level.Ahead is < 0 or > Day)
                return (field, $"{field}.ahead is 0 to {Day} seconds.");
            if (level.Ahead > 0 && (rule.Kind != AlertKind.Kpi || rule.Dimension is not null))
                return (field, $"{field}.ahead is for a number of the whole desk: leave it out.");
            if (rule.Above ? level.Recover >= level.At : level.Recover < level.At)
                return (
                    field,
                    $"{field}.recover lies {(rule.Above ? "below" : "at or above")} {field}.at: there it ends."
                );
        }
        if (rule is { Warning: { } one, Critical: { } other } && (one.Ahead ?? 0) != (other.Ahead ?? 0))
            return ("critical", "critical.ahead and warning.ahead are the same, or both left out.");
        return
            rule is { Warning: { } first, Critical: { } second }
            && (rule.Above ? second.At < first.At : second.At > first.At)
            ? ("critical", "The critical limit is reached before the warning: swap them.")
            : null;
    }

    private static (string, string)? FaultOf(AlertHours hours)
    {
        try
        {
            if (hours.Week is { } week)
                _ = ServiceHours.Parse(week, []);
            return hours.Week is { IsEmpty: true }
                ? ("hours", "hours has no day: give always, service, or days.")
                : null;
        }
        catch (FormatException error)
        {
            return ("hours", error.Message.Replace("ServiceHours", "hours", StringComparison.Ordinal));
        }
    }

    private static (string, string)? FaultOf(AlertRule rule, AlertNotify notify) =>
        notify.After is < 0 or > Day
            ? ("notify", $"after is 0 to {Day} seconds.")
            : (notify.Channel, notify.To?.Split(':', 2)) switch
            {
                (AlertNotify.Display, _) => notify is { To: AllDisplays, After: 0 }
                    ? null
                    : ("notify", $"Displays are all told, and at once: to is {AllDisplays}, after is 0."),
                (AlertNotify.Webhook, [AlertTo.Hook, { Length: > 0 and <= LongestId }]) => null,
                (AlertNotify.Webhook, _) => ("notify", "A webhook tells one of the desk's hooks: hook:{id}."),
                (AlertNotify.Browser or AlertNotify.Push or AlertNotify.Email, var to) => IsPeople(to)
                || (notify.To == AlertTo.Holder && rule.IsOfTickets)
                    ? null
                    : (
                        "notify",
                        $"'{notify.To}' is nobody: use team:Network, oncall:Network, role:manager or " + "person:{id}."
                    ),
                _ => ("notify", $"There is no channel '{notify.Channel}': use {Channels}."),
            };

    private static bool IsPeople(string[]? to) =>
        to switch
        {
            [AlertTo.Team or AlertTo.OnCall, { Length: > 0 and <= LongestGroup }] => true,
            [AlertTo.Person, { Length: > 0 and <= LongestId }] => true,
            [AlertTo.Role, var role] => IsRole(role),
            _ => false,
        };

    private static bool IsOwn(string[] to, ImmutableSortedSet<string> teams, string? person) =>
        to is [AlertTo.Team or AlertTo.OnCall, var team]
            ? teams.Contains(team)
            : to is [AlertTo.Person, var id] && id == person;

    private static bool IsRole(string role) => Enum.GetNames<Role>().Contains(role, StringComparer.OrdinalIgnoreCase);

    private static bool IsText(string? text, int least, int most) =>
        text is not null && text.Trim().Length >= least && text.Length <= most && !text.Any(char.IsControl);
}
