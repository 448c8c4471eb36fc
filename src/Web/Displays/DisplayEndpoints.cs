using Apollo.Model;
using Apollo.Web.Access;
using Apollo.Web.Api;
using Apollo.Web.Feeds;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Net.Http.Headers;

namespace Apollo.Web.Displays;

/// <summary>A code as somebody typed it.</summary>
/// <param name="Code">As the television shows it; case, spaces and dashes do not matter.</param>
/// <param name="Name">What the display is called from now on.</param>
/// <param name="Desk">The desk it shows at first; left out = the first that the caller manages.</param>
internal sealed record PairDocument(string? Code, string? Name, string? Desk);

/// <summary>The wall displays: which there are, how they are, and what they show.</summary>
internal static class DisplayEndpoints
{
    public static void MapDisplays(this WebApplication app)
    {
        var displays = app.MapApi("/api/displays", "Displays").ForManagers().Stored("The displays").Within(seconds: 12);
        displays
            .MapGet("/", All)
            .Named(
                "displays",
                "The wall displays and how they are, by name",
                "A manager sees those that show one desk alone, which is theirs; an admin all."
            );
        displays.MapGet("/{id}", One).Named("display", "One wall display, with its revision as ETag");
        displays
            .MapPost("/pair", Pair)
            .Named(
                "pairDisplay",
                "Makes the television that shows a code a wall display",
                $"After {IDisplaysGrain.WrongCodes} wrong codes in a minute none is looked at."
            )
            .ProducesProblem(StatusCodes.Status429TooManyRequests);
        displays
            .MapPut("/{id}", Change)
            .Named(
                "changeDisplay",
                "Sets a wall display up anew: name, place, pages, seconds, night, distance, diagonal, sound",
                "With If-Match: its ETag, only where nobody changed it since. Else 412."
            )
            .Accepts<DisplayDocument>("application/json")
            .ProducesProblem(StatusCodes.Status412PreconditionFailed);
        displays
            .MapDelete("/{id}", Revoke)
            .Named("revokeDisplay", "Revokes a wall display: its television shows a code again; If-Match as with PUT")
            .ForAdmins()
            .ProducesProblem(StatusCodes.Status412PreconditionFailed);
        displays
            .MapPost(
                "/{id}/reload",
                (string id, DisplaysAsked asked, CancellationToken cancellation) =>
                    Tell(id, DisplayAction.Reload, asked, cancellation)
            )
            .Named("reloadDisplay", "Makes a wall display load its page anew");
        displays
            .MapPost(
                "/{id}/identify",
                (string id, DisplaysAsked asked, CancellationToken cancellation) =>
                    Tell(id, DisplayAction.Identify, asked, cancellation)
            )
            .Named("identifyDisplay", "Makes a wall display show its name large for 10 s");
        displays
            .MapPost(
                "/{id}/sound",
                (string id, DisplaysAsked asked, CancellationToken cancellation) =>
                    Tell(id, DisplayAction.Sound, asked, cancellation)
            )
            .Named("soundDisplay", "Makes a wall display that may make a sound try it, as at an alert");
    }

    private static async Task<Results<Ok<IReadOnlyList<WallDisplay>>, ProblemHttpResult>> All(
        DisplaysAsked asked,
        CancellationToken cancellation
    ) => TypedResults.Ok(await asked.AllAsync(cancellation));

    private static async Task<Results<OkWith<WallDisplay>, ProblemHttpResult>> One(
        string id,
        DisplaysAsked asked,
        CancellationToken cancellation
    ) => await asked.FindAsync(id, cancellation) is { } display ? Revised(display) : NoDisplay(id);

    private static async Task<Results<Created<WallDisplay>, ProblemHttpResult>> Pair(
        PairDocument document,
        DisplaysAsked asked,
        HttpContext http,
        CancellationToken cancellation
    )
    {
        if (DisplayBody.FaultOfName(document.Name) is { } fault)
            return Problems.WrongParameter("name", fault);
        if (asked.DeskOf(document.Desk) is not { } desk)
            return Problems.WrongParameter("desk", $"There is no desk '{document.Desk}' that you manage.");
        var settings = new DisplaySettings(document.Name!.Trim(), "", [new DisplayPage(desk)], 20, null, 4, 55, false);
        var saved = await asked.Grain.Pair(asked.By, document.Code ?? "", settings, cancellation);
        return saved.Outcome switch
        {
            DisplayOutcome.Done => TypedResults.Created($"/api/displays/{saved.Display!.Id}", saved.Display),
            DisplayOutcome.TooManyTries => Problems.TooMuch(
                http,
                StatusCodes.Status429TooManyRequests,
                $"{IDisplaysGrain.WrongCodes} codes were wrong. Wait a minute, and look at the television again.",
                seconds: 60
            ),
            DisplayOutcome.TooMany => Problems.Of(
                StatusCodes.Status409Conflict,
                "Too many displays",
                $"There are {IDisplaysGrain.Most} displays already. Revoke one first."
            ),
            _ => Problems.Of(
                StatusCodes.Status404NotFound,
                "No such code",
                "No television shows this code. Look at it again: a code is good for ten minutes."
            ),
        };
    }

    private static async Task<Results<OkWith<WallDisplay>, ProblemHttpResult>> Change(
        string id,
        DisplayBody body,
        DisplaysAsked asked,
        HttpContext http,
        CancellationToken cancellation
    )
    {
        if (!body.TryRead(out var settings, out var wrong) || !RevisionTag.TryIfMatch(http, out var known, out wrong))
            return wrong;
        if (await asked.FindAsync(id, cancellation) is null)
            return NoDisplay(id);
        if (await asked.FaultOfPagesAsync(settings.Pages, cancellation) is { } fault)
            return Problems.WrongParameter("pages", fault);
        var saved = await asked.Grain.Change(id, settings, known, asked.By, cancellation);
        return saved.Display is { } display ? Revised(display)
            : saved.Outcome == DisplayOutcome.Missing ? NoDisplay(id)
            : RevisionTag.ChangedElsewhere("display");
    }

    private static async Task<Results<NoContent, ProblemHttpResult>> Revoke(
        string id,
        DisplaysAsked asked,
        HttpContext http,
        CancellationToken cancellation
    ) =>
        !RevisionTag.TryIfMatch(http, out var known, out var wrong)
            ? wrong
            : await asked.Grain.Revoke(id, known, asked.By, cancellation) switch
            {
                DisplayOutcome.Done => TypedResults.NoContent(),
                DisplayOutcome.Missing => NoDisplay(id),
                _ => RevisionTag.ChangedElsewhere("display"),
            };

    private static async Task<Results<NoContent, ProblemHttpResult>> Tell(
        string id,
        DisplayAction action,
        DisplaysAsked asked,
        CancellationToken cancellation
    ) =>
        await asked.FindAsync(id, cancellation) is not null && await asked.Grain.Tell(id, action, cancellation)
            ? TypedResults.NoContent()
            : NoDisplay(id);

    private static OkWith<WallDisplay> Revised(WallDisplay display) =>
        new(display, HeaderNames.ETag, RevisionTag.Of(display.Revision));

    private static ProblemHttpResult NoDisplay(string id) =>
        Problems.Of(
            StatusCodes.Status404NotFound,
            "No such display",
            $"There is no display '{id}' for you. GET /api/displays lists those there are."
        );
}

/// <summary>The wall displays as a caller may see and change them.</summary>
internal sealed class DisplaysAsked(HttpContext http) : ManagedDesks(http)
{
    public IDisplaysGrain Grain => Grains.GetGrain<IDisplaysGrain>(0);

    public static ValueTask<DisplaysAsked> BindAsync(HttpContext http) => ValueTask.FromResult(new DisplaysAsked(http));

    public async Task<IReadOnlyList<WallDisplay>> AllAsync(CancellationToken cancellation) =>
        [.. (await Grain.All(cancellation)).Where(IsTheirs)];

    public async Task<WallDisplay?> FindAsync(string id, CancellationToken cancellation) =>
        await Grain.Find(id, cancellation) is { } display && IsTheirs(display) ? display : null;

    /// <summary>What is wrong with pages for this caller; null = nothing.</summary>
    public async Task<string?> FaultOfPagesAsync(IReadOnlyList<DisplayPage> pages, CancellationToken cancellation)
    {
        if (pages.FirstOrDefault(page => Feeds.Find(page.Desk) is null || !Caller.Manages(page.Desk)) is { } other)
            return $"There is no desk '{other.Desk}' that you manage.";
        if (!Caller.IsAdmin && pages.DistinctBy(page => page.Desk).Count() > 1)
            return "A display that shows several desks is set up by an administrator.";
        foreach (var page in pages)
            if (
                page.Board is { } share
                && (await PairingEndpoints.BoardAsync(Grains, share, cancellation))?.Desk != page.Desk
            )
                return $"There is no board of the desk '{page.Desk}' behind this link.";
        return null;
    }

    private bool IsTheirs(WallDisplay display) => Caller.IsAdmin || display.Desks is [var desk] && Caller.Manages(desk);
}
