using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using Apollo.Model;
using Apollo.Web.Api;
using Apollo.Web.Feeds;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Apollo.Web.People;

/// <summary>Scopes of tokens: <c>read:{desk}:{role}</c>, <c>nudge:{desk}</c>, <c>operations</c>.</summary>
internal static class TokenRules
{
    private const int MostScopes = 100;
    private static readonly Role[] Roles = [Role.Display, Role.Viewer, Role.Member, Role.Manager];

    /// <summary>What scopes grant; or what is wrong with them.</summary>
    public static bool TryScopes(
        IReadOnlyList<string>? scopes,
        DeskFeeds desks,
        [NotNullWhen(true)] out TokenGrants? grants,
        [NotNullWhen(false)] out ProblemHttpResult? wrong
    )
    {
        (grants, wrong) = (null, null);
        var rights = new List<DeskRight>();
        var nudges = new List<string>();
        var operations = false;
        foreach (var scope in scopes ?? [])
            switch (scope?.Split(':'))
            {
                case ["operations"]:
                    operations = true;
                    break;
                case ["nudge", var desk] when desks.Find(desk) is not null:
                    nudges.Add(desk);
                    break;
                case ["read", var desk, var role]
                    when desks.Find(desk) is not null
                        && Array.Find(Roles, one => Word(one) == role) is var found
                        && Word(found) == role:
                    rights.Add(new DeskRight(desk, found, [], null));
                    break;
                default:
                    wrong = Problems.WrongParameter(
                        "scopes",
                        $"There is no scope '{scope}': give read:{{desk}}:{{role}} with a role up to manager, "
                            + "nudge:{desk} or operations."
                    );
                    return false;
            }
        if (scopes is not { Count: > 0 and <= MostScopes })
            wrong = Problems.WrongParameter("scopes", $"Give 1 to {MostScopes} scopes.");
        else
            grants = new TokenGrants([.. rights.DistinctBy(right => right.Desk)], [.. nudges.Distinct()], operations);
        return grants is not null;
    }

    /// <summary>The scopes of what is granted.</summary>
    public static ImmutableArray<string> Of(TokenGrants grants) =>
        [
            .. grants.Desks.Select(right => $"read:{right.Desk}:{Word(right.Role)}"),
            .. grants.Nudges.Select(desk => $"nudge:{desk}"),
            .. grants.Operations ? (string[])["operations"] : [],
        ];

    private static string Word(Role role) => role.ToString().ToLowerInvariant();

    /// <summary>When it ends; or what is wrong with that.</summary>
    public static bool TryEnd(
        string? text,
        TimeProvider time,
        out DateTime? end,
        [NotNullWhen(false)] out ProblemHttpResult? wrong
    )
    {
        (end, wrong) = (null, null);
        if (text is null)
            return true;
        if (!Parameters.TryInstant(text, out var instant))
            wrong = Problems.WrongParameter("expiresAt", Parameters.NoInstant("expiresAt", text.Within(60)));
        else if (instant <= time.GetUtcNow())
            wrong = Problems.WrongParameter("expiresAt", "expiresAt has passed: give a later instant.");
        else
            end = instant.UtcDateTime;
        return wrong is null;
    }
}
