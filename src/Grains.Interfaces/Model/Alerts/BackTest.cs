using System.Collections.Immutable;
using System.Text.Json.Serialization;

namespace Apollo.Model;

/// <summary>What a back-test is asked.</summary>
/// <param name="Rule">The rule; where one of its id is live and watches the same, its alerts tell.</param>
/// <param name="From">Begin, UTC.</param>
/// <param name="To">End, UTC, after the begin.</param>
/// <param name="Of">Which limit is moved for those around; null = critical, else warning.</param>
/// <param name="Audience">Who asks: only groups that are theirs to see count.</param>
[GenerateSerializer, Immutable, Alias("apollo.BackTestQuery")]
public sealed record BackTestQuery(
    [property: Id(0)] AlertRule Rule,
    [property: Id(1)] DateTime From,
    [property: Id(2)] DateTime To,
    [property: Id(3)] KpiStatus? Of,
    [property: Id(4)] Audience Audience
);

/// <summary>One alert that a rule raised, or would have.</summary>
/// <param name="Severity">The worst it was.</param>
/// <param name="Group">Its group; null = the whole desk.</param>
/// <param name="From">When it fired, UTC.</param>
/// <param name="To">When it was over, UTC; null = it still fired at the end.</param>
/// <param name="Worst">The worst value while it fired; null = there was none.</param>
/// <param name="OutsideHours">It fired outside the rule's hours: nobody was told then.</param>
/// <param name="Live">The rule was on, and raised it.</param>
[GenerateSerializer, Immutable, Alias("apollo.BackTestFired")]
public sealed record BackTestFired(
    [property: Id(0)] KpiStatus Severity,
    [property: Id(1)] string? Group,
    [property: Id(2)] DateTime From,
    [property: Id(3)] DateTime? To,
    [property: Id(4)] double? Worst,
    [property: Id(5)] bool OutsideHours,
    [property: Id(6)] bool Live
);

/// <summary>What another limit would have given, alone.</summary>
/// <param name="At">The limit, in the KPI's unit.</param>
/// <param name="Times">How often it would have fired.</param>
/// <param name="Total">For how long in all, s.</param>
[GenerateSerializer, Immutable, Alias("apollo.BackTestLimit")]
public sealed record BackTestLimit(
    [property: Id(0)] double At,
    [property: Id(1)] int Times,
    [property: Id(2)] double Total
);

/// <summary>What a rule raised, or would have raised, in a range of the past.</summary>
[GenerateSerializer, Immutable, Alias("apollo.BackTest")]
public sealed record BackTest
{
    /// <summary>Begin of the range, UTC.</summary>
    [Id(0)]
    public DateTime From { get; init; }

    /// <summary>End of the range, UTC.</summary>
    [Id(1)]
    public DateTime To { get; init; }

    /// <summary>From when on something is known of it, UTC; null = nothing is.</summary>
    [Id(2)]
    public DateTime? Known { get; init; }

    /// <summary>The alerts, oldest first.</summary>
    [Id(3)]
    public ImmutableArray<BackTestFired> Fired { get; init; } = [];

    /// <summary>It fired at least so often: history tells no more where only steps are kept.</summary>
    [Id(4)]
    public int Least { get; init; }

    /// <summary>It fired at most so often.</summary>
    [Id(5)]
    public int Most { get; init; }

    /// <summary>For how long in all, s.</summary>
    [Id(6)]
    public double Total { get; init; }

    /// <summary>For how long the longest, s.</summary>
    [Id(7)]
    public double Longest { get; init; }

    /// <summary>How many fired outside the rule's hours.</summary>
    [Id(8)]
    public int OutsideHours { get; init; }

    /// <summary>Spans of which nothing is known, as begin and end in Unix ms.</summary>
    [Id(9)]
    public ImmutableArray<ImmutableArray<long>> Gaps { get; init; } = [];

    /// <summary>Until when history was computed afterwards, UTC; null = none of it.</summary>
    [Id(10)]
    public DateTime? ComputedUntil { get; init; }

    /// <summary>Which limit those around stand for.</summary>
    [Id(11)]
    public KpiStatus Of { get; init; }

    /// <summary>Five limits, the rule's own among them, least first.</summary>
    [Id(12)]
    public ImmutableArray<BackTestLimit> Around { get; init; } = [];

    /// <summary>The rule tells before its limit; what it would have told so is left out.</summary>
    [Id(13), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool AheadLeftOut { get; init; }
}
