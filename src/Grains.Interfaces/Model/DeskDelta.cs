using System.Collections.Immutable;

namespace Apollo.Model;

/// <summary>One desk, as everybody who may see it sees it.</summary>
/// <param name="Id">Key, <c>[a-z0-9-]{1,40}</c>.</param>
/// <param name="Name">Name shown to people.</param>
/// <param name="TimeZone">IANA zone of its days and service hours.</param>
/// <param name="Source"><c>demo</c>, or the ITSM's name.</param>
/// <param name="ServiceHours">The weekly hours in words for definitions; "24 × 7" where none are set.</param>
/// <param name="Poll">Configured poll interval.</param>
[GenerateSerializer, Immutable, Alias("apollo.DeskInfo")]
public sealed record DeskInfo(
    [property: Id(0)] string Id,
    [property: Id(1)] string Name,
    [property: Id(2)] string TimeZone,
    [property: Id(3)] string Source,
    [property: Id(4)] string ServiceHours,
    [property: Id(5)] TimeSpan Poll
);

/// <summary>Where a reader stands in a desk's stream of batches; comparable only within one incarnation.</summary>
/// <param name="Incarnation">Birth of the desk grain's activation, Unix µs.</param>
/// <param name="Number">Number of the newest batch seen.</param>
[GenerateSerializer, Immutable, Alias("apollo.DeskPosition")]
public readonly record struct DeskPosition([property: Id(0)] long Incarnation, [property: Id(1)] long Number);

/// <summary>What changed of one KPI between two positions of a desk.</summary>
[GenerateSerializer, Immutable, Alias("apollo.KpiDelta")]
public sealed record KpiDelta
{
    /// <summary>
    /// The result at the batch's cut; its <see cref="KpiResult.Groups"/> are whole in a full delta, else null.
    /// </summary>
    [Id(0)]
    public required KpiResult Result { get; init; }

    /// <summary>Changed groups by dimension, when not full.</summary>
    [Id(1)]
    public ImmutableDictionary<string, ImmutableDictionary<string, double?>> ChangedGroups { get; init; } =
        ImmutableDictionary<string, ImmutableDictionary<string, double?>>.Empty;

    /// <summary>Ended groups by dimension, when not full.</summary>
    [Id(2)]
    public ImmutableDictionary<string, ImmutableArray<string>> EndedGroups { get; init; } =
        ImmutableDictionary<string, ImmutableArray<string>>.Empty;

    /// <summary>Set while the KPI was missing from the cut: since when it is late, UTC.</summary>
    [Id(3)]
    public DateTime? LateSince { get; init; }

    /// <summary>
    /// Set while the KPI cannot be computed: when it is tried again, UTC; the result is the last good one.
    /// </summary>
    [Id(4)]
    public DateTime? RetryAt { get; init; }

    /// <summary>Slice it counts rows of.</summary>
    [Id(5)]
    public string Slice { get; init; } = "";
}

/// <summary>
/// The newest consistent cut of one slice: every KPI of it that is not late holds at this version and instant, changed
/// there or before.
/// </summary>
/// <param name="Slice"><c>tickets</c> or <c>interventions</c>.</param>
/// <param name="Version">Version of the slice's rows.</param>
/// <param name="At">Instant, UTC.</param>
[GenerateSerializer, Immutable, Alias("apollo.SliceCut")]
public sealed record SliceCut(
    [property: Id(0)] string Slice,
    [property: Id(1)] SliceVersion Version,
    [property: Id(2)] DateTime At
);

/// <summary>
/// What a desk answers to "what changed since position p?": everything (full), or the merged changes of all batches
/// since. An answer without <see cref="Kpis"/> is a sign of life.
/// </summary>
[GenerateSerializer, Immutable, Alias("apollo.DeskDelta")]
public sealed record DeskDelta
{
    /// <summary>Position after this delta.</summary>
    [Id(0)]
    public required DeskPosition Position { get; init; }

    /// <summary>True: <see cref="Kpis"/> replaces all that is held.</summary>
    [Id(1)]
    public required bool Full { get; init; }

    /// <summary>Instant of the newest cut, UTC.</summary>
    [Id(2)]
    public required DateTime At { get; init; }

    /// <summary>
    /// Last good poll of the slice that was read longest ago, UTC; null before the first full read of both.
    /// </summary>
    [Id(3)]
    public DateTime? ReadAt { get; init; }

    /// <summary>What each slice last said of itself.</summary>
    [Id(4)]
    public ImmutableArray<SlicePulse> Slices { get; init; } = [];

    /// <summary>
    /// Changed KPIs (all, when full). KPIs of a slice whose first full read is not complete are never here.
    /// </summary>
    [Id(5)]
    public ImmutableArray<KpiDelta> Kpis { get; init; } = [];

    /// <summary>
    /// The cut that <see cref="Kpis"/> and all held before them make together, by slice; slices not published yet are
    /// left out.
    /// </summary>
    [Id(6)]
    public ImmutableArray<SliceCut> Cuts { get; init; } = [];

    /// <summary>
    /// A KPI's result with the version of the cut it is told in: a number that did not change holds there too.
    /// </summary>
    public static KpiResult InCut(KpiDelta kpi, ImmutableArray<SliceCut> cuts)
    {
        // Who is late says the version it stands at.
        if (kpi.LateSince is null && kpi.RetryAt is null)
            foreach (var cut in cuts)
                if (cut.Slice == kpi.Slice)
                    return kpi.Result with { SliceVersion = cut.Version.ToString() };
        return kpi.Result;
    }
}
