using System.ComponentModel;
using System.Globalization;
using Apollo.Web.Access;
using Apollo.Web.Api;
using Apollo.Web.Keys;
using Apollo.Web.Oidc;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.OpenIdConnect;
using Microsoft.Extensions.Options;

namespace Apollo.Web.People;

/// <summary>Signing in through a provider: where it begins and where it comes back to.</summary>
internal static class ProviderEndpoints
{
    private const int LongestPath = 2_000;
    private const int MostTries = 3;
    private const string Again = "again";
    private static readonly TimeSpan AnswerWithin = TimeSpan.FromSeconds(10);

    public static void MapProviders(this WebApplication app)
    {
        var oidc = app.MapApi("/api/session/oidc/{id}", "Session").ForAnyone();
        oidc.MapGet("/", BeginAsync)
            .Named("signInThrough", "Leads the browser to a provider's sign-in, and from there back to a page")
            .AtMost(aMinute: 60);
        // Answered by the framework's handler, where the provider is one; the route is there for the gate.
        oidc.MapGet("/callback", (HttpContext http) => NoProvider(http))
            .MayEndSession()
            .AtMost(aMinute: 60)
            .ExcludeFromDescription();
    }

    /// <summary>Answers what providers send people back with. After the gate.</summary>
    public static void UseProviders(this WebApplication app)
    {
        if (!app.Services.GetRequiredService<OidcProviders>().All.IsEmpty)
            app.UseAuthentication();
    }

    private static async Task<IResult> BeginAsync(
        [Description("Id of the provider: GET /api/session lists them")] string id,
        [Description("Path of the page to go on with; / by default")] string? to,
        [Description("How often it began before; none by default")] string? again,
        OidcProviders providers,
        IServiceProvider services,
        HttpContext http,
        CancellationToken cancellation
    )
    {
        if (providers.Find(id) is not { } provider)
            return NoProvider(http);
        if (!services.GetRequiredService<WebKeys>().AreLoaded)
            return PlainPage.Of(
                http,
                StatusCodes.Status503ServiceUnavailable,
                "Not now",
                "Apollo is starting. Try again in a moment.",
                "Back to the sign-in"
            );
        try
        {
            using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
            limit.CancelAfter(AnswerWithin);
            await services
                .GetRequiredService<IOptionsMonitor<OpenIdConnectOptions>>()
                .Get(provider.Scheme)
                .ConfigurationManager!.GetConfigurationAsync(limit.Token);
            await http.ChallengeAsync(
                provider.Scheme,
                new AuthenticationProperties(new Dictionary<string, string?> { [Again] = again })
                {
                    RedirectUri = OwnPath(to),
                }
            );
        }
        catch (Exception error) when (!cancellation.IsCancellationRequested && !http.Response.HasStarted)
        {
            services.GetRequiredService<ILogger<OidcProvider>>().ProviderAway(provider.Name, error.Message);
            await ProviderEvents.AwayAsync(http, provider);
        }
        return Results.Empty;
    }

    /// <summary>
    /// Where a sign-in begins once more that met keys not known yet: they are being read meanwhile. Null where it did
    /// so often enough.
    /// </summary>
    internal static string? NextTry(PublicAddress address, OidcProvider provider, AuthenticationProperties? properties)
    {
        if (properties is null)
            return null;
        properties.Items.TryGetValue(Again, out var before);
        _ = int.TryParse(before, CultureInfo.InvariantCulture, out var tries);
        var to = Uri.EscapeDataString(OwnPath(properties.RedirectUri));
        return tries is >= 0 and < MostTries ? address.Of($"{provider.Path}?to={to}&again={tries + 1}") : null;
    }

    /// <summary>A page of Apollo's own; whatever else it is asked for becomes the first.</summary>
    internal static string OwnPath(string? path) =>
        path is { Length: > 0 and <= LongestPath }
        && path[0] == '/'
        && !(path.Length > 1 && path[1] is '/' or '\\')
        && !path.Any(char.IsControl)
        && Uri.TryCreate(path, UriKind.Relative, out _)
            ? path
            : "/";

    private static IResult NoProvider(HttpContext http) =>
        PlainPage.Of(
            http,
            StatusCodes.Status404NotFound,
            "No such provider",
            "Nobody of this name vouches for people here.",
            "Back to the sign-in"
        );
}

/// <summary>What is said of providers in the log.</summary>
internal static partial class ProviderLog
{
    [LoggerMessage(Level = LogLevel.Warning, Message = "{Provider} cannot be asked for its sign-in: {Reason}")]
    public static partial void ProviderAway(this ILogger logger, string provider, string reason);
}
