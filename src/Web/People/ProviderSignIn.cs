using Apollo.Hosting;
using Apollo.Web.Keys;
using Apollo.Web.Oidc;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.OpenIdConnect;
using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;

namespace Apollo.Web.People;

/// <summary>Sign-in through providers by the framework's handler: code flow with PKCE.</summary>
internal static class ProviderSignIn
{
    private const string Nobody = "apollo.nobody";
    private static readonly TimeSpan AnswerWithin = TimeSpan.FromSeconds(10);

    /// <summary>Adds it, where there are providers.</summary>
    /// <exception cref="ConfigurationException">A key of them is wrong.</exception>
    public static void AddProviders(this WebApplicationBuilder builder)
    {
        var (services, providers) = (builder.Services, OidcProviders.Read(builder.Configuration));
        services.AddSingleton(providers);
        services.AddSingleton<ProviderSignOut>();
        if (providers.All.IsEmpty)
            return;
        services.AddSingleton<ProviderEvents>();
        var isHttps = builder
            .Configuration["Apollo:PublicUrl"]
            ?.StartsWith("https:", StringComparison.OrdinalIgnoreCase);
        var calls = OutgoingCalls.Read(builder.Configuration);
        // Apollo's own cookie says who calls: the framework's default way to know is asked for nothing.
        var authentication = services
            .AddAuthentication(Nobody)
            .AddScheme<AuthenticationSchemeOptions, NobodyHandler>(Nobody, _ => { });
        foreach (var provider in providers.All)
            authentication.AddOpenIdConnect(
                provider.Scheme,
                provider.Name,
                options => Set(options, provider, isHttps is true, calls)
            );
        builder.AddWebKeys();
    }

    private static void Set(OpenIdConnectOptions options, OidcProvider provider, bool isHttps, OutgoingCalls calls)
    {
        options.Authority = provider.Authority.ToString();
        options.RequireHttpsMetadata = provider.Authority.Scheme == "https";
        options.ClientId = provider.ClientId;
        options.ClientSecret = provider.ClientSecret;
        options.ResponseType = OpenIdConnectResponseType.Code;
        // A form from the provider's site would come without cookies that are the site's own.
        options.ResponseMode = OpenIdConnectResponseMode.Query;
        options.UsePkce = true;
        options.Scope.Clear();
        foreach (var scope in provider.Scopes.Prepend("openid").Distinct())
            options.Scope.Add(scope);
        options.CallbackPath = provider.CallbackPath;
        options.RemoteSignOutPath = PathString.Empty;
        options.SignedOutCallbackPath = PathString.Empty;
        options.SignInScheme = Nobody;
        options.EventsType = typeof(ProviderEvents);
        options.MapInboundClaims = false;
        options.GetClaimsFromUserInfoEndpoint = true;
        options.ClaimActions.Clear();
        options.ClaimActions.MapAll();
        // The handler gives the token with its word; it is kept for the sign-out alone.
        options.SaveTokens = true;
        options.DisableTelemetry = true;
        options.BackchannelHttpHandler = calls.Handler();
        options.BackchannelTimeout = AnswerWithin;
        foreach (var cookie in (CookieBuilder[])[options.CorrelationCookie, options.NonceCookie])
        {
            cookie.SameSite = SameSiteMode.Lax;
            cookie.SecurePolicy = isHttps ? CookieSecurePolicy.Always : CookieSecurePolicy.SameAsRequest;
        }
    }

    /// <summary>Knows nobody: the gate has found who calls.</summary>
    private sealed class NobodyHandler(
        IOptionsMonitor<AuthenticationSchemeOptions> options,
        ILoggerFactory loggers,
        System.Text.Encodings.Web.UrlEncoder encoder
    ) : AuthenticationHandler<AuthenticationSchemeOptions>(options, loggers, encoder)
    {
        protected override Task<AuthenticateResult> HandleAuthenticateAsync() =>
            Task.FromResult(AuthenticateResult.NoResult());
    }
}
