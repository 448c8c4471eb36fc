using System.Collections.Immutable;
using System.Text.Json.Serialization;

namespace Apollo.Model;

/// <summary>Which direction of a number is better.</summary>
public enum Better
{
    /// <summary>Neither direction is better.</summary>
    Neither,

    /// <summary>Lower is better.</summary>
    Lower,

    /// <summary>Higher is better.</summary>
    Higher,
}

/// <summary>Status of a card.</summary>
public enum KpiStatus
{
    /// <summary>No value or no threshold.</summary>
    None,

    /// <summary>Within limits.</summary>
    Good,

    /// <summary>Past the warning limit.</summary>
    Warning,

    /// <summary>Past the critical limit.</summary>
    Critical,
}

/// <summary>A desk's limits for one KPI, in the KPI's unit; null = none.</summary>
/// <param name="Warning">From here it warns.</param>
/// <param name="Critical">From here it is critical.</param>
[GenerateSerializer, Immutable, Alias("apollo.Thresholds")]
public readonly record struct Thresholds([property: Id(0)] double? Warning, [property: Id(1)] double? Critical);

/// <summary>One KPI as the catalogue describes it to people and programs, with the desk's own thresholds.</summary>
[GenerateSerializer, Immutable, Alias("apollo.KpiDefinition")]
public sealed record KpiDefinition
{
    /// <summary>Kebab-case id, the same in grain keys, cache keys, routes and tests.</summary>
    [Id(0)]
    public required string Id { get; init; }

    /// <summary>Title shown to people.</summary>
    [Id(1)]
    public required string Title { get; init; }

    /// <summary>What it counts and how, in words.</summary>
    [Id(2)]
    public required string Description { get; init; }

    /// <summary>Group on the board, by its heading.</summary>
    [Id(3)]
    public required string Group { get; init; }

    /// <summary>Unit: tickets, seconds, percent, days, tickets per day, per ticket, interventions.</summary>
    [Id(4)]
    public required string Unit { get; init; }

    /// <summary>Direction that is better.</summary>
    [Id(5)]
    public required Better Better { get; init; }

    /// <summary>Warning limit in <see cref="Unit"/>.</summary>
    [Id(6)]
    public double? Warning { get; init; }

    /// <summary>Critical limit in <see cref="Unit"/>.</summary>
    [Id(7)]
    public double? Critical { get; init; }

    /// <summary>Slice it reads: <c>tickets</c> or <c>interventions</c>.</summary>
    [Id(8)]
    public required string Slice { get; init; }

    /// <summary>Dimensions it is broken down by.</summary>
    [Id(9)]
    public required ImmutableArray<string> Breakdowns { get; init; }

    /// <summary>
    /// Limits of each group of a dimension (<c>team</c>), and of one group (<c>team:Network</c>), where the desk sets
    /// some; a group has no status of its own.
    /// </summary>
    [Id(10), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public ImmutableDictionary<string, Thresholds>? GroupLimits { get; init; }

    /// <summary>How it is shown: titles, words, kind of number, columns of its list, places.</summary>
    [Id(11)]
    public required Presentation Presentation { get; init; }

    /// <summary>How true its history is where that was computed afterwards, from the stamps of the ITSM.</summary>
    [Id(12)]
    public Computed Computed { get; init; }

    /// <summary>Since when the desk's limits are others than the configuration's, UTC; null = they are those.</summary>
    [Id(13), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public DateTime? LimitsFrom { get; init; }

    /// <summary>Those of <see cref="Breakdowns"/> that only this desk has, with their titles; null = none.</summary>
    [Id(14), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public ImmutableArray<FurtherBreakdown>? Further { get; init; }

    /// <summary>The KPI on a desk that breaks its tickets down by more.</summary>
    /// <param name="names">By what.</param>
    public KpiDefinition With(FurtherNames names) =>
        names.IsEmpty || Slice != SliceName.Tickets
            ? this
            : this with
            {
                Breakdowns = [.. Breakdowns, .. names.All],
                Further = [.. names.All.Select(name => new FurtherBreakdown(name, Dimension.Title(name)))],
            };
}
