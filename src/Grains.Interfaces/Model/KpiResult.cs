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

/// <summary>
/// The value of a KPI at one slice version and instant, as it goes from the KPI to the desk, the web, the cache and the
/// screen.
/// </summary>
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
    /// Value per group per dimension: of all groups in a whole result, else of those whose value changed; null where
    /// none did, or breakdowns were not asked for. A group without a value (empty denominator) holds null.
    /// </summary>
    [Id(11), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public ImmutableDictionary<string, ImmutableSortedDictionary<string, double?>>? Groups { get; init; }

    /// <summary>Set while the KPI is missing from the cut: since when it is late, UTC.</summary>
    [Id(12), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public DateTime? LateSince { get; init; }

    /// <summary>
    /// Set while the KPI cannot be computed: when it is tried again, UTC. The rest is the last good result; revision 0
    /// and no value where there was none.
    /// </summary>
    [Id(13), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public DateTime? RetryAt { get; init; }

    /// <summary>The first change of its status within the hour that the clock alone will bring; null = none.</summary>
    [Id(16), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public Crossing? Next { get; init; }

    /// <summary>Since when it lies outside of what is usual, UTC; null = it does not, or that is not known.</summary>
    [Id(17), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public DateTime? UnusualSince { get; init; }

    /// <summary>Slice it counts rows of.</summary>
    [Id(14), JsonIgnore]
    public string Slice { get; init; } = "";

    /// <summary>Names of groups that ended, by dimension; empty in a whole result.</summary>
    [Id(15), JsonIgnore]
    public ImmutableDictionary<string, ImmutableArray<string>> EndedGroups { get; init; } =
        ImmutableDictionary<string, ImmutableArray<string>>.Empty;

    /// <summary>
    /// The result with the version of the cut it is told in: a number that did not change holds there too. Who is late
    /// or failed says the version it stands at.
    /// </summary>
    /// <param name="cuts">The newest cut of each slice.</param>
    public KpiResult In(ImmutableArray<SliceCut> cuts)
    {
        if (LateSince is null && RetryAt is null)
            foreach (var cut in cuts)
                if (cut.Slice == Slice)
                    return this with { SliceVersion = cut.Version.ToString() };
        return this;
    }
}

/// <summary>
/// A KPI is done with a tick of its slice, changed or not; or it failed, which its result says.
/// </summary>
/// <param name="Version">The tick it is done with; of no life where it failed.</param>
/// <param name="At">Instant it is done at, UTC.</param>
/// <param name="Result">The result; null = nothing a screen shows has changed.</param>
[GenerateSerializer, Immutable, Alias("apollo.KpiStep")]
public sealed record KpiStep(
    [property: Id(0)] Position Version,
    [property: Id(1)] DateTime At,
    [property: Id(2)] KpiResult? Result
);

/// <summary>What a KPI answers to "what changed since?": every step since, in order.</summary>
/// <param name="Position">Where the reader stands now.</param>
/// <param name="Full">True: there is one step, with all groups, and it replaces what the reader holds.</param>
/// <param name="Steps">Nothing before the first result, and where nothing was done for a while.</param>
[GenerateSerializer, Immutable, Alias("apollo.KpiChanges")]
public sealed record KpiChanges(
    [property: Id(0)] Position Position,
    [property: Id(1)] bool Full,
    [property: Id(2)] ImmutableArray<KpiStep> Steps
) : IChanges;
