using Apollo.Model;
using Apollo.Web.Access;
using Apollo.Web.Me;
using Apollo.Web.Oidc;

namespace Apollo.Web.People;

/// <summary>Begins and ends the session of a browser.</summary>
internal sealed partial class SessionCookie(
    IGrainFactory grains,
    PublicAddress address,
    ProviderSignOut provider,
    ILogger<SessionCookie> logger
)
{
    /// <summary>
    /// The browser holds a new session; one it had has ended. Boards that were the browser's are the person's now.
    /// </summary>
    /// <param name="http">Of the browser.</param>
    /// <param name="signedIn">The session.</param>
    /// <param name="keep">Until the session ends; else until the browser is closed, where that is sooner.</param>
    /// <param name="cancellation">Of the request.</param>
    public async Task BeginAsync(HttpContext http, SignedIn signedIn, bool keep, CancellationToken cancellation)
    {
        await EndFormerAsync(http, cancellation);
        provider.Forget(http);
        Append(http, signedIn.Secret!, keep ? signedIn.EndsAt : null);
        if (Owner.OfBrowser(http) is not { } browser)
            return;
        try
        {
            await grains.GetGrain<IDashboardsGrain>(Owner.OfPerson(signedIn.Person!)).TakeFrom(browser, cancellation);
            Owner.Forget(http);
        }
        catch (StoreException error)
        {
            // The cookie stays: they move at the next sign-in.
            LogBoardsStay(error);
        }
    }

    /// <summary>The browser's session has ended, if it had one.</summary>
    public async Task EndAsync(HttpContext http, CancellationToken cancellation)
    {
        await EndFormerAsync(http, cancellation);
        provider.Forget(http);
        Append(http, "", DateTime.UnixEpoch);
    }

    private async Task EndFormerAsync(HttpContext http, CancellationToken cancellation)
    {
        var caller = Caller.Of(http);
        if (caller is { Session: { } session, Principal: { } person })
            await grains.GetGrain<ISessionsGrain>(0).End(person.Id, session, http.By(), cancellation);
    }

    private void Append(HttpContext http, string secret, DateTime? endsAt) =>
        http.Response.Cookies.Append(
            CallerFinder.SessionCookie,
            secret,
            new CookieOptions
            {
                HttpOnly = true,
                SameSite = SameSiteMode.Lax,
                Secure = address.IsHttps || http.Request.IsHttps,
                Path = http.Request.PathBase.Add("/"),
                Expires = endsAt,
                IsEssential = true,
            }
        );

    [LoggerMessage(Level = LogLevel.Warning, Message = "A browser's boards stay its own until the next sign-in")]
    private partial void LogBoardsStay(Exception error);
}
