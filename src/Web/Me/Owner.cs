using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using Apollo.Web.Access;

namespace Apollo.Web.Me;

/// <summary>
/// Whose things a request asks for: the person's who signed in; where nobody signs in the browser's, by a random cookie
/// that no script can read. The store knows only the cookie's hash, so who reads the store cannot pass for a browser.
/// </summary>
internal static partial class Owner
{
    public const string CookieName = "apollo.me";

    // The longest that browsers keep one; each save begins anew.
    private static readonly TimeSpan Kept = TimeSpan.FromDays(400);

    /// <summary>The owner; null for a browser that has kept nothing so far.</summary>
    public static string? Find(HttpContext http) =>
        Caller.Of(http).Principal is { } person ? OfPerson(person.Id) : OfBrowser(http);

    /// <summary>The owner of what a person keeps.</summary>
    /// <param name="person">Id.</param>
    public static string OfPerson(string person) => $"person-{person}";

    /// <summary>The owner by the browser's cookie, whoever signed in; null where it has none.</summary>
    public static string? OfBrowser(HttpContext http) =>
        http.Request.Cookies[CookieName] is { } secret && Secret().IsMatch(secret) ? OwnerOf(secret) : null;

    /// <summary>The owner; a browser without a cookie is given one.</summary>
    public static string FindOrMake(HttpContext http)
    {
        if (Caller.Of(http).Principal is { } person)
            return OfPerson(person.Id);
        var secret =
            http.Request.Cookies[CookieName] is { } known && Secret().IsMatch(known)
                ? known
                : Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16));
        http.Response.Cookies.Append(
            CookieName,
            secret,
            new CookieOptions
            {
                HttpOnly = true,
                SameSite = SameSiteMode.Lax,
                Secure = http.Request.IsHttps,
                Path = http.Request.PathBase.Add("/"),
                MaxAge = Kept,
                IsEssential = true,
            }
        );
        return OwnerOf(secret);
    }

    /// <summary>What the browser kept is somebody's now.</summary>
    public static void Forget(HttpContext http) =>
        http.Response.Cookies.Delete(CookieName, new CookieOptions { Path = http.Request.PathBase.Add("/") });

    private static string OwnerOf(string secret) =>
        $"browser-{Convert.ToHexStringLower(SHA256.HashData(Encoding.ASCII.GetBytes(secret)))}";

    [GeneratedRegex("^[0-9a-f]{32}\\z")]
    private static partial Regex Secret();
}
