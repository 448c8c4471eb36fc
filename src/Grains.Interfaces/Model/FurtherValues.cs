namespace Apollo.Model;

/// <summary>
/// Up to three values of a row that a desk names itself and breaks its numbers down by, beside those every desk has.
/// </summary>
/// <param name="First">The first; null = the ITSM does not say.</param>
/// <param name="Second">The second.</param>
/// <param name="Third">The third.</param>
[GenerateSerializer, Immutable, Alias("apollo.FurtherValues")]
public sealed record FurtherValues(
    [property: Id(0)] string? First,
    [property: Id(1)] string? Second = null,
    [property: Id(2)] string? Third = null
);
