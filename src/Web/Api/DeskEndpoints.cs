using System.Collections.Immutable;
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
    private const int UsualAhead = 8;
    private const int LongestAhead = 24;

    public static void MapDesks(this WebApplication app)
    {
        app.MapApi("/api/desks", "Desks")
            .ForKnown()
            .ForLinksToo()
            .MapGet("/", Desks)
            .Named("desks", "Desks the caller may see");
        var desk = app.MapDesk("Desks", Role.Display);
        desk.MapGet("/catalogue", Catalogue)
            .Named("catalogue", "The KPIs with their meaning, unit and thresholds")
            .ForLinksToo();
        desk.MapGet("/kpis", Kpis)
            .Named(
                "kpis",
                "The current results, from the cache where it vouches for them",
                "Without breakdowns; ?groups=team adds one. The header X-Apollo-Source says whether cache or "
                    + "grains answered. "
                    + "503 until the first full read is complete."
            )
            .ForLinksToo();
        desk.MapGet("/health", Health)
            .Named(
                "deskHealth",
                "How the reading of the ITSM and the writing of history go, and the rows that could not be used"
            )
            .For(Role.Manager);
        var one = app.MapKpi("Desks", Role.Display);
        one.MapGet("/", Kpi).Named("kpi", "One result with all its breakdowns");
        one.MapGet("/ahead", Ahead)
            .Named(
                "ahead",
                "What the clock alone will do to the number, if no row changes from now on",
                "Each step of the value, exact, and where its status changes; at most 2,000 steps. "
                    + "503 until the first full read is complete."
            );
    }

    private static Results<Ok<IEnumerable<DeskAnswer>>, ProblemHttpResult> Desks(
        DeskFeeds feeds,
        DeskAccess access,
        Caller caller
    ) =>
        feeds.Desks.Count == 0
            ? Problems.Away()
            : TypedResults.Ok(
                feeds
                    .Desks.Where(desk => access.Of(caller, desk.Id) is not null)
                    .Select(desk => new DeskAnswer(
                        desk.Id,
                        desk.Name,
                        desk.TimeZone,
                        desk.Source,
                        desk.ServiceHours,
                        desk.Poll.TotalSeconds,
                        access.Of(caller, desk.Id)!.SeesOf(Dimension.Assignee)
                    ))
            );

    private static async Task<Ok<ImmutableArray<KpiDefinition>>> Catalogue(
        string desk,
        AskedAs asked,
        Catalogues catalogues,
        CancellationToken cancellation
    ) =>
        TypedResults.Ok<ImmutableArray<KpiDefinition>>([
            .. (await catalogues.OfAsync(desk, cancellation)).Where(kpi => asked.MaySeeKpi(kpi.Id)).Select(asked.Shown),
        ]);

    private static async Task<Results<OkWith<IEnumerable<KpiResult>>, ProblemHttpResult>> Kpis(
        string desk,
        [Description(
            "A breakdown to add: team, assignee, technician, location, category, priority, or one of the desk's own"
        )]
            string? groups,
        AskedAs asked,
        Catalogues catalogues,
        CardReader cards,
        IGrainFactory grains,
        CancellationToken cancellation
    )
    {
        var known = await catalogues.OfAsync(desk, cancellation);
        if (groups is not null && !Dimension.All.Contains(groups) && !known.Any(kpi => kpi.Breakdowns.Contains(groups)))
            return Problems.NoDimension(groups, FurtherBreakdown.NamesIn(known));
        if (groups is not null && !asked.MaySee(groups))
            return Problems.NotForYou(groups);
        if (await cards.ReadAsync(desk, known, groups, cancellation) is { } cached)
            return new OkWith<IEnumerable<KpiResult>>(
                cached.Where(card => asked.MaySeeKpi(card.Kpi)).Select(asked.Shown),
                SourceHeader,
                "cache"
            );
        var board = await grains.GetGrain<IDeskGrain>(desk).ChangesSince(null, cancellation);
        if (board.Kpis.Length < known.Length)
            return Problems.FirstRead();
        var results = board.Kpis.ToDictionary(kpi => kpi.Kpi, kpi => kpi.In(board.Cuts));
        return new OkWith<IEnumerable<KpiResult>>(
            known
                .Where(kpi => asked.MaySeeKpi(kpi.Id))
                .Select(kpi =>
                    asked.Shown(Only(results[kpi.Id], groups)) with
                    {
                        ReadAt = board.ReadAt ?? results[kpi.Id].ReadAt,
                    }
                ),
            SourceHeader,
            "grains"
        );
    }

    private static async Task<Results<Ok<KpiResult>, ProblemHttpResult>> Kpi(
        string desk,
        string kpi,
        AskedAs asked,
        DeskFeeds feeds,
        IGrainFactory grains,
        CancellationToken cancellation
    )
    {
        var changes = await grains.GetGrain<IKpiGrain>($"{desk}/{kpi}").ChangesSince(null, cancellation);
        if (changes.Steps is not [{ Result: { } result }])
            return Problems.FirstRead();
        return TypedResults.Ok(asked.Shown(result) with { UnusualSince = feeds.Find(desk)?.UnusualSince(kpi) });
    }

    private static async Task<Results<Ok<Ahead>, ProblemHttpResult>> Ahead(
        string desk,
        string kpi,
        [Description("How far to look, in hours: 1 to 24")] int? hours,
        IGrainFactory grains
    )
    {
        if (hours is < 1 or > LongestAhead)
            return Problems.WrongParameter("hours", $"hours is {hours}: give a whole number from 1 to {LongestAhead}.");
        return await grains.GetGrain<IKpiGrain>($"{desk}/{kpi}").Ahead(hours ?? UsualAhead) is { } ahead
            ? TypedResults.Ok(ahead)
            : Problems.FirstRead();
    }

    private static async Task<Ok<DeskHealth>> Health(string desk, IGrainFactory grains)
    {
        var tickets = grains.GetGrain<ISliceGrain<Ticket>>($"{desk}/{SliceName.Tickets}");
        var interventions = grains.GetGrain<ISliceGrain<Intervention>>($"{desk}/{SliceName.Interventions}");
        var pulses = await Task.WhenAll(tickets.Pulse(), interventions.Pulse());
        var bad = await Task.WhenAll(tickets.BadRows(), interventions.BadRows());
        return TypedResults.Ok(
            new DeskHealth(
                [.. pulses.Select(SliceHealth.Of)],
                new Dictionary<string, IReadOnlyList<BadRow>>
                {
                    [SliceName.Tickets] = bad[0],
                    [SliceName.Interventions] = bad[1],
                    ["details"] = await grains.GetGrain<ITicketsGrain>(desk).BadDetails(),
                },
                await grains.GetGrain<IBackfillGrain>(desk).Progress(),
                await grains.GetGrain<IHistoryGrain>(desk).Health()
            )
        );
    }

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
/// <param name="ByPerson">Whether there are numbers by person for the caller: their own, or everybody's.</param>
internal sealed record DeskAnswer(
    string Id,
    string Name,
    string TimeZone,
    string Source,
    string ServiceHours,
    double Poll,
    bool ByPerson
);
