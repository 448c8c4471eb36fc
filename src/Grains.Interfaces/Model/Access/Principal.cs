using System.Collections.Immutable;

namespace Apollo.Model;

/// <summary>What kind of caller it is.</summary>
public enum PrincipalKind
{
    /// <summary>Somebody who signs in.</summary>
    Person,

    /// <summary>A program, by its token.</summary>
    Token,

    /// <summary>A wall display, by the secret it keeps.</summary>
    Display,

    /// <summary>A calendar program, by the secret in its address; it has the rights of its person.</summary>
    Feed,

    /// <summary>A board in another site's frame, by the secret in its address.</summary>
    Link,

    /// <summary>A person's open session, by the secret in its cookie; it has the rights of its person.</summary>
    Session,
}

/// <summary>Who may call Apollo, and what it may. Nothing of it is secret: secrets are kept as hashes.</summary>
/// <param name="Id">UUIDv7.</param>
/// <param name="Kind">What it is.</param>
/// <param name="Name">Shown to people.</param>
/// <param name="Email">Of a person; else null.</param>
/// <param name="SecretHash">SHA-256 of the secret that stands for it, in lower hexadecimal; null for a person.</param>
/// <param name="Stamp">Security stamp of a person or session: sessions made under another one have ended. Of a link the
/// revision of its board: what is open begins anew with another one.</param>
/// <param name="ExpiresAt">When it ends, UTC; null = never.</param>
/// <param name="Desks">Roles on desks; of a feed or session none: it has those of its <paramref name="Owner"/>.</param>
/// <param name="Owner">Person whose feed, link or session it is; else null.</param>
/// <param name="Board">Id of the board that a link shows; else null.</param>
/// <param name="Nudges">Desks that a token may tell to poll at once.</param>
/// <param name="Operations">Whether it may read metrics and health in detail; admins may.</param>
[GenerateSerializer, Immutable, Alias("apollo.Principal")]
public sealed record Principal(
    [property: Id(0)] string Id,
    [property: Id(1)] PrincipalKind Kind,
    [property: Id(2)] string Name,
    [property: Id(3)] string? Email,
    [property: Id(4)] string? SecretHash,
    [property: Id(5)] string Stamp,
    [property: Id(6)] DateTime? ExpiresAt,
    [property: Id(7)] ImmutableArray<DeskRight> Desks,
    [property: Id(8)] string? Owner,
    [property: Id(9)] string? Board,
    [property: Id(10)] ImmutableArray<string> Nudges,
    [property: Id(11)] bool Operations
)
{
    /// <summary>The best right on a desk; null = none. An admin's holds on every desk.</summary>
    /// <param name="desk">Desk id.</param>
    public DeskRight? On(string desk) => DeskRight.On(Desks, desk);

    /// <summary>Whether it is an admin.</summary>
    public bool IsAdmin => Desks.Any(right => right.Role == Role.Admin);
}

/// <summary>What changed of who may call; those that are switched off or have ended are not there.</summary>
/// <param name="Position">Where the answer stands.</param>
/// <param name="Full">True: replaces all that is held.</param>
/// <param name="Changed">Principals that are new or different.</param>
/// <param name="Removed">Ids of those that may no longer call.</param>
[GenerateSerializer, Immutable, Alias("apollo.AccessDelta")]
public sealed record AccessDelta(
    [property: Id(0)] Position Position,
    [property: Id(1)] bool Full,
    [property: Id(2)] ImmutableArray<Principal> Changed,
    [property: Id(3)] ImmutableArray<string> Removed
);
