namespace Apollo.Model;

/// <summary>Who did something, for the audit.</summary>
/// <param name="Id">Person's or token's id; null where nobody signs in.</param>
/// <param name="Name">As people call them.</param>
/// <param name="Address">Network address it came from; null = the machine's own console.</param>
[GenerateSerializer, Immutable, Alias("apollo.By")]
public sealed record By([property: Id(0)] string? Id, [property: Id(1)] string Name, [property: Id(2)] string? Address);

/// <summary>From where somebody signs in.</summary>
/// <param name="Address">Network address.</param>
/// <param name="Browser">What the browser calls itself, shortened.</param>
[GenerateSerializer, Immutable, Alias("apollo.Visit")]
public sealed record Visit([property: Id(0)] string Address, [property: Id(1)] string Browser);

/// <summary>How a sign-in ended.</summary>
public enum SignInOutcome
{
    /// <summary>A session began.</summary>
    Done,

    /// <summary>Name or password is wrong, or the link has ended: it is never said which.</summary>
    Refused,

    /// <summary>Too many tries of that name failed.</summary>
    Blocked,

    /// <summary>The new password cannot be taken.</summary>
    WeakPassword,

    /// <summary>The e-mail belongs to somebody already.</summary>
    Taken,

    /// <summary>An admin has switched the person off.</summary>
    SwitchedOff,

    /// <summary>There are as many people as there may be.</summary>
    TooMany,
}

/// <summary>Answer to signing in.</summary>
/// <param name="Outcome">How it ended.</param>
/// <param name="Person">Whose session began.</param>
/// <param name="Secret">What the cookie holds; told this once.</param>
/// <param name="EndsAt">When the session ends at the latest, UTC.</param>
/// <param name="Reason">Why a password cannot be taken.</param>
[GenerateSerializer, Immutable, Alias("apollo.SignedIn")]
public sealed record SignedIn(
    [property: Id(0)] SignInOutcome Outcome,
    [property: Id(1)] string? Person = null,
    [property: Id(2)] string? Secret = null,
    [property: Id(3)] DateTime? EndsAt = null,
    [property: Id(4)] string? Reason = null
);

/// <summary>An open session, as its person sees it.</summary>
/// <param name="Id">UUIDv7.</param>
/// <param name="StartedAt">UTC.</param>
/// <param name="SeenAt">Last use, UTC, to some minutes.</param>
/// <param name="Address">Where it was begun from.</param>
/// <param name="Browser">With which browser.</param>
[GenerateSerializer, Immutable, Alias("apollo.SessionInfo")]
public sealed record SessionInfo(
    [property: Id(0)] string Id,
    [property: Id(1)] DateTime StartedAt,
    [property: Id(2)] DateTime SeenAt,
    [property: Id(3)] string Address,
    [property: Id(4)] string Browser
);
