using System.Collections.Immutable;

namespace Apollo.Model;

/// <summary>What the clock alone will do to a KPI, if no row changes from now on.</summary>
/// <param name="At">The instant it is told from, UTC.</param>
/// <param name="Points">Each step of the value: Unix ms, value (null = none), growth per second.</param>
/// <param name="Crossings">Where its status changes, in order.</param>
[GenerateSerializer, Immutable, Alias("apollo.Ahead")]
public sealed record Ahead(
    [property: Id(0)] DateTime At,
    [property: Id(1)] ImmutableArray<ImmutableArray<double?>> Points,
    [property: Id(2)] ImmutableArray<Crossing> Crossings
);

/// <summary>The clock alone will change a KPI's status.</summary>
/// <param name="T">When, Unix ms.</param>
/// <param name="Status">The status then.</param>
/// <param name="Rows">How many rows must go to prevent it; null where that cannot be said: only of counts of which
/// fewer are better.</param>
[GenerateSerializer, Immutable, Alias("apollo.Crossing")]
public sealed record Crossing(
    [property: Id(0)] long T,
    [property: Id(1)] KpiStatus Status,
    [property: Id(2)] int? Rows
);
