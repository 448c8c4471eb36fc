using System.Text.RegularExpressions;
using Apollo.Web.Access;

namespace Apollo.Web.Displays;

/// <summary>
/// The secret that a television keeps: 256 bits in a cookie that no script can read. Everything else of Apollo knows
/// its hash only, so who reads the store cannot pass for a display.
/// </summary>
internal static partial class DisplaySecret
{
    // The longest that browsers keep one; it begins anew whenever the page asks how it stands.
    private static readonly TimeSpan Kept = TimeSpan.FromDays(400);

    public static string? Find(HttpContext http) =>
        CallerFinder.Cookies(http.Request, CallerFinder.DisplayCookie).FirstOrDefault(Secret().IsMatch);

    /// <summary>Gives the television its secret, or the time to keep it longer.</summary>
    public static void Keep(HttpContext http, string secret) =>
        http.Response.Cookies.Append(
            CallerFinder.DisplayCookie,
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

    [GeneratedRegex("^[0-9a-f]{64}\\z")]
    private static partial Regex Secret();
}
