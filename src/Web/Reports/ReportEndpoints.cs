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
        "2 to 5 of channel, category, team, location, priority, kind, service, ending; "
        + "channel,category,team,ending where left out";
    private const string By = "location, team, category, priority or kind; location where left out";

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
        string desk,
        [AsParameters] ReportRequest request,
        [Description(Steps)] string? steps,
        AskedAs asked,
        IGrainFactory grains,
        CancellationToken cancellation
    ) => TypedResults.Ok(await FlowAsync(desk, request, steps, asked, grains, cancellation));

    private static async Task<Results<FileResult, ProblemHttpResult>> FlowFile(
        string desk,
        [AsParameters] ReportRequest request,
        [Description(Steps)] string? steps,
        [Description(CsvFile.LocaleDescription)] string? locale,
        AskedAs asked,
        IGrainFactory grains,
        CancellationToken cancellation
    ) =>
        Format(locale) is { } format
            ? ReportFiles.File(
                format,
                request.FileName(desk, "flow"),
                ReportFiles.Of(await FlowAsync(desk, request, steps, asked, grains, cancellation))
            )
            : Problems.NoLocale(locale!);

    private static async Task<Ok<ArrivalsReport>> Arrivals(
        string desk,
        [AsParameters] ReportRequest request,
        AskedAs asked,
        IGrainFactory grains,
        CancellationToken cancellation
    ) => TypedResults.Ok((await FiguresAsync(desk, request, asked, grains, cancellation)).Arrivals);

    private static Task<Results<FileResult, ProblemHttpResult>> ArrivalsFile(
        string desk,
        [AsParameters] ReportRequest request,
        [Description(CsvFile.LocaleDescription)] string? locale,
        AskedAs asked,
        IGrainFactory grains,
        CancellationToken cancellation
    ) =>
        File(
            locale,
            request.FileName(desk, "arrivals"),
            () => FiguresAsync(desk, request, asked, grains, cancellation),
            figures => ReportFiles.Of(figures.Arrivals)
        );

    private static async Task<Ok<DurationsReport>> Durations(
        string desk,
        [AsParameters] ReportRequest request,
        AskedAs asked,
        IGrainFactory grains,
        CancellationToken cancellation
    ) => TypedResults.Ok((await FiguresAsync(desk, request, asked, grains, cancellation)).Durations);

    private static Task<Results<FileResult, ProblemHttpResult>> DurationsFile(
        string desk,
        [AsParameters] ReportRequest request,
        [Description(CsvFile.LocaleDescription)] string? locale,
        AskedAs asked,
        IGrainFactory grains,
        CancellationToken cancellation
    ) =>
        File(
            locale,
            request.FileName(desk, "durations"),
            () => FiguresAsync(desk, request, asked, grains, cancellation),
            figures => ReportFiles.Of(figures.Durations)
        );

    private static async Task<Ok<AgeingReport>> Ageing(
        string desk,
        [AsParameters] ReportRequest request,
        AskedAs asked,
        IGrainFactory grains,
        CancellationToken cancellation
    ) => TypedResults.Ok((await FiguresAsync(desk, request, asked, grains, cancellation)).Ageing);

    private static Task<Results<FileResult, ProblemHttpResult>> AgeingFile(
        string desk,
        [AsParameters] ReportRequest request,
        [Description(CsvFile.LocaleDescription)] string? locale,
        AskedAs asked,
        IGrainFactory grains,
        CancellationToken cancellation
    ) =>
        File(
            locale,
            request.FileName(desk, "ageing"),
            () => FiguresAsync(desk, request, asked, grains, cancellation),
            figures => ReportFiles.Of(figures.Ageing)
        );

    private static async Task<Results<Ok<SlaReport>, ProblemHttpResult>> Sla(
        string desk,
        [AsParameters] ReportRequest request,
        [Description(By)] string? by,
        AskedAs asked,
        IGrainFactory grains,
        CancellationToken cancellation
    ) =>
        NoSla(by)
        ?? (Results<Ok<SlaReport>, ProblemHttpResult>)
            TypedResults.Ok(
                (await FiguresAsync(desk, request, asked, grains, cancellation)).Sla[by ?? Dimension.Location]
            );

    private static async Task<Results<FileResult, ProblemHttpResult>> SlaFile(
        string desk,
        [AsParameters] ReportRequest request,
        [Description(By)] string? by,
        [Description(CsvFile.LocaleDescription)] string? locale,
        AskedAs asked,
        IGrainFactory grains,
        CancellationToken cancellation
    ) =>
        NoSla(by)
        ?? await File(
            locale,
            request.FileName(desk, "sla"),
            () => FiguresAsync(desk, request, asked, grains, cancellation),
            figures => ReportFiles.Of(figures.Sla[by ?? Dimension.Location])
        );

    private static Task<FlowReport> FlowAsync(
        string desk,
        ReportRequest request,
        string? steps,
        AskedAs asked,
        IGrainFactory grains,
        CancellationToken cancellation
    )
    {
        var (query, reports) = (request.OfFigures(asked), grains.GetGrain<IReportsGrain>(desk));
        ImmutableArray<string> named = string.IsNullOrWhiteSpace(steps)
            ? FlowReport.UsualSteps
            : [.. steps.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)];
        return ReportAnswers.UntilAsync(() => reports.Flow(query, named, cancellation), cancellation);
    }

    private static Task<PeriodFigures> FiguresAsync(
        string desk,
        ReportRequest request,
        AskedAs asked,
        IGrainFactory grains,
        CancellationToken cancellation
    )
    {
        var (query, reports) = (request.OfFigures(asked), grains.GetGrain<IReportsGrain>(desk));
        return ReportAnswers.UntilAsync(() => reports.Figures(query, cancellation), cancellation);
    }

    private static async Task<Results<FileResult, ProblemHttpResult>> File(
        string? locale,
        string name,
        Func<Task<PeriodFigures>> ask,
        Func<PeriodFigures, (string[], IEnumerable<object?[]>)> rows
    ) => Format(locale) is { } format ? ReportFiles.File(format, name, rows(await ask())) : Problems.NoLocale(locale!);

    private static ProblemHttpResult? NoSla(string? by) =>
        by is null || SlaReport.AllBy.Contains(by)
            ? null
            : Problems.WrongParameter("by", $"by is '{by}': give one of {string.Join(", ", SlaReport.AllBy)}.");

    private static FileFormat? Format(string? locale) => locale is null ? CsvFile.Format : CsvFile.ForExcel(locale);
}
