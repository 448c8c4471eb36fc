using System.Collections.Immutable;
using System.ComponentModel;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using Apollo.Cards;
using Apollo.Model;
using Apollo.Web.Access;
using Apollo.Web.Api;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Net.Http.Headers;

namespace Apollo.Web.Me;

/// <summary>The routes of own dashboards: an owner's own, and one behind a shared link.</summary>
internal static partial class DashboardEndpoints
{
    private const string Tag = "Own dashboards";

    public static void MapDashboards(this WebApplication app)
    {
        var own = app.MapApi("/api/me/dashboards", Tag).ForPeople().Stored(Tag).Within(seconds: 12);
        own.MapGet("/", All).Named("dashboards", "The caller's own dashboards, by name");
        own.MapGet("/{name}", One).Named("dashboard", "One of them with its sections and cards");
        own.MapPut("/{name}", Save)
            .Named(
                "saveDashboard",
                "Keeps a dashboard under a name, in place of what was there",
                "Where nobody signs in, the answer sets a cookie that stands for the browser. "
                    + "At most 50 dashboards of 200 cards and 64 KiB. "
                    + "With If-Match: the ETag that GET or PUT gave, it is kept only where nobody changed it "
                    + "since (of the one renamed, with from); "
                    + "If-None-Match: * keeps it only where there is none. Else 412."
            )
            .Accepts<DashboardDocument>("application/json")
            .ProducesProblem(StatusCodes.Status412PreconditionFailed);
        own.MapDelete("/{name}", Remove).Named("removeDashboard", "Deletes one; its shared link ends");
        app.MapApi("/api/dashboards", Tag)
            .ForKnown()
            .Stored(Tag)
            .Within(seconds: 12)
            .MapGet("/{share}", Shared)
            .Named("sharedDashboard", "The dashboard behind a shared link")
            .ForLinksToo();
    }

    private static async Task<Ok<ImmutableArray<DashboardInfo>>> All(
        IGrainFactory grains,
        HttpContext http,
        CancellationToken cancellation
    ) =>
        TypedResults.Ok(
            Owner.Find(http) is { } owner ? await grains.GetGrain<IDashboardsGrain>(owner).All(cancellation) : []
        );

    private static async Task<Results<OkWith<DashboardAnswer>, ProblemHttpResult>> One(
        string name,
        IGrainFactory grains,
        HttpContext http,
        CancellationToken cancellation
    ) =>
        Owner.Find(http) is { } owner
        && DashboardRules.FaultOfName(name) is null
        && await grains.GetGrain<IDashboardsGrain>(owner).Find(name, cancellation) is { } found
            ? Answer(found) is { } answer
                ? Revised(found.Info, answer)
                : Unreadable(found)
            : NoDashboard(name);

    private static async Task<Results<OkWith<DashboardInfo>, ProblemHttpResult>> Save(
        string name,
        [Description("The name it had, to rename it; its shared link goes on")] string? from,
        DashboardBody body,
        QuestionBounds bounds,
        IGrainFactory grains,
        HttpContext http,
        CancellationToken cancellation
    )
    {
        if ((DashboardRules.FaultOfName(name) ?? (from is null ? null : DashboardRules.FaultOfName(from))) is { } wrong)
            return Problems.Of(StatusCodes.Status400BadRequest, "No name", wrong);
        if (!Precondition.TryRead(http.Request.Headers, out var known, out var unclear))
            return Problems.Of(StatusCodes.Status400BadRequest, "No condition", unclear);
        if (body.Document is not { } document)
            return Problems.Of(StatusCodes.Status400BadRequest, "No dashboard", body.Fault!);
        // A cookie proves nothing: anybody can make one up.
        if (
            (
                Owner.Find(http) is not { } before
                || (await grains.GetGrain<IDashboardsGrain>(before).All(cancellation)).IsEmpty
            ) && bounds.TakeNewOwner(http) is { } tooMuch
        )
            return tooMuch;
        var saved = await grains
            .GetGrain<IDashboardsGrain>(Owner.FindOrMake(http))
            .Save(name, JsonSerializer.Serialize(document, CardJson.Options), from, known, cancellation);
        return saved.Outcome switch
        {
            DashboardOutcome.Saved => Revised(saved.Info!, saved.Info!),
            DashboardOutcome.TooMany => Problems.Of(
                StatusCodes.Status409Conflict,
                "Too many dashboards",
                $"You have {IDashboardsGrain.Most} dashboards already. Delete one first."
            ),
            DashboardOutcome.Changed => Problems.Of(
                StatusCodes.Status412PreconditionFailed,
                "Changed elsewhere",
                known!.Exists
                    ? $"The dashboard '{from ?? name}' was changed or deleted elsewhere since you read it. "
                        + "GET it again, and send the ETag it has now."
                    : $"You have a dashboard '{from ?? name}' already."
            ),
            DashboardOutcome.NameTaken => Problems.Of(
                StatusCodes.Status409Conflict,
                "Name taken",
                $"You have a dashboard '{name}' already."
            ),
            _ => NoDashboard(from ?? name),
        };
    }

    private static async Task<Results<NoContent, ProblemHttpResult>> Remove(
        string name,
        IGrainFactory grains,
        HttpContext http,
        CancellationToken cancellation
    ) =>
        Owner.Find(http) is { } owner
        && DashboardRules.FaultOfName(name) is null
        && await grains.GetGrain<IDashboardsGrain>(owner).Remove(name, cancellation)
            ? TypedResults.NoContent()
            : NoDashboard(name);

    private static async Task<Results<Ok<DashboardAnswer>, ProblemHttpResult>> Shared(
        string share,
        Caller caller,
        IGrainFactory grains,
        CancellationToken cancellation
    ) =>
        // The link of a board opens no other.
        (caller.Link?.Board ?? share) == share
        && Share().IsMatch(share)
        && await grains.GetGrain<ISharedDashboardsGrain>(0).Find(share, cancellation) is { } found
            ? Answer(found) is { } answer
                ? TypedResults.Ok(answer)
                : Unreadable(found)
            : Problems.Of(
                StatusCodes.Status404NotFound,
                "No such link",
                "There is no dashboard behind this link (any more). Ask who gave it to you."
            );

    private static OkWith<T> Revised<T>(DashboardInfo info, T answer) =>
        new(answer, HeaderNames.ETag, Precondition.TagOf(info));

    /// <summary>A dashboard as it is kept; null where that is no dashboard this Apollo can read.</summary>
    private static DashboardAnswer? Answer(Dashboard found) =>
        DashboardRules.Read(Encoding.UTF8.GetBytes(found.Document)).Document is { } document
            ? new(found.Info.Name, found.Info.Share, found.Info.UpdatedAt, document)
            : null;

    private static ProblemHttpResult Unreadable(Dashboard found) =>
        Problems.Of(
            StatusCodes.Status409Conflict,
            "Unreadable board",
            $"The board '{found.Info.Name}' is kept in a form that this Apollo cannot read. Save it anew, or delete it."
        );

    private static ProblemHttpResult NoDashboard(string name) =>
        Problems.Of(
            StatusCodes.Status404NotFound,
            "No such dashboard",
            $"You have no dashboard '{name}'. GET /api/me/dashboards lists those there are."
        );

    [GeneratedRegex("^[0-9a-f]{32}\\z")]
    private static partial Regex Share();
}
