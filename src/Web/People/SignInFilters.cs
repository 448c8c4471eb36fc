using Apollo.Web.Access;
using Apollo.Web.Api;

namespace Apollo.Web.People;

/// <summary>Routes about people are none where nobody signs in.</summary>
internal sealed class NeedsSignIn(AccessSettings settings) : IEndpointFilter
{
    public ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next) =>
        settings.SignIn
            ? next(context)
            : ValueTask.FromResult<object?>(
                Problems.Of(
                    StatusCodes.Status404NotFound,
                    "No sign-in",
                    "Nobody signs in at this Apollo. Set Apollo:SignIn:Local=true and Apollo:PublicUrl, and restart it."
                )
            );
}

/// <summary>
/// What a request changed of who may call is known to this web before it is answered: the next request finds it so.
/// </summary>
internal sealed class KnownAfter(AccessSettings settings, AccessFeed feed) : IEndpointFilter
{
    public async ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var answer = await next(context);
        var http = context.HttpContext;
        if (!settings.SignIn || HttpMethods.IsGet(http.Request.Method))
            return answer;
        await feed.CatchUpAsync(http.RequestAborted);
        return answer;
    }
}

/// <summary>What the groups of routes about people have in common.</summary>
internal static class PeopleRoutes
{
    /// <summary>A group that is there where people sign in.</summary>
    public static RouteGroupBuilder MapPeopleApi(this WebApplication app, string path, string tag) =>
        app.MapApi(path, tag)
            .Stored("People")
            .Within(seconds: 12)
            .AddEndpointFilter<RouteGroupBuilder, NeedsSignIn>()
            .AddEndpointFilter<RouteGroupBuilder, KnownAfter>();
}
