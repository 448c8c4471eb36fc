using System.Collections.Immutable;

namespace Apollo.Model;

/// <summary>Somebody whom a provider vouches for.</summary>
/// <param name="Provider">Id of the provider in the configuration.</param>
/// <param name="ProviderName">As people call the provider.</param>
/// <param name="Name">Shown to others, until they choose another.</param>
/// <param name="Email">Where they are reached; empty = not told.</param>
/// <param name="Desks">Roles; empty = none, and they are refused.</param>
[GenerateSerializer, Immutable, Alias("apollo.ProviderPerson")]
public sealed record ProviderPerson(
    [property: Id(0)] string Provider,
    [property: Id(1)] string ProviderName,
    [property: Id(2)] string Name,
    [property: Id(3)] string Email,
    [property: Id(4)] ImmutableArray<DeskRight> Desks
);
