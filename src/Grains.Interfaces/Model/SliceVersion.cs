using System.Globalization;

namespace Apollo.Model;

/// <summary>
/// Which state of a slice: the life of the slice's activation (<paramref name="Incarnation"/>, Unix µs of its birth)
/// and a number that grows by one with each published set of row changes. Versions of different incarnations are not
/// comparable. On the wire it is the opaque text <c>incarnation-number</c>.
/// </summary>
/// <param name="Incarnation">Unix time in µs at which the slice's activation was born.</param>
/// <param name="Number">0 before the first full read, then 1, 2, 3 …</param>
[GenerateSerializer, Immutable, Alias("apollo.SliceVersion")]
public readonly record struct SliceVersion([property: Id(0)] long Incarnation, [property: Id(1)] long Number)
{
    /// <inheritdoc/>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Incarnation}-{Number}");
}
