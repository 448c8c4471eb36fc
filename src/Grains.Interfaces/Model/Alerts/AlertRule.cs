using System.Collections.Immutable;
using System.Text.Json.Serialization;

namespace Apollo.Model;

/// <summary>What a rule watches.</summary>
public enum AlertKind
{
    /// <summary>A number of the desk, or of its groups.</summary>
    Kpi,

    /// <summary>Single tickets.</summary>
    Ticket,

    /// <summary>The reading of the ITSM.</summary>
    Data,

    /// <summary>The wall displays.</summary>
    Display,
}

/// <summary>What of it a rule that watches no KPI watches.</summary>
public enum AlertOf
{
    /// <summary>Tickets: each that is due to be resolved.</summary>
    Due,

    /// <summary>Tickets: each that is due to be answered.</summary>
    Response,

    /// <summary>Tickets: how many there are.</summary>
    Count,

    /// <summary>The reading of the ITSM: seconds since it was last read.</summary>
    Age,

    /// <summary>The reading of the ITSM: how many rows are left out.</summary>
    LeftOut,

    /// <summary>Wall displays: each that says nothing, seconds since it last did.</summary>
    Offline,

    /// <summary>Wall displays: each that draws nothing, seconds since it last did.</summary>
    Frozen,
}

/// <summary>One of the two limits of a rule.</summary>
/// <param name="At">The limit, in the KPI's unit.</param>
/// <param name="For">How long the value must be beyond it, seconds, 0 to 86,400.</param>
/// <param name="Recover">The value at which it ends; null = as soon as the value is no longer beyond the limit.</param>
/// <param name="Ahead">So many seconds before the clock alone carries the value over it is told, 0 to 86,400: the value
/// is the worst of that while, if no row changes.</param>
[GenerateSerializer, Immutable, Alias("apollo.AlertLevel")]
public sealed record AlertLevel(
    [property: Id(0), JsonRequired] double At,
    [property: Id(1)] int For = 0,
    [property: Id(2)] double? Recover = null,
    [property: Id(3)] int? Ahead = null
);

/// <summary>Whom a rule tells, and how.</summary>
/// <param name="Channel">The channel.</param>
/// <param name="To">Whom: <c>team:Network</c>, <c>person:{id}</c>, <c>role:manager</c>.</param>
/// <param name="After">Told so many seconds later, where nobody has acknowledged by then; 0 = at once.</param>
[GenerateSerializer, Immutable, Alias("apollo.AlertNotify")]
public sealed record AlertNotify(
    [property: Id(0)] string Channel,
    [property: Id(1)] string To,
    [property: Id(2)] int After = 0
)
{
    /// <summary>The channel of the pages that people have open.</summary>
    public const string Browser = "browser";

    /// <summary>The channel of the wall displays: a critical alert takes their screens.</summary>
    public const string Display = "display";

    /// <summary>Web Push: a person's browsers, with no page open.</summary>
    public const string Push = "push";

    /// <summary>A person's e-mail.</summary>
    public const string Email = "email";

    /// <summary>A hook of the desk.</summary>
    public const string Webhook = "webhook";

    /// <summary>Whether it goes outside of Apollo's own pages.</summary>
    [JsonIgnore]
    public bool IsOutside => Channel is Push or Email or Webhook;
}

/// <summary>A rule: which number, beyond which limits, for how long, and who hears of it.</summary>
[GenerateSerializer, Immutable, Alias("apollo.AlertRule")]
public sealed record AlertRule
{
    /// <summary>A <see cref="Source"/> that looks ahead begins so.</summary>
    public const string AheadOf = "Ahead:";

    /// <summary>UUIDv7; of a suggested one its own text.</summary>
    [Id(0)]
    public required string Id { get; init; }

    /// <summary>What people call it, 1 to 80 characters.</summary>
    [Id(1)]
    public required string Name { get; init; }

    /// <summary>What it watches.</summary>
    [Id(2)]
    public AlertKind Kind { get; init; }

    /// <summary>KPI id; empty where it watches none.</summary>
    [Id(3)]
    public required string Kpi { get; init; }

    /// <summary>A breakdown; null = the number of the whole desk.</summary>
    [Id(4)]
    public string? Dimension { get; init; }

    /// <summary>One of its groups, or <c>*</c> for each; null where there is no breakdown.</summary>
    [Id(5)]
    public string? Group { get; init; }

    /// <summary>The first limit; null = none.</summary>
    [Id(6)]
    public AlertLevel? Warning { get; init; }

    /// <summary>The second limit; null = none.</summary>
    [Id(7)]
    public AlertLevel? Critical { get; init; }

    /// <summary>Whether values at or above a limit are beyond it; else values below it.</summary>
    [Id(8)]
    public bool Above { get; init; }

    /// <summary>When somebody is told.</summary>
    [Id(9)]
    public AlertHours Hours { get; init; } = AlertHours.Always;

    /// <summary>Who is told.</summary>
    [Id(10)]
    public ImmutableArray<AlertNotify> Notify { get; init; } = [];

    /// <summary>Again every so many seconds, 60 to 86,400, until it ends or is acknowledged; null = never.</summary>
    [Id(11)]
    public int? Repeat { get; init; }

    /// <summary>What to do, at most 500 characters.</summary>
    [Id(12)]
    public string? Message { get; init; }

    /// <summary>Whether it is switched on.</summary>
    [Id(13)]
    public bool Enabled { get; init; }

    /// <summary>When it was kept last, Unix ms; every change has a later one. 0 = only suggested.</summary>
    [Id(14)]
    public long Revision { get; init; }

    /// <summary>What of it is watched where it is no KPI; else null.</summary>
    [Id(15), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public AlertOf? Of { get; init; }

    /// <summary>So many seconds before a ticket is due, 0 to 30 days: of service time, or by the clock.</summary>
    [Id(16), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public int? Before { get; init; }

    /// <summary>Whether <see cref="Before"/> is by the clock; else it is service time.</summary>
    [Id(17), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool Clock { get; init; }

    /// <summary>Which tickets, in the grammar of data tables; null = all.</summary>
    [Id(18), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Filter { get; init; }

    /// <summary>Why it does not run though it is switched on: the desk no longer has the number, breakdown or column
    /// that it names. Null = it runs. Told with the rules, never kept.</summary>
    [Id(19), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Idle { get; init; }

    /// <summary>How far its limits look ahead, s; 0 = they do not.</summary>
    [JsonIgnore]
    public int LooksAhead => Warning?.Ahead ?? Critical?.Ahead ?? 0;

    /// <summary>What its numbers come from: the KPI, or what stands for it.</summary>
    [JsonIgnore]
    public string Source =>
        LooksAhead > 0 ? $"{AheadOf}{Id}"
        : Kind == AlertKind.Kpi ? Kpi
        : Of == AlertOf.Count ? $"{Kind}:{Of}:{Id}"
        : $"{Kind}:{Of}";

    /// <summary>Whether it says something of the desk while the ITSM cannot be read, too.</summary>
    [JsonIgnore]
    public bool IsBesideItsm => Kind is AlertKind.Data or AlertKind.Display;

    /// <summary>Whether it watches single tickets, each until it is due.</summary>
    [JsonIgnore]
    public bool IsOfTickets => Kind == AlertKind.Ticket && Of is AlertOf.Due or AlertOf.Response;

    /// <summary>Whether another version of it watches the same: what stands goes on then.</summary>
    /// <param name="other">The other version.</param>
    public bool WatchesAs(AlertRule other) =>
        (Kind, Kpi, Dimension, Group, Above) == (other.Kind, other.Kpi, other.Dimension, other.Group, other.Above)
        && (Of, Before, Clock, Filter) == (other.Of, other.Before, other.Clock, other.Filter)
        && Warning == other.Warning
        && Critical == other.Critical;

    /// <summary>Its limit of a severity; null = none.</summary>
    /// <param name="severity">Warning or critical.</param>
    public AlertLevel? LevelOf(KpiStatus severity) => severity == KpiStatus.Critical ? Critical : Warning;
}
