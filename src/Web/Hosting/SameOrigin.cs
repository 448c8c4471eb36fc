using Apollo.Web.Access;
using Apollo.Web.Api;

namespace Apollo.Web.Hosting;

/// <summary>
/// Refuses requests that another site's page makes in the user's browser: hub and API are for Apollo's own pages and
/// for programs.
/// </summary>
internal static class SameOrigin
{
    public static void UseSameOrigin(this WebApplication app)
    {
        var publicUrl = app.Services.GetRequiredService<AccessSettings>().PublicUrl;
        app.Use(
            (http, next) =>
                http.Request.Headers.Origin.ToString() is { Length: > 0 } origin
                && !IsOwn(origin, http.Request, publicUrl)
                    ? Problems.OtherOrigin().ExecuteAsync(http)
                    : next(http)
        );
    }

    /// <summary>
    /// A port left out is the default of the origin's scheme. Without a public address a page that came by https
    /// belongs to a request by http: a proxy in front ended TLS. The other way round it is another site.
    /// </summary>
    private static bool IsOwn(string origin, HttpRequest request, Uri? publicUrl) =>
        Uri.TryCreate(origin, UriKind.Absolute, out var page)
        && page.Scheme is "http" or "https"
        && (IsOf(page, publicUrl) || IsOf(page, request, publicUrl is null));

    private static bool IsOf(Uri page, Uri? publicUrl) =>
        publicUrl is not null
        && page.Scheme == publicUrl.Scheme
        && string.Equals(page.Host, publicUrl.Host, StringComparison.OrdinalIgnoreCase)
        && page.Port == publicUrl.Port;

    private static bool IsOf(Uri page, HttpRequest request, bool mayEndTls) =>
        (page.Scheme == request.Scheme || (mayEndTls && page.Scheme == "https"))
        && string.Equals(page.Host, Host(request.Host.Host), StringComparison.OrdinalIgnoreCase)
        && page.Port == (request.Host.Port ?? (page.Scheme == "https" ? 443 : 80));

    private static string Host(string host) =>
        host.Contains(':', StringComparison.Ordinal) && !host.StartsWith('[') ? $"[{host}]" : host;
}
