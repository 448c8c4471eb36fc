using System.Collections.Immutable;

namespace Apollo.Model;

/// <summary>Which KPIs of a desk are unusual: outside of what is usual for 10 min.</summary>
/// <param name="Position">Where the reader stands when it has this.</param>
/// <param name="Since">Since when, UTC, by KPI; the others are not, or it is not known.</param>
[GenerateSerializer, Immutable, Alias("apollo.UnusualKpis")]
public sealed record UnusualKpis(
    [property: Id(0)] Position Position,
    [property: Id(1)] ImmutableDictionary<string, DateTime> Since
) : IChanges;
