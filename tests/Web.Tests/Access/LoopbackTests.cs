using Apollo.Hosting;
using Microsoft.Extensions.Configuration;

namespace Apollo.Web.Tests.Access;

/// <summary>Where nobody signs in nobody from the network gets in by accident.</summary>
public class LoopbackTests
{
    [Theory]
    [InlineData("http://0.0.0.0:80")]
    [InlineData("http://[::]:80")]
    [InlineData("http://*:5080")]
    [InlineData("http://+:5080")]
    [InlineData("http://192.168.1.7:5080")]
    [InlineData("http://localhost.example.org:5080")]
    [InlineData("https://apollo.example.org")]
    public void An_address_open_to_the_network_is_refused_with_the_mend(string url)
    {
        var refused = Assert.Throws<ConfigurationException>(() =>
            Loopback.Require(Settings(), ["http://localhost:5080", url])
        );

        Assert.Contains($"'{url}' is open to the network", refused.Message, StringComparison.Ordinal);
        Assert.Contains("Apollo:OpenToNetwork=true", refused.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', refused.Message);
    }

    [Theory]
    [InlineData("http://localhost:5080")]
    [InlineData("http://LOCALHOST:5080")]
    [InlineData("http://127.0.0.1:0")]
    [InlineData("http://127.8.8.8:80")]
    [InlineData("http://[::1]:5080")]
    public void Loopback_needs_no_leave(string url) => Loopback.Require(Settings(), [url]);

    [Fact]
    public void With_sign_in_it_may_be_open_where_it_is_said_how_people_reach_it()
    {
        var signIn = ("Apollo:SignIn:Local", "true");
        Loopback.Require(Settings(signIn), ["http://localhost:80"]);
        Loopback.Require(
            Settings(signIn, ("Apollo:PublicUrl", "https://apollo.example.org/desk")),
            ["http://0.0.0.0:80"]
        );
        foreach (var url in (string[])["", "http://apollo.example.org"])
            Assert.Contains(
                "Apollo:PublicUrl",
                Assert
                    .Throws<ConfigurationException>(() =>
                        Loopback.Require(Settings(signIn, ("Apollo:PublicUrl", url)), ["http://0.0.0.0:80"])
                    )
                    .Message,
                StringComparison.Ordinal
            );
    }

    [Fact]
    public void On_purpose_it_may_be_open() =>
        Loopback.Require(Settings(("Apollo:OpenToNetwork", "true")), ["http://0.0.0.0:80"]);

    [Fact]
    public void An_endpoint_in_Kestrels_own_section_is_seen_too() =>
        Assert.Throws<ConfigurationException>(() =>
            Loopback.Require(Settings(("Kestrel:Endpoints:All:Url", "http://0.0.0.0:80")), [])
        );

    [Theory]
    [InlineData("localhost:5080")]
    [InlineData("5080")]
    [InlineData("http://localhost:port")]
    public void What_is_no_address_is_refused_with_the_mend(string url)
    {
        var refused = Assert.Throws<ConfigurationException>(() => Loopback.Require(Settings(), [url]));

        Assert.Contains($"'{url}' is no address", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Whether_it_is_open_is_true_or_false() =>
        Assert.Contains(
            "it is true or false",
            Assert
                .Throws<ConfigurationException>(() =>
                    Loopback.Require(Settings(("Apollo:OpenToNetwork", "maybe")), ["http://localhost:5080"])
                )
                .Message,
            StringComparison.Ordinal
        );

    private static IConfiguration Settings(params (string Key, string Value)[] settings) =>
        new ConfigurationBuilder()
            .AddInMemoryCollection(settings.Select(setting => KeyValuePair.Create(setting.Key, (string?)setting.Value)))
            .Build();
}
