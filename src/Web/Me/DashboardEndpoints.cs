using System.ComponentModel;
using System.Text.Json;
using System.Text.RegularExpressions;
using Apollo.Cards;
using Apollo.Model;
using Apollo.Web.Api;

namespace Apollo.Web.Me;

/// <summary>The routes of own dashboards: an owner's own, and one behind a shared link.</summary>
internal static partial class DashboardEndpoints
{
    private static readonly TimeSpan AnswerWithin = TimeSpan.FromSeconds(12);

    public static void MapDashboards(this WebApplication app)
    {
        var own = app.MapGroup("/api/me/dashboards").WithTags("Own dashboards");
        own.MapGet("/", All).WithName("dashboards").WithSummary("The caller's own dashboards, by name");
        own.MapGet("/{name}", One).WithName("dashboard").WithSummary("One of them with its sections and cards");
        own.MapPut("/{name}", Save)
            .WithName("saveDashboard")
            .WithSummary("Keeps a dashboard under a name, in place of what was there")
            .Accepts<DashboardDocument>("application/json")
            .WithDescription(
                "Nobody signs in yet: the answer sets a cookie that stands for the browser. At most 50 "
                    + "dashboards of 200 cards and 64 KiB. "
                    + "With If-Match: the ETag that GET or PUT gave, it is kept only where nobody changed it "
                    + "since (of the one renamed, with from); If-None-Match: * keeps it only where there is "
                    + "none. Else 412."
            )
            .ProducesProblem(StatusCodes.Status412PreconditionFailed);
        own.MapDelete("/{name}", Remove).WithName("removeDashboard").WithSummary("Deletes one; its shared link ends");
        app.MapGet("/api/dashboards/{share}", Shared)
            .WithTags("Own dashboards")
            .WithName("sharedDashboard")
            .WithSummary("The dashboard behind a shared link");
    }

    private static Task<IResult> All(
        IGrainFactory grains,
        TimeProvider time,
        HttpContext http,
        CancellationToken cancellation
    ) =>
        WithStore(
            http,
            async () =>
                Owner.Find(http) is { } owner
                    ? TypedResults.Ok(
                        await grains
                            .GetGrain<IDashboardsGrain>(owner)
                            .All(cancellation)
                            .WaitAsync(AnswerWithin, time, cancellation)
                    )
                    : TypedResults.Ok(Array.Empty<DashboardInfo>())
        );

    private static Task<IResult> One(
        string name,
        IGrainFactory grains,
        TimeProvider time,
        HttpContext http,
        CancellationToken cancellation
    ) =>
        WithStore(
            http,
            async () =>
                Owner.Find(http) is { } owner
                && DashboardRules.FaultOfName(name) is null
                && await grains
                    .GetGrain<IDashboardsGrain>(owner)
                    .Find(name, cancellation)
                    .WaitAsync(AnswerWithin, time, cancellation)
                    is { } found
                    ? Revised(http, found.Info, Answer(found))
                    : NoDashboard(name)
        );

    private static Task<IResult> Save(
        string name,
        [Description("The name it had, to rename it; its shared link goes on")] string? from,
        IGrainFactory grains,
        TimeProvider time,
        HttpContext http,
        CancellationToken cancellation
    ) =>
        WithStore(
            http,
            async () =>
            {
                if (
                    (DashboardRules.FaultOfName(name) ?? (from is null ? null : DashboardRules.FaultOfName(from))) is
                    { } wrong
                )
                    return Problem(StatusCodes.Status400BadRequest, "No name", wrong);
                if (!Precondition.TryRead(http.Request.Headers, out var known, out var unclear))
                    return Problem(StatusCodes.Status400BadRequest, "No condition", unclear);
                var (document, fault) = await DashboardRules.ReadAsync(http.Request.Body, cancellation);
                if (document is null)
                    return Problem(StatusCodes.Status400BadRequest, "No dashboard", fault!);
                var owner = grains.GetGrain<IDashboardsGrain>(Owner.FindOrMake(http));
                var saved = await owner
                    .Save(name, JsonSerializer.Serialize(document, CardJson.Options), from, known, cancellation)
                    .WaitAsync(AnswerWithin, time, cancellation);
                return saved.Outcome switch
                {
                    DashboardOutcome.Saved => Revised(http, saved.Info!, saved.Info!),
                    DashboardOutcome.TooMany => Problem(
                        StatusCodes.Status409Conflict,
                        "Too many dashboards",
                        $"You have {IDashboardsGrain.Most} dashboards already. Delete one first."
                    ),
                    DashboardOutcome.Changed => Problem(
                        StatusCodes.Status412PreconditionFailed,
                        "Changed elsewhere",
                        known!.Exists
                            ? $"The dashboard '{from ?? name}' was changed or deleted elsewhere since you "
                                + "read it. GET it again, and send the ETag it has now."
                            : $"You have a dashboard '{from ?? name}' already."
                    ),
                    DashboardOutcome.NameTaken => Problem(
                        StatusCodes.Status409Conflict,
                        "Name taken",
                        $"You have a dashboard '{name}' already."
                    ),
                    _ => NoDashboard(from ?? name),
                };
            }
        );

    private static Task<IResult> Remove(
        string name,
        IGrainFactory grains,
        TimeProvider time,
        HttpContext http,
        CancellationToken cancellation
    ) =>
        WithStore(
            http,
            async () =>
                Owner.Find(http) is { } owner
                && DashboardRules.FaultOfName(name) is null
                && await grains
                    .GetGrain<IDashboardsGrain>(owner)
                    .Remove(name, cancellation)
                    .WaitAsync(AnswerWithin, time, cancellation)
                    ? TypedResults.NoContent()
                    : NoDashboard(name)
        );

    private static Task<IResult> Shared(
        string share,
        IGrainFactory grains,
        TimeProvider time,
        HttpContext http,
        CancellationToken cancellation
    ) =>
        WithStore(
            http,
            async () =>
                Share().IsMatch(share)
                && await grains
                    .GetGrain<ISharedDashboardsGrain>(0)
                    .Find(share, cancellation)
                    .WaitAsync(AnswerWithin, time, cancellation)
                    is { } found
                    ? TypedResults.Ok(Answer(found))
                    : Problem(
                        StatusCodes.Status404NotFound,
                        "No such link",
                        "There is no dashboard behind this link (any more). Ask who gave it to you."
                    )
        );

    private static IResult Revised<T>(HttpContext http, DashboardInfo info, T answer)
    {
        http.Response.Headers.ETag = Precondition.TagOf(info);
        return TypedResults.Ok(answer);
    }

    private static DashboardAnswer Answer(Dashboard found) =>
        new(
            found.Info.Name,
            found.Info.Share,
            found.Info.UpdatedAt,
            JsonSerializer.Deserialize<DashboardDocument>(found.Document, CardJson.Options)!
        );

    private static Task<IResult> WithStore(HttpContext http, Func<Task<IResult>> answer) =>
        StoreRoute.WithStore("Own dashboards", http, answer);

    private static IResult NoDashboard(string name) =>
        Problem(
            StatusCodes.Status404NotFound,
            "No such dashboard",
            $"You have no dashboard '{name}'. GET /api/me/dashboards lists those there are."
        );

    private static IResult Problem(int status, string title, string detail) =>
        TypedResults.Problem(detail, statusCode: status, title: title);

    [GeneratedRegex("^[0-9a-f]{32}\\z")]
    private static partial Regex Share();
}
