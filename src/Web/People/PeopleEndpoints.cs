using System.Collections.Immutable;
using System.ComponentModel;
using Apollo.Model;
using Apollo.Web.Access;
using Apollo.Web.Api;
using Apollo.Web.Feeds;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Net.Http.Headers;

namespace Apollo.Web.People;

/// <summary>The people who sign in, for admins.</summary>
internal static class PeopleEndpoints
{
    private const string Tag = "People";

    public static void MapPeople(this WebApplication app)
    {
        var people = app.MapPeopleApi("/api/people", Tag).ForAdmins();
        people.MapGet("/", All).Named("people", "Everybody who may sign in, by name");
        people.MapGet("/assignees", Assignees).Named("assignees", "Names in a desk's ITSM without a person");
        people.MapGet("/{id}", One).Named("person", "One person, with the revision as ETag");
        people
            .MapPut("/{id}", Change)
            .Named(
                "changePerson",
                "Changes name, roles, and whether the person is switched off; If-Match as with notes"
            )
            .Accepts<PersonDocument>("application/json")
            .ProducesProblem(StatusCodes.Status412PreconditionFailed);
        people
            .MapDelete("/{id}", Remove)
            .Named("removePerson", "Removes a person with sessions, boards, feeds and links");
        people
            .MapPost("/{id}/erase", Erase)
            .Named(
                "erasePerson",
                "Removes a person, and their name from all that others keep; If-Match as with notes",
                "409 while the ITSM of a desk still names them. What goes and what stays: docs/privacy.md."
            );
        people.MapPost("/{id}/sign-out", SignOut).Named("signOutPerson", "Ends all sessions of a person");
        people
            .MapPost("/{id}/reset", Reset)
            .Named("resetPassword", "Makes a one-time link by which the person chooses another password, 72 h");
        people.MapGet("/invitations", Invitations).Named("invitations", "The one-time links that wait");
        people
            .MapPost("/invitations", Invite)
            .Named("invite", "Makes a one-time link by which somebody joins, 72 h; its address is told this once")
            .Accepts<InviteDocument>("application/json");
        people.MapDelete("/invitations/{id}", Withdraw).Named("withdrawInvitation", "Ends a one-time link");
    }

    private static async Task<Ok<ImmutableArray<PersonInfo>>> All(
        IGrainFactory grains,
        CancellationToken cancellation
    ) => TypedResults.Ok(await Of(grains).All(cancellation));

    private static async Task<Results<OkWith<PersonInfo>, ProblemHttpResult>> One(
        string id,
        IGrainFactory grains,
        CancellationToken cancellation
    ) => await Of(grains).Find(id, cancellation) is { } person ? Revised(person) : NoPerson();

    private static async Task<Results<Ok<ImmutableArray<string>>, ProblemHttpResult>> Assignees(
        [Description("Desk id")] string desk,
        DeskFeeds feeds,
        IGrainFactory grains,
        CancellationToken cancellation
    )
    {
        if (feeds.Find(desk) is null)
            return Problems.NoDesk(desk);
        var known = (await Of(grains).All(cancellation))
            .SelectMany(person => person.Desks)
            .Where(right => right.Desk == desk)
            .Select(right => right.Assignee)
            .ToHashSet();
        var tickets = await grains
            .GetGrain<ISliceGrain<Ticket>>($"{desk}/{SliceName.Tickets}")
            .Groups(Dimension.Assignee);
        var visits = await grains
            .GetGrain<ISliceGrain<Intervention>>($"{desk}/{SliceName.Interventions}")
            .Groups(Dimension.Technician);
        return TypedResults.Ok<ImmutableArray<string>>([
            .. tickets.Union(visits).Where(name => !known.Contains(name)).Order(StringComparer.Ordinal),
        ]);
    }

    private static async Task<Results<OkWith<PersonInfo>, ProblemHttpResult>> Change(
        string id,
        Sent<PersonDocument> sent,
        DeskFeeds feeds,
        IGrainFactory grains,
        HttpContext http,
        CancellationToken cancellation
    )
    {
        if (sent.Value is not { } document)
            return Problems.WrongQuery("""Send a person as JSON: {"name":"Ana","off":false,"desks":[]}.""");
        var name = OneLine.Cleaned(document.Name);
        if (PersonRules.FaultOfName(name) is { } wrongName)
            return wrongName;
        if (!PersonRules.TryRights(document.Desks, feeds, out var rights, out var wrong))
            return wrong;
        if (!TryKnown(http, out var known))
            return NoCondition();
        var saved = await Of(grains)
            .Change(id, new PersonDraft(name, document.Off, rights), known, http.By(), cancellation);
        return saved.Person is { } person ? Revised(person) : Refusal(saved.Outcome, saved.Subject);
    }

    private static async Task<Results<NoContent, ProblemHttpResult>> Remove(
        string id,
        IGrainFactory grains,
        HttpContext http,
        CancellationToken cancellation
    )
    {
        if (!TryKnown(http, out var known))
            return NoCondition();
        var outcome = await Of(grains).Remove(id, known, http.By(), cancellation);
        return outcome == PeopleOutcome.Done ? TypedResults.NoContent() : Refusal(outcome);
    }

    private static async Task<Results<NoContent, ProblemHttpResult>> Erase(
        string id,
        IGrainFactory grains,
        HttpContext http,
        CancellationToken cancellation
    )
    {
        if (!TryKnown(http, out var known))
            return NoCondition();
        var erased = await Of(grains).Erase(id, known, http.By(), cancellation);
        return erased.Outcome == PeopleOutcome.Done
            ? TypedResults.NoContent()
            : Refusal(erased.Outcome, erased.Subject);
    }

    private static async Task<Results<NoContent, ProblemHttpResult>> SignOut(
        string id,
        IGrainFactory grains,
        HttpContext http,
        CancellationToken cancellation
    )
    {
        var outcome = await Of(grains).SignOut(id, http.By(), cancellation);
        return outcome == PeopleOutcome.Done ? TypedResults.NoContent() : Refusal(outcome);
    }

    private static async Task<Results<Ok<LinkAnswer>, ProblemHttpResult>> Reset(
        string id,
        IGrainFactory grains,
        PublicAddress address,
        HttpContext http,
        CancellationToken cancellation
    )
    {
        var made = await Of(grains).Reset(id, http.By(), cancellation);
        return made.Secret is { } secret
            ? TypedResults.Ok(new LinkAnswer(Address(address, secret), made.Invitation!.ExpiresAt))
            : Refusal(made.Outcome);
    }

    private static async Task<Ok<ImmutableArray<Invitation>>> Invitations(
        IGrainFactory grains,
        CancellationToken cancellation
    ) => TypedResults.Ok(await Of(grains).Invitations(cancellation));

    private static async Task<Results<Created<InvitedAnswer>, ProblemHttpResult>> Invite(
        Sent<InviteDocument> sent,
        DeskFeeds feeds,
        AccessSettings settings,
        IGrainFactory grains,
        PublicAddress address,
        HttpContext http,
        CancellationToken cancellation
    )
    {
        if (!settings.Local)
            return Problems.Of(
                StatusCodes.Status404NotFound,
                "No passwords",
                "People come through your organisation: its roles say who is in."
            );
        if (sent.Value is not { } document)
            return Problems.WrongQuery("""Send JSON: {"email":"ana@example.com","name":"Ana","desks":[]}.""");
        var (email, name) = (OneLine.Cleaned(document.Email), OneLine.Cleaned(document.Name));
        if ((PersonRules.FaultOfEmail(email) ?? PersonRules.FaultOfName(name)) is { } fault)
            return fault;
        if (!PersonRules.TryRights(document.Desks, feeds, out var rights, out var wrong))
            return wrong;
        var made = await Of(grains).Invite(email, name, rights, http.By(), cancellation);
        return made is { Secret: { } secret, Invitation: { } invitation }
            ? TypedResults.Created(
                $"/api/people/invitations/{invitation.Id}",
                new InvitedAnswer(invitation.Id, email, Address(address, secret), invitation.ExpiresAt)
            )
            : Refusal(made.Outcome);
    }

    private static async Task<Results<NoContent, ProblemHttpResult>> Withdraw(
        string id,
        IGrainFactory grains,
        HttpContext http,
        CancellationToken cancellation
    ) => await Of(grains).Withdraw(id, http.By(), cancellation) ? TypedResults.NoContent() : NoPerson();

    private static IPeopleGrain Of(IGrainFactory grains) => grains.GetGrain<IPeopleGrain>(0);

    private static string Address(PublicAddress address, string secret) => address.Of($"/join/{secret}");

    private static OkWith<PersonInfo> Revised(PersonInfo person) =>
        new(person, HeaderNames.ETag, RevisionTag.Of(person.Revision));

    private static bool TryKnown(HttpContext http, out long? known)
    {
        var tag = http.Request.Headers.IfMatch.ToString();
        known = null;
        return tag is "" or "*" || (known = RevisionTag.Read(tag)) is not null;
    }

    private static ProblemHttpResult NoCondition() =>
        Problems.Of(StatusCodes.Status400BadRequest, "No condition", "If-Match holds one ETag, as GET gave it, or *.");

    private static ProblemHttpResult NoPerson() => Refusal(PeopleOutcome.Missing);

    private static ProblemHttpResult Refusal(PeopleOutcome outcome, string? subject = null) =>
        outcome switch
        {
            PeopleOutcome.Changed => Problems.Of(
                StatusCodes.Status412PreconditionFailed,
                "Changed elsewhere",
                "Another admin changed this person since you read it. GET it again, and send the ETag it has now."
            ),
            PeopleOutcome.LastAdmin => Problems.Of(
                StatusCodes.Status409Conflict,
                "Last admin",
                "This is the last admin: nobody could change anything any more. Make another person an admin first."
            ),
            PeopleOutcome.Taken => Problems.Of(
                StatusCodes.Status409Conflict,
                "Taken",
                subject is null
                    ? "Somebody with this e-mail or this name in the ITSM is here already."
                    : $"Another person is {subject} in the desk's ITSM already."
            ),
            PeopleOutcome.InItsm => Problems.Of(
                StatusCodes.Status409Conflict,
                "Still in the ITSM",
                $"The ITSM of {subject} still names this person, and Apollo shows what it says. "
                    + "Give their tickets and visits another name there first."
            ),
            PeopleOutcome.Oneself => Problems.Of(
                StatusCodes.Status409Conflict,
                "Yourself",
                "Nobody erases themselves: ask another admin."
            ),
            PeopleOutcome.TooMany => Problems.Of(
                StatusCodes.Status409Conflict,
                "Too many",
                "There are as many as there may be. Remove some first."
            ),
            _ => Problems.Of(
                StatusCodes.Status404NotFound,
                "No such person",
                "There is nobody of this id, or nothing that this can be done to. GET /api/people lists them."
            ),
        };
}

/// <summary>A person, as it is sent.</summary>
/// <param name="Name">Shown to others.</param>
/// <param name="Off">Switched off.</param>
/// <param name="Desks">Roles.</param>
internal sealed record PersonDocument(string? Name, bool Off, RightDocument[]? Desks);

/// <summary>Somebody to invite, as it is sent.</summary>
internal sealed record InviteDocument(string? Email, string? Name, RightDocument[]? Desks);

/// <summary>A one-time link.</summary>
/// <param name="Url">Told this once.</param>
/// <param name="ExpiresAt">UTC.</param>
internal sealed record LinkAnswer(string Url, DateTime ExpiresAt);

/// <summary>An invitation that was made.</summary>
internal sealed record InvitedAnswer(string Id, string Email, string Url, DateTime ExpiresAt);
