using System.Collections.Immutable;
using System.Text.Json.Serialization;

namespace Apollo.Model;

/// <summary>How many rows moved at a KPI's last change, and what moved them.</summary>
/// <param name="Entered">Rows that began to count.</param>
/// <param name="Left">Rows that ceased to count.</param>
/// <param name="Changed">Rows that count before and after, with another weight or group.</param>
/// <param name="ByClock">Only the clock moved them; no ITSM row changed.</param>
/// <param name="At">Instant of the change, UTC.</param>
[GenerateSerializer, Immutable, Alias("apollo.KpiMove")]
public sealed record KpiMove(
    [property: Id(0)] int Entered,
    [property: Id(1)] int Left,
    [property: Id(2)] int Changed,
    [property: Id(3)] bool ByClock,
    [property: Id(4)] DateTime At
);

/// <summary>The value of a KPI at one slice version and instant: what a card shows.</summary>
[GenerateSerializer, Immutable, Alias("apollo.KpiResult")]
public sealed record KpiResult
{
    /// <summary>The KPI's id.</summary>
    [Id(0)]
    public required string Kpi { get; init; }

    /// <summary>
    /// The value at <see cref="AsOf"/> in the KPI's unit; null = no value (an empty mean or share), shown "–".
    /// </summary>
    [Id(1)]
    public double? Value { get; init; }

    /// <summary>How fast the value grows by itself, per second: 1 for ages, else 0. Holds for the groups too.</summary>
    [Id(2)]
    public int Rate { get; init; }

    /// <summary>Against the desk's thresholds at <see cref="AsOf"/>.</summary>
    [Id(3)]
    public KpiStatus Status { get; init; }

    /// <summary>Instant the value holds at, UTC.</summary>
    [Id(4)]
    public DateTime AsOf { get; init; }

    /// <summary>Next instant at which the clock alone could change it, UTC; null = never.</summary>
    [Id(5)]
    public DateTime? ValidUntil { get; init; }

    /// <summary>Last good poll of the ITSM, UTC.</summary>
    [Id(6)]
    public DateTime ReadAt { get; init; }

    /// <summary>ITSM stamp of the newest row whose change moved this KPI, UTC; null = none yet.</summary>
    [Id(7)]
    public DateTime? ChangedAt { get; init; }

    /// <summary>Only grows, over any restart; starts at max(Unix time in µs, cached + 1).</summary>
    [Id(8)]
    public long Revision { get; init; }

    /// <summary>Slice version behind it, as text.</summary>
    [Id(9)]
    public required string SliceVersion { get; init; }

    /// <summary>
    /// What moved at the last change, restarts included where the store knows of it; null where none is known.
    /// </summary>
    [Id(10)]
    public KpiMove? Moved { get; init; }

    /// <summary>
    /// Value per group per dimension; null where breakdowns were not asked for. A group without a value (empty
    /// denominator) holds null.
    /// </summary>
    [Id(11), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public ImmutableDictionary<string, ImmutableSortedDictionary<string, double?>>? Groups { get; init; }
}

/// <summary>
/// What a KPI tells the desk after a tick. <see cref="Result"/> null = unchanged. Group maps hold only what changed.
/// </summary>
[GenerateSerializer, Immutable, Alias("apollo.KpiUpdate")]
public sealed record KpiUpdate
{
    /// <summary>The KPI's id.</summary>
    [Id(0)]
    public required string Kpi { get; init; }

    /// <summary>Slice incarnation and version it is done at.</summary>
    [Id(1)]
    public required SliceVersion Version { get; init; }

    /// <summary>Tick number it is done at.</summary>
    [Id(2)]
    public required long Tick { get; init; }

    /// <summary>Instant it is done at, UTC.</summary>
    [Id(3)]
    public required DateTime At { get; init; }

    /// <summary>The new result without groups; null = nothing a screen shows has changed.</summary>
    [Id(4)]
    public KpiResult? Result { get; init; }

    /// <summary>Revision this update builds on: the receiver must hold it, or ask for the whole result.</summary>
    [Id(5)]
    public long BaseRevision { get; init; }

    /// <summary>Groups whose value changed, by dimension.</summary>
    [Id(6)]
    public ImmutableDictionary<string, ImmutableDictionary<string, double?>> ChangedGroups { get; init; } =
        ImmutableDictionary<string, ImmutableDictionary<string, double?>>.Empty;

    /// <summary>Groups that ended, by dimension.</summary>
    [Id(7)]
    public ImmutableDictionary<string, ImmutableArray<string>> EndedGroups { get; init; } =
        ImmutableDictionary<string, ImmutableArray<string>>.Empty;

    /// <summary>Set while the KPI cannot be computed: when it is tried again, UTC.</summary>
    [Id(8)]
    public DateTime? RetryAt { get; init; }
}
