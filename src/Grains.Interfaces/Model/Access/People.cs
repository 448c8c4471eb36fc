using System.Collections.Immutable;

namespace Apollo.Model;

/// <summary>Somebody who signs in, as admins see them.</summary>
/// <param name="Id">UUIDv7.</param>
/// <param name="Name">Shown to others.</param>
/// <param name="Email">Where they are reached; the name that a local account signs in with.</param>
/// <param name="Off">Switched off: cannot sign in, and holds nothing open.</param>
/// <param name="Locked">Whether sign-in by password waits after failed tries.</param>
/// <param name="SeenAt">Last use, UTC, to some minutes; null = never.</param>
/// <param name="SignIn">How they sign in: <c>local</c>, or <c>oidc:{id}</c>.</param>
/// <param name="Desks">Roles.</param>
/// <param name="Revision">Grows with each change, Unix ms.</param>
[GenerateSerializer, Immutable, Alias("apollo.PersonInfo")]
public sealed record PersonInfo(
    [property: Id(0)] string Id,
    [property: Id(1)] string Name,
    [property: Id(2)] string Email,
    [property: Id(3)] bool Off,
    [property: Id(4)] bool Locked,
    [property: Id(5)] DateTime? SeenAt,
    [property: Id(6)] string SignIn,
    [property: Id(7)] ImmutableArray<DeskRight> Desks,
    [property: Id(8)] long Revision
);

/// <summary>What an admin says of a person.</summary>
/// <param name="Name">Shown to others.</param>
/// <param name="Off">Whether they are switched off.</param>
/// <param name="Desks">Roles.</param>
[GenerateSerializer, Immutable, Alias("apollo.PersonDraft")]
public sealed record PersonDraft(
    [property: Id(0)] string Name,
    [property: Id(1)] bool Off,
    [property: Id(2)] ImmutableArray<DeskRight> Desks
);

/// <summary>How a change of people ended.</summary>
public enum PeopleOutcome
{
    /// <summary>It is kept.</summary>
    Done,

    /// <summary>There is no such person, or link.</summary>
    Missing,

    /// <summary>Another one changed it since it was read.</summary>
    Changed,

    /// <summary>Apollo would be left without an admin.</summary>
    LastAdmin,

    /// <summary>Another person is that one in the desk's ITSM, or has that e-mail.</summary>
    Taken,

    /// <summary>There are as many as there may be.</summary>
    TooMany,

    /// <summary>A desk's ITSM still names the person.</summary>
    InItsm,

    /// <summary>Nobody erases themselves.</summary>
    Oneself,
}

/// <summary>Answer to a change of a person.</summary>
/// <param name="Outcome">How it ended.</param>
/// <param name="Person">The person now; null where nothing is kept.</param>
/// <param name="Subject">What was taken already, where that was the reason.</param>
[GenerateSerializer, Immutable, Alias("apollo.PersonSaved")]
public sealed record PersonSaved(
    [property: Id(0)] PeopleOutcome Outcome,
    [property: Id(1)] PersonInfo? Person = null,
    [property: Id(2)] string? Subject = null
);

/// <summary>What a one-time link is for.</summary>
public enum InvitationKind
{
    /// <summary>Somebody new joins.</summary>
    Join,

    /// <summary>The first admin, where nobody is there yet.</summary>
    First,

    /// <summary>Somebody who is there chooses another password.</summary>
    Reset,
}

/// <summary>A one-time link; its secret is kept as a hash only.</summary>
/// <param name="Id">UUIDv7.</param>
/// <param name="Kind">What for.</param>
/// <param name="Email">For whom; empty for the first admin.</param>
/// <param name="Name">Proposed name.</param>
/// <param name="Desks">Roles that come with it.</param>
/// <param name="CreatedAt">UTC.</param>
/// <param name="ExpiresAt">UTC.</param>
/// <param name="By">Who made it.</param>
[GenerateSerializer, Immutable, Alias("apollo.Invitation")]
public sealed record Invitation(
    [property: Id(0)] string Id,
    [property: Id(1)] InvitationKind Kind,
    [property: Id(2)] string Email,
    [property: Id(3)] string Name,
    [property: Id(4)] ImmutableArray<DeskRight> Desks,
    [property: Id(5)] DateTime CreatedAt,
    [property: Id(6)] DateTime ExpiresAt,
    [property: Id(7)] string By
);

/// <summary>Answer to making a one-time link.</summary>
/// <param name="Outcome">How it ended.</param>
/// <param name="Invitation">The link; null where none was made.</param>
/// <param name="Secret">What its address holds; told this once.</param>
[GenerateSerializer, Immutable, Alias("apollo.InvitationMade")]
public sealed record InvitationMade(
    [property: Id(0)] PeopleOutcome Outcome,
    [property: Id(1)] Invitation? Invitation = null,
    [property: Id(2)] string? Secret = null
);
