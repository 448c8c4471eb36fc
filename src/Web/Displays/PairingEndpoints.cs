using System.Collections.Immutable;
using System.Text;
using Apollo.Model;
using Apollo.Web.Access;
using Apollo.Web.Api;
using Apollo.Web.Me;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Apollo.Web.Displays;

/// <summary>What a television is told of itself.</summary>
/// <param name="State">How it stands.</param>
/// <param name="Code">What an admin types; null where it has no code (any more).</param>
/// <param name="ExpiresAt">When the code ends, UTC.</param>
/// <param name="Url">Where the code is typed; null = at the address that this page came from.</param>
/// <param name="Display">What it is, where it is paired.</param>
internal sealed record PairingAnswer(
    ScreenState State,
    string? Code,
    DateTime? ExpiresAt,
    string? Url,
    PairedDisplay? Display
);

/// <summary>A wall display as its own television is told; of an own board, the cards.</summary>
internal sealed record PairedDisplay(
    string Id,
    string Name,
    string Place,
    ImmutableArray<DisplayPage> Pages,
    int Seconds,
    DisplayNight? Night,
    double Distance,
    double Diagonal,
    bool Sound
);

/// <summary>What a television asks of itself, before anybody vouches for it and after.</summary>
internal static class PairingEndpoints
{
    public static void MapPairing(this WebApplication app)
    {
        var pairing = app.MapApi("/api/session/display", "Displays")
            .ForAnyone()
            .Stored("The displays")
            .Within(seconds: 12);
        pairing
            .MapGet("/", Screen)
            .Named(
                "pairingScreen",
                "How this television stands: waiting with its code, paired with what it shows, or revoked",
                "By the cookie that POST gave; it is kept 400 days from each answer on."
            );
        pairing
            .MapPost("/", Ask)
            .Named(
                "askForCode",
                "A television asks for a code, and is given its secret as a cookie",
                $"The code is good for 10 minutes; at most {IDisplaysGrain.CodesOfAddress} are open for one address."
            )
            .ProducesProblem(StatusCodes.Status429TooManyRequests);
    }

    private static async Task<Results<Ok<PairingAnswer>, ProblemHttpResult>> Screen(
        IGrainFactory grains,
        IConfiguration configuration,
        HttpContext http,
        CancellationToken cancellation
    )
    {
        if (DisplaySecret.Find(http) is not { } secret)
            return TypedResults.Ok(Answer(new PairingScreen(ScreenState.Waiting), [], configuration));
        DisplaySecret.Keep(http, secret);
        var screen = await grains.GetGrain<IDisplaysGrain>(0).Screen(Secrets.HashOf(secret), cancellation);
        return TypedResults.Ok(Answer(screen, await PagesAsync(grains, screen, cancellation), configuration));
    }

    private static async Task<Results<Ok<PairingAnswer>, ProblemHttpResult>> Ask(
        IGrainFactory grains,
        IConfiguration configuration,
        HttpContext http,
        CancellationToken cancellation
    )
    {
        var displays = grains.GetGrain<IDisplaysGrain>(0);
        // What was revoked stands for nothing any more: its television begins with another secret.
        if (
            DisplaySecret.Find(http) is not { } secret
            || (await displays.Screen(Secrets.HashOf(secret), cancellation)).State == ScreenState.Revoked
        )
            secret = Secrets.New();
        if (await displays.AskForCode(Secrets.HashOf(secret), http.Network(), cancellation) is not { } screen)
            return Problems.TooMuch(
                http,
                StatusCodes.Status429TooManyRequests,
                "Too many televisions at this address wait to be paired. Pair those first, or wait ten minutes.",
                seconds: 60
            );
        cancellation.ThrowIfCancellationRequested();
        DisplaySecret.Keep(http, secret);
        return TypedResults.Ok(Answer(screen, await PagesAsync(grains, screen, cancellation), configuration));
    }

    private static PairingAnswer Answer(
        PairingScreen screen,
        ImmutableArray<DisplayPage> pages,
        IConfiguration configuration
    ) =>
        new(
            screen.State,
            screen.Code,
            screen.ExpiresAt,
            configuration["Apollo:PublicUrl"] is { Length: > 0 } url ? $"{url.TrimEnd('/')}/displays" : null,
            screen.Display is { } display
                ? new PairedDisplay(
                    display.Id,
                    display.Name,
                    display.Place,
                    pages,
                    display.Seconds,
                    display.Night,
                    display.Distance,
                    display.Diagonal,
                    display.Sound
                )
                : null
        );

    /// <summary>Its pages, each own board as the cards that it has now; of one that is gone, none.</summary>
    private static async Task<ImmutableArray<DisplayPage>> PagesAsync(
        IGrainFactory grains,
        PairingScreen screen,
        CancellationToken cancellation
    )
    {
        var pages = ImmutableArray.CreateBuilder<DisplayPage>();
        foreach (var page in screen.Display?.Pages ?? [])
            pages.Add(
                page.Board is not { } share
                    ? page
                    : page with
                    {
                        Board = null,
                        Cards = CardsOf(await BoardAsync(grains, share, cancellation), page.Desk),
                    }
            );
        return pages.ToImmutable();
    }

    /// <summary>The own board behind a shared link; null where there is none that can be read.</summary>
    public static async Task<DashboardDocument?> BoardAsync(
        IGrainFactory grains,
        string share,
        CancellationToken cancellation
    ) =>
        await grains.GetGrain<ISharedDashboardsGrain>(0).Find(share, cancellation) is { } board
            ? DashboardRules.Read(Encoding.UTF8.GetBytes(board.Document)).Document
            : null;

    private static ImmutableArray<string> CardsOf(DashboardDocument? board, string desk) =>
        board?.Desk != desk ? [] : [.. board.Sections!.SelectMany(part => part!.Cards!).Select(card => card!.Kpi!)];
}
