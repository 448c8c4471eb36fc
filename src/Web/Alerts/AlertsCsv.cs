using System.ComponentModel;
using System.Globalization;
using System.Text.Json;
using Apollo.Model;
using Apollo.Web.Access;
using Apollo.Web.Api;
using CsvHelper;
using CsvHelper.Configuration;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Apollo.Web.Alerts;

/// <summary>The alerts of a desk as a file: all that stood in a span, latest first.</summary>
internal static class AlertsCsv
{
    private static readonly string[] Columns =
    [
        "id",
        "rule",
        "kind",
        "kpi",
        "dimension",
        "group",
        "severity",
        "state",
        "since",
        "firedAt",
        "resolvedAt",
        "seconds",
        "value",
        "worst",
        "limit",
        "ruleChanged",
        "acknowledgedBy",
        "acknowledgedAt",
        "comment",
        "told",
    ];

    public static void MapAlertsCsv(this WebApplication app) =>
        app.MapDesk("Alerts", Role.Viewer)
            .Stored("The alerts")
            .MapGet("/alerts.csv", Write)
            .Named(
                "alertsCsv",
                "The alerts of a span as CSV, latest first",
                "Times are UTC. Each caller gets those whose number is theirs to see; who was told, managers."
            );

    private static async Task<Results<PushStreamHttpResult, ProblemHttpResult>> Write(
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
        if (AlertEndpoints.FaultOf(state, from, to, out var phase) is { } wrong)
            return wrong;
        // Before a byte goes out it is known whether the store answers.
        var first = await ReadAsync(to?.UtcDateTime, cancellation);
        return TypedResults.Stream(
            async body =>
            {
                await using var text = new StreamWriter(body, leaveOpen: true);
                await using var csv = new CsvWriter(
                    text,
                    new CsvConfiguration(CultureInfo.InvariantCulture)
                    {
                        InjectionOptions = InjectionOptions.Escape,
                        InjectionEscapeCharacter = '\'',
                    },
                    leaveOpen: true
                );
                foreach (var name in Columns)
                    csv.WriteField(name);
                await csv.NextRecordAsync();
                var written = new HashSet<string>(StringComparer.Ordinal);
                for (var page = first; ; )
                {
                    var fresh = page.Where(alert => written.Add(alert.Id)).ToList();
                    var seen = fresh.Select(alert => alert.For(asked.Audience, caller.Person)).OfType<Alert>().ToList();
                    foreach (
                        var alert in await AlertEndpoints.WithToldAsync(
                            desk,
                            seen,
                            asked.Audience,
                            caller,
                            grains,
                            CancellationToken.None
                        )
                    )
                        await WriteAsync(csv, alert);
                    if (page.Count < IAlertsGrain.MostAnswered || fresh.Count == 0)
                        return;
                    // Those of the same instant come again, and are known.
                    var oldest = page.Min(alert => alert.FiredAt ?? alert.Since);
                    page = await ReadAsync(oldest.AddMilliseconds(1), CancellationToken.None);
                }
            },
            "text/csv; charset=utf-8",
            $"alerts-{desk}.csv"
        );

        async Task<IReadOnlyList<Alert>> ReadAsync(DateTime? until, CancellationToken given) =>
            await AlertEndpoints.Of(grains, desk).Alerts(phase, from?.UtcDateTime, until, given);
    }

    private static Task WriteAsync(CsvWriter csv, Alert alert)
    {
        object?[] fields =
        [
            alert.Id,
            alert.Name,
            Word(alert.Kind ?? AlertKind.Kpi),
            alert.Kpi,
            alert.Dimension,
            alert.Group,
            Word(alert.Severity),
            Word(alert.State),
            Time(alert.Since),
            Time(alert.FiredAt),
            Time(alert.ResolvedAt),
            alert is { FiredAt: { } begin, ResolvedAt: { } end } ? (long)(end - begin).TotalSeconds : null,
            alert.Value,
            alert.Worst,
            alert.Limit,
            alert.RuleChanged ? "yes" : "",
            alert.Acknowledged?.By,
            Time(alert.Acknowledged?.At),
            alert.Acknowledged?.Comment,
            string.Join(
                "; ",
                (alert.Told ?? []).Select(told => $"{told.Channel} to {told.To}: {Word(told.State)} {Time(told.At)}")
            ),
        ];
        foreach (var field in fields)
            csv.WriteField(Convert.ToString(field, CultureInfo.InvariantCulture));
        return csv.NextRecordAsync();
    }

    private static string Word<T>(T value)
        where T : struct, Enum => JsonNamingPolicy.CamelCase.ConvertName(value.ToString());

    private static string? Time(DateTime? at) =>
        at?.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);
}
