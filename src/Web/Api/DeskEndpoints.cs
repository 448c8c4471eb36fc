using System.ComponentModel;
using Apollo.Model;
using Apollo.Web.Access;
using Apollo.Web.Feeds;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Apollo.Web.Api;

/// <summary>The read routes of desks and KPIs.</summary>
internal static class DeskEndpoints
{
    private const string SourceHeader = "X-Apollo-Source";
    private static readonly TimeSpan AnswerWithin = TimeSpan.FromSeconds(8);

    public static void MapDesks(this WebApplication app)
    {
        var desks = app.MapGroup("/api/desks").WithTags("Desks");
        desks.MapGet("/", Desks).WithName("desks").WithSummary("Desks the caller may see");
        desks
            .MapGet("/{desk}/catalogue", Catalogue)
            .WithName("catalogue")
            .WithSummary("The KPIs with their meaning, unit and thresholds");
        desks
            .MapGet("/{desk}/kpis", Kpis)
            .WithName("kpis")
            .WithSummary("The current results, from the cache where it vouches for them")
            .WithDescription(
                "Without breakdowns; ?groups=team adds one. The header X-Apollo-Source says whether cache or "
                    + "grains answered. 503 until the first full read is complete."
            );
        desks.MapGet("/{desk}/kpis/{kpi}", Kpi).WithName("kpi").WithSummary("One result with all its breakdowns");
        desks
            .MapGet("/{desk}/health", Health)
            .WithName("deskHealth")
            .WithSummary("How the reading of the ITSM goes, and the rows it could not use");
    }

    private static async Task<Results<Ok<IEnumerable<DeskAnswer>>, ProblemHttpResult>> Desks(
        DeskFeeds feeds,
        DeskAccess access,
        HttpContext http
    )
    {
        await Task.CompletedTask;
        return feeds.Desks.Count == 0
            ? Problems.Away()
            : TypedResults.Ok(
                feeds
                    .Desks.Where(desk => access.MaySee(http.User, desk.Id))
                    .Select(desk => new DeskAnswer(
                        desk.Id,
                        desk.Name,
                        desk.TimeZone,
                        desk.Source,
                        desk.ServiceHours,
                        desk.Poll.TotalSeconds
                    ))
            );
    }

    private static Task<IResult> Catalogue(
        string desk,
        Catalogues catalogues,
        HttpContext http,
        CancellationToken cancellation
    ) => DeskRoute.WithDesk(desk, http, async () => TypedResults.Ok(await catalogues.OfAsync(desk, cancellation)));

    private static Task<IResult> Kpis(
        string desk,
        [Description("A breakdown to add: team, assignee, technician, location, category or priority")] string? groups,
        DeskAccess access,
        Catalogues catalogues,
        CardReader cards,
        IGrainFactory grains,
        HttpContext http,
        TimeProvider time,
        CancellationToken cancellation
    ) =>
        DeskRoute.WithDesk(
            desk,
            http,
            async () =>
            {
                if (groups is not null && !Dimension.OfTickets.Union(Dimension.OfInterventions).Contains(groups))
                    return Problems.NoDimension(groups);
                if (groups is not null && !access.MaySeeDimension(http.User, desk, groups))
                    return Problems.NotForYou(groups);
                http.Response.Headers.CacheControl = "no-store";
                if (
                    await cards.ReadAsync(desk, await catalogues.OfAsync(desk, cancellation), groups, cancellation) is
                    { } cached
                )
                {
                    http.Response.Headers[SourceHeader] = "cache";
                    return TypedResults.Ok(cached);
                }
                var board = await grains
                    .GetGrain<IDeskGrain>(desk)
                    .ChangesSince(null, cancellation)
                    .WaitAsync(AnswerWithin, time, cancellation);
                var known = await catalogues.OfAsync(desk, cancellation);
                if (board.Kpis.Length < known.Length)
                    return Problems.FirstRead();
                http.Response.Headers[SourceHeader] = "grains";
                var results = board.Kpis.ToDictionary(kpi => kpi.Kpi, kpi => kpi.In(board.Cuts));
                return TypedResults.Ok(
                    known.Select(kpi =>
                        Only(results[kpi.Id], groups) with
                        {
                            ReadAt = board.ReadAt ?? results[kpi.Id].ReadAt,
                        }
                    )
                );
            }
        );

    private static Task<IResult> Kpi(
        string desk,
        string kpi,
        DeskAccess access,
        Catalogues catalogues,
        IGrainFactory grains,
        HttpContext http,
        TimeProvider time,
        CancellationToken cancellation
    ) =>
        DeskRoute.WithDesk(
            desk,
            http,
            async () =>
            {
                if (!(await catalogues.OfAsync(desk, cancellation)).Any(known => known.Id == kpi))
                    return Problems.NoKpi(kpi, desk);
                http.Response.Headers.CacheControl = "no-store";
                var changes = await grains
                    .GetGrain<IKpiGrain>($"{desk}/{kpi}")
                    .ChangesSince(null, cancellation)
                    .WaitAsync(AnswerWithin, time, cancellation);
                if (changes.Steps is not [{ Result: { } result }])
                    return Problems.FirstRead();
                return TypedResults.Ok(
                    result with
                    {
                        Groups = result.Groups?.RemoveRange(
                            result.Groups.Keys.Where(dimension => !access.MaySeeDimension(http.User, desk, dimension))
                        ),
                    }
                );
            }
        );

    private static Task<IResult> Health(
        string desk,
        IGrainFactory grains,
        HttpContext http,
        TimeProvider time,
        CancellationToken cancellation
    ) =>
        DeskRoute.WithDesk(
            desk,
            http,
            async () =>
            {
                var tickets = grains.GetGrain<ISliceGrain<Ticket>>($"{desk}/{SliceName.Tickets}");
                var interventions = grains.GetGrain<ISliceGrain<Intervention>>($"{desk}/{SliceName.Interventions}");
                var pulses = await Task.WhenAll(tickets.Pulse(), interventions.Pulse())
                    .WaitAsync(AnswerWithin, time, cancellation);
                var bad = await Task.WhenAll(tickets.BadRows(), interventions.BadRows())
                    .WaitAsync(AnswerWithin, time, cancellation);
                return TypedResults.Ok(
                    new DeskHealth(
                        [.. pulses.Select(SliceHealth.Of)],
                        new Dictionary<string, IReadOnlyList<BadRow>>
                        {
                            [SliceName.Tickets] = bad[0],
                            [SliceName.Interventions] = bad[1],
                        }
                    )
                );
            }
        );

    private static KpiResult Only(KpiResult result, string? dimension) =>
        result with
        {
            Groups =
                dimension is null || result.Groups is not { } groups || !groups.ContainsKey(dimension)
                    ? null
                    : groups.RemoveRange(groups.Keys.Where(name => name != dimension)),
        };
}

/// <summary>A desk as the API shows it.</summary>
/// <param name="Id">Key.</param>
/// <param name="Name">Name shown to people.</param>
/// <param name="TimeZone">IANA zone.</param>
/// <param name="Source">demo, or the ITSM's name.</param>
/// <param name="ServiceHours">In words.</param>
/// <param name="Poll">Poll interval, seconds.</param>
internal sealed record DeskAnswer(
    string Id,
    string Name,
    string TimeZone,
    string Source,
    string ServiceHours,
    double Poll
);
