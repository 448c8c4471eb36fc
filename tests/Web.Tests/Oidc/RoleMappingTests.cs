using System.Security.Claims;
using Apollo.Model;
using Apollo.Web.Oidc;

namespace Apollo.Web.Tests.Oidc;

public sealed class RoleMappingTests
{
    private static readonly string[] Desks = ["north", "south"];

    [Fact]
    public void Grants_of_all_values_add_up_the_highest_role_counts_and_teams_are_joined()
    {
        var provider = Provider(
            new RoleGrant("agents", "north", Role.Member, true, []),
            new RoleGrant("voice", "north", Role.Member, false, ["Voice", "Field"]),
            new RoleGrant("guests", "*", Role.Viewer, false, []),
            new RoleGrant("leads", "south", Role.Manager, false, [])
        );
        Assert.Equal(
            ["north Member Field,Network,Voice", "* Viewer "],
            Rights(provider, ("groups", "agents"), ("groups", "voice"), ("groups", "guests"), ("teams", "Network"))
        );
        Assert.Equal(
            ["south Manager ", "* Viewer "],
            Rights(provider, ("groups", """["leads","guests"]"""), ("teams", "Network"))
        );
        Assert.Empty(Rights(provider, ("groups", "Agents"), ("roles", "agents")));
    }

    [Fact]
    public void An_admin_is_one_of_all_desks()
    {
        var provider = Provider(
            new RoleGrant("owners", "*", Role.Admin, false, []),
            new RoleGrant("agents", "north", Role.Member, true, [])
        );
        Assert.Equal(["* Admin "], Rights(provider, ("groups", "owners"), ("groups", "agents"), ("itsm", "A. Na")));
    }

    [Fact]
    public void Who_a_person_is_in_the_ITSM_is_said_desk_by_desk()
    {
        var provider = Provider(new RoleGrant("leads", "*", Role.Manager, false, []));
        var rights = RoleMapping.Of(provider, Claims(("groups", "leads"), ("itsm", "A. Na")), Desks).Rights;
        Assert.Equal(
            [("north", "A. Na"), ("south", "A. Na"), ("*", null)],
            rights.Select(right => (right.Desk, right.Assignee))
        );
    }

    [Theory]
    [InlineData("""{"groups":"src1"}""", "groups")]
    [InlineData("""{"teams":"src1"}""", "teams")]
    [InlineData("""{"other":"src1"}""", null)]
    public void A_claim_that_the_directory_left_out_is_told(string names, string? leftOut)
    {
        var provider = Provider(new RoleGrant("agents", "north", Role.Member, true, []));
        (string, string)[] claims = leftOut == "groups" ? [] : [("groups", "agents")];
        var mapping = RoleMapping.Of(provider, Claims([.. claims, ("_claim_names", names)]), Desks);
        Assert.Equal(leftOut, mapping.LeftOut);
        Assert.Equal(leftOut is not null, mapping.Rights.IsEmpty);
    }

    [Fact]
    public void A_claim_is_read_as_one_value_as_a_list_as_several_and_inside_another()
    {
        var claims = Claims(
            ("one", "a"),
            ("list", """["a","b"]"""),
            ("more", "a"),
            ("more", "b"),
            ("realm_access", """{"roles":["a","b"],"deep":{"er":"c"}}"""),
            ("https://example.com/roles", "a"),
            ("odd", "[not json"),
            ("empty", "")
        );
        Assert.Equal("a", string.Join(',', ClaimValues.Of(claims, "one")));
        Assert.Equal("a,b", string.Join(',', ClaimValues.Of(claims, "list")));
        Assert.Equal("a,b", string.Join(',', ClaimValues.Of(claims, "more")));
        Assert.Equal("a,b", string.Join(',', ClaimValues.Of(claims, "realm_access.roles")));
        Assert.Equal("c", string.Join(',', ClaimValues.Of(claims, "realm_access.deep.er")));
        Assert.Equal("a", string.Join(',', ClaimValues.Of(claims, "https://example.com/roles")));
        Assert.Equal("[not json", string.Join(',', ClaimValues.Of(claims, "odd")));
        foreach (var name in (string[])["empty", "none", "one.more", "realm_access.none.more", "realm_access"])
            Assert.Empty(ClaimValues.Of(claims, name));
    }

    private static IEnumerable<string> Rights(OidcProvider provider, params (string Name, string Value)[] claims) =>
        RoleMapping
            .Of(provider, Claims(claims), Desks)
            .Rights.Select(right => $"{right.Desk} {right.Role} {string.Join(',', right.Teams)}");

    private static List<Claim> Claims(params (string Name, string Value)[] claims) =>
        [.. claims.Select(claim => new Claim(claim.Name, claim.Value))];

    private static OidcProvider Provider(params RoleGrant[] grants) =>
        new("sso", "SSO", new Uri("https://sso.example"), "apollo", null, [], "groups", "teams", "itsm", [.. grants]);
}
