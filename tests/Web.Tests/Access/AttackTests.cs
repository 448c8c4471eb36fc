using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Net.WebSockets;
using System.Text;
using Apollo.Web.Tests.Support;
using static Apollo.Web.Tests.Support.SomeCallers;

namespace Apollo.Web.Tests.Access;

/// <summary>What is tried on web applications: tried here, and refused.</summary>
public sealed class AttackTests : IAsyncLifetime
{
    private static readonly Dictionary<string, string?> SignIn = new()
    {
        ["Apollo:SignIn:Local"] = "true",
        ["Apollo:PublicUrl"] = "https://apollo.example.com",
        ["Apollo:AllowedHosts"] = "apollo.example.com",
        ["Apollo:Proxy:Known"] = "127.0.0.1",
    };

    // What is tried must be sent as it is, and no answer followed.
    private readonly HttpClient http = new(new SocketsHttpHandler { UseCookies = false, AllowAutoRedirect = false });
    private RunningWeb web = null!;

    public async Task InitializeAsync()
    {
        web = await RunningWeb.StartAsync(SignIn, grains => AllCallers.PutInto(grains.Access));
        await web.UntilAsync(feeds => feeds.Find(Some.Desk)?.ReadAt is not null);
        await web.Access.ReachAsync(await web.Grains.Access.Now(), CancellationToken.None);
    }

    public async Task DisposeAsync()
    {
        http.Dispose();
        await web.DisposeAsync();
    }

    /// <summary>What a page of another site can make a browser send, with the cookie that it adds by itself.</summary>
    [Theory]
    [InlineData("https://evil.example")]
    [InlineData("http://apollo.example.com")]
    [InlineData("https://apollo.example.com.evil.example")]
    [InlineData("https://apollo.example.com:444")]
    [InlineData("null")]
    [InlineData(null)]
    public async Task A_form_of_another_site_changes_nothing(string? origin)
    {
        foreach (var type in (string[])["application/x-www-form-urlencoded", "multipart/form-data", "text/plain"])
        foreach (var path in (string[])["/api/tokens", "/api/people/invitations", "/api/me/password", "/api/session"])
        {
            using var request = Request(HttpMethod.Post, path, Admin);
            request.Content = new StringContent("""{"name":"x","scopes":["operations"]}""", Encoding.UTF8);
            request.Content.Headers.ContentType = new MediaTypeHeaderValue(type);
            // As the proxy hands it on that ends TLS.
            request.Headers.Add("X-Forwarded-For", "203.0.113.7");
            request.Headers.Add("X-Forwarded-Proto", "https");
            if (origin is not null)
                request.Headers.Add("Origin", origin);
            using var answer = await http.SendAsync(request);
            Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
            Assert.False(answer.Headers.Contains("Access-Control-Allow-Origin"));
        }
    }

    [Theory]
    [InlineData("https://evil.example", false)]
    [InlineData("null", false)]
    [InlineData("https://apollo.example.com", true)]
    public async Task A_page_of_another_site_opens_no_hub_with_the_cookie_of_its_visitor(string origin, bool opens)
    {
        using var socket = new ClientWebSocket();
        socket.Options.SetRequestHeader("Host", "apollo.example.com");
        socket.Options.SetRequestHeader("Origin", origin);
        socket.Options.SetRequestHeader("Cookie", $"apollo.session={SecretOf(Manager)}");
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        var connecting = socket.ConnectAsync(
            new UriBuilder(web.Address) { Scheme = "ws", Path = "/hubs/desk" }.Uri,
            limit.Token
        );
        if (opens)
            await connecting;
        else
            await Assert.ThrowsAsync<WebSocketException>(() => connecting);
        Assert.Equal(opens, socket.State == WebSocketState.Open);
    }

    [Theory]
    [InlineData("//evil.example/")]
    [InlineData("//evil.example/tv")]
    [InlineData("/%2f%2fevil.example")]
    [InlineData("/\\evil.example")]
    [InlineData("/%5cevil.example")]
    [InlineData("/scalar/..//evil.example")]
    [InlineData("/board/%0d%0aLocation:%20https://evil.example")]
    [InlineData("/?to=https://evil.example&returnUrl=//evil.example&next=https://evil.example")]
    [InlineData("/api/session?to=https://evil.example")]
    public async Task No_address_leads_to_another_site(string target)
    {
        using var answer = await RawAsync($"GET {target} HTTP/1.1");
        Assert.DoesNotContain(
            answer.Headers,
            header => header.Value.Any(value => value.Contains("evil", StringComparison.OrdinalIgnoreCase))
        );
        Assert.True(
            answer.Headers.Location is not { IsAbsoluteUri: true } && (int)answer.StatusCode is not (>= 300 and < 400),
            $"{target}: {answer.StatusCode} {answer.Headers.Location}"
        );
    }

    [Theory]
    [InlineData("/api/desks/%0d%0aSet-Cookie:%20apollo.session=evil/kpis")]
    [InlineData("/api/desks/harbour/kpis/%0d%0aSet-Cookie:%20a=evil")]
    [InlineData("/api/desks/harbour/tickets.csv?columns=id%0d%0aSet-Cookie:%20a=evil")]
    [InlineData("/api/desks/harbour/tables/team.csv?locale=%0d%0aSet-Cookie:%20a=evil")]
    [InlineData("/api/desks/harbour/interventions.ics?location=%0d%0aSet-Cookie:%20a=evil")]
    [InlineData("/join/%0d%0aSet-Cookie:%20a=evil")]
    public async Task No_text_of_a_request_becomes_a_header(string path)
    {
        using var request = Request(HttpMethod.Get, path, Manager);
        using var answer = await http.SendAsync(request);
        Assert.False(answer.Headers.Contains("Set-Cookie"));
        Assert.DoesNotContain("evil", $"{answer.Headers}{answer.Content.Headers}", StringComparison.OrdinalIgnoreCase);
    }

    [Theory]
    [InlineData("/")]
    [InlineData("/people")]
    [InlineData("/join/0123456789")]
    [InlineData("/tv")]
    [InlineData("/scalar")]
    [InlineData("/api/nothing")]
    // This one fails: what is asked of is not scripted.
    [InlineData("/api/people/assignees?desk=harbour")]
    public async Task No_page_is_shown_in_the_frame_of_another_site(string path)
    {
        using var request = Request(HttpMethod.Get, path, Admin);
        using var answer = await http.SendAsync(request);
        var policies = answer.Headers.GetValues("Content-Security-Policy").ToList();
        Assert.All(policies, policy => Assert.Matches("frame-ancestors '(none|self)'(;|$)", policy));
        Assert.NotEmpty(policies);
    }

    [Fact]
    public async Task Over_https_browsers_are_told_to_come_by_nothing_else()
    {
        foreach (var (scheme, isTold) in new[] { ("https", true), ("http", false) })
        {
            using var request = Request(HttpMethod.Get, "/api/session", "nobody");
            request.Headers.Add("X-Forwarded-For", "203.0.113.7");
            request.Headers.Add("X-Forwarded-Proto", scheme);
            using var answer = await http.SendAsync(request);
            Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
            Assert.Equal(isTold, answer.Headers.TryGetValues("Strict-Transport-Security", out var ages));
            if (isTold)
                Assert.Equal("max-age=31536000", ages!.Single());
        }
    }

    [Fact]
    public async Task Wrong_tokens_and_looks_at_links_are_told_to_wait_and_right_ones_go_on()
    {
        foreach (
            var (path, token, most) in ((string, string?, int)[])
                [("/api/desks", "apl_guessed", 20), ("/api/session/invitation?token=guessed", null, 30)]
        )
        {
            var answers = new List<HttpStatusCode>();
            for (var number = 0; number <= most; number++)
            {
                using var request = Request(HttpMethod.Get, path, "nobody");
                if (token is not null)
                    request.Headers.Add("Authorization", $"Bearer {token}{number}");
                using var answer = await http.SendAsync(request);
                answers.Add(answer.StatusCode);
                if (number == most)
                    Assert.InRange(answer.Headers.RetryAfter!.Delta!.Value.TotalSeconds, 1, 60);
            }
            Assert.Equal(most, answers.LastIndexOf(answers[0]) + 1);
            Assert.Equal(HttpStatusCode.TooManyRequests, answers[^1]);
        }
        using var right = Request(HttpMethod.Get, "/api/desks", "token");
        using var let = await http.SendAsync(right);
        Assert.Equal(HttpStatusCode.OK, let.StatusCode);
    }

    [Fact]
    public async Task What_a_proxy_says_of_the_caller_gives_no_rights()
    {
        foreach (
            var (name, value) in new[]
            {
                ("X-Forwarded-For", "127.0.0.1"),
                ("X-Forwarded-Host", "localhost"),
                ("X-Real-IP", "127.0.0.1"),
                ("X-Forwarded-User", "admin"),
                ("Remote-User", "admin"),
                ("X-Original-URL", "/api/session"),
                ("X-HTTP-Method-Override", "GET"),
            }
        )
        {
            using var request = Request(HttpMethod.Get, "/api/people", "nobody");
            request.Headers.Add(name, value);
            using var answer = await http.SendAsync(request);
            // A foreign host is refused before anything else.
            Assert.Contains(answer.StatusCode, new[] { HttpStatusCode.Unauthorized, HttpStatusCode.BadRequest });
        }
    }

    private HttpRequestMessage Request(HttpMethod method, string path, string caller)
    {
        var request = new HttpRequestMessage(method, new Uri(web.Address, path));
        request.Headers.Host = "apollo.example.com";
        Show(request, caller);
        return request;
    }

    /// <summary>A request as it is written here: clients tidy an address up before they send it.</summary>
    private async Task<HttpResponseMessage> RawAsync(string line)
    {
        using var client = new System.Net.Sockets.TcpClient();
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        await client.ConnectAsync(web.Address.Host, web.Address.Port, limit.Token);
        var stream = client.GetStream();
        await stream.WriteAsync(
            Encoding.ASCII.GetBytes($"{line}\r\nHost: apollo.example.com\r\nConnection: close\r\n\r\n"),
            limit.Token
        );
        using var reader = new StreamReader(stream);
        var head = (await reader.ReadToEndAsync(limit.Token)).Split("\r\n\r\n")[0].Split("\r\n");
        var answer = new HttpResponseMessage(
            (HttpStatusCode)int.Parse(head[0].Split(' ')[1], CultureInfo.InvariantCulture)
        );
        foreach (var header in head.Skip(1).Select(text => text.Split(": ", 2)))
            answer.Headers.TryAddWithoutValidation(header[0], header[1]);
        return answer;
    }
}
