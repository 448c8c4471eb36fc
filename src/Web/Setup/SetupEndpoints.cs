using System.ComponentModel;
using System.Text;
using Apollo.Model;
using Apollo.Web.Access;
using Apollo.Web.Api;
using Apollo.Web.Displays;
using Apollo.Web.Me;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Apollo.Web.Setup;

/// <summary>Rules, limits, boards and displays of a desk go out and in as one JSON.</summary>
internal static class SetupEndpoints
{
    private const int Version = 1;

    public static void MapSetup(this WebApplication app)
    {
        var setup = app.MapDesk("Setup", Role.Manager).MapGroup("/setup").Stored("The setup").Within(seconds: 60);
        setup
            .MapGet("/", Read)
            .Named(
                "setup",
                "The rules, limits, own boards and displays of a desk, as one document",
                "Limits that the configuration gives are left out. Boards are the caller's own."
            );
        setup
            .MapPost("/", Take)
            .Named(
                "takeSetup",
                "Takes such a document in, and says of each part what became of it",
                "It adds and changes, and removes nothing. Rules are known by id, else by name; boards and displays by "
                    + "name: a display that is not paired here is refused. With dry=true nothing is kept."
            )
            .Accepts<SetupDocument>("application/json");
    }

    private static async Task<Ok<SetupAnswer>> Read(
        string desk,
        DisplaysAsked displays,
        HttpContext http,
        TimeProvider time,
        IGrainFactory grains,
        CancellationToken cancellation
    )
    {
        var rules = await grains.GetGrain<IAlertsGrain>(desk).Rules(cancellation);
        var limits = await grains.GetGrain<ILimitsGrain>(desk).All(cancellation);
        return TypedResults.Ok(
            new SetupAnswer(
                Version,
                desk,
                time.GetUtcNow().UtcDateTime,
                [.. rules.Where(rule => rule.Revision > 0).Select(rule => rule with { Idle = null })],
                [
                    .. limits
                        .Where(one => one.Changed)
                        .Select(one => new SetupLimits(one.Kpi, one.Group, one.Warning, one.Critical)),
                ],
                [.. await BoardsAsync(desk, http, grains, cancellation)],
                [
                    .. (await displays.AllAsync(cancellation))
                        .Where(display => display.Desks is [var only] && only == desk)
                        .Select(SetupTaking.SettingsOf),
                ]
            )
        );
    }

    private static async Task<Results<Ok<SetupReport>, ProblemHttpResult>> Take(
        string desk,
        [Description("true: nothing is kept, and the answer says what would be")] bool? dry,
        Sent<SetupDocument> sent,
        AskedAs asked,
        DisplaysAsked displays,
        HttpContext http,
        IGrainFactory grains,
        CancellationToken cancellation
    )
    {
        if (sent.Value is not { } document)
            return Problems.Of(
                StatusCodes.Status400BadRequest,
                "No setup",
                $"This is not the JSON of a setup: GET /api/desks/{desk}/setup gives one."
            );
        if (document.Version is not (null or Version))
            return Problems.WrongParameter("version", $"version {document.Version} is unknown: it is {Version}.");
        var taking = new SetupTaking(desk, dry == true, asked.Audience, displays, http, grains);
        return TypedResults.Ok(new SetupReport(dry == true, await taking.TakeAsync(document, cancellation)));
    }

    private static async Task<List<SetupBoard>> BoardsAsync(
        string desk,
        HttpContext http,
        IGrainFactory grains,
        CancellationToken cancellation
    )
    {
        var boards = new List<SetupBoard>();
        if (Owner.Find(http) is not { } owner)
            return boards;
        var own = grains.GetGrain<IDashboardsGrain>(owner);
        foreach (var info in await own.All(cancellation))
            if (
                await own.Find(info.Name, cancellation) is { } found
                && DashboardRules.Read(Encoding.UTF8.GetBytes(found.Document)).Document is { } document
                && document.Desk == desk
            )
                boards.Add(new SetupBoard(info.Name, document));
        return boards;
    }
}
