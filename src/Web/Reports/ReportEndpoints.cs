using System.Collections.Immutable;
using System.ComponentModel;
using Apollo.Model;
using Apollo.Web.Access;
using Apollo.Web.Api;
using Apollo.Web.Rows;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Apollo.Web.Reports;

/// <summary>Figures over periods, read from the ITSM: each as JSON and as CSV.</summary>
internal static class ReportEndpoints
{
    private const string Steps =
        "2 to 5 of channel, category, team, location, priority, kind, service, ending and the desk's own breakdowns; "
        + "channel,category,team,ending where left out";
    private const string By =
        "location, team, category, priority, kind, or one of the desk's own; location where left out";

    // As long as a large ITSM is read; whoever leaves ends it.
    private const int Seconds = 300;

    public static void MapReports(this WebApplication app)
    {
        var reports = app.MapDesk("Reports", Role.Viewer).MapGroup("/reports").Within(Seconds);
        reports.MapGet("/flow", Flow).Named("flow", "The tickets opened in a period, along steps: which went where");
        reports.MapGet("/flow.csv", FlowFile).Named("flowCsv", "As CSV: the tickets of a period along steps");
        reports.MapGet("/arrivals", Arrivals).Named("arrivals", "When tickets were opened, by weekday and hour");
        reports.MapGet("/arrivals.csv", ArrivalsFile).Named("arrivalsCsv", "As CSV: when tickets were opened");
        reports.MapGet("/durations", Durations).Named("durations", "How long the tickets resolved in a period took");
        reports.MapGet("/durations.csv", DurationsFile).Named("durationsCsv", "As CSV: how long tickets took");
        reports.MapGet("/ageing", Ageing).Named("ageing", "How old the tickets were that were open, by team");
        reports.MapGet("/ageing.csv", AgeingFile).Named("ageingCsv", "As CSV: how old open tickets were");
        reports.MapGet("/sla", Sla).Named("sla", "How due times were kept in a period, by group");
        reports.MapGet("/sla.csv", SlaFile).Named("slaCsv", "As CSV: how due times were kept");
    }

    private static async Task<Ok<FlowReport>> Flow(
        [AsParameters] ReportRequest request,
        [Description(Steps)] string? steps
    ) => TypedResults.Ok(await FlowAsync(request, steps));

    private static Task<Results<FileResult, ProblemHttpResult>> FlowFile(
        [AsParameters] ReportRequest request,
        [Description(Steps)] string? steps,
        [Description(CsvFile.LocaleDescription)] string? locale
    ) => File(request, "flow", locale, async () => ReportFiles.Of(await FlowAsync(request, steps)));

    private static async Task<Ok<ArrivalsReport>> Arrivals([AsParameters] ReportRequest request) =>
        TypedResults.Ok((await FiguresAsync(request)).Arrivals);

    private static Task<Results<FileResult, ProblemHttpResult>> ArrivalsFile(
        [AsParameters] ReportRequest request,
        [Description(CsvFile.LocaleDescription)] string? locale
    ) => File(request, "arrivals", locale, async () => ReportFiles.Of((await FiguresAsync(request)).Arrivals));

    private static async Task<Ok<DurationsReport>> Durations([AsParameters] ReportRequest request) =>
        TypedResults.Ok((await FiguresAsync(request)).Durations);

    private static Task<Results<FileResult, ProblemHttpResult>> DurationsFile(
        [AsParameters] ReportRequest request,
        [Description(CsvFile.LocaleDescription)] string? locale
    ) => File(request, "durations", locale, async () => ReportFiles.Of((await FiguresAsync(request)).Durations));

    private static async Task<Ok<AgeingReport>> Ageing([AsParameters] ReportRequest request) =>
        TypedResults.Ok((await FiguresAsync(request)).Ageing);

    private static Task<Results<FileResult, ProblemHttpResult>> AgeingFile(
        [AsParameters] ReportRequest request,
        [Description(CsvFile.LocaleDescription)] string? locale
    ) => File(request, "ageing", locale, async () => ReportFiles.Of((await FiguresAsync(request)).Ageing));

    private static async Task<Results<Ok<SlaReport>, ProblemHttpResult>> Sla(
        [AsParameters] ReportRequest request,
        [Description(By)] string? by
    ) =>
        await NoSlaAsync(request, by)
        ?? (Results<Ok<SlaReport>, ProblemHttpResult>)TypedResults.Ok(await SlaAsync(request, by));

    private static async Task<Results<FileResult, ProblemHttpResult>> SlaFile(
        [AsParameters] ReportRequest request,
        [Description(By)] string? by,
        [Description(CsvFile.LocaleDescription)] string? locale
    ) =>
        await NoSlaAsync(request, by)
        ?? await File(request, "sla", locale, async () => ReportFiles.Of(await SlaAsync(request, by)));

    private static Task<FlowReport> FlowAsync(ReportRequest request, string? steps)
    {
        var query = request.OfFigures();
        ImmutableArray<string> named = string.IsNullOrWhiteSpace(steps)
            ? FlowReport.UsualSteps
            : [.. steps.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)];
        return request.AnswerAsync((reports, cancellation) => reports.Flow(query, named, cancellation));
    }

    private static Task<PeriodFigures> FiguresAsync(ReportRequest request)
    {
        var query = request.OfFigures();
        return request.AnswerAsync((reports, cancellation) => reports.Figures(query, cancellation));
    }

    private static async Task<SlaReport> SlaAsync(ReportRequest request, string? by) =>
        (await FiguresAsync(request)).Sla.GetValueOrDefault(by ?? Dimension.Location)
        ?? throw new ReportQueryException("by", $"by is '{by}': the desk has just lost it.");

    private static async Task<Results<FileResult, ProblemHttpResult>> File(
        ReportRequest request,
        string report,
        string? locale,
        Func<Task<(string[], IEnumerable<object?[]>)>> rows
    ) =>
        Format(locale) is { } format
            ? ReportFiles.File(format, request.FileName(report), await rows())
            : Problems.NoLocale(locale!);

    private static async Task<ProblemHttpResult?> NoSlaAsync(ReportRequest request, string? by)
    {
        if (by is null || SlaReport.AllBy.Contains(by))
            return null;
        var catalogue = await request.Catalogues.OfAsync(request.Desk, request.Cancellation);
        var all = SlaReport.AllBy.AddRange(FurtherBreakdown.NamesIn(catalogue).All);
        return all.Contains(by)
            ? null
            : Problems.WrongParameter("by", $"by is '{by}': give one of {string.Join(", ", all)}.");
    }

    private static FileFormat? Format(string? locale) => locale is null ? CsvFile.Format : CsvFile.ForExcel(locale);
}
