using Apollo.Model;
using Apollo.Web.Access;
using Apollo.Web.Api;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Apollo.Web.Alerts;

/// <summary>Tries a rule on the past.</summary>
internal static class BackTestEndpoint
{
    private const int Days = 30;

    public static void MapBackTest(this WebApplication app) =>
        app.MapDesk("Alerts", Role.Member)
            .MapGroup("/alert-rules")
            .Stored("The history")
            .Within(seconds: 12)
            .MapPost("/test", Test)
            .OnlyReads()
            .Costly()
            .Named(
                "testAlertRule",
                "What a rule raised in the past, or would have raised",
                "By its alerts where it was on; elsewhere by the history, as finely as that is kept. Nothing is kept."
            )
            .Accepts<BackTestDocument>("application/json");

    private static async Task<Results<Ok<BackTest>, ProblemHttpResult>> Test(
        string desk,
        Sent<BackTestDocument> sent,
        AskedAs asked,
        TimeProvider time,
        IGrainFactory grains,
        CancellationToken cancellation
    )
    {
        var document = sent.Value;
        if (AlertDocuments.Rule(document?.Rule, document?.Rule?.Id ?? "", out var wrong) is not { } rule)
            return wrong;
        if (!asked.Audience.SeesGroup(rule.Dimension, rule.Group))
            return Problems.NotForYou();
        KpiStatus? of = document!.Of switch
        {
            null => null,
            "warning" => KpiStatus.Warning,
            "critical" => KpiStatus.Critical,
            _ => KpiStatus.None,
        };
        if (of == KpiStatus.None || (of is { } limit && rule.LevelOf(limit) is null))
            return Problems.WrongParameter("of", "of is warning or critical, whichever the rule has; leave it out.");
        var to = document.To ?? time.GetUtcNow();
        var from = document.From ?? to.AddDays(-Days);
        return TypedResults.Ok(
            await grains
                .GetGrain<IBackTestGrain>(desk)
                .Test(new BackTestQuery(rule, from.UtcDateTime, to.UtcDateTime, of, asked.Audience), cancellation)
        );
    }
}
