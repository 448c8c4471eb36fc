using System.Security.Cryptography;
using Apollo.Web.Access;
using Microsoft.AspNetCore.Authentication.OpenIdConnect;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;

namespace Apollo.Web.Oidc;

/// <summary>
/// Signing out at the provider too. What it takes is kept by the browser, protected, for as long as the session may
/// last: which provider vouched, and its token, by which it knows whose sign-in ends.
/// </summary>
internal sealed partial class ProviderSignOut(
    OidcProviders providers,
    PublicAddress address,
    IServiceProvider services,
    ILogger<ProviderSignOut> logger
)
{
    private const string CookieName = "apollo.provider";

    /// <summary>A longer one makes a cookie that browsers refuse: the provider then asks who signs out.</summary>
    private const int LongestToken = 2_400;

    private static readonly TimeSpan AnswerWithin = TimeSpan.FromSeconds(3);

    /// <summary>The browser's session is by a provider's word.</summary>
    public void Remember(HttpContext http, OidcProvider provider, string? token) =>
        http.Response.Cookies.Append(
            CookieName,
            Protector().Protect($"{provider.Id} {(token is { Length: <= LongestToken } ? token : "")}"),
            Options(http, ISessionsGrain.Vouched)
        );

    /// <summary>The browser's session is nobody's, or by a password.</summary>
    public void Forget(HttpContext http)
    {
        if (http.Request.Cookies.ContainsKey(CookieName))
            http.Response.Cookies.Delete(CookieName, Options(http, null));
    }

    /// <summary>Where the browser is to go to sign out at its provider too; null = nowhere.</summary>
    public async Task<string?> NextAsync(HttpContext http, CancellationToken cancellation)
    {
        if (Kept(http) is not [var id, .. var token] || providers.Find(id) is not { } provider)
            return null;
        try
        {
            using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
            limit.CancelAfter(AnswerWithin);
            var configuration = await services
                .GetRequiredService<IOptionsMonitor<OpenIdConnectOptions>>()
                .Get(provider.Scheme)
                .ConfigurationManager!.GetConfigurationAsync(limit.Token);
            if (string.IsNullOrEmpty(configuration.EndSessionEndpoint))
                return null;
            return new OpenIdConnectMessage
            {
                IssuerAddress = configuration.EndSessionEndpoint,
                ClientId = provider.ClientId,
                IdTokenHint = token is [{ Length: > 0 } hint] ? hint : null,
                PostLogoutRedirectUri = address.Of("/"),
            }.CreateLogoutRequestUrl();
        }
        catch (Exception error) when (!cancellation.IsCancellationRequested)
        {
            // Here the session has ended; the provider's own goes on until it ends by itself.
            LogAway(provider.Name, error.Message);
            return null;
        }
    }

    private string[] Kept(HttpContext http)
    {
        if (http.Request.Cookies[CookieName] is not { Length: > 0 } kept)
            return [];
        try
        {
            return Protector().Unprotect(kept).Split(' ');
        }
        catch (CryptographicException)
        {
            return [];
        }
    }

    private IDataProtector Protector() =>
        services.GetRequiredService<IDataProtectionProvider>().CreateProtector("Apollo.ProviderSignOut");

    private CookieOptions Options(HttpContext http, TimeSpan? maxAge) =>
        new()
        {
            HttpOnly = true,
            SameSite = SameSiteMode.Lax,
            Secure = address.IsHttps || http.Request.IsHttps,
            Path = http.Request.PathBase.Add("/api/session"),
            MaxAge = maxAge,
            IsEssential = true,
        };

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Provider} cannot be asked where to sign out: {Reason}")]
    private partial void LogAway(string provider, string reason);
}
