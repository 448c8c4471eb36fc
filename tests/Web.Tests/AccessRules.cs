using System.Net;
using Apollo.Hosting;
using Apollo.Web.Tests.Support;
using Microsoft.Extensions.Configuration;

namespace Apollo.Web.Tests;

/// <summary>Until sign-in exists: loopback only, own origin only, own host names only.</summary>
public sealed class AccessRules(RunningDesk desk) : IClassFixture<RunningDesk>
{
    [Theory]
    [InlineData("http://0.0.0.0:5080")]
    [InlineData("http://*:5080")]
    [InlineData("http://192.0.2.7:80")]
    [InlineData("http://[::]:80")]
    public void An_address_open_to_the_network_is_refused_unless_on_purpose(string url)
    {
        var refused = Assert.Throws<ConfigurationException>(() =>
            Loopback.Require(new ConfigurationBuilder().Build(), [url])
        );
        Assert.Contains("Apollo:OpenToNetwork", refused.Message, StringComparison.Ordinal);
        Loopback.Require(
            new ConfigurationBuilder().AddInMemoryCollection([new("Apollo:OpenToNetwork", "true")]).Build(),
            [url]
        );
    }

    [Theory]
    [InlineData("http://localhost:5080")]
    [InlineData("http://127.0.0.1:80")]
    [InlineData("http://[::1]:80")]
    public void Loopback_is_served(string url) => Loopback.Require(new ConfigurationBuilder().Build(), [url]);

    [Theory]
    [InlineData("api/desks")]
    [InlineData("hubs/desk/negotiate?negotiateVersion=1")]
    public async Task Another_sites_page_is_refused(string path)
    {
        using var request = new HttpRequestMessage(
            path.StartsWith("hubs", StringComparison.Ordinal) ? HttpMethod.Post : HttpMethod.Get,
            path
        );
        request.Headers.Add("Origin", "https://elsewhere.example");
        using var answer = await desk.Http.SendAsync(request);
        Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);

        using var own = new HttpRequestMessage(request.Method, path);
        own.Headers.Add("Origin", desk.Address.GetLeftPart(UriPartial.Authority));
        using var served = await desk.Http.SendAsync(own);
        Assert.Equal(HttpStatusCode.OK, served.StatusCode);
    }

    [Fact]
    public async Task A_foreign_host_name_is_refused()
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "api/desks");
        request.Headers.Host = "rebound.example";
        using var answer = await desk.Http.SendAsync(request);
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
    }

    [Fact]
    public async Task The_page_carries_the_nonce_of_its_own_policy()
    {
        using var answer = await desk.Http.GetAsync(new Uri("/", UriKind.Relative));
        var policy = Assert.Single(answer.Headers.GetValues("Content-Security-Policy"));
        Assert.DoesNotContain("unsafe", policy, StringComparison.Ordinal);
        var nonce = policy.Split("'nonce-")[1].Split('\'')[0];
        Assert.Contains(nonce, await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Equal("nosniff", Assert.Single(answer.Headers.GetValues("X-Content-Type-Options")));
    }
}
