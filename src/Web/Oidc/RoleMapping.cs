using System.Collections.Immutable;
using System.Security.Claims;
using Apollo.Model;

namespace Apollo.Web.Oidc;

/// <summary>What somebody may by the word of a provider.</summary>
/// <param name="Rights">Roles on desks; none = they are refused.</param>
/// <param name="LeftOut">Claim that decides and that the directory left out, because it has too many values; null =
/// none.</param>
internal sealed record RoleMapping(ImmutableArray<DeskRight> Rights, string? LeftOut)
{
    private const int MostTeams = 200;
    private const int LongestName = 400;

    /// <summary>Reads the claims.</summary>
    /// <param name="provider">By its grants.</param>
    /// <param name="claims">What it says of somebody.</param>
    /// <param name="desks">Ids of the desks there are.</param>
    public static RoleMapping Of(OidcProvider provider, IReadOnlyCollection<Claim> claims, IEnumerable<string> desks)
    {
        if (ClaimValues.IsLeftOut(claims, provider.RolesClaim))
            return new RoleMapping([], provider.RolesClaim);
        var values = ClaimValues.Of(claims, provider.RolesClaim).ToHashSet();
        var grants = provider.Grants.Where(grant => values.Contains(grant.Value)).ToList();
        if (
            grants.Exists(grant => grant.ClaimTeams)
            && provider.TeamsClaim is { } teamsClaim
            && ClaimValues.IsLeftOut(claims, teamsClaim)
        )
            return new RoleMapping([], teamsClaim);
        var teams = provider.TeamsClaim is { } named ? ClaimValues.Of(claims, named) : [];
        var everywhere = Right(DeskRight.EveryDesk, grants.Where(grant => grant.Desk == DeskRight.EveryDesk), teams);
        if (everywhere is { Role: Role.Admin })
            return new RoleMapping([everywhere], null);
        // What holds on all desks holds on each, so the right on one desk has both.
        var rights = grants
            .Select(grant => grant.Desk)
            .Where(desk => desk != DeskRight.EveryDesk)
            .Distinct()
            .Order(StringComparer.Ordinal)
            .Select(desk =>
                Right(desk, grants.Where(grant => grant.Desk == desk || grant.Desk == DeskRight.EveryDesk), teams)!
            )
            .ToList();
        var assignee = provider.AssigneeClaim is { } claim ? ClaimValues.First(claims, claim) : null;
        if (assignee is { Length: <= LongestName })
        {
            // Who a person is in an ITSM is said desk by desk.
            if (everywhere is not null)
                rights.AddRange(
                    desks
                        .Where(desk => !rights.Exists(right => right.Desk == desk))
                        .Select(desk => everywhere with { Desk = desk })
                );
            rights = [.. rights.Select(right => right with { Assignee = assignee })];
        }
        return new RoleMapping(everywhere is null ? [.. rights] : [.. rights, everywhere], null);
    }

    private static DeskRight? Right(string desk, IEnumerable<RoleGrant> grants, ImmutableArray<string> claimed)
    {
        var all = grants.ToList();
        if (all.Count == 0)
            return null;
        var role = all.Max(grant => grant.Role);
        return new DeskRight(
            desk,
            role,
            role != Role.Member
                ? []
                :
                [
                    .. all.Where(grant => grant.Role == Role.Member)
                        .SelectMany(grant => grant.ClaimTeams ? claimed : grant.Teams)
                        .Where(team => team.Length <= LongestName)
                        .Distinct()
                        .Order(StringComparer.Ordinal)
                        .Take(MostTeams),
                ],
            null
        );
    }
}
