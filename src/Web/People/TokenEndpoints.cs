using System.Collections.Immutable;
using System.Text.RegularExpressions;
using Apollo.Model;
using Apollo.Web.Access;
using Apollo.Web.Api;
using Apollo.Web.Feeds;
using Apollo.Web.Me;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Apollo.Web.People;

/// <summary>Tokens of programs, own calendar feeds, and links to boards.</summary>
internal static partial class TokenEndpoints
{
    private const string Tag = "Tokens";

    public static void MapTokens(this WebApplication app)
    {
        var tokens = app.MapPeopleApi("/api/tokens", Tag).ForAdmins();
        tokens.MapGet("/", Tokens).Named("tokens", "The tokens of programs");
        tokens
            .MapPost("/", MakeToken)
            .Named("makeToken", "Makes a token; it is told this once: Authorization: Bearer apl_…")
            .Accepts<TokenDocument>("application/json");
        tokens.MapDelete("/{id}", EndToken).Named("endToken", "Ends a token at once");

        var feeds = app.MapPeopleApi("/api/me/feeds", Tag).ForPeople();
        feeds.MapGet("/", Feeds).Named("feeds", "The caller's own calendar feeds");
        feeds
            .MapPost("/", MakeFeed)
            .Named("makeFeed", "Makes an address for calendar programs; it is told this once")
            .Accepts<FeedDocument>("application/json");
        feeds.MapDelete("/{id}", EndFeed).Named("endFeed", "Ends one of them at once");

        var links = app.MapPeopleApi("/api/desks/{desk}/links", Tag).For(Role.Manager);
        links.MapGet("/", Links).Named("links", "The links to boards of the desk that need no sign-in");
        links
            .MapPost("/", MakeLink)
            .Named("makeLink", "Makes a link to one board with the rights of a wall display; it is told this once")
            .Accepts<LinkDocument>("application/json");
        links.MapDelete("/{id}", EndLink).Named("endLink", "Ends one of them at once");
    }

    private static async Task<Ok<ImmutableArray<TokenAnswer>>> Tokens(
        IGrainFactory grains,
        CancellationToken cancellation
    ) =>
        TypedResults.Ok<ImmutableArray<TokenAnswer>>([
            .. (await Of(grains).All(PrincipalKind.Token, null, cancellation)).Select(token => Answer(token)),
        ]);

    private static async Task<Results<Created<TokenAnswer>, ProblemHttpResult>> MakeToken(
        Sent<TokenDocument> sent,
        DeskFeeds desks,
        IGrainFactory grains,
        TimeProvider time,
        HttpContext http,
        CancellationToken cancellation
    )
    {
        var name = OneLine.Cleaned(sent.Value?.Name);
        if (PersonRules.FaultOfName(name) is { } fault)
            return fault;
        if (
            !TokenRules.TryScopes(sent.Value!.Scopes, desks, out var grants, out var wrong)
            || !TokenRules.TryEnd(sent.Value.ExpiresAt, time, out var end, out wrong)
        )
            return wrong;
        var made = await Of(grains).Make(PrincipalKind.Token, name, null, grants, end, http.By(), cancellation);
        return made.Token is { } token
            ? TypedResults.Created($"/api/tokens/{token.Id}", Answer(token, made.Secret))
            : TooMany();
    }

    private static Task<Results<NoContent, ProblemHttpResult>> EndToken(
        string id,
        IGrainFactory grains,
        HttpContext http,
        CancellationToken cancellation
    ) => EndAsync(grains, PrincipalKind.Token, null, id, http, cancellation);

    private static async Task<Ok<ImmutableArray<FeedAnswer>>> Feeds(
        Caller caller,
        IGrainFactory grains,
        CancellationToken cancellation
    ) =>
        TypedResults.Ok<ImmutableArray<FeedAnswer>>([
            .. (await Of(grains).All(PrincipalKind.Feed, caller.Principal!.Id, cancellation)).Select(feed =>
                Feed(feed)
            ),
        ]);

    private static async Task<Results<Created<FeedAnswer>, ProblemHttpResult>> MakeFeed(
        Sent<FeedDocument> sent,
        Caller caller,
        DeskAccess access,
        PublicAddress address,
        IGrainFactory grains,
        HttpContext http,
        CancellationToken cancellation
    )
    {
        var desk = sent.Value?.Desk ?? "";
        if (access.Of(caller, desk) is not { Role: >= Role.Member })
            return Problems.NoDesk(desk.Within(60));
        var (location, technician) = (OneLine.Cleaned(sent.Value!.Location), OneLine.Cleaned(sent.Value.Technician));
        if (location.Length > 400 || technician.Length > 400)
            return Problems.WrongQuery("A name has at most 400 characters.");
        var grants = new TokenGrants(
            [],
            [],
            false,
            desk,
            null,
            location.Length > 0 ? location : null,
            technician.Length > 0 ? technician : null
        );
        var person = caller.Principal!.Id;
        var name = string.Join(", ", ((string[])[desk, location, technician]).Where(part => part.Length > 0));
        var made = await Of(grains)
            .Make(PrincipalKind.Feed, name.Within(100), person, grants, null, http.By(), cancellation);
        if (made.Token is not { } feed)
            return TooMany();
        var query = new QueryString($"?token={made.Secret}");
        if (grants.Location is { } where)
            query = query.Add("location", where);
        if (grants.Technician is { } who)
            query = query.Add("technician", who);
        return TypedResults.Created(
            $"/api/me/feeds/{feed.Id}",
            Feed(feed, address.Of($"/api/desks/{desk}/interventions.ics{query}"))
        );
    }

    private static Task<Results<NoContent, ProblemHttpResult>> EndFeed(
        string id,
        Caller caller,
        IGrainFactory grains,
        HttpContext http,
        CancellationToken cancellation
    ) => EndAsync(grains, PrincipalKind.Feed, caller.Principal!.Id, id, http, cancellation);

    private static async Task<Ok<ImmutableArray<ViewLinkAnswer>>> Links(
        string desk,
        IGrainFactory grains,
        CancellationToken cancellation
    ) =>
        TypedResults.Ok<ImmutableArray<ViewLinkAnswer>>([
            .. (await Of(grains).All(PrincipalKind.Link, desk, cancellation)).Select(link => Link(link)),
        ]);

    private static async Task<Results<Created<ViewLinkAnswer>, ProblemHttpResult>> MakeLink(
        string desk,
        Sent<LinkDocument> sent,
        Caller caller,
        LinkBoards boards,
        PublicAddress address,
        IGrainFactory grains,
        TimeProvider time,
        HttpContext http,
        CancellationToken cancellation
    )
    {
        var share = sent.Value?.Board ?? "";
        if (
            !Share().IsMatch(share)
            || await grains.GetGrain<ISharedDashboardsGrain>(0).Find(share, cancellation) is not { } board
            || await boards.OfAsync(share, desk, cancellation) is null
        )
            return Problems.WrongParameter(
                "board",
                "There is no board of this share on this desk: GET /api/me/dashboards has it."
            );
        if (!TokenRules.TryEnd(sent.Value!.ExpiresAt, time, out var end, out var wrong))
            return wrong;
        var grants = new TokenGrants([new DeskRight(desk, Role.Display, [], null)], [], false, desk, share);
        var made = await Of(grains)
            .Make(PrincipalKind.Link, board.Info.Name, caller.Principal?.Id, grants, end, http.By(), cancellation);
        return made.Token is { } link
            ? TypedResults.Created($"/api/desks/{desk}/links/{link.Id}", Link(link, address.Of($"/view/{made.Secret}")))
            : TooMany();
    }

    private static Task<Results<NoContent, ProblemHttpResult>> EndLink(
        string desk,
        string id,
        IGrainFactory grains,
        HttpContext http,
        CancellationToken cancellation
    ) => EndAsync(grains, PrincipalKind.Link, desk, id, http, cancellation);

    private static async Task<Results<NoContent, ProblemHttpResult>> EndAsync(
        IGrainFactory grains,
        PrincipalKind kind,
        string? of,
        string id,
        HttpContext http,
        CancellationToken cancellation
    ) =>
        await Of(grains).End(kind, of, id, http.By(), cancellation)
            ? TypedResults.NoContent()
            : Problems.Of(StatusCodes.Status404NotFound, "No such secret", "It has ended already.");

    private static ITokensGrain Of(IGrainFactory grains) => grains.GetGrain<ITokensGrain>(0);

    private static ProblemHttpResult TooMany() =>
        Problems.Of(
            StatusCodes.Status409Conflict,
            "Too many",
            $"There are {ITokensGrain.Most} of them already. End some first."
        );

    private static TokenAnswer Answer(AccessToken token, string? secret = null) =>
        new(
            token.Id,
            token.Name,
            TokenRules.Of(token.Grants),
            token.ExpiresAt,
            token.UsedAt,
            token.CreatedAt,
            token.By,
            secret
        );

    private static FeedAnswer Feed(AccessToken feed, string? url = null) =>
        new(feed.Id, feed.Grants.Desk!, feed.Grants.Location, feed.Grants.Technician, feed.CreatedAt, feed.UsedAt, url);

    private static ViewLinkAnswer Link(AccessToken link, string? url = null) =>
        new(
            link.Id,
            link.Name,
            link.Grants.Board!,
            link.By,
            link.CreatedAt,
            link.ExpiresAt,
            link.Uses,
            link.UsedAt,
            url
        );

    [GeneratedRegex("^[0-9a-f]{32}\\z")]
    private static partial Regex Share();
}

/// <summary>A token to make, as it is sent.</summary>
/// <param name="Name">What people call it.</param>
/// <param name="Scopes"><c>read:{desk}:{role}</c>, <c>nudge:{desk}</c>, <c>operations</c>.</param>
/// <param name="ExpiresAt">ISO 8601; left out = never.</param>
internal sealed record TokenDocument(string? Name, string[]? Scopes, string? ExpiresAt);

/// <summary>A calendar feed to make, as it is sent.</summary>
internal sealed record FeedDocument(string? Desk, string? Location, string? Technician);

/// <summary>A link to make, as it is sent.</summary>
/// <param name="Board">The board's share.</param>
/// <param name="ExpiresAt">ISO 8601; left out = never.</param>
internal sealed record LinkDocument(string? Board, string? ExpiresAt);

/// <summary>A token. <c>token</c> is told once, when it is made.</summary>
internal sealed record TokenAnswer(
    string Id,
    string Name,
    ImmutableArray<string> Scopes,
    DateTime? ExpiresAt,
    DateTime? UsedAt,
    DateTime CreatedAt,
    string By,
    string? Token
);

/// <summary>A calendar feed. <c>url</c> is told once, when it is made.</summary>
internal sealed record FeedAnswer(
    string Id,
    string Desk,
    string? Location,
    string? Technician,
    DateTime CreatedAt,
    DateTime? UsedAt,
    string? Url
);

/// <summary>A link to a board. <c>url</c> is told once, when it is made.</summary>
/// <param name="Id">Names it.</param>
/// <param name="Name">The board's, when the link was made.</param>
/// <param name="Board">The board's share.</param>
/// <param name="By">Who made it.</param>
/// <param name="CreatedAt">UTC.</param>
/// <param name="ExpiresAt">UTC; null = when somebody ends it.</param>
/// <param name="Uses">How often its page was opened: requests of its address. A page that stays open, and its
/// connections, count no more than once.</param>
/// <param name="SeenAt">UTC, to the minute: its last use; null = never.</param>
/// <param name="Url">Told once.</param>
internal sealed record ViewLinkAnswer(
    string Id,
    string Name,
    string Board,
    string By,
    DateTime CreatedAt,
    DateTime? ExpiresAt,
    long Uses,
    DateTime? SeenAt,
    string? Url
);
