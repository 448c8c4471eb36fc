using System.Collections.Immutable;
using System.ComponentModel;
using Apollo.Model;
using Apollo.Web.Access;
using Apollo.Web.Api;
using Apollo.Web.Feeds;
using Apollo.Web.Oidc;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Apollo.Web.People;

/// <summary>Signing in and out, and who one is.</summary>
internal static class SessionEndpoints
{
    private const string Tag = "Session";

    public static void MapSession(this WebApplication app)
    {
        app.MapApi("/api/session", Tag)
            .ForAnyone()
            .MapGet("/", Session)
            .Named("session", "Who the caller is, how one signs in here, and the roles on desks");
        var session = app.MapPeopleApi("/api/session", Tag).ForAnyone();
        session
            .MapPost("/", SignIn)
            .Named("signIn", "Signs in by name and password: the answer sets the session's cookie")
            .Accepts<SignInDocument>("application/json")
            .AtMost(aMinute: 60);
        session
            .MapDelete("/", SignOut)
            .Named("signOut", "Ends the session; next: where that at the provider ends too, for the browser to go to");
        session
            .MapGet("/invitation", Invited)
            .Named("invitation", "For whom a one-time link is; 404 where it was used, or has ended")
            .AtMost(aMinute: 30);
        session
            .MapPost("/invitation", Accept)
            .Named("accept", "Uses a one-time link: the person is there, or has another password, and is signed in")
            .Accepts<AcceptDocument>("application/json")
            .AtMost(aMinute: 30);
    }

    private static Ok<SessionAnswer> Session(
        Caller caller,
        AccessSettings settings,
        OidcProviders providers,
        DeskFeeds feeds,
        DeskAccess access
    ) =>
        TypedResults.Ok(
            new SessionAnswer(
                caller is { IsPerson: true, Principal: { } person }
                    ? new PersonAnswer(person.Id, person.Name, person.Email ?? "")
                    : null,
                settings.SignIn
                    ? new SignInAnswer(
                        settings.Local,
                        [.. providers.All.Select(provider => new ProviderAnswer(provider.Id, provider.Name))]
                    )
                    : null,
                [
                    .. feeds
                        .Desks.Select(desk => (desk.Id, Audience: access.Of(caller, desk.Id)))
                        .Where(desk => desk.Audience is not null)
                        .Select(desk => new DeskRole(
                            desk.Id,
                            desk.Audience!.Role,
                            [.. desk.Audience.Teams ?? []],
                            caller.Principal?.On(desk.Id)?.Assignee
                        )),
                ],
                caller.IsAdmin,
                settings.OpenToNetwork,
                caller.Link?.Board
            )
        );

    private static async Task<Results<NoContent, ProblemHttpResult>> SignIn(
        Sent<SignInDocument> sent,
        AccessSettings settings,
        IGrainFactory grains,
        SessionCookie cookie,
        HttpContext http,
        CancellationToken cancellation
    )
    {
        if (!settings.Local)
            return Problems.Of(StatusCodes.Status404NotFound, "No passwords", "Sign in through your organisation.");
        if (sent.Value is not { Name: { } name, Password: { } password })
            return Problems.WrongQuery("""Send JSON: {"name":"ana@example.com","password":"…"}.""");
        if (name.Length > IPeopleGrain.LongestEmail || name.AsSpan().ContainsAny('\0', '\uFFFD'))
            return Refused();
        var signedIn = await grains
            .GetGrain<ISignInGrain>(ISignInGrain.KeyOf(name))
            .SignIn(name, password, http.Visit(), cancellation);
        if (signedIn.Outcome == SignInOutcome.Blocked)
            return Blocked(http);
        if (signedIn.Outcome != SignInOutcome.Done)
            return Refused();
        await cookie.BeginAsync(http, signedIn, sent.Value.Keep is true, cancellation);
        return TypedResults.NoContent();
    }

    private static async Task<Results<NoContent, Ok<SignedOutAnswer>>> SignOut(
        SessionCookie cookie,
        ProviderSignOut provider,
        HttpContext http,
        CancellationToken cancellation
    )
    {
        await cookie.EndAsync(http, cancellation);
        return await provider.NextAsync(http, cancellation) is { } next
            ? TypedResults.Ok(new SignedOutAnswer(next))
            : TypedResults.NoContent();
    }

    private static async Task<Results<Ok<InvitationAnswer>, ProblemHttpResult>> Invited(
        [Description("The end of the link's address")] string token,
        IGrainFactory grains,
        CancellationToken cancellation
    ) =>
        await grains.GetGrain<IPeopleGrain>(0).Invited(token, cancellation) is { } invitation
            ? TypedResults.Ok(
                new InvitationAnswer(
                    invitation.Email,
                    invitation.Name,
                    invitation.ExpiresAt,
                    invitation.Kind == InvitationKind.First,
                    invitation.Kind == InvitationKind.Reset
                )
            )
            : NoLink();

    private static async Task<Results<NoContent, ProblemHttpResult>> Accept(
        Sent<AcceptDocument> sent,
        IGrainFactory grains,
        SessionCookie cookie,
        HttpContext http,
        CancellationToken cancellation
    )
    {
        if (sent.Value is not { Token: { } token, Password: { } password } document)
            return Problems.WrongQuery("Send the link's token, a name and a password as JSON.");
        var people = grains.GetGrain<IPeopleGrain>(0);
        if (await people.Invited(token, cancellation) is not { } invitation)
            return NoLink();
        var (name, email) = (OneLine.Cleaned(document.Name), OneLine.Cleaned(document.Email));
        if (invitation.Kind != InvitationKind.Reset && PersonRules.FaultOfName(name) is { } wrongName)
            return wrongName;
        if (invitation.Kind == InvitationKind.First && PersonRules.FaultOfEmail(email) is { } wrongEmail)
            return wrongEmail;
        var signedIn = await people.Accept(token, name, email, password, http.Visit(), cancellation);
        if (signedIn.Outcome == SignInOutcome.WeakPassword)
            return Problems.WrongParameter("password", signedIn.Reason!);
        if (signedIn.Outcome == SignInOutcome.Taken)
            return Problems.Of(StatusCodes.Status409Conflict, "Taken", "Somebody with this e-mail is here already.");
        if (signedIn.Outcome != SignInOutcome.Done)
            return NoLink();
        await cookie.BeginAsync(http, signedIn, keep: true, cancellation);
        return TypedResults.NoContent();
    }

    /// <summary>Names that do not exist get the same.</summary>
    internal static ProblemHttpResult Refused() =>
        Problems.Of(StatusCodes.Status401Unauthorized, "Not signed in", "E-mail or password is not right.");

    /// <summary>Too many tries of a name.</summary>
    internal static ProblemHttpResult Blocked(HttpContext http) =>
        Problems.TooMuch(
            http,
            StatusCodes.Status429TooManyRequests,
            $"Too many tries. Again in {ISignInGrain.BlockedFor.TotalMinutes:0} min.",
            (int)ISignInGrain.BlockedFor.TotalSeconds
        );

    private static ProblemHttpResult NoLink() =>
        Problems.Of(
            StatusCodes.Status404NotFound,
            "No such link",
            "This link was used, or has ended. Ask who gave it to you for another."
        );
}

/// <summary>Name and password, as they are sent.</summary>
/// <param name="Name">The e-mail.</param>
/// <param name="Password">Theirs.</param>
/// <param name="Keep">The browser keeps the session when it is closed; left out = it does not.</param>
internal sealed record SignInDocument(string? Name, string? Password, bool? Keep);

/// <summary>What somebody sends who uses a one-time link.</summary>
/// <param name="Token">The end of the link's address.</param>
/// <param name="Name">Shown to others; not of a link that resets a password.</param>
/// <param name="Email">Of the first admin.</param>
/// <param name="Password">At least 12 characters.</param>
internal sealed record AcceptDocument(string? Token, string? Name, string? Email, string? Password);

/// <summary>Who the caller is.</summary>
/// <param name="Person">Null: nobody signed in.</param>
/// <param name="SignIn">How one signs in; null = nobody does here.</param>
/// <param name="Desks">Desks the caller may see.</param>
/// <param name="Admin">Whether admin routes are for the caller.</param>
/// <param name="Network">Whether Apollo is open to the network without sign-in.</param>
/// <param name="Board">Share of the board that the caller's view link opens; null = the caller showed none.</param>
internal sealed record SessionAnswer(
    PersonAnswer? Person,
    SignInAnswer? SignIn,
    ImmutableArray<DeskRole> Desks,
    bool Admin,
    bool Network,
    string? Board
);

/// <summary>Who signed in.</summary>
internal sealed record PersonAnswer(string Id, string Name, string Email);

/// <summary>How one signs in.</summary>
/// <param name="Local">By e-mail and password.</param>
/// <param name="Oidc">Through these.</param>
internal sealed record SignInAnswer(bool Local, ImmutableArray<ProviderAnswer> Oidc);

/// <summary>Somebody who vouches for people.</summary>
internal sealed record ProviderAnswer(string Id, string Name);

/// <summary>A role on a desk.</summary>
/// <param name="Id">Desk.</param>
/// <param name="Role">What may be done.</param>
/// <param name="Teams">Teams of a member.</param>
/// <param name="Assignee">Who the caller is in the desk's ITSM.</param>
internal sealed record DeskRole(string Id, Role Role, ImmutableArray<string> Teams, string? Assignee);

/// <summary>The session has ended here; that at the provider ends where the browser goes next.</summary>
/// <param name="Next">Address of the provider.</param>
internal sealed record SignedOutAnswer(string Next);

/// <summary>For whom a one-time link is.</summary>
/// <param name="Email">Empty for the first admin, who gives one.</param>
/// <param name="Name">Proposed.</param>
/// <param name="ExpiresAt">UTC.</param>
/// <param name="First">It is for the first admin.</param>
/// <param name="Reset">It gives another password to somebody who is there.</param>
internal sealed record InvitationAnswer(string Email, string Name, DateTime ExpiresAt, bool First, bool Reset);
