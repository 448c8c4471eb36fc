using System.Net;

namespace Apollo.Web.Hosting;

/// <summary>What every answer tells the browser, so that it does no more than Apollo needs.</summary>
internal static class SecurityHeaders
{
    /// <summary>For answers that are no page: nothing in them is to be run, or shown in a frame.</summary>
    private const string Nothing = "default-src 'none'; frame-ancestors 'none'";

    // Its page has scripts and styles inside; nothing is fetched from, or sent to, another host.
    private const string Reference =
        "default-src 'self'; script-src 'self' 'unsafe-inline'; style-src 'self' 'unsafe-inline'; "
        + "img-src 'self' data:; font-src 'self' data:; frame-ancestors 'none'; base-uri 'none'; object-src 'none'";

    /// <summary>The policy of a file of the client: a worker lives by that of its script, and calls the hub.</summary>
    public const string OfFile = "default-src 'self'; connect-src 'self' ws: wss:; frame-ancestors 'none'";

    /// <summary>
    /// A page sets a policy of its own in place of the one set here. An answer that failed is begun anew without
    /// headers: it gets them again.
    /// </summary>
    public static void UseSecurityHeaders(this WebApplication app) =>
        app.Use(
            (http, next) =>
            {
                Set(http);
                http.Response.OnStarting(() =>
                {
                    if (http.Response.Headers.XContentTypeOptions.Count == 0)
                        Set(http);
                    return Task.CompletedTask;
                });
                return next(http);
            }
        );

    private static void Set(HttpContext http)
    {
        var headers = http.Response.Headers;
        headers.XContentTypeOptions = "nosniff";
        headers["Referrer-Policy"] = "same-origin";
        headers["Cross-Origin-Opener-Policy"] = "same-origin";
        headers["Permissions-Policy"] = "camera=(), geolocation=(), microphone=(), payment=(), usb=()";
        headers.ContentSecurityPolicy = http.Request.Path.StartsWithSegments("/scalar") ? Reference : Nothing;
        // Never for localhost: browsers would then refuse http to whatever else runs on this machine.
        if (http.Request.IsHttps && !IsLocalhost(http.Request.Host.Host))
            headers.StrictTransportSecurity = "max-age=31536000";
    }

    private static bool IsLocalhost(string host) =>
        host.Equals("localhost", StringComparison.OrdinalIgnoreCase)
        || (IPAddress.TryParse(host.Trim('[', ']'), out var address) && IPAddress.IsLoopback(address));

    /// <summary>The policy of a page: Apollo's own files, and scripts and styles with the answer's nonce.</summary>
    /// <param name="nonce">Made for this answer.</param>
    /// <param name="ancestors">Sites that may show the page in a frame, beside Apollo itself: those of a view link's
    /// page alone, so that no other site has somebody press what stands on the others.</param>
    public static string OfPage(string nonce, params string[] ancestors) =>
        // data: is for the page's mark, which the page draws with the number of critical cards.
        $"default-src 'self'; script-src 'self' 'nonce-{nonce}'; style-src 'self' 'nonce-{nonce}'; "
        + "img-src 'self' data:; font-src 'self'; connect-src 'self' ws: wss:; "
        + $"frame-ancestors {string.Join(' ', ancestors.Prepend("'self'"))}; "
        + "base-uri 'self'; form-action 'self'; object-src 'none'";

    /// <summary>Sites that may show the page of a view link in a frame, by <c>Apollo:FrameAncestors</c>.</summary>
    /// <exception cref="ConfigurationException">One is no origin.</exception>
    public static string[] AncestorsOf(IConfiguration configuration) =>
        [
            .. (configuration["Apollo:FrameAncestors"] ?? "")
                .Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
                .Select(text =>
                    Uri.TryCreate(text, UriKind.Absolute, out var site)
                    && site.Scheme is "http" or "https"
                    && site.PathAndQuery == "/"
                    && site.Host.Length > 0
                        ? site.GetLeftPart(UriPartial.Authority)
                        : throw new ConfigurationException(
                            $"Apollo:FrameAncestors '{text}' is no site: write one such as "
                                + "https://intranet.example.org, several separated by commas."
                        )
                ),
        ];
}
