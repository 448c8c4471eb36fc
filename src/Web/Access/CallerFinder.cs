using System.Net;
using Apollo.Model;
using Microsoft.Net.Http.Headers;

namespace Apollo.Web.Access;

/// <summary>Finds who makes a request, by what it shows and never by what it says of itself.</summary>
internal sealed class CallerFinder(AccessSettings settings, AccessFeed feed)
{
    /// <summary>Cookie of a person's session.</summary>
    public const string SessionCookie = "apollo.session";

    /// <summary>Cookie of a wall display.</summary>
    public const string DisplayCookie = "apollo.display";

    /// <summary>A wall display's requests carry it, and then no person's cookie counts.</summary>
    public const string DisplayHeader = "Apollo-Display";

    /// <summary>The secret of a board's link, from the address of the frame it stands in.</summary>
    public const string LinkHeader = "Apollo-Link";

    private const string Bearer = "Bearer ";
    private const string TokenPrefix = "apl_";
    private const string HubPath = "/hubs/desk";

    /// <summary>Who it is, and whether it showed something that nobody has.</summary>
    public (Caller Caller, bool IsWrong) Find(HttpContext http)
    {
        if (!settings.SignIn)
            return (
                settings.OpenToNetwork ? Caller.Anybody
                : IsLocal(http) ? Caller.LocalAdmin
                : Caller.Nobody,
                false
            );
        var request = http.Request;
        if (request.Headers.Authorization.ToString() is { Length: > 0 } authorization)
            return Shown(
                authorization.StartsWith(Bearer + TokenPrefix, StringComparison.Ordinal)
                    ? feed.OfSecret(authorization[Bearer.Length..], PrincipalKind.Token)
                    : null
            );
        if (IsFeed(http) && request.Query["token"].ToString() is { Length: > 0 } token)
            return Shown(feed.OfSecret(token, PrincipalKind.Feed));
        if ((request.Headers[LinkHeader].ToString() is { Length: > 0 } link ? link : OnHub("link")) is { } linked)
            return Shown(feed.OfSecret(linked, PrincipalKind.Link));
        if (request.Headers[DisplayHeader] == "1" || OnHub("display") == "1")
            return (Cookie(DisplayCookie, PrincipalKind.Display), false);
        return (Cookie(SessionCookie, PrincipalKind.Session), false);

        string? OnHub(string name) =>
            request.Path.StartsWithSegments(HubPath) && request.Query[name].ToString() is { Length: > 0 } value
                ? value
                : null;

        Caller Cookie(string name, PrincipalKind kind) =>
            Cookies(request, name)
                .Select(secret => feed.OfSecret(secret, kind))
                .FirstOrDefault(known => known is not null)
            ?? Caller.Nobody;
    }

    /// <summary>
    /// What the browser keeps under a name: below a sub-path also what another Apollo, at the root of the same host,
    /// gave it. Browsers send what belongs to the longer path first.
    /// </summary>
    internal static IEnumerable<string> Cookies(HttpRequest request, string name) =>
        !request.PathBase.HasValue
            ? request.Cookies[name] is { Length: > 0 } secret
                ? [secret]
                : []
            : CookieHeaderValue.TryParseList(request.Headers.Cookie, out var kept)
                ? kept.Where(cookie => cookie.Name == name && cookie.Value.Length > 0)
                    .Select(cookie => cookie.Value.ToString())
                : [];

    private static (Caller Caller, bool IsWrong) Shown(Caller? caller) => (caller ?? Caller.Nobody, caller is null);

    private static bool IsFeed(HttpContext http) => http.GetEndpoint()?.Metadata.GetMetadata<TakesFeed>() is not null;

    /// <summary>
    /// Whether it comes from this machine, and for this machine: what a proxy hands on, and a foreign name that points
    /// here, do not.
    /// </summary>
    private static bool IsLocal(HttpContext http) =>
        http.Connection.RemoteIpAddress is { } remote
        && IPAddress.IsLoopback(remote)
        && IsLoopback(http.Request.Host.Host)
        && !http.Request.Headers.Keys.Any(name =>
            name.Equals("Forwarded", StringComparison.OrdinalIgnoreCase)
            || name.Equals("Via", StringComparison.OrdinalIgnoreCase)
            || name.StartsWith("X-Forwarded-", StringComparison.OrdinalIgnoreCase)
            // What is left of those that a known proxy sent and that were believed.
            || name.StartsWith("X-Original-", StringComparison.OrdinalIgnoreCase)
        );

    private static bool IsLoopback(string host) =>
        host.Equals("localhost", StringComparison.OrdinalIgnoreCase)
        || (IPAddress.TryParse(host.Trim('[', ']'), out var address) && IPAddress.IsLoopback(address));
}
