using System.Net;
using System.Text.RegularExpressions;
using Apollo.Web.Tests.Support;

namespace Apollo.Web.Tests.Access;

/// <summary>Which requests are let in, and what browsers are told to hold back.</summary>
public sealed partial class RequestTests : IAsyncLifetime
{
    private RunningWeb web = null!;

    public async Task InitializeAsync() => web = await RunningWeb.StartAsync();

    public async Task DisposeAsync() => await web.DisposeAsync();

    [Theory]
    [InlineData("/api/desks", "https://evil.example")]
    [InlineData("/api/desks", "http://127.0.0.1")]
    [InlineData("/api/desks", "null")]
    [InlineData("/hubs/desk", "https://evil.example")]
    [InlineData("/hubs/desk/negotiate", "https://evil.example")]
    [InlineData("/health/ready", "https://evil.example")]
    public async Task A_page_of_another_origin_is_refused(string path, string origin)
    {
        using var answer = await SendAsync(path, ("Origin", origin));

        Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
        Assert.Contains(
            "Requests from other sites are refused.",
            await answer.Content.ReadAsStringAsync(),
            StringComparison.Ordinal
        );
    }

    /// <summary>Browsers leave a scheme's default port out of Origin; proxies may not leave it out of Host.</summary>
    [Theory]
    [InlineData("http://localhost", "localhost:80", HttpStatusCode.OK)]
    [InlineData("http://localhost:80", "localhost", HttpStatusCode.OK)]
    [InlineData("https://localhost", "localhost:443", HttpStatusCode.OK)]
    [InlineData("https://localhost", "localhost", HttpStatusCode.OK)]
    [InlineData("http://[::1]:5080", "[::1]:5080", HttpStatusCode.OK)]
    [InlineData("http://localhost", "localhost:443", HttpStatusCode.Forbidden)]
    [InlineData("ftp://localhost:80", "localhost:80", HttpStatusCode.Forbidden)]
    public async Task A_port_left_out_is_the_schemes_own(string origin, string host, HttpStatusCode wanted)
    {
        using var answer = await SendAsync("/api/desks", ("Origin", origin), ("Host", host));

        Assert.Equal(wanted, answer.StatusCode);
    }

    [Fact]
    public async Task Apollos_own_page_is_let_in()
    {
        using var answer = await SendAsync("/api/desks", ("Origin", web.Address.GetLeftPart(UriPartial.Authority)));

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
    }

    /// <summary>Against DNS rebinding: a foreign name that points at this machine.</summary>
    [Theory]
    [InlineData("evil.example")]
    [InlineData("localhost.evil.example")]
    [InlineData("192.168.1.7")]
    public async Task A_foreign_host_name_is_refused(string host)
    {
        using var answer = await SendAsync("/api/desks", ("Host", host));

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
    }

    [Theory]
    [InlineData("localhost")]
    [InlineData("[::1]:5080")]
    public async Task The_names_of_this_machine_are_let_in(string host)
    {
        using var answer = await SendAsync("/api/desks", ("Host", host));

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
    }

    [Theory]
    [InlineData("/")]
    [InlineData("/api/desks")]
    [InlineData("/api/desks/nowhere/kpis")]
    [InlineData("/health/live")]
    public async Task Browsers_guess_no_types_and_tell_no_other_site_where_they_were(string path)
    {
        using var answer = await SendAsync(path);

        Assert.Equal("nosniff", answer.Headers.GetValues("X-Content-Type-Options").Single());
        Assert.Equal("same-origin", answer.Headers.GetValues("Referrer-Policy").Single());
    }

    [Fact]
    public async Task The_description_of_the_api_asks_no_other_host()
    {
        using var answer = await SendAsync("/scalar");
        var policy = answer.Headers.GetValues("Content-Security-Policy").Single();

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.StartsWith("default-src 'self';", policy, StringComparison.Ordinal);
        Assert.DoesNotContain("http", policy, StringComparison.Ordinal);
        Assert.DoesNotMatch("(src|href)=\"(https?:)?//", await answer.Content.ReadAsStringAsync());
    }

    /// <summary>Where the dashboard is not built the page says so instead.</summary>
    [Fact]
    public async Task The_page_may_run_only_what_carries_its_own_nonce()
    {
        using var answer = await SendAsync("/");
        var page = await answer.Content.ReadAsStringAsync();
        if (!File.Exists(Path.Combine(AppContext.BaseDirectory, "client", "index.html")))
        {
            Assert.Equal("The dashboard is not built: build src/Web without -p:SkipClient=true.", page);
            return;
        }

        var policy = answer.Headers.GetValues("Content-Security-Policy").Single();
        var nonce = Nonce().Match(policy).Groups[1].Value;
        using var again = await SendAsync("/");

        Assert.DoesNotContain("unsafe", policy, StringComparison.Ordinal);
        Assert.Contains("object-src 'none'", policy, StringComparison.Ordinal);
        Assert.Contains($"nonce=\"{nonce}\"", page, StringComparison.Ordinal);
        Assert.DoesNotContain("__CSP_NONCE__", page, StringComparison.Ordinal);
        Assert.DoesNotContain(
            nonce,
            again.Headers.GetValues("Content-Security-Policy").Single(),
            StringComparison.Ordinal
        );
        Assert.Equal("no-store", answer.Headers.CacheControl!.ToString());
    }

    private async Task<HttpResponseMessage> SendAsync(string path, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        foreach (var (name, value) in headers)
            request.Headers.TryAddWithoutValidation(name, value);
        return await web.Http.SendAsync(request);
    }

    [GeneratedRegex("'nonce-([^']+)'")]
    private static partial Regex Nonce();
}
