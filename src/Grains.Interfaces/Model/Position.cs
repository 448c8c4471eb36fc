using System.Globalization;

namespace Apollo.Model;

/// <summary>
/// Where a reader stands in what another says: the life of the one who says it, and a number that grows by one with
/// each thing said. Positions of different lives are not comparable. As text, <c>incarnation-number</c>.
/// </summary>
/// <param name="Incarnation">Unix time in µs at which that life began.</param>
/// <param name="Number">0 before the first thing said, then 1, 2, 3 …</param>
[GenerateSerializer, Immutable, Alias("apollo.Position")]
public readonly record struct Position([property: Id(0)] long Incarnation, [property: Id(1)] long Number)
{
    /// <summary>Whether it is of the same life as another, and there or further.</summary>
    /// <param name="other">The position to reach.</param>
    public bool Reaches(Position other) => Incarnation == other.Incarnation && Number >= other.Number;

    /// <inheritdoc/>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Incarnation}-{Number}");
}
