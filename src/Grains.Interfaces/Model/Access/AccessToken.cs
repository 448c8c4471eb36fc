using System.Collections.Immutable;

namespace Apollo.Model;

/// <summary>A secret that stands for a program, a calendar or a board in a frame; kept as a hash only.</summary>
/// <param name="Id">UUIDv7.</param>
/// <param name="Kind">Token, feed or link.</param>
/// <param name="Name">What people call it.</param>
/// <param name="Owner">Person whose feed or link it is; null = nobody's.</param>
/// <param name="CreatedAt">UTC.</param>
/// <param name="ExpiresAt">UTC; null = never.</param>
/// <param name="UsedAt">Last use, UTC, to some minutes; null = never.</param>
/// <param name="Uses">Of a link: how often its page was opened; of others 0.</param>
/// <param name="By">Who made it.</param>
/// <param name="Grants">What it is for.</param>
[GenerateSerializer, Immutable, Alias("apollo.AccessToken")]
public sealed record AccessToken(
    [property: Id(0)] string Id,
    [property: Id(1)] PrincipalKind Kind,
    [property: Id(2)] string Name,
    [property: Id(3)] string? Owner,
    [property: Id(4)] DateTime CreatedAt,
    [property: Id(5)] DateTime? ExpiresAt,
    [property: Id(6)] DateTime? UsedAt,
    [property: Id(7)] long Uses,
    [property: Id(8)] string By,
    [property: Id(9)] TokenGrants Grants
);

/// <summary>How often the page of a link was opened since that was told last.</summary>
/// <param name="Id">The link's.</param>
/// <param name="Times">Requests of its address; 1 or more.</param>
[GenerateSerializer, Immutable, Alias("apollo.LinkOpened")]
public sealed record LinkOpened([property: Id(0)] string Id, [property: Id(1)] long Times);

/// <summary>What a token, feed or link is for.</summary>
/// <param name="Desks">Roles of a token or link; of a feed none.</param>
/// <param name="Nudges">Desks that it may tell to poll at once.</param>
/// <param name="Operations">Whether it may read metrics and health in detail.</param>
/// <param name="Desk">Desk of a feed or link.</param>
/// <param name="Board">Secret of the shared board that a link shows.</param>
/// <param name="Location">Only visits to this place, of a feed.</param>
/// <param name="Technician">Only visits of this technician, of a feed.</param>
[GenerateSerializer, Immutable, Alias("apollo.TokenGrants")]
public sealed record TokenGrants(
    [property: Id(0)] ImmutableArray<DeskRight> Desks,
    [property: Id(1)] ImmutableArray<string> Nudges,
    [property: Id(2)] bool Operations,
    [property: Id(3)] string? Desk = null,
    [property: Id(4)] string? Board = null,
    [property: Id(5)] string? Location = null,
    [property: Id(6)] string? Technician = null
);

/// <summary>A token that was made.</summary>
/// <param name="Token">It; null = there are as many as there may be.</param>
/// <param name="Secret">What it is shown by; told this once.</param>
[GenerateSerializer, Immutable, Alias("apollo.TokenMade")]
public sealed record TokenMade([property: Id(0)] AccessToken? Token, [property: Id(1)] string? Secret);
