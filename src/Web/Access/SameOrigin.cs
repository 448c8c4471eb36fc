namespace Apollo.Web.Access;

/// <summary>
/// Refuses requests that another site's page makes in the user's browser: hub and API are for Apollo's own pages and
/// for programs.
/// </summary>
internal static class SameOrigin
{
    public static void UseSameOrigin(this WebApplication app) =>
        app.Use(
            async (http, next) =>
            {
                var origin = http.Request.Headers.Origin.ToString();
                if (origin.Length > 0 && !IsOwn(origin, http.Request))
                {
                    http.Response.StatusCode = StatusCodes.Status403Forbidden;
                    await Results
                        .Problem(
                            "Requests from other sites are refused.",
                            statusCode: StatusCodes.Status403Forbidden,
                            title: "Other origin"
                        )
                        .ExecuteAsync(http);
                    return;
                }
                await next(http);
            }
        );

    private static bool IsOwn(string origin, HttpRequest request) =>
        Uri.TryCreate(origin, UriKind.Absolute, out var uri)
        && string.Equals(uri.Authority, request.Host.Value, StringComparison.OrdinalIgnoreCase);
}
