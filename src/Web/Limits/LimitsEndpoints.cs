using System.ComponentModel;
using Apollo.Model;
using Apollo.Web.Access;
using Apollo.Web.Api;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Net.Http.Headers;

namespace Apollo.Web.Limits;

/// <summary>Limits as they are sent.</summary>
/// <param name="Warning">In the KPI's unit; null or left out = it never warns.</param>
/// <param name="Critical">In the KPI's unit; null or left out = it is never critical.</param>
internal sealed record LimitsDocument(double? Warning, double? Critical);

/// <summary>The limits of a desk's numbers, which managers set while it runs.</summary>
internal static class LimitsEndpoints
{
    private const string Group = "A group, as team:Network, or team:* for each; the whole desk where left out";

    public static void MapLimits(this WebApplication app)
    {
        var limits = app.MapDesk("Limits", Role.Manager).MapGroup("/limits").Stored("The limits").Within(seconds: 12);
        limits
            .MapGet("/", All)
            .Named("limits", "The limits of the desk's numbers, and of groups where some are set", "By the catalogue.");
        limits.MapGet("/{kpi}", One).Named("limitsOf", "The limits of one number, with their revision as ETag");
        limits
            .MapPut("/{kpi}", Set)
            .Named(
                "setLimits",
                "Sets the limits of one number: they hold at once, and the past keeps its own",
                "With If-Match: their ETag, only where nobody changed them since. Else 412."
            )
            .Accepts<LimitsDocument>("application/json")
            .ProducesProblem(StatusCodes.Status412PreconditionFailed);
        limits
            .MapDelete("/{kpi}", Reset)
            .Named("resetLimits", "Goes back to the configuration's limits; If-Match as with PUT")
            .ProducesProblem(StatusCodes.Status412PreconditionFailed);
    }

    private static ILimitsGrain Of(IGrainFactory grains, string desk) => grains.GetGrain<ILimitsGrain>(desk);

    private static async Task<Ok<List<KpiLimits>>> All(
        string desk,
        IGrainFactory grains,
        CancellationToken cancellation
    ) => TypedResults.Ok<List<KpiLimits>>([.. await Of(grains, desk).All(cancellation)]);

    private static async Task<Results<OkWith<KpiLimits>, ProblemHttpResult>> One(
        string desk,
        string kpi,
        [Description(Group)] string? group,
        IGrainFactory grains,
        CancellationToken cancellation
    ) =>
        await Of(grains, desk).Find(kpi, group, cancellation) is { } limits
            ? Revised(limits)
            : Problems.Of(
                StatusCodes.Status404NotFound,
                "No such limits",
                $"Desk {desk} has no number '{kpi}' with limits, or it is not broken down so. "
                    + $"GET /api/desks/{desk}/limits lists those there are."
            );

    private static async Task<Results<OkWith<KpiLimits>, ProblemHttpResult>> Set(
        string desk,
        string kpi,
        [Description(Group)] string? group,
        Sent<LimitsDocument> sent,
        HttpContext http,
        IGrainFactory grains,
        CancellationToken cancellation
    ) =>
        sent.Value is not { } limits
            ? Problems.Of(
                StatusCodes.Status400BadRequest,
                "No limits",
                """This is not the JSON of limits, such as {"warning":5,"critical":10}."""
            )
            : await KeepAsync(
                desk,
                kpi,
                group,
                new Thresholds(limits.Warning, limits.Critical),
                http,
                grains,
                cancellation
            );

    private static Task<Results<OkWith<KpiLimits>, ProblemHttpResult>> Reset(
        string desk,
        string kpi,
        [Description(Group)] string? group,
        HttpContext http,
        IGrainFactory grains,
        CancellationToken cancellation
    ) => KeepAsync(desk, kpi, group, null, http, grains, cancellation);

    private static async Task<Results<OkWith<KpiLimits>, ProblemHttpResult>> KeepAsync(
        string desk,
        string kpi,
        string? group,
        Thresholds? limits,
        HttpContext http,
        IGrainFactory grains,
        CancellationToken cancellation
    )
    {
        if (!RevisionTag.TryIfMatch(http, out var known, out var wrong))
            return wrong;
        var saved = await Of(grains, desk).Set(http.By(), kpi, group, limits, known, cancellation);
        return saved switch
        {
            { Limits: { } kept } => Revised(kept),
            { Outcome: LimitsOutcome.Wrong } => Problems.WrongParameter(saved.Field!, saved.Reason!),
            { Outcome: LimitsOutcome.Missing } => Problems.Of(
                StatusCodes.Status404NotFound,
                "No such KPI",
                $"There is no KPI '{kpi}'. GET /api/desks/{desk}/catalogue lists those there are."
            ),
            { Outcome: LimitsOutcome.TooMany } => Problems.Of(
                StatusCodes.Status409Conflict,
                "Too many limits",
                $"{ILimitsGrain.Most} numbers of the desk have limits of their own. Let some go back first."
            ),
            _ => RevisionTag.ChangedElsewhere("limits"),
        };
    }

    private static OkWith<KpiLimits> Revised(KpiLimits limits) =>
        new(limits, HeaderNames.ETag, RevisionTag.Of(limits.Revision));
}
