using System.Collections.Immutable;
using System.Text.Json.Serialization;

namespace Apollo.Model;

/// <summary>What is asked of a KPI's history.</summary>
/// <param name="Kpi">KPI id.</param>
/// <param name="From">Begin, UTC.</param>
/// <param name="To">End, UTC, after the begin.</param>
/// <param name="Step">Seconds of a step: 0 (by change), 60, 300, 900, 1800, 3600, 10800, 21600, or 86400 (the desk's
/// day); null = the finest that gives at most 2,000 points.</param>
/// <param name="Dimension">A breakdown; null = the whole desk.</param>
/// <param name="Group">One of its groups; null where there is no dimension.</param>
[GenerateSerializer, Immutable, Alias("apollo.HistoryQuery")]
public sealed record HistoryQuery(
    [property: Id(0)] string Kpi,
    [property: Id(1)] DateTime From,
    [property: Id(2)] DateTime To,
    [property: Id(3)] int? Step,
    [property: Id(4)] string? Dimension,
    [property: Id(5)] string? Group
);

/// <summary>How true the part of a history is that was computed afterwards, from the stamps of the ITSM.</summary>
public enum Computed
{
    /// <summary>Nothing is known of then.</summary>
    Not,

    /// <summary>As if Apollo had been there.</summary>
    Exact,

    /// <summary>Exact but for tickets that were reopened later: their first solution is not known any more.</summary>
    ExceptReopened,

    /// <summary>Counted by what is true of the rows today: team, priority, kind of then are not known.</summary>
    ByTodaysValue,
}

/// <summary>The values of one KPI, or of one of its groups, over time.</summary>
[GenerateSerializer, Immutable, Alias("apollo.KpiHistory")]
public sealed record KpiHistory
{
    /// <summary>KPI id.</summary>
    [Id(0)]
    public required string Kpi { get; init; }

    /// <summary>The group, as <c>team:Network</c>; left out for the whole desk.</summary>
    [Id(1), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Group { get; init; }

    /// <summary>The KPI's unit.</summary>
    [Id(2)]
    public required string Unit { get; init; }

    /// <summary>How fast the value grows by itself between two changes, per second: 1 for ages, else 0.</summary>
    [Id(3)]
    public int Rate { get; init; }

    /// <summary>Begin of the range, UTC.</summary>
    [Id(4)]
    public DateTime From { get; init; }

    /// <summary>End of the range, UTC.</summary>
    [Id(5)]
    public DateTime To { get; init; }

    /// <summary>Seconds of a step, 0 = by change; or <c>day</c>, the desk's day.</summary>
    [Id(6), JsonConverter(typeof(HistoryStepConverter))]
    public int Step { get; init; }

    /// <summary>
    /// The points, oldest first: Unix ms of the step's begin (by change: of the change), the value at its end, and the
    /// smallest, greatest and time-weighted mean value while there was one. A step without a value holds nulls; one of
    /// which nothing is known is left out.
    /// </summary>
    [Id(7)]
    public ImmutableArray<ImmutableArray<double?>> Points { get; init; } = [];

    /// <summary>Spans of which nothing is known, as begin and end in Unix ms.</summary>
    [Id(8)]
    public ImmutableArray<ImmutableArray<long>> Gaps { get; init; } = [];

    /// <summary>Until when it was computed afterwards, UTC; null = none of it.</summary>
    [Id(9)]
    public DateTime? ComputedUntil { get; init; }

    /// <summary>How true the computed part is.</summary>
    [Id(10)]
    public Computed Computed { get; init; }

    /// <summary>The limits as they were: from when (Unix ms), warning, critical; null = none.</summary>
    [Id(11)]
    public ImmutableArray<ImmutableArray<double?>> Limits { get; init; } = [];

    /// <summary>Alerts in the range.</summary>
    [Id(12)]
    public ImmutableArray<AlertSpan> Alerts { get; init; } = [];

    /// <summary>Notes in the range.</summary>
    [Id(13)]
    public ImmutableArray<Note> Notes { get; init; } = [];

    /// <summary>What is usual at each quarter hour of the range; null under 4 weeks of history.</summary>
    [Id(14)]
    public UsualBand? Usual { get; init; }

    /// <summary>How far the computing of what was before Apollo's first start is; null = nothing is being
    /// computed.</summary>
    [Id(15)]
    public BackfillProgress? Computing { get; init; }
}

/// <summary>What is usual: the 10th to the 90th of 100 at the same quarter hour of the week.</summary>
/// <param name="Step">Seconds of a step: 900.</param>
/// <param name="From">Begin of the first step, UTC.</param>
/// <param name="Low">10th percentile (nearest rank) by step; null = not known.</param>
/// <param name="Median">Median by step.</param>
/// <param name="High">90th percentile (nearest rank) by step.</param>
/// <param name="Weeks">Of how many weeks it is made: the most that any quarter hour of the week has, 4 to 12.</param>
[GenerateSerializer, Immutable, Alias("apollo.UsualBand")]
public sealed record UsualBand(
    [property: Id(0)] int Step,
    [property: Id(1)] DateTime From,
    [property: Id(2)] ImmutableArray<double?> Low,
    [property: Id(3)] ImmutableArray<double?> Median,
    [property: Id(4)] ImmutableArray<double?> High,
    [property: Id(5)] int Weeks
);

/// <summary>How long an alert stood.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Severity">The worst it was.</param>
/// <param name="From">Since when, UTC.</param>
/// <param name="To">Until when, UTC; null = it still stands.</param>
[GenerateSerializer, Immutable, Alias("apollo.AlertSpan")]
public sealed record AlertSpan(
    [property: Id(0)] string Id,
    [property: Id(1)] KpiStatus Severity,
    [property: Id(2)] DateTime From,
    [property: Id(3)] DateTime? To
);
