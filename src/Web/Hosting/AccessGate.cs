using Apollo.Model;
using Apollo.Web.Access;
using Apollo.Web.Api;
using Apollo.Web.Feeds;
using Apollo.Web.Me;

namespace Apollo.Web.Hosting;

/// <summary>
/// Decides for every request whether its route is for its caller, before anything is bound or looked up.
/// </summary>
internal sealed class AccessGate(
    AccessSettings settings,
    AccessFeed access,
    CallerFinder callers,
    WrongSecrets wrongSecrets,
    DeskAccess desks,
    DeskFeeds feeds,
    LinkBoards boards
)
{
    /// <summary>What is to be answered in place of the route; null = the route is for its caller.</summary>
    public async ValueTask<IResult?> RefusalAsync(HttpContext http) =>
        Refusal(http) ?? (Caller.Of(http).Link is { } link ? await RefusalOfLinkAsync(http, link) : null);

    /// <summary>The link of a board opens the routes that its page needs, and of them what the board shows.</summary>
    private async Task<IResult?> RefusalOfLinkAsync(HttpContext http, Principal link)
    {
        if (http.GetEndpoint() is not RouteEndpoint endpoint || IsForAnyone(endpoint))
            return null;
        if (endpoint.Metadata.GetMetadata<TakesLink>() is null)
            return Problems.NotForYou();
        try
        {
            if (await boards.OfAsync(link.Board!, link.Desks[0].Desk, http.RequestAborted) is not { } board)
                return Problems.NotForYou();
            http.Features.Set(Caller.Of(http) with { Board = board });
            return null;
        }
        catch (Exception error) when (error is StoreException or TimeoutException or OrleansException)
        {
            return Problems.Away();
        }
    }

    private static bool IsForAnyone(Endpoint endpoint) =>
        endpoint.Metadata.GetMetadata<AccessRule>() is { Who: Takes.Anyone };

    private IResult? Refusal(HttpContext http)
    {
        var (caller, isWrong) = callers.Find(http);
        http.Features.Set(caller);
        // What the framework itself answers with, such as 405, is no route.
        if (http.GetEndpoint() is not RouteEndpoint endpoint)
            return null;
        if (endpoint.Metadata.GetMetadata<AccessRule>() is not { } rule)
            return Problems.NotForYou();
        if (!settings.SignIn && !caller.IsKnown && !IsSignOfLife(http, rule))
            return NoSignIn.Answer(http);
        if (IsWrite(http) && IsByCookie(caller) && http.Request.Headers.Origin.Count == 0)
            return Problems.OtherOrigin();
        // Who has signed in is nobody to a process that cannot tell yet: it says so, and not "sign in".
        if (!access.MayDecide && (rule.Who != Takes.Anyone || IsOfSession(http)))
            return Problems.Away();
        if (rule.Who == Takes.Anyone)
            return null;
        if (isWrong && wrongSecrets.WaitAfter(http) is { } wait)
            return Problems.TooMuch(
                http,
                StatusCodes.Status429TooManyRequests,
                "Too many wrong tokens came from this address. Wait, and send a right one.",
                wait
            );
        if (!caller.IsKnown)
            return Problems.SignInFirst();
        if (endpoint.Metadata.GetMetadata<TakesNudge>() is not null && IsNudger(http, caller))
            return null;
        if (IsWrite(http) && !caller.IsPerson && !IsTokensWrite(endpoint, caller))
            return (TakesTokens(endpoint) ? RefusalOfDesk(http, caller, rule) : null) ?? Problems.NotForYou();
        return rule.Who switch
        {
            Takes.People when !caller.IsPerson => Problems.NotForYou(),
            Takes.Admins when !caller.IsAdmin => Problems.NotForYou(),
            Takes.Managers when !caller.IsManager => Problems.NotForYou(),
            Takes.Operators when !caller.MayOperate => Problems.NotForYou(),
            Takes.OfDesk => RefusalOfDesk(http, caller, rule),
            _ => null,
        };
    }

    private IResult? RefusalOfDesk(HttpContext http, Caller caller, AccessRule rule)
    {
        var desk = (string)http.GetRouteValue("desk")!;
        if (feeds.Desks.Count == 0)
            return Problems.Away();
        if (desks.Of(caller, desk) is not { } audience)
            return Problems.NoDesk(desk);
        http.Features.Set(audience);
        return audience.Role < rule.Role ? Problems.NotForYou() : null;
    }

    private static bool IsNudger(HttpContext http, Caller caller) =>
        http.GetRouteValue("desk") is string desk && caller.MayNudge(desk);

    private static bool IsTokensWrite(RouteEndpoint endpoint, Caller caller) =>
        caller.Proof is { Kind: PrincipalKind.Token } && TakesTokens(endpoint);

    private static bool TakesTokens(RouteEndpoint endpoint) => endpoint.Metadata.GetMetadata<TakesToken>() is not null;

    private static bool IsSignOfLife(HttpContext http, AccessRule rule) =>
        rule.Who == Takes.Anyone && http.Request.Path.StartsWithSegments("/health");

    private static bool IsOfSession(HttpContext http) => http.Request.Path.StartsWithSegments("/api/session");

    /// <summary>Whether a request may change something: by its method, but for a POST that only asks.</summary>
    internal static bool IsWrite(HttpContext http) =>
        !HttpMethods.IsGet(http.Request.Method)
        && !HttpMethods.IsHead(http.Request.Method)
        && !HttpMethods.IsOptions(http.Request.Method)
        && http.GetEndpoint()?.Metadata.GetMetadata<OnlyReads>() is null;

    /// <summary>Browsers send cookies by themselves: with a write they say which site's page makes it.</summary>
    private static bool IsByCookie(Caller caller) =>
        caller.Proof is { Kind: PrincipalKind.Session or PrincipalKind.Display };
}

/// <summary>Puts the gate in its place.</summary>
internal static class AccessGating
{
    /// <summary>Adds it, and what it decides by.</summary>
    public static void AddAccess(this WebApplicationBuilder builder)
    {
        var services = builder.Services;
        services.AddSingleton(AccessSettings.Read(builder.Configuration));
        services.AddSingleton<OpenRequests>();
        services.AddSingleton<AccessFeed>();
        services.AddHostedService(provider => provider.GetRequiredService<AccessFeed>());
        services.AddSingleton<LastUse>();
        services.AddHostedService(provider => provider.GetRequiredService<LastUse>());
        services.AddSingleton<CallerFinder>();
        services.AddSingleton<WrongSecrets>();
        services.AddSingleton<DeskAccess>();
        services.AddSingleton<AccessGate>();
        services.AddRequestRates();
    }

    /// <summary>A page by which somebody signs in may end the session that it was asked with.</summary>
    private static bool EndsSession(HttpContext http) =>
        http.GetEndpoint()?.Metadata.GetMetadata<MayEndSession>() is not null;

    /// <summary>After routing, before every route.</summary>
    public static void UseAccessGate(this WebApplication app)
    {
        var gate = app.Services.GetRequiredService<AccessGate>();
        var access = app.Services.GetRequiredService<AccessFeed>();
        var open = app.Services.GetRequiredService<OpenRequests>();
        var lastUse = app.Services.GetRequiredService<LastUse>();
        // A write is done in an instant, and may itself end the session it is made with.
        app.UseRateLimiter();
        app.Use(
            async (http, next) =>
            {
                if (await gate.RefusalAsync(http) is { } refusal)
                {
                    await refusal.ExecuteAsync(http);
                    return;
                }
                var caller = Caller.Of(http);
                lastUse.Note(caller);
                await (
                    !AccessGate.IsWrite(http) && !EndsSession(http) && caller.Proof is not null
                        ? open.KeepAsync(http, caller, access.IsStill, next)
                        : next(http)
                );
            }
        );
    }
}
