using System.Collections.Immutable;
using System.Text.Json.Serialization;

namespace Apollo.Model;

/// <summary>What the clock alone will do to a KPI, if no row changes from now on.</summary>
/// <param name="At">The instant it is told from, UTC.</param>
/// <param name="Until">Until when it is told, UTC: earlier than asked for where more than 2,000 steps lie
/// before.</param>
/// <param name="Points">The value at <paramref name="At"/>, then each step of it: Unix ms, value (null = none), growth
/// per second.</param>
/// <param name="Crossings">Where its status changes, in order.</param>
[GenerateSerializer, Immutable, Alias("apollo.Ahead")]
public sealed record Ahead(
    [property: Id(0)] DateTime At,
    [property: Id(3)] DateTime Until,
    [property: Id(1)] ImmutableArray<ImmutableArray<double?>> Points,
    [property: Id(2)] ImmutableArray<Crossing> Crossings
);

/// <summary>The clock alone will change a KPI's status.</summary>
/// <param name="T">When, Unix ms: the first whole one at which it has come.</param>
/// <param name="Status">The status then.</param>
/// <param name="Rows">How many rows must go to prevent it; null where that cannot be said: only of counts of which
/// fewer are better.</param>
[GenerateSerializer, Immutable, Alias("apollo.Crossing")]
public sealed record Crossing([property: Id(0)] long T, [property: Id(1)] KpiStatus Status, [property: Id(2)] int? Rows)
{
    /// <summary>When, UTC.</summary>
    [JsonIgnore]
    public DateTime Instant => DateTime.UnixEpoch.AddMilliseconds(T);
}
