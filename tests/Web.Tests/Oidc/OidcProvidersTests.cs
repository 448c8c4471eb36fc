using Apollo.Web.Oidc;
using Microsoft.Extensions.Configuration;

namespace Apollo.Web.Tests.Oidc;

public sealed class OidcProvidersTests
{
    private static readonly Dictionary<string, string?> Right = new()
    {
        ["Id"] = "sso",
        ["Authority"] = "https://sso.example",
        ["ClientId"] = "apollo",
        ["Roles:agents:0:Desk"] = "north",
        ["Roles:agents:0:Role"] = "Member",
        ["Roles:agents:0:Teams"] = "Network, Voice",
    };

    [Fact]
    public void A_provider_is_read_with_what_is_usual_where_nothing_is_said()
    {
        var provider = Assert.Single(Read(Right).All);
        Assert.Equal(
            ("sso", "roles", "profile email"),
            (provider.Name, provider.RolesClaim, string.Join(' ', provider.Scopes))
        );
        Assert.Equal("Network,Voice", string.Join(',', Assert.Single(provider.Grants).Teams));
    }

    [Theory]
    [InlineData("Id", "", "Id is missing")]
    [InlineData("Id", "My SSO", "takes a-z")]
    [InlineData("Authority", "http://sso.example", "no https address")]
    [InlineData("ClientId", "", "ClientId is missing")]
    [InlineData("Roles:agents:0:Role", "display", "Role takes")]
    [InlineData("Roles:agents:0:Role", "admin", "an admin is one of all desks")]
    [InlineData("Roles:agents:0:Role", "manager", "Teams is for members")]
    [InlineData("Roles:agents:0:Desk", "North!", "no desk id")]
    [InlineData("Roles:agents:0:Teams", "claim", "TeamsClaim is missing")]
    public void What_is_wrong_stops_the_start_with_the_mend(string key, string value, string message)
    {
        var error = Assert.Throws<ConfigurationException>(() =>
            Read(new Dictionary<string, string?>(Right) { [key] = value })
        );
        Assert.Contains(message, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_provider_that_lets_nobody_in_is_none()
    {
        var error = Assert.Throws<ConfigurationException>(() =>
            Read(Right.Where(one => !one.Key.StartsWith("Roles", StringComparison.Ordinal)).ToDictionary())
        );
        Assert.Contains("nobody could sign in", error.Message, StringComparison.Ordinal);
    }

    private static OidcProviders Read(Dictionary<string, string?> keys) =>
        OidcProviders.Read(
            new ConfigurationBuilder()
                .AddInMemoryCollection(keys.ToDictionary(key => $"Apollo:SignIn:Oidc:0:{key.Key}", key => key.Value))
                .Build()
        );
}
