using Apollo.Model;
using Apollo.Web.Access;
using Apollo.Web.Api;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Net.Http.Headers;

namespace Apollo.Web.Alerts;

/// <summary>The rules of a desk's alerts.</summary>
internal static class AlertRuleEndpoints
{
    public static void MapAlertRules(this WebApplication app)
    {
        var rules = app.MapDesk("Alerts", Role.Member).MapGroup("/alert-rules").Stored("The rules").Within(seconds: 12);
        rules
            .MapGet("/", All)
            .Named("alertRules", "The rules by name; those that the desk's limits suggest have revision 0");
        rules.MapGet("/{id}", One).Named("alertRule", "One rule, with its revision as ETag");
        rules
            .MapPost("/", Add)
            .Named(
                "addAlertRule",
                "Adds a rule",
                "Managers any; members one of a team of theirs that tells teams of theirs."
            )
            .Accepts<RuleDocument>("application/json");
        rules
            .MapPut("/{id}", Change)
            .Named(
                "changeAlertRule",
                "Changes a rule, or keeps a suggested one; where it watches something else then, what stands ends",
                "With If-Match: its ETag, only where nobody changed it since. Else 412."
            )
            .Accepts<RuleDocument>("application/json")
            .ProducesProblem(StatusCodes.Status412PreconditionFailed);
        rules
            .MapDelete("/{id}", Remove)
            .Named("removeAlertRule", "Removes a rule; what it raised ends; If-Match as with PUT")
            .ProducesProblem(StatusCodes.Status412PreconditionFailed);
    }

    private static async Task<Ok<List<AlertRule>>> All(
        string desk,
        AskedAs asked,
        IGrainFactory grains,
        CancellationToken cancellation
    ) => TypedResults.Ok(await OfAsync(desk, asked, grains, cancellation));

    private static async Task<Results<OkWith<AlertRule>, ProblemHttpResult>> One(
        string desk,
        string id,
        AskedAs asked,
        IGrainFactory grains,
        CancellationToken cancellation
    ) =>
        (await OfAsync(desk, asked, grains, cancellation)).Find(rule => rule.Id == id) is { } rule
            ? Revised(rule)
            : NoRule(desk, id);

    private static async Task<Results<Created<AlertRule>, ProblemHttpResult>> Add(
        string desk,
        Sent<RuleDocument> sent,
        AskedAs asked,
        HttpContext http,
        IGrainFactory grains,
        CancellationToken cancellation
    )
    {
        if (AlertDocuments.Rule(sent.Value, "", out var wrong) is not { } rule)
            return wrong;
        var saved = await AlertEndpoints.Of(grains, desk).AddRule(http.By(), asked.Audience, rule, cancellation);
        if (saved.Rule is not { } kept)
            return Refused(saved, desk, "");
        http.Response.Headers.ETag = RevisionTag.Of(kept.Revision);
        return TypedResults.Created($"/api/desks/{desk}/alert-rules/{kept.Id}", kept);
    }

    private static async Task<Results<OkWith<AlertRule>, ProblemHttpResult>> Change(
        string desk,
        string id,
        Sent<RuleDocument> sent,
        AskedAs asked,
        HttpContext http,
        IGrainFactory grains,
        CancellationToken cancellation
    )
    {
        if (AlertDocuments.Rule(sent.Value, id, out var wrong) is not { } rule)
            return wrong;
        if (!RevisionTag.TryIfMatch(http, out var known, out wrong))
            return wrong;
        var saved = await AlertEndpoints
            .Of(grains, desk)
            .ChangeRule(http.By(), asked.Audience, rule, known, cancellation);
        return saved.Rule is { } kept ? Revised(kept) : Refused(saved, desk, id);
    }

    private static async Task<Results<NoContent, ProblemHttpResult>> Remove(
        string desk,
        string id,
        AskedAs asked,
        HttpContext http,
        IGrainFactory grains,
        CancellationToken cancellation
    )
    {
        if (!RevisionTag.TryIfMatch(http, out var known, out var wrong))
            return wrong;
        var outcome = await AlertEndpoints
            .Of(grains, desk)
            .RemoveRule(http.By(), asked.Audience, id, known, cancellation);
        return outcome == AlertOutcome.Done ? TypedResults.NoContent() : Refused(new RuleSaved(outcome), desk, id);
    }

    /// <summary>The rules whose numbers the caller may see.</summary>
    private static async Task<List<AlertRule>> OfAsync(
        string desk,
        AskedAs asked,
        IGrainFactory grains,
        CancellationToken cancellation
    ) =>
        [
            .. (await AlertEndpoints.Of(grains, desk).Rules(cancellation)).Where(rule =>
                asked.Audience.SeesGroup(rule.Dimension, rule.Group)
            ),
        ];

    private static OkWith<AlertRule> Revised(AlertRule rule) =>
        new(rule, HeaderNames.ETag, RevisionTag.Of(rule.Revision));

    private static ProblemHttpResult Refused(RuleSaved saved, string desk, string id) =>
        saved.Outcome switch
        {
            AlertOutcome.Wrong => Problems.WrongParameter(saved.Field!, saved.Reason!),
            AlertOutcome.NotForYou => Problems.NotForYou(),
            AlertOutcome.TooMany => Problems.Of(
                StatusCodes.Status409Conflict,
                "Too many rules",
                $"The desk has {IAlertsGrain.Most} rules. Remove some first."
            ),
            AlertOutcome.Missing => NoRule(desk, id),
            _ => RevisionTag.ChangedElsewhere("rule"),
        };

    private static ProblemHttpResult NoRule(string desk, string id) =>
        Problems.Of(
            StatusCodes.Status404NotFound,
            "No such rule",
            $"Desk {desk} has no rule '{id}'. GET /api/desks/{desk}/alert-rules lists those there are."
        );
}
