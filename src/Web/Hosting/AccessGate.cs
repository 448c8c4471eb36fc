using Apollo.Web.Access;
using Apollo.Web.Api;
using Apollo.Web.Feeds;

namespace Apollo.Web.Hosting;

/// <summary>
/// Decides for every request whether its route is for its caller, before anything is bound or looked up.
/// </summary>
internal static class AccessGate
{
    /// <summary>After routing, before every route.</summary>
    public static void UseAccessGate(this WebApplication app) =>
        app.Use(
            (http, next) =>
            {
                http.Features.Set(Caller.LocalAdmin);
                // What the framework itself answers with, such as 405, is no route.
                return http.GetEndpoint() is RouteEndpoint endpoint && Refusal(http, endpoint) is { } refusal
                    ? refusal.ExecuteAsync(http)
                    : next(http);
            }
        );

    private static IResult? Refusal(HttpContext http, Endpoint endpoint)
    {
        var caller = Caller.Of(http);
        if (endpoint.Metadata.GetMetadata<AccessRule>() is not { } rule)
            return Problems.NotForYou();
        if (rule.Who == Takes.Anyone)
            return null;
        if (!caller.IsKnown)
            return Problems.SignInFirst();
        return rule.Who switch
        {
            Takes.Admins when !caller.IsAdmin => Problems.NotForYou(),
            Takes.Operators when !caller.MayOperate => Problems.NotForYou(),
            Takes.OfDesk => RefusalOfDesk(http, caller, rule),
            _ => null,
        };
    }

    private static IResult? RefusalOfDesk(HttpContext http, Caller caller, AccessRule rule)
    {
        var desk = (string)http.GetRouteValue("desk")!;
        var feeds = http.RequestServices.GetRequiredService<DeskFeeds>();
        if (feeds.Desks.Count == 0)
            return Problems.Away();
        if (http.RequestServices.GetRequiredService<DeskAccess>().Of(caller, desk) is not { } audience)
            return Problems.NoDesk(desk);
        http.Features.Set(audience);
        return audience.Role < rule.Role ? Problems.NotForYou() : null;
    }
}
