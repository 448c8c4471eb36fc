using System.Collections.Immutable;
using System.ComponentModel;
using Apollo.Model;
using Apollo.Web.Access;
using Apollo.Web.Api;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Apollo.Web.Alerts;

/// <summary>The alerts of a desk, and what silences them.</summary>
internal static class AlertEndpoints
{
    public static void MapAlerts(this WebApplication app)
    {
        var alerts = app.MapDesk("Alerts", Role.Display).MapGroup("/alerts").Stored("The alerts").Within(seconds: 12);
        alerts
            .MapGet("/", Between)
            .Named(
                "alerts",
                "Alerts, latest first: those that stand, and those that are over",
                $"At most {IAlertsGrain.MostAnswered}. Each caller sees those whose number is theirs to see."
            );
        alerts
            .MapPut("/{id}/acknowledge", Acknowledge)
            .Named("acknowledgeAlert", "Says that the caller takes care of an alert that fires")
            .Accepts<AcknowledgeDocument>("application/json")
            .For(Role.Member);
        alerts
            .MapDelete("/{id}/acknowledge", TakeBack)
            .Named("unacknowledgeAlert", "Says that nobody takes care of an alert any more")
            .For(Role.Member);
        var silences = app.MapDesk("Alerts", Role.Member)
            .MapGroup("/silences")
            .Stored("The silences")
            .Within(seconds: 12);
        silences
            .MapGet(
                "/",
                async (
                    string desk,
                    [Description("Those that are over, the latest first")] bool? past,
                    IGrainFactory grains,
                    CancellationToken cancellation
                ) =>
                    TypedResults.Ok(
                        past == true
                            ? await Of(grains, desk).PastSilences(cancellation)
                            : await Of(grains, desk).Silences(cancellation)
                    )
            )
            .Named(
                "silences",
                "The silences that are not over, by their end; or those that are",
                $"With past=true at most {IAlertsGrain.MostPast}; they are kept as long as alerts are."
            );
        silences
            .MapPost("/", Silence)
            .Named(
                "silence",
                "Tells nobody of a rule, a KPI or a group for a while: states move meanwhile",
                $"At most {IAlertsGrain.LongestSilence} days, with a reason."
            )
            .Accepts<SilenceDocument>("application/json");
        silences.MapDelete("/{id}", EndSilence).Named("endSilence", "Ends a silence");
    }

    public static IAlertsGrain Of(IGrainFactory grains, string desk) => grains.GetGrain<IAlertsGrain>(desk);

    private static async Task<Results<Ok<List<Alert>>, ProblemHttpResult>> Between(
        string desk,
        [Description("pending, firing or resolved; all where left out")] string? state,
        [Description("Not over before; from the first on where left out")] DateTimeOffset? from,
        [Description("Begun before; to the last where left out")] DateTimeOffset? to,
        AskedAs asked,
        Caller caller,
        IGrainFactory grains,
        CancellationToken cancellation
    )
    {
        if (FaultOf(state, from, to, out var phase) is { } wrong)
            return wrong;
        var all = await Of(grains, desk).Alerts(phase, from?.UtcDateTime, to?.UtcDateTime, cancellation);
        var seen = all.Select(alert => alert.For(asked.Audience, caller.Person)).OfType<Alert>().ToList();
        return TypedResults.Ok(await WithToldAsync(desk, seen, asked.Audience, caller, grains, cancellation));
    }

    /// <summary>What is wrong with a span or state that is asked for; null = nothing.</summary>
    public static ProblemHttpResult? FaultOf(
        string? state,
        DateTimeOffset? from,
        DateTimeOffset? to,
        out AlertPhase? phase
    )
    {
        phase = null;
        if (state is not null)
        {
            if (!Enum.TryParse<AlertPhase>(state, ignoreCase: true, out var named) || char.IsDigit(state[0]))
                return Problems.WrongParameter("state", "state is pending, firing or resolved; leave it out for all.");
            phase = named;
        }
        return to <= from ? Problems.WrongParameter("to", "to is not after from: swap them.") : null;
    }

    /// <summary>Who was told: to managers all, to people themselves, to others nobody.</summary>
    public static async Task<List<Alert>> WithToldAsync(
        string desk,
        List<Alert> alerts,
        Audience audience,
        Caller caller,
        IGrainFactory grains,
        CancellationToken cancellation
    )
    {
        var me = caller is { IsPerson: true, Principal: { } person } ? person.Id : null;
        var isManager = audience.Role >= Role.Manager;
        if (alerts.Count == 0 || (!isManager && me is null))
            return alerts;
        var told = await grains
            .GetGrain<IDeliveryGrain>(desk)
            .Told([.. alerts.Select(alert => alert.Id)], cancellation);
        return alerts.ConvertAll(alert =>
            alert with
            {
                Told = [.. told.GetValueOrDefault(alert.Id, []).Where(one => isManager || one.Recipient == me)],
            }
        );
    }

    private static async Task<Results<Ok<Alert>, ProblemHttpResult>> Acknowledge(
        string desk,
        string id,
        Sent<AcknowledgeDocument> sent,
        AskedAs asked,
        HttpContext http,
        IGrainFactory grains,
        CancellationToken cancellation
    ) =>
        sent.Value is not { } document
            ? Problems.Of(StatusCodes.Status400BadRequest, "No comment", """Send {"comment":"…"}, or {}.""")
        : document.Comment?.Trim() is { Length: > IAlertsGrain.LongestText }
            ? Problems.WrongParameter("comment", $"comment has at most {IAlertsGrain.LongestText} characters.")
        : await KeepAsync(desk, id, document.Comment?.Trim() ?? "", asked, http, grains, cancellation);

    private static Task<Results<Ok<Alert>, ProblemHttpResult>> TakeBack(
        string desk,
        string id,
        AskedAs asked,
        HttpContext http,
        IGrainFactory grains,
        CancellationToken cancellation
    ) => KeepAsync(desk, id, null, asked, http, grains, cancellation);

    private static async Task<Results<Ok<Alert>, ProblemHttpResult>> KeepAsync(
        string desk,
        string id,
        string? comment,
        AskedAs asked,
        HttpContext http,
        IGrainFactory grains,
        CancellationToken cancellation
    ) =>
        await Of(grains, desk).Acknowledge(id, asked.Audience, http.By(), comment, cancellation) is { } alert
            ? TypedResults.Ok(alert)
            : Problems.Of(
                StatusCodes.Status404NotFound,
                "No such alert",
                $"No alert '{id}' fires on desk {desk}. GET /api/desks/{desk}/alerts?state=firing lists those that do."
            );

    private static async Task<Results<Created<AlertSilence>, ProblemHttpResult>> Silence(
        string desk,
        Sent<SilenceDocument> sent,
        HttpContext http,
        TimeProvider time,
        IGrainFactory grains,
        CancellationToken cancellation
    )
    {
        if (AlertDocuments.Silence(sent.Value, time.GetUtcNow(), out var wrong) is not { } silence)
            return wrong!;
        var saved = await Of(grains, desk).Silence(http.By(), silence, cancellation);
        return saved.Silence is { } kept
            ? TypedResults.Created($"/api/desks/{desk}/silences/{kept.Id}", kept)
            : Problems.Of(
                StatusCodes.Status409Conflict,
                "Too many silences",
                $"The desk has {IAlertsGrain.Most} silences. End some first."
            );
    }

    private static async Task<Results<NoContent, ProblemHttpResult>> EndSilence(
        string desk,
        string id,
        HttpContext http,
        IGrainFactory grains,
        CancellationToken cancellation
    ) =>
        await Of(grains, desk).EndSilence(http.By(), id, cancellation) == AlertOutcome.Done
            ? TypedResults.NoContent()
            : Problems.Of(
                StatusCodes.Status404NotFound,
                "No such silence",
                $"Desk {desk} has no silence '{id}'. GET /api/desks/{desk}/silences lists those there are."
            );
}
