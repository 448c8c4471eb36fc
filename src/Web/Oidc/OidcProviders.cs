using System.Collections.Immutable;
using System.Text.RegularExpressions;
using Apollo.Model;

namespace Apollo.Web.Oidc;

/// <summary>The providers of <c>Apollo:SignIn:Oidc</c>.</summary>
internal sealed partial class OidcProviders(ImmutableArray<OidcProvider> all)
{
    private const string Teams = "claim";

    /// <summary>All of them, in their order.</summary>
    public ImmutableArray<OidcProvider> All => all;

    /// <summary>One by its id; null where there is none.</summary>
    public OidcProvider? Find(string id) => all.FirstOrDefault(provider => provider.Id == id);

    /// <summary>Reads them.</summary>
    /// <exception cref="ConfigurationException">A key is missing or takes something else.</exception>
    public static OidcProviders Read(IConfiguration configuration)
    {
        ImmutableArray<OidcProvider> all =
        [
            .. configuration.GetSection("Apollo:SignIn:Oidc").GetChildren().Select(Provider),
        ];
        return all.GroupBy(provider => provider.Id).FirstOrDefault(same => same.Count() > 1) is { } twice
            ? throw new ConfigurationException(
                $"Apollo:SignIn:Oidc: two providers have the id '{twice.Key}'. Give each its own."
            )
            : new OidcProviders(all);
    }

    private static OidcProvider Provider(IConfigurationSection section)
    {
        var id = Required(section, "Id", "harbour");
        if (!Word().IsMatch(id))
            throw new ConfigurationException($"{section.Path}:Id '{id}' takes a-z, 0-9 and -, at most 40 of them.");
        var address = Required(section, "Authority", "https://login.example.com/realms/desk");
        if (
            !Uri.TryCreate(address, UriKind.Absolute, out var authority)
            || !(authority.Scheme == "https" || authority is { Scheme: "http", IsLoopback: true })
        )
            throw new ConfigurationException(
                $"{section.Path}:Authority '{address}' is no https address: "
                    + "whoever is between could sign in as anybody."
            );
        var provider = new OidcProvider(
            id,
            section["Name"] is { Length: > 0 } name ? name : id,
            authority,
            Required(section, "ClientId", "apollo"),
            Given(section["ClientSecret"]),
            [
                .. (Given(section["Scopes"]) ?? "profile email").Split(
                    ' ',
                    StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries
                ),
            ],
            Given(section["RolesClaim"]) ?? "roles",
            Given(section["TeamsClaim"]),
            Given(section["AssigneeClaim"]),
            [
                .. section
                    .GetSection("Roles")
                    .GetChildren()
                    .SelectMany(value => value.GetChildren().Select(one => Grant(value.Key, one))),
            ]
        );
        if (provider.Grants.IsEmpty)
            throw new ConfigurationException(
                $"{section.Path}:Roles is missing, so nobody could sign in: give what each value of the claim "
                    + $"'{provider.RolesClaim}' may, as docs/sign-in.md shows."
            );
        return provider.TeamsClaim is null && provider.Grants.Any(grant => grant.ClaimTeams)
            ? throw new ConfigurationException(
                $"{section.Path}:TeamsClaim is missing: Roles take the teams from it. Name the claim."
            )
            : provider;
    }

    private static RoleGrant Grant(string value, IConfigurationSection section)
    {
        var desk = Required(section, "Desk", "*");
        if (desk != DeskRight.EveryDesk && !Word().IsMatch(desk))
            throw new ConfigurationException($"{section.Path}:Desk '{desk}' is no desk id: give one, or * for all.");
        if (
            !Enum.TryParse<Role>(Required(section, "Role", "member"), ignoreCase: true, out var role)
            || role < Role.Viewer
        )
            throw new ConfigurationException($"{section.Path}:Role takes viewer, member, manager or admin.");
        if (role == Role.Admin && desk != DeskRight.EveryDesk)
            throw new ConfigurationException($"{section.Path}: an admin is one of all desks: give the desk *.");
        var teams = Given(section["Teams"]);
        if (teams is not null && role != Role.Member)
            throw new ConfigurationException($"{section.Path}:Teams is for members: a {role} sees all teams' rows.");
        return new RoleGrant(
            value,
            desk,
            role,
            teams == Teams,
            teams is null or Teams
                ? []
                : [.. teams.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)]
        );
    }

    private static string? Given(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();

    private static string Required(IConfigurationSection section, string key, string example) =>
        Given(section[key])
        ?? throw new ConfigurationException($"{section.Path}:{key} is missing: give one, such as {example}.");

    [GeneratedRegex("^[a-z0-9-]{1,40}\\z")]
    private static partial Regex Word();
}
