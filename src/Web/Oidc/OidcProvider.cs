using System.Collections.Immutable;
using Apollo.Model;

namespace Apollo.Web.Oidc;

/// <summary>A provider of sign-ins by OpenID Connect.</summary>
/// <param name="Id">Part of its addresses: <c>[a-z0-9-]{1,40}</c>.</param>
/// <param name="Name">As people call it.</param>
/// <param name="Authority">Where its configuration is found.</param>
/// <param name="ClientId">What Apollo is called there.</param>
/// <param name="ClientSecret">How Apollo shows that it is Apollo; null = by PKCE alone.</param>
/// <param name="Scopes">Asked for beside <c>openid</c>.</param>
/// <param name="RolesClaim">Claim whose values <paramref name="Grants"/> name.</param>
/// <param name="TeamsClaim">Claim with a person's teams, by their names in the ITSM; null = none.</param>
/// <param name="AssigneeClaim">Claim with who a person is in the ITSM; null = an admin says.</param>
/// <param name="Grants">What each value gives.</param>
internal sealed record OidcProvider(
    string Id,
    string Name,
    Uri Authority,
    string ClientId,
    string? ClientSecret,
    ImmutableArray<string> Scopes,
    string RolesClaim,
    string? TeamsClaim,
    string? AssigneeClaim,
    ImmutableArray<RoleGrant> Grants
)
{
    /// <summary>The framework's name of it.</summary>
    public string Scheme => $"oidc:{Id}";

    /// <summary>Where a sign-in begins.</summary>
    public string Path => $"/api/session/oidc/{Id}";

    /// <summary>Where the provider sends people back to; it has to know this address.</summary>
    public string CallbackPath => $"{Path}/callback";
}

/// <summary>What a value of the roles' claim gives.</summary>
/// <param name="Value">The value, sign by sign.</param>
/// <param name="Desk">Desk id; <see cref="DeskRight.EveryDesk"/> = all there are.</param>
/// <param name="Role">What may be done.</param>
/// <param name="ClaimTeams">The teams are those of the teams' claim.</param>
/// <param name="Teams">Else these.</param>
internal sealed record RoleGrant(string Value, string Desk, Role Role, bool ClaimTeams, ImmutableArray<string> Teams);
