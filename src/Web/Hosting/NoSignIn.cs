using Apollo.Web.Api;

namespace Apollo.Web.Hosting;

/// <summary>What whoever comes from elsewhere is told where nobody signs in.</summary>
internal static class NoSignIn
{
    private const string Mend =
        "Nobody signs in to this Apollo, so it answers only browsers and programs on its own machine, asked for as "
        + "localhost and without a proxy between. To let others in, turn sign-in on: Apollo:SignIn:Local=true and "
        + "Apollo:PublicUrl.";

    /// <summary>A page of plain words for a browser, problem details for a program.</summary>
    public static IResult Answer(HttpContext http)
    {
        if (!http.Request.Headers.Accept.ToString().Contains("text/html", StringComparison.OrdinalIgnoreCase))
            return Problems.Of(StatusCodes.Status403Forbidden, "Not from here", Mend);
        http.Response.Headers.ContentSecurityPolicy = "default-src 'none'; frame-ancestors 'none'";
        http.Response.Headers.CacheControl = "no-store";
        return Results.Content(
            $"""
            <!doctype html>
            <html lang="en">
            <head><meta charset="utf-8"><title>Apollo</title></head>
            <body><h1>Not from here</h1><p>{Mend}</p></body>
            </html>
            """,
            "text/html; charset=utf-8",
            statusCode: StatusCodes.Status403Forbidden
        );
    }
}
