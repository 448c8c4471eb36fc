using System.Collections.Immutable;
using System.Text.Json.Serialization;

namespace Apollo.Model;

/// <summary>The latest hours of all KPIs of a desk, for sparklines.</summary>
[GenerateSerializer, Immutable, Alias("apollo.Trends")]
public sealed record Trends
{
    /// <summary>Begin of the first step, UTC.</summary>
    [Id(0)]
    public required DateTime From { get; init; }

    /// <summary>Seconds of a step: 60 (1 h), 300 (8 h), 900 (24 h).</summary>
    [Id(1)]
    public required int Step { get; init; }

    /// <summary>
    /// The value at the end of each step, by KPI, up to the last step that has ended; null = no value, or not known.
    /// </summary>
    [Id(2)]
    public required ImmutableDictionary<string, ImmutableArray<double?>> Kpis { get; init; }

    /// <summary>The same by group, where a breakdown was asked for.</summary>
    [Id(3), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public ImmutableDictionary<
        string,
        ImmutableSortedDictionary<string, ImmutableArray<double?>>
    >? Groups { get; init; }

    /// <summary>Spans of which nothing is known, as begin and end in Unix ms.</summary>
    [Id(4)]
    public ImmutableArray<ImmutableArray<long>> Gaps { get; init; } = [];

    /// <summary>
    /// What lies before was computed afterwards, Unix ms; null = all was watched. Only numbers of the whole desk go
    /// back so far, as far as they can be computed.
    /// </summary>
    [Id(6), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public long? ComputedUntil { get; init; }

    /// <summary>The past is being computed: soon more is known.</summary>
    [Id(7)]
    public bool IsComputing { get; init; }

    /// <summary>What is usual, by KPI, from the range's begin to an hour ahead; without those under 4 weeks of
    /// history.</summary>
    [Id(5)]
    public ImmutableDictionary<string, UsualBand> Usual { get; init; } = ImmutableDictionary<string, UsualBand>.Empty;
}
