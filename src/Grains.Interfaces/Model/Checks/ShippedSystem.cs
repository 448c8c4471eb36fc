using System.Collections.Immutable;

namespace Apollo.Model;

/// <summary>A system that is shipped: what <c>Itsm:System</c> may name.</summary>
/// <param name="Id">Its name in the configuration.</param>
/// <param name="Title">The product.</param>
/// <param name="Providers">Databases that it has files for, as <c>Itsm:Provider</c> names them.</param>
/// <param name="Options">What differs between installations, in the order a person is asked for it.</param>
/// <param name="Logins">How a login that can only read is made, by provider; of some systems none is told.</param>
/// <param name="TimeZone">What <c>Itsm:TimeZone</c> names where columns hold wall times; null = they never do.</param>
[GenerateSerializer, Immutable, Alias("apollo.ShippedSystem")]
public sealed record ShippedSystem(
    [property: Id(0)] string Id,
    [property: Id(1)] string Title,
    [property: Id(2)] ImmutableArray<string> Providers,
    [property: Id(3)] ImmutableArray<ShippedOption> Options,
    [property: Id(4)] ImmutableArray<ShippedLogin> Logins,
    [property: Id(5)] string? TimeZone = null
);

/// <summary>What an administrator of the ITSM's database runs there once, before Apollo reads it.</summary>
/// <param name="Provider">The database, as <c>Itsm:Provider</c> names it.</param>
/// <param name="Sql">Statements that make the login, its rights and the indexes that polls want.</param>
[GenerateSerializer, Immutable, Alias("apollo.ShippedLogin")]
public sealed record ShippedLogin([property: Id(0)] string Provider, [property: Id(1)] string Sql);

/// <summary>An option of a system.</summary>
/// <param name="Name">Its name, after <c>Itsm:Options:</c>.</param>
/// <param name="Title">What it is, for people.</param>
/// <param name="Default">Its value where none is given; null = none.</param>
/// <param name="Required">Without a value nothing is read.</param>
[GenerateSerializer, Immutable, Alias("apollo.ShippedOption")]
public sealed record ShippedOption(
    [property: Id(0)] string Name,
    [property: Id(1)] string? Title,
    [property: Id(2)] string? Default,
    [property: Id(3)] bool Required
);
