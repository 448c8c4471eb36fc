using Apollo.Web.Tests.Support;

namespace Apollo.Web.Tests.Hosting;

/// <summary>What every answer tells the browser.</summary>
public sealed class SecurityHeaderTests
{
    [Theory]
    [InlineData("api/desks")]
    [InlineData("health/live")]
    [InlineData("api/nothing")]
    public async Task Every_answer_tells_the_browser_to_run_and_frame_nothing(string path)
    {
        await using var web = await RunningWeb.StartAsync();
        using var answer = await web.Http.GetAsync(path);
        Assert.Equal(
            "default-src 'none'; frame-ancestors 'none'",
            answer.Headers.GetValues("Content-Security-Policy").Single()
        );
        Assert.Equal("nosniff", answer.Headers.GetValues("X-Content-Type-Options").Single());
        Assert.Equal("same-origin", answer.Headers.GetValues("Referrer-Policy").Single());
        Assert.Equal("same-origin", answer.Headers.GetValues("Cross-Origin-Opener-Policy").Single());
        Assert.Contains("camera=()", answer.Headers.GetValues("Permissions-Policy").Single(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_spoofed_forwarded_header_changes_nothing()
    {
        await using var web = await RunningWeb.StartAsync();
        using var request = new HttpRequestMessage(HttpMethod.Get, "api/me/dashboards/mine");
        request.Headers.Add("X-Forwarded-Proto", "https");
        request.Headers.Add("X-Forwarded-Host", "evil.example");
        using var answer = await web.Http.SendAsync(request);
        Assert.False(answer.Headers.Contains("Strict-Transport-Security"));
        Assert.DoesNotContain("evil", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }
}
