using Apollo.Web.Api;

namespace Apollo.Web.Hosting;

/// <summary>
/// Refuses requests that another site's page makes in the user's browser: hub and API are for Apollo's own pages and
/// for programs.
/// </summary>
internal static class SameOrigin
{
    public static void UseSameOrigin(this WebApplication app) =>
        app.Use(
            (http, next) =>
                http.Request.Headers.Origin.ToString() is { Length: > 0 } origin && !IsOwn(origin, http.Request)
                    ? Problems
                        .Of(StatusCodes.Status403Forbidden, "Other origin", "Requests from other sites are refused.")
                        .ExecuteAsync(http)
                    : next(http)
        );

    /// <summary>
    /// A port left out is the default of the origin's scheme. A page that came by https belongs to a request by http:
    /// a proxy in front ended TLS. The other way round it is another site.
    /// </summary>
    private static bool IsOwn(string origin, HttpRequest request) =>
        Uri.TryCreate(origin, UriKind.Absolute, out var page)
        && page.Scheme is "http" or "https"
        && (page.Scheme == "https" || !request.IsHttps)
        && string.Equals(page.Host, Host(request.Host.Host), StringComparison.OrdinalIgnoreCase)
        && page.Port == (request.Host.Port ?? (page.Scheme == "https" ? 443 : 80));

    private static string Host(string host) =>
        host.Contains(':', StringComparison.Ordinal) && !host.StartsWith('[') ? $"[{host}]" : host;
}
