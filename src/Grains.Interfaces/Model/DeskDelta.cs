using System.Collections.Immutable;

namespace Apollo.Model;

/// <summary>One desk, as everybody who may see it sees it.</summary>
/// <param name="Id">Key, <c>[a-z0-9-]{1,40}</c>.</param>
/// <param name="Name">Name shown to people.</param>
/// <param name="TimeZone">IANA zone of its days and service hours.</param>
/// <param name="Source"><c>demo</c>, or the ITSM's name.</param>
/// <param name="ServiceHours">The weekly hours in words for definitions; "24 × 7" where none are set.</param>
/// <param name="Poll">Configured poll interval.</param>
/// <param name="People">To whom numbers by person are shown.</param>
[GenerateSerializer, Immutable, Alias("apollo.DeskInfo")]
public sealed record DeskInfo(
    [property: Id(0)] string Id,
    [property: Id(1)] string Name,
    [property: Id(2)] string TimeZone,
    [property: Id(3)] string Source,
    [property: Id(4)] string ServiceHours,
    [property: Id(5)] TimeSpan Poll,
    [property: Id(6)] DeskPeople People = DeskPeople.Own
);

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
    [property: Id(1)] Position Version,
    [property: Id(2)] DateTime At
);

/// <summary>
/// What a desk answers to "what changed since position p?": everything (full), or the merged changes of all batches
/// since. An answer without <see cref="Kpis"/> is a sign of life.
/// </summary>
[GenerateSerializer, Immutable, Alias("apollo.DeskDelta")]
public sealed record DeskDelta : IChanges
{
    /// <summary>Position after this delta.</summary>
    [Id(0)]
    public required Position Position { get; init; }

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
    /// Changed KPIs (all with all their groups, when full). KPIs of a slice whose first full read is not complete are
    /// never here.
    /// </summary>
    [Id(5)]
    public ImmutableArray<KpiResult> Kpis { get; init; } = [];

    /// <summary>
    /// The cut that <see cref="Kpis"/> and all held before them make together, by slice; slices not published yet are
    /// left out.
    /// </summary>
    [Id(6)]
    public ImmutableArray<SliceCut> Cuts { get; init; } = [];

    /// <summary>Another one where the desk's limits are others.</summary>
    [Id(7)]
    public Position Limits { get; init; }
}

/// <summary>One cut of a desk, with what changed in it.</summary>
/// <param name="Cut">The slice, version and instant.</param>
/// <param name="Kpis">KPIs whose result changed since the cut before, by what changed of them.</param>
[GenerateSerializer, Immutable, Alias("apollo.DeskCut")]
public sealed record DeskCut([property: Id(0)] SliceCut Cut, [property: Id(1)] ImmutableArray<KpiResult> Kpis);

/// <summary>
/// What a desk answers to who reads every cut: each one since, in order, and none merged with another.
/// </summary>
/// <param name="Position">Where the reader stands now.</param>
/// <param name="Missed">Cuts after the position asked from that are no longer kept; null = none is missing.</param>
/// <param name="Cuts">The cuts, oldest first. After a gap, or where the reader held nothing, they begin with one whole
/// cut per slice: all results, with all groups.</param>
/// <param name="ReadAt">Up to here the desk is known, UTC: the last good poll of the slice that was read longest ago,
/// where all cuts up to it are told; null before that.</param>
/// <param name="ReadSince">Since when it was read without a break, UTC.</param>
/// <param name="LeftOut">How many rows are left out.</param>
/// <param name="Slices">The same as <paramref name="ReadAt"/> and <paramref name="ReadSince"/> of each slice alone;
/// one that is not known yet is left out.</param>
[GenerateSerializer, Immutable, Alias("apollo.DeskCuts")]
public sealed record DeskCuts(
    [property: Id(0)] Position Position,
    [property: Id(1)] Gap? Missed,
    [property: Id(2)] ImmutableArray<DeskCut> Cuts,
    [property: Id(3)] DateTime? ReadAt = null,
    [property: Id(4)] DateTime? ReadSince = null,
    [property: Id(5)] int LeftOut = 0,
    [property: Id(6)] ImmutableArray<SliceRead> Slices = default
) : IChanges;

/// <summary>Up to when one slice is known.</summary>
/// <param name="Slice"><c>tickets</c> or <c>interventions</c>.</param>
/// <param name="At">The last good poll up to which all cuts are told, UTC.</param>
/// <param name="Since">Since when it was read without a break, UTC.</param>
[GenerateSerializer, Immutable, Alias("apollo.SliceRead")]
public sealed record SliceRead(
    [property: Id(0)] string Slice,
    [property: Id(1)] DateTime At,
    [property: Id(2)] DateTime Since
);

/// <summary>What a reader has not seen: everything after one position, up to and with another.</summary>
/// <param name="After">Where the reader stood. Of another life than <paramref name="Through"/>: how much it missed is
/// not known.</param>
/// <param name="Through">The last it has not seen.</param>
[GenerateSerializer, Immutable, Alias("apollo.Gap")]
public sealed record Gap([property: Id(0)] Position After, [property: Id(1)] Position Through);
