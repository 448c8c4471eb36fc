using System.Security.Claims;
using Apollo.Model;
using Apollo.Web.Access;
using Apollo.Web.Api;
using Apollo.Web.Feeds;
using Apollo.Web.Oidc;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.OpenIdConnect;
using Microsoft.IdentityModel.Tokens;

namespace Apollo.Web.People;

/// <summary>
/// What Apollo does with the word of a provider: the framework has proved it by then, by signature, nonce and state.
/// </summary>
internal sealed partial class ProviderEvents(
    OidcProviders providers,
    PublicAddress address,
    SessionCookie cookie,
    ProviderSignOut signOut,
    AccessFeed access,
    DeskFeeds feeds,
    IGrainFactory grains,
    ILogger<ProviderEvents> logger
) : OpenIdConnectEvents
{
    private const string Back = "Back to the sign-in";

    /// <summary>The provider sends people back to the public address, never to one that a request names.</summary>
    public override Task RedirectToIdentityProvider(RedirectContext context)
    {
        context.ProtocolMessage.RedirectUri = address.Of(ProviderOf(context.Scheme).CallbackPath);
        return Task.CompletedTask;
    }

    /// <summary>Somebody is vouched for: they are signed in, or told why not.</summary>
    public override async Task TicketReceived(TicketReceivedContext context)
    {
        var (http, provider) = (context.HttpContext, ProviderOf(context.Scheme));
        context.HandleResponse();
        var claims = context.Principal!.Claims.ToList();
        var mapping = RoleMapping.Of(provider, claims, feeds.Desks.Select(desk => desk.Id));
        if (mapping.LeftOut is { } claim)
        {
            LogRefused(provider.Name, $"the directory left the claim {claim} out");
            await RefuseAsync(
                http,
                $"You are in more groups than {provider.Name} tells of at a sign-in, so Apollo cannot see what you "
                    + $"may. An administrator can let {provider.Name} send only the groups that Apollo knows, or app "
                    + "roles in place of groups."
            );
            return;
        }
        SignedIn signedIn;
        try
        {
            signedIn = await grains
                .GetGrain<IProviderSignInGrain>(
                    IProviderSignInGrain.KeyOf(
                        ClaimValues.First(claims, "iss") ?? provider.Authority.ToString(),
                        ClaimValues.First(claims, "sub")!
                    )
                )
                .SignIn(Person(provider, claims, mapping), http.Visit(), http.RequestAborted);
            if (signedIn.Outcome == SignInOutcome.Done)
            {
                await cookie.BeginAsync(http, signedIn, keep: true, http.RequestAborted);
                signOut.Remember(http, provider, context.Properties!.GetTokenValue("id_token"));
                await access.CatchUpAsync(http.RequestAborted);
            }
        }
        catch (Exception error) when (error is StoreException or TimeoutException or OrleansException)
        {
            LogFailed(provider.Name, error);
            await ShowAsync(
                http,
                StatusCodes.Status503ServiceUnavailable,
                "Not now",
                $"{provider.Name} knows you, but Apollo cannot read or keep who signs in at the moment. "
                    + "Try again in a moment."
            );
            return;
        }
        switch (signedIn.Outcome)
        {
            case SignInOutcome.Done:
                http.Response.Redirect(address.Of(context.ReturnUri ?? "/"));
                break;
            case SignInOutcome.SwitchedOff:
                await RefuseAsync(http, "An administrator of Apollo has switched you off.");
                break;
            case SignInOutcome.TooMany:
                await RefuseAsync(http, $"Apollo holds {IPeopleGrain.Most} people, and no more fit in.");
                break;
            default:
                LogRefused(provider.Name, $"no value of the claim {provider.RolesClaim} gives a role");
                await RefuseAsync(
                    http,
                    $"{provider.Name} knows you, but nothing that it says of you gives you a role in Apollo. Ask for "
                        + "a group or role there that does. Which ones do is set in Apollo's configuration, at "
                        + $"SignIn:Oidc, Roles; what is looked at is the claim '{provider.RolesClaim}'."
                );
                break;
        }
    }

    /// <summary>A sign-in that began cannot be ended.</summary>
    public override async Task RemoteFailure(RemoteFailureContext context)
    {
        var (http, provider) = (context.HttpContext, ProviderOf(context.Scheme));
        context.HandleResponse();
        LogRefused(provider.Name, context.Failure?.Message ?? "it said no");
        var hasNewKeys = IsOf<SecurityTokenSignatureKeyNotFoundException>(context.Failure);
        if (hasNewKeys && ProviderEndpoints.NextTry(address, provider, context.Properties) is { } again)
            http.Response.Redirect(again);
        else if (hasNewKeys)
            await FailAsync(http, $"{provider.Name} has changed its keys just now. Sign in again.");
        else if (IsOf<SecurityTokenException>(context.Failure))
            await FailAsync(
                http,
                $"What {provider.Name} says does not hold: its clock and Apollo's may be more than 5 minutes apart. "
                    + "Sign in again; where it happens again, an administrator finds the reason in Apollo's log."
            );
        else if (IsOf<HttpRequestException>(context.Failure) || IsOf<TaskCanceledException>(context.Failure))
            await AwayAsync(http, provider);
        else
            await FailAsync(
                http,
                $"You are not signed in. It took too long, you ended it at {provider.Name}, or it began at another "
                    + $"address than {address.Of("/")}. Sign in again."
            );
    }

    /// <summary>Says that a provider does not answer.</summary>
    public static Task AwayAsync(HttpContext http, OidcProvider provider) =>
        ShowAsync(
            http,
            StatusCodes.Status503ServiceUnavailable,
            "Not now",
            $"{provider.Name} does not answer, so nobody can sign in through it. Try again in a moment."
        );

    private static ProviderPerson Person(OidcProvider provider, List<Claim> claims, RoleMapping mapping)
    {
        var email = First("email", "preferred_username", "upn");
        var name = First("name", "preferred_username", "email", "sub");
        return new ProviderPerson(
            provider.Id,
            provider.Name,
            name.Within(IPeopleGrain.LongestName),
            PersonRules.FaultOfEmail(email) is null ? email : "",
            mapping.Rights
        );

        string First(params string[] names) =>
            names.Select(one => OneLine.Cleaned(ClaimValues.First(claims, one))).FirstOrDefault(text => text.Length > 0)
            ?? "";
    }

    private static bool IsOf<T>(Exception? error)
        where T : Exception => error is not null && (error is T || IsOf<T>(error.InnerException));

    private static Task RefuseAsync(HttpContext http, string text) =>
        ShowAsync(http, StatusCodes.Status403Forbidden, "You cannot sign in", text);

    private static Task FailAsync(HttpContext http, string text) =>
        ShowAsync(http, StatusCodes.Status400BadRequest, "Not signed in", text);

    private static Task ShowAsync(HttpContext http, int status, string title, string text) =>
        PlainPage.Of(http, status, title, text, Back).ExecuteAsync(http);

    private OidcProvider ProviderOf(AuthenticationScheme scheme) =>
        providers.All.First(provider => provider.Scheme == scheme.Name);

    [LoggerMessage(Level = LogLevel.Information, Message = "A sign-in through {Provider} is refused: {Reason}")]
    private partial void LogRefused(string provider, string reason);

    [LoggerMessage(Level = LogLevel.Warning, Message = "A sign-in through {Provider} cannot be kept")]
    private partial void LogFailed(string provider, Exception error);
}
