using System.Net;
using System.Text;
using Apollo.Model;
using Apollo.Web.Access;
using Apollo.Web.Feeds;
using Apollo.Web.Tests.Support;
using Microsoft.AspNetCore.Routing;
using static Apollo.Web.Tests.Support.SomeCallers;

namespace Apollo.Web.Tests.Access;

/// <summary>Every route that there is, by everybody, on two desks.</summary>
public sealed class MatrixTests : IAsyncLifetime
{
    // What a television is given must not be sent along by the next caller.
    private readonly HttpClient http = new(new SocketsHttpHandler { UseCookies = false });
    private RunningWeb web = null!;

    public async Task InitializeAsync() => web = await AllCallers.StartWebAsync();

    public async Task DisposeAsync()
    {
        http.Dispose();
        await web.DisposeAsync();
    }

    [Fact]
    public void Every_route_says_for_whom_it_is_as_the_table_has_it()
    {
        var routes = web.Routes.SelectMany(Names).Distinct().Order(StringComparer.Ordinal).ToList();
        Assert.Empty(routes.Except(MatrixRoute.All.Select(row => row.Route)));
        var said = web
            .Routes.SelectMany(route => Names(route).Select(name => (name, route.Metadata.GetMetadata<AccessRule>())))
            .ToList();
        foreach (var (name, rule) in said)
        {
            var row = MatrixRoute.All.Single(known => known.Route == name);
            Assert.True(rule is not null, $"{name} says not for whom it is.");
            Assert.Equal((name, row.Who), (name, Word(rule)));
        }
    }

    [Fact]
    public async Task Only_whom_the_table_allows_gets_an_answer_and_the_rest_no_byte_of_it()
    {
        var wrong = new List<string>();
        var routes = web.Routes.SelectMany(Names).ToHashSet();
        foreach (var row in MatrixRoute.All.Where(known => routes.Contains(known.Route)))
        foreach (var desk in row.IsOfDesk ? new[] { Some.Desk, Some.OtherDesk } : [Some.Desk])
        foreach (var (caller, one, other, isKnown) in AllCallers.Rows)
        {
            var role = desk == Some.Desk ? one : other;
            var refusal = Refusal(row, caller, role, isKnown);
            var (status, body) = await AskAsync(row, desk, caller);
            if (
                refusal is null
                    ? status is 401 or 403 or 429 || body.Contains($"no desk '{desk}'")
                    : status != refusal && (refusal, status) is not (401, 429)
            )
                wrong.Add($"{row.Route} on {desk} for {caller}: {status} in place of {(refusal ?? 200)}");
            else if (refusal is not null && status != 429 && !IsPlain(status, body, desk))
                wrong.Add($"{row.Route} on {desk} for {caller} says more than that it is refused: {body}");
        }
        Assert.True(wrong.Count == 0, string.Join('\n', wrong));
    }

    [Fact]
    public async Task Without_an_answer_of_who_may_call_nobody_may()
    {
        web.Grains.Access.IsAway = true;
        web.Grains.Access.Live();
        web.Time.Advance(AccessFeed.Holds);
        foreach (var route in (string[])["GET /api/desks/", "GET /api/session/", "GET /api/session/display/"])
        {
            var row = MatrixRoute.All.Single(known => known.Route == route);
            foreach (var (caller, _, _, _) in AllCallers.Rows)
                Assert.Equal(503, (await AskAsync(row, Some.Desk, caller)).Status);
        }
        using var ready = await web.Http.GetAsync("/health/ready");
        Assert.Equal(HttpStatusCode.ServiceUnavailable, ready.StatusCode);
        Assert.Equal("ok", await web.Http.GetStringAsync("/health/live"));
    }

    /// <summary>The status of the refusal; null = it is for the caller.</summary>
    private static int? Refusal(MatrixRoute row, string caller, Role? role, bool isKnown)
    {
        if (row.Who == MatrixRoute.Anyone)
            return null;
        if (!isKnown)
            return 401;
        var isPerson = caller is not (Display or "token");
        var method = row.Route[..row.Route.IndexOf(' ', StringComparison.Ordinal)];
        if (!isPerson && (method is "PUT" or "DELETE" || row.Route.EndsWith('/') && method == "POST" && row.IsOfDesk))
            return 403;
        return row.Who switch
        {
            MatrixRoute.Known => null,
            MatrixRoute.People => isPerson ? null : 403,
            MatrixRoute.Managers => caller is Manager or Admin or "other desk's manager" ? null : 403,
            MatrixRoute.Operators or MatrixRoute.Admins => caller == Admin ? null : 403,
            _ when role is null => 404,
            _ => role < row.Role ? 403 : null,
        };
    }

    private async Task<(int Status, string Body)> AskAsync(MatrixRoute row, string desk, string caller)
    {
        var method = row.Route[..row.Route.IndexOf(' ', StringComparison.Ordinal)];
        using var request = new HttpRequestMessage(
            method == "*" ? HttpMethod.Get : new(method),
            new Uri(web.Address, row.Path(desk))
        );
        Show(request, caller);
        request.Headers.Add("Origin", web.Address.GetLeftPart(UriPartial.Authority));
        if (method is "POST" or "PUT")
            request.Content = new StringContent("{}", Encoding.UTF8, "application/json");
        using var answer = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
        return ((int)answer.StatusCode, await answer.Content.ReadAsStringAsync());
    }

    /// <summary>Whether a refusal holds but its own fixed words, and the desk's id as it was asked for.</summary>
    private static bool IsPlain(int status, string body, string desk) =>
        System.Text.Json.JsonDocument.Parse(body).RootElement.Text("detail")
        == status switch
        {
            401 => "Sign in first, or send a token: Authorization: Bearer apl_…",
            403 => "This is not for you. An administrator can give more.",
            _ => $"There is no desk '{desk}' for you. GET /api/desks lists those there are.",
        };

    /// <summary>A route as the table names it, once for each method it takes.</summary>
    internal static IEnumerable<string> Names(RouteEndpoint route)
    {
        var pattern = "/" + route.RoutePattern.RawText!.TrimStart('/');
        var methods = route.Metadata.GetMetadata<IHttpMethodMetadata>()?.HttpMethods ?? [];
        return methods.Count is 0 or > 4
            ? [$"{(pattern.EndsWith("negotiate", StringComparison.Ordinal) ? "POST" : "*")} {pattern}"]
            : methods.Where(method => method is not ("HEAD" or "OPTIONS")).Select(method => $"{method} {pattern}");
    }

    private static string Word(AccessRule rule) =>
        rule.Who switch
        {
            Takes.OfDesk => rule.Role!.Value.ToString().ToLowerInvariant(),
            Takes.Managers => MatrixRoute.Managers,
            Takes.Admins => MatrixRoute.Admins,
            _ => rule.Who.ToString().ToLowerInvariant(),
        };
}
