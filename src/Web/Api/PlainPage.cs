using System.Net;
using System.Security.Cryptography;

namespace Apollo.Web.Api;

/// <summary>
/// A page of plain words, for what a browser meets where the dashboard cannot be; problem details for a program.
/// </summary>
internal static class PlainPage
{
    /// <summary>The page.</summary>
    /// <param name="http">The request.</param>
    /// <param name="status">HTTP status.</param>
    /// <param name="title">What is so.</param>
    /// <param name="text">Why, and the mend.</param>
    /// <param name="link">Words of a link to the dashboard; null = none.</param>
    public static IResult Of(HttpContext http, int status, string title, string text, string? link = null)
    {
        if (!http.Request.Headers.Accept.ToString().Contains("text/html", StringComparison.OrdinalIgnoreCase))
            return Problems.Of(status, title, text);
        var nonce = Convert.ToBase64String(RandomNumberGenerator.GetBytes(16));
        http.Response.Headers.ContentSecurityPolicy =
            $"default-src 'none'; style-src 'nonce-{nonce}'; base-uri 'none'; frame-ancestors 'none'";
        http.Response.Headers.CacheControl = "no-store";
        var further = link is null
            ? ""
            : $"<p><a href=\"{WebUtility.HtmlEncode(http.Request.PathBase)}/\">{WebUtility.HtmlEncode(link)}</a></p>";
        return Results.Content(
            $$"""
            <!doctype html>
            <html lang="en">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <title>Apollo</title>
            <style nonce="{{nonce}}">
            :root { color-scheme: light dark; }
            body { max-width: 34rem; margin: 14vh auto 2rem; padding: 0 1rem; }
            body { font: 0.875rem/1.5 system-ui, sans-serif; }
            h1 { font-size: 1.375rem; line-height: 1.75rem; }
            </style>
            </head>
            <body><main><h1>{{WebUtility.HtmlEncode(title)}}</h1><p>{{WebUtility.HtmlEncode(
                text
            )}}</p>{{further}}</main></body>
            </html>
            """,
            "text/html; charset=utf-8",
            statusCode: status
        );
    }
}
