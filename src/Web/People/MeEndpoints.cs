using System.Collections.Immutable;
using Apollo.Model;
using Apollo.Web.Access;
using Apollo.Web.Api;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Apollo.Web.People;

/// <summary>One's own name, password and sessions.</summary>
internal static class MeEndpoints
{
    private const string Tag = "Me";

    public static void MapMe(this WebApplication app)
    {
        var me = app.MapPeopleApi("/api/me", Tag).ForPeople();
        me.MapGet("/", Me).Named("me", "Name, e-mail, roles, and how one signs in");
        me.MapPut("/", Rename)
            .Named("rename", "Changes the name that others see")
            .Accepts<NameDocument>("application/json");
        me.MapPost("/password", ChangePassword)
            .Named("changePassword", "Changes the password; all other sessions end")
            .Accepts<PasswordDocument>("application/json")
            .AtMost(aMinute: 20);
        me.MapGet("/sessions", Sessions).Named("sessions", "Open sessions, latest first");
        me.MapDelete("/sessions/{id}", End).Named("endSession", "Ends one of them");
    }

    private static async Task<Results<Ok<PersonInfo>, ProblemHttpResult>> Me(
        Caller caller,
        IGrainFactory grains,
        CancellationToken cancellation
    ) =>
        await grains.GetGrain<IPeopleGrain>(0).Find(caller.Principal!.Id, cancellation) is { } person
            ? TypedResults.Ok(person)
            : Problems.SignInFirst();

    private static async Task<Results<Ok<PersonInfo>, ProblemHttpResult>> Rename(
        Sent<NameDocument> sent,
        Caller caller,
        IGrainFactory grains,
        HttpContext http,
        CancellationToken cancellation
    )
    {
        var name = OneLine.Cleaned(sent.Value?.Name);
        if (PersonRules.FaultOfName(name) is { } fault)
            return fault;
        var saved = await grains.GetGrain<IPeopleGrain>(0).Rename(caller.Principal!.Id, name, http.By(), cancellation);
        return saved.Person is { } person
            ? TypedResults.Ok(person)
            : Problems.Of(StatusCodes.Status409Conflict, "Changed elsewhere", "Somebody changed you just now. Again.");
    }

    private static async Task<Results<NoContent, ProblemHttpResult>> ChangePassword(
        Sent<PasswordDocument> sent,
        Caller caller,
        IGrainFactory grains,
        HttpContext http,
        CancellationToken cancellation
    )
    {
        if (sent.Value is not { Old: { } old, New: { } chosen })
            return Problems.WrongQuery("""Send JSON: {"old":"…","new":"…"}.""");
        var person = caller.Principal!;
        var changed = await grains
            .GetGrain<ISignInGrain>(ISignInGrain.KeyOf(person.Email!))
            .ChangePassword(person.Id, caller.Session, old, chosen, http.By(), cancellation);
        return changed.Outcome switch
        {
            SignInOutcome.Done => TypedResults.NoContent(),
            SignInOutcome.Blocked => SessionEndpoints.Blocked(http),
            SignInOutcome.WeakPassword => Problems.WrongParameter("new", changed.Reason!),
            _ => Problems.WrongParameter("old", "The password so far is not right."),
        };
    }

    private static async Task<Ok<ImmutableArray<SessionRow>>> Sessions(
        Caller caller,
        IGrainFactory grains,
        CancellationToken cancellation
    ) =>
        TypedResults.Ok<ImmutableArray<SessionRow>>([
            .. (await grains.GetGrain<ISessionsGrain>(0).Of(caller.Principal!.Id, cancellation)).Select(
                session => new SessionRow(
                    session.Id,
                    session.Id == caller.Session,
                    session.StartedAt,
                    session.SeenAt,
                    session.Address,
                    session.Browser
                )
            ),
        ]);

    private static async Task<Results<NoContent, ProblemHttpResult>> End(
        string id,
        Caller caller,
        IGrainFactory grains,
        HttpContext http,
        CancellationToken cancellation
    ) =>
        await grains.GetGrain<ISessionsGrain>(0).End(caller.Principal!.Id, id, http.By(), cancellation)
            ? TypedResults.NoContent()
            : Problems.Of(StatusCodes.Status404NotFound, "No such session", "It has ended already.");
}

/// <summary>A name, as it is sent.</summary>
internal sealed record NameDocument(string? Name);

/// <summary>Another password, as it is sent.</summary>
internal sealed record PasswordDocument(string? Old, string? New);

/// <summary>An open session.</summary>
/// <param name="Id">UUIDv7.</param>
/// <param name="Current">It is the caller's own.</param>
/// <param name="StartedAt">UTC.</param>
/// <param name="SeenAt">Last use, UTC, to some minutes.</param>
/// <param name="Address">Where it was begun from.</param>
/// <param name="Browser">With which browser.</param>
internal sealed record SessionRow(
    string Id,
    bool Current,
    DateTime StartedAt,
    DateTime SeenAt,
    string Address,
    string Browser
);
