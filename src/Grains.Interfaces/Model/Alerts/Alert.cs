using System.Collections.Immutable;
using System.Text.Json.Serialization;

namespace Apollo.Model;

/// <summary>How an alert stands.</summary>
public enum AlertPhase
{
    /// <summary>Beyond a limit, but not yet for as long as its rule says.</summary>
    Pending,

    /// <summary>A limit is on.</summary>
    Firing,

    /// <summary>It is over.</summary>
    Resolved,
}

/// <summary>Why somebody is told of an alert.</summary>
public enum TellReason
{
    /// <summary>It fires.</summary>
    Fired,

    /// <summary>It became worse.</summary>
    Worse,

    /// <summary>It still fires, and nobody takes care of it.</summary>
    Repeated,

    /// <summary>It is over.</summary>
    Resolved,

    /// <summary>It comes and goes: nothing more is told until it is steady.</summary>
    Flapping,

    /// <summary>It has been steady for 10 min, firing or not.</summary>
    Steady,
}

/// <summary>Somebody is to be told of an alert now.</summary>
/// <param name="Reason">Why.</param>
/// <param name="At">Since when, UTC: another instant is another notice.</param>
[GenerateSerializer, Immutable, Alias("apollo.AlertNotice")]
public sealed record AlertNotice([property: Id(0)] TellReason Reason, [property: Id(1)] DateTime At);

/// <summary>Those whom a rule tells later, where nobody acknowledges, are to be told now.</summary>
/// <param name="After">Who: those of this <see cref="AlertNotify.After"/>.</param>
/// <param name="Notice">Why, and since when.</param>
[GenerateSerializer, Immutable, Alias("apollo.LaterNotice")]
public sealed record LaterNotice([property: Id(0)] int After, [property: Id(1)] AlertNotice Notice);

/// <summary>A number beyond a limit of a rule, from when it went there until it is back.</summary>
[GenerateSerializer, Immutable, Alias("apollo.Alert")]
public sealed record Alert
{
    /// <summary>Made of rule, group and <see cref="Since"/>.</summary>
    [Id(0)]
    public required string Id { get; init; }

    /// <summary>Id of its rule.</summary>
    [Id(1)]
    public required string Rule { get; init; }

    /// <summary>Name of its rule.</summary>
    [Id(2)]
    public required string Name { get; init; }

    /// <summary>KPI id.</summary>
    [Id(3)]
    public required string Kpi { get; init; }

    /// <summary>The breakdown; null = the number of the whole desk.</summary>
    [Id(4)]
    public string? Dimension { get; init; }

    /// <summary>The group; null = the whole desk.</summary>
    [Id(5)]
    public string? Group { get; init; }

    /// <summary>Warning or critical: as it is; of a pending one, as it will be; of one that is over, the worst it
    /// was.</summary>
    [Id(6)]
    public KpiStatus Severity { get; init; }

    /// <summary>How it stands.</summary>
    [Id(7)]
    public AlertPhase State { get; init; }

    /// <summary>When the number went beyond the limit, UTC.</summary>
    [Id(8)]
    public DateTime Since { get; init; }

    /// <summary>When it first fired, UTC; null = it is pending.</summary>
    [Id(9)]
    public DateTime? FiredAt { get; init; }

    /// <summary>When its severity last changed, UTC.</summary>
    [Id(10)]
    public DateTime ChangedAt { get; init; }

    /// <summary>When it was over, UTC; null = it is not.</summary>
    [Id(11)]
    public DateTime? ResolvedAt { get; init; }

    /// <summary>It is over because its rule was changed, switched off or removed.</summary>
    [Id(12), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool RuleChanged { get; init; }

    /// <summary>The number at its last cut, in the KPI's unit; null = there is none.</summary>
    [Id(13)]
    public double? Value { get; init; }

    /// <summary>The limit of its severity.</summary>
    [Id(14)]
    public double? Limit { get; init; }

    /// <summary>The worst value while it fired.</summary>
    [Id(15)]
    public double? Worst { get; init; }

    /// <summary>When it changes next by the clock alone, UTC: a pending one fires then; null = never.</summary>
    [Id(16)]
    public DateTime? Next { get; init; }

    /// <summary>Who takes care of it; null = nobody said so.</summary>
    [Id(17)]
    public Acknowledgement? Acknowledged { get; init; }

    /// <summary>Until when it is silenced, UTC; null = it is not.</summary>
    [Id(18)]
    public DateTime? SilencedUntil { get; init; }

    /// <summary>Whether the store holds it as it is here.</summary>
    [Id(19)]
    public bool Recorded { get; init; }

    /// <summary>The ITSM cannot be read: it is as it was then.</summary>
    [Id(20), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool Stale { get; init; }

    /// <summary>It comes and goes too often to be told each time.</summary>
    [Id(21), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool Flapping { get; init; }

    /// <summary>The last time somebody was to be told; null = not yet, or not the one who reads this.</summary>
    [Id(22)]
    public AlertNotice? Notice { get; init; }

    /// <summary>Whom its rule tells.</summary>
    [Id(23), JsonIgnore]
    public ImmutableArray<AlertNotify> Notify { get; init; } = [];

    /// <summary>What its rule watches; null = a number.</summary>
    [Id(25), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public AlertKind? Kind { get; init; }

    /// <summary>The ticket, where the rule watches single ones; else null.</summary>
    [Id(26), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public AlertTicket? Ticket { get; init; }

    /// <summary>What those were told who are told later.</summary>
    [Id(24), JsonIgnore]
    public ImmutableArray<LaterNotice> Later { get; init; } = [];

    /// <summary>What its rule says is to be done; null = nothing.</summary>
    [Id(30), JsonIgnore]
    public string? Message { get; init; }

    /// <summary>Who was told outside of Apollo's own pages: to managers all, to others themselves; null = not asked.
    /// </summary>
    [Id(31), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public ImmutableArray<AlertTold>? Told { get; init; }

    /// <summary>As somebody may see it; null = it is not theirs to see.</summary>
    /// <param name="audience">What they may see.</param>
    /// <param name="person">Who they are; null = nobody who signs in.</param>
    public Alert? For(Audience audience, string? person = null) =>
        (Ticket is { } ticket && !audience.Sees(ticket.Team))
        || (Kind == AlertKind.Display && audience.Role < Role.Member)
        || !audience.SeesGroup(Dimension, Group)
        || (Dimension is { } dimension && Model.Dimension.IsByPerson(dimension) && audience.Role < Role.Member)
            ? null
            : this with
            {
                // No names to displays and viewers; a comment may hold some.
                Acknowledged =
                    audience.Role < Role.Member && Acknowledged is { } by
                        ? new Acknowledgement(null, by.At, null)
                        : Acknowledged,
                Notice = NoticeOf(audience, person),
            };

    /// <summary>The last time that somebody was to be told; null = they were not.</summary>
    private AlertNotice? NoticeOf(Audience audience, string? person) =>
        // A hook is no one who looks at a page: beside it nobody is chosen, as where there is none.
        Notify.All(notify => notify.Channel == AlertNotify.Webhook)
            ? Notice
            : Notify
                .Where(notify => Tells(notify, audience, person))
                .Select(notify =>
                    notify.After == 0 ? Notice : Later.FirstOrDefault(later => later.After == notify.After)?.Notice
                )
                .MaxBy(notice => notice?.At);

    private static bool Tells(AlertNotify notify, Audience audience, string? person) =>
        notify.Channel == AlertNotify.Display
            ? audience.Role == Role.Display
            : notify.To.Split(':', 2) switch
            {
                [AlertTo.Person, var id] => id == person,
                [AlertTo.Role, var role] => Enum.TryParse<Role>(role, true, out var least) && audience.Role >= least,
                [AlertTo.Team, var team] => audience.Role >= Role.Member && audience.Teams?.Contains(team) != false,
                _ => false,
            };
}

/// <summary>A ticket that a rule watches.</summary>
/// <param name="Id">As people quote it.</param>
/// <param name="Team">Whose it is; null = nobody's.</param>
/// <param name="Assignee">Who holds it, as the ITSM names them; null = nobody.</param>
/// <param name="DueAt">When it is due, UTC.</param>
[GenerateSerializer, Immutable, Alias("apollo.AlertTicket")]
public sealed record AlertTicket(
    [property: Id(0)] string Id,
    [property: Id(1)] string? Team,
    [property: Id(2)] string? Assignee,
    [property: Id(3)] DateTime DueAt
);

/// <summary>The words before the colon of <see cref="AlertNotify.To"/>.</summary>
public static class AlertTo
{
    /// <summary>Everybody with a role, or one above it.</summary>
    public const string Role = "role";

    /// <summary>The members of a team, and the desk's managers.</summary>
    public const string Team = "team";

    /// <summary>One person, by id.</summary>
    public const string Person = "person";

    /// <summary>A hook of the desk, by id.</summary>
    public const string Hook = "hook";

    /// <summary>Who holds the ticket; its team where nobody does, or where who does is nobody here.</summary>
    public const string Holder = "holder";

    /// <summary>Who of a team is on call then; the team where nobody is.</summary>
    public const string OnCall = "oncall";
}
