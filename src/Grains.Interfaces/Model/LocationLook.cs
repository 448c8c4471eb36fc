namespace Apollo.Model;

/// <summary>
/// How a location is told from others wherever it is drawn: its colour and pattern follow from its place, and it has a
/// code.
/// </summary>
/// <param name="Name">As in the ITSM.</param>
/// <param name="Place">From 0, in the order the desk's locations were first seen; kept for good.</param>
/// <param name="Code">1 to 3 capital letters or digits; no other location of the desk has it.</param>
[GenerateSerializer, Immutable, Alias("apollo.LocationLook")]
public sealed record LocationLook(
    [property: Id(0)] string Name,
    [property: Id(1)] int Place,
    [property: Id(2)] string Code
);

/// <summary>How giving a location another code ended.</summary>
public enum LocationOutcome
{
    /// <summary>It is kept.</summary>
    Kept,

    /// <summary>The desk has no such location.</summary>
    Missing,

    /// <summary>Another location has the code.</summary>
    CodeTaken,
}
