using System.Collections.Immutable;
using Apollo.Model;

namespace Apollo.Web.Tests.Support;

/// <summary>Callers of every kind on two desks, with the secrets they show.</summary>
internal static class SomeCallers
{
    public const string Member = "member";
    public const string OtherTeam = "member of another team";
    public const string Manager = "manager";
    public const string Admin = "admin";
    public const string Viewer = "viewer";
    public const string Display = "display";

    /// <summary>Secret of a caller: what its cookie, header or address holds.</summary>
    public static string SecretOf(string caller) => $"secret of {caller}".Replace(' ', '-');

    public static string TokenOf(string caller) => $"apl_{SecretOf(caller)}";

    /// <summary>A person with a session.</summary>
    public static IEnumerable<Principal> Person(string name, params ImmutableArray<DeskRight> desks) =>
        [Of(name, PrincipalKind.Person, null, desks), Session(name)];

    public static Principal Session(string name) =>
        Of($"session of {name}", PrincipalKind.Session, SecretOf(name), []) with
        {
            Owner = name,
        };

    public static Principal Token(string name, params ImmutableArray<DeskRight> desks) =>
        Of(name, PrincipalKind.Token, TokenOf(name), desks);

    public static Principal Of(
        string name,
        PrincipalKind kind,
        string? secret,
        ImmutableArray<DeskRight> desks,
        DateTime? expiresAt = null
    ) =>
        new(
            name,
            kind,
            name,
            null,
            secret is null ? null : Secrets.HashOf(secret),
            "stamp",
            expiresAt,
            desks,
            null,
            null,
            [],
            false
        );

    public static DeskRight On(string desk, Role role, params ImmutableArray<string> teams) =>
        new(desk, role, teams, role == Role.Member ? "Ana Lima" : null);

    /// <summary>A request's proof: the cookie of a person or display, the header of a token.</summary>
    public static void Show(HttpRequestMessage request, string caller)
    {
        if (caller.Contains("token", StringComparison.Ordinal))
            request.Headers.Add("Authorization", $"Bearer {TokenOf(caller)}");
        else if (caller.StartsWith("link", StringComparison.Ordinal))
            request.Headers.Add("Apollo-Link", SecretOf(caller));
        else if (caller.Contains("display", StringComparison.Ordinal))
        {
            request.Headers.Add("Apollo-Display", "1");
            request.Headers.Add("Cookie", $"apollo.display={SecretOf(caller)}");
        }
        else if (caller != "nobody")
            request.Headers.Add("Cookie", $"apollo.session={SecretOf(caller)}");
    }
}
