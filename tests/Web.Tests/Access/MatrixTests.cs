using System.Net;
using System.Reflection;
using System.Text;
using Apollo.Model;
using Apollo.Web.Access;
using Apollo.Web.Feeds;
using Apollo.Web.Hubs;
using Apollo.Web.Tests.Support;
using Microsoft.AspNetCore.Routing;
using static Apollo.Web.Tests.Support.SomeCallers;

namespace Apollo.Web.Tests.Access;

/// <summary>Every route and hub method that there is, by everybody, on two desks.</summary>
public sealed class MatrixTests : IAsyncLifetime
{
    private static readonly Dictionary<string, string?> SignIn = new() { ["Apollo:SignIn:Local"] = "true" };

    /// <summary>Callers with their role on the first desk and on the second; without any they are nobody.</summary>
    private static readonly (string Caller, Role? One, Role? Other, bool IsKnown)[] Callers =
    [
        ("nobody", null, null, false),
        (Display, Role.Display, null, true),
        (Viewer, Role.Viewer, null, true),
        (Member, Role.Member, null, true),
        (OtherTeam, Role.Member, null, true),
        (Manager, Role.Manager, null, true),
        (Admin, Role.Admin, Role.Admin, true),
        ("other desk's manager", null, Role.Manager, true),
        ("token", Role.Member, null, true),
        ("expired token", null, null, false),
        ("revoked display", null, null, false),
        ("switched-off person", null, null, false),
        ("a session of before the password changed", null, null, false),
    ];

    // What a television is given must not be sent along by the next caller.
    private readonly HttpClient http = new(new SocketsHttpHandler { UseCookies = false });
    private RunningWeb web = null!;

    public async Task InitializeAsync()
    {
        web = await RunningWeb.StartAsync(
            SignIn,
            grains =>
            {
                grains.AddOtherDesk();
                grains.Access.Put([
                    Of(Display, PrincipalKind.Display, SecretOf(Display), [On(Some.Desk, Role.Display)]),
                    .. Person(Viewer, On(Some.Desk, Role.Viewer)),
                    .. Person(Member, On(Some.Desk, Role.Member, "Network")),
                    .. Person(OtherTeam, On(Some.Desk, Role.Member, "Mail")),
                    .. Person(Manager, On(Some.Desk, Role.Manager)),
                    .. Person(Admin, On(DeskRight.EveryDesk, Role.Admin)),
                    .. Person("other desk's manager", On(Some.OtherDesk, Role.Manager)),
                    Token("token", On(Some.Desk, Role.Member)),
                    Token("expired token", On(Some.Desk, Role.Manager)) with
                    {
                        ExpiresAt = Some.Now,
                    },
                    Of(
                        "revoked display",
                        PrincipalKind.Display,
                        SecretOf("revoked display"),
                        [On(Some.Desk, Role.Display)]
                    ),
                    .. Person("switched-off person", On(Some.Desk, Role.Manager)),
                    .. Person("a session of before the password changed", On(Some.Desk, Role.Manager)),
                ]);
                grains.Access.Remove("revoked display", "switched-off person");
                grains.Access.Put(
                    Of(
                        "a session of before the password changed",
                        PrincipalKind.Person,
                        null,
                        [On(Some.Desk, Role.Manager)]
                    ) with
                    {
                        Stamp = "another",
                    }
                );
            }
        );
        await web.UntilAsync(feeds =>
            feeds.Find(Some.Desk)?.ReadAt is not null && feeds.Find(Some.OtherDesk)?.ReadAt is not null
        );
        await web.Access.ReachAsync(await web.Grains.Access.Now(), CancellationToken.None);
    }

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
        foreach (var (caller, one, other, isKnown) in Callers)
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
    public void Every_method_of_the_hub_says_for_whom_it_is()
    {
        var methods = typeof(DeskHub)
            .GetMethods(BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly)
            .Where(method => method.GetBaseDefinition() == method)
            .ToDictionary(method => method.Name, method => method.GetCustomAttribute<TakesAttribute>()?.Who);
        Assert.All(methods, method => Assert.NotNull(method.Value));
        Assert.Equal(Takes.Known, methods["Watch"]);
        Assert.Equal(Takes.Known, methods["Unwatch"]);
    }

    [Fact]
    public async Task Nobody_without_a_role_on_a_desk_watches_it()
    {
        foreach (var (caller, one, other, isKnown) in Callers.Where(row => row.IsKnown))
        {
            await using var screen = await Screen.ConnectAsync(web, caller);
            foreach (var (desk, role) in new[] { (Some.Desk, one), (Some.OtherDesk, other) })
                if (role is null)
                {
                    var refused = await Assert.ThrowsAsync<Microsoft.AspNetCore.SignalR.HubException>(() =>
                        screen.AskAsync("Watch", desk, (string[])["cards"])
                    );
                    Assert.Contains($"There is no desk '{desk}' for you.", refused.Message, StringComparison.Ordinal);
                }
                else
                {
                    await screen.AskAsync("Watch", desk, (string[])["cards"]);
                    Assert.Equal(desk, (await screen.BoardAsync()).Text("desk"));
                }
        }
        foreach (var (caller, _, _, _) in Callers.Where(row => !row.IsKnown))
            await Assert.ThrowsAsync<HttpRequestException>(() => Screen.ConnectAsync(web, caller));
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
            foreach (var (caller, _, _, _) in Callers)
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

    private static IEnumerable<string> Names(RouteEndpoint route)
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
