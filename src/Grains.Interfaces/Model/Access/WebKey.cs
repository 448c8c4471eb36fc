namespace Apollo.Model;

/// <summary>A key of the webs.</summary>
/// <param name="Id">GUID.</param>
/// <param name="Sealed">What it holds, encrypted by the web that made it.</param>
[GenerateSerializer, Immutable, Alias("apollo.WebKey")]
public sealed record WebKey([property: Id(0)] string Id, [property: Id(1)] string Sealed);
