using System.Net;
using Apollo.Web.Tests.Support;

namespace Apollo.Web.Tests.Access;

/// <summary>Who is somebody where nobody signs in.</summary>
public sealed class LocalAdminTests
{
    private static readonly Dictionary<string, string?> Network = new() { ["Apollo:OpenToNetwork"] = "true" };

    [Theory]
    [InlineData("Forwarded", "for=127.0.0.1")]
    [InlineData("X-Forwarded-For", "127.0.0.1")]
    [InlineData("X-Forwarded-Host", "localhost")]
    [InlineData("x-forwarded-proto", "https")]
    [InlineData("X-Forwarded-Anything", "")]
    [InlineData("Via", "1.1 proxy")]
    [InlineData("Host", "apollo.example.com")]
    public async Task What_a_proxy_hands_on_is_nobodys_and_says_the_mend(string header, string value)
    {
        await using var web = await RunningWeb.StartAsync(
            new Dictionary<string, string?> { ["Apollo:AllowedHosts"] = "apollo.example.com" }
        );
        foreach (var path in (string[])["/api/desks", "/hubs/desk", "/metrics", "/", "/health/detail"])
        {
            using var answer = await SendAsync(web, path, (header, value));
            Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
            Assert.Contains("SignIn:Local=true", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        }
        using var alive = await SendAsync(web, "/health/live", (header, value));
        Assert.Equal(HttpStatusCode.OK, alive.StatusCode);
    }

    [Fact]
    public async Task A_browser_is_told_so_on_a_page_of_plain_words()
    {
        await using var web = await RunningWeb.StartAsync();
        using var answer = await SendAsync(web, "/", ("Via", "1.1 proxy"), ("Accept", "text/html,*/*"));
        Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
        Assert.Equal("text/html", answer.Content.Headers.ContentType!.MediaType);
        Assert.Contains("<h1>Not from here</h1>", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Whoever_sits_at_this_machine_is_the_admin()
    {
        await using var web = await RunningWeb.StartAsync();
        foreach (var path in (string[])["/api/desks", "/metrics", "/health/detail", "/api/desks/harbour/health"])
        {
            using var answer = await SendAsync(web, path);
            Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        }
    }

    [Fact]
    public async Task Opened_to_the_network_everybody_is_a_member_and_nobody_an_admin()
    {
        await using var web = await RunningWeb.StartAsync(Network);
        foreach (var header in (string[])["X-Forwarded-For", "X-Nothing"])
        {
            await Expect("/api/desks", HttpStatusCode.OK);
            await Expect("/api/desks/harbour/kpis", HttpStatusCode.OK);
            await Expect("/api/desks/harbour/health", HttpStatusCode.Forbidden);
            await Expect("/metrics", HttpStatusCode.Forbidden);
            await Expect("/health/detail", HttpStatusCode.Forbidden);

            async Task Expect(string path, HttpStatusCode status)
            {
                using var answer = await SendAsync(web, path, (header, "1.2.3.4"));
                Assert.Equal(status, answer.StatusCode);
            }
        }
    }

    [Fact]
    public async Task Ready_is_one_word_and_the_reasons_are_for_operators()
    {
        await using var web = await RunningWeb.StartAsync(Network);
        Assert.Equal("ready", await web.Http.GetStringAsync("/health/ready"));
    }

    private static async Task<HttpResponseMessage> SendAsync(
        RunningWeb web,
        string path,
        params (string Name, string Value)[] headers
    )
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        foreach (var (name, value) in headers)
            request.Headers.TryAddWithoutValidation(name, value);
        return await web.Http.SendAsync(request);
    }
}
