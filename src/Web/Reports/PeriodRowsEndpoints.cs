using System.ComponentModel;
using Apollo.Model;
using Apollo.Web.Access;
using Apollo.Web.Api;
using Apollo.Web.Rows;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Apollo.Web.Reports;

/// <summary>The tickets behind the figures of a period: pages of a list, and all of them as a file.</summary>
internal static class PeriodRowsEndpoints
{
    private const int UsualLimit = 100;
    private const string Of = "opened (where left out), resolved, responded, or open as of the period's end";

    public static void MapPeriodRows(this WebApplication app)
    {
        var rows = app.MapDesk("Reports", Role.Member).MapGroup("/reports").Within(seconds: 300);
        rows.MapGet("/rows", Page)
            .Named(
                "periodRows",
                "A page of the tickets of a period",
                "Newest first; open ones oldest first. The first 10,000 are paged, the file gives all."
            )
            .Costly();
        rows.MapGet("/rows.csv", File)
            .Named("periodRowsCsv", "As CSV: all tickets of a period, in no order", CsvFile.Description)
            .Within(seconds: 30)
            .Costly();
    }

    private static async Task<Results<Ok<PeriodRows>, ProblemHttpResult>> Page(
        [AsParameters] ReportRequest request,
        [Description(Of)] string? of,
        [Description("Rows wanted, at most 1,000; 100 where left out")] int? limit,
        [Description("The next of the page before")] string? after
    )
    {
        if (limit is < 1 or > PeriodRowsQuery.PageLimit)
            return Problems.WrongParameter(
                "limit",
                $"limit is {limit}: give 1 to {PeriodRowsQuery.PageLimit} rows a page; the file gives all."
            );
        var query = request.OfRows(Which(of));
        return TypedResults.Ok(
            await request.AnswerAsync(
                (reports, cancellation) => reports.Rows(query, after, limit ?? UsualLimit, cancellation)
            )
        );
    }

    private static async Task<Results<FileResult, ProblemHttpResult>> File(
        [AsParameters] ReportRequest request,
        [Description(Of)] string? of,
        [Description(CsvFile.LocaleDescription)] string? locale,
        AskedList list,
        HttpContext http,
        TimeProvider time
    )
    {
        if ((locale is null ? CsvFile.Format : CsvFile.ForExcel(locale)) is not { } format)
            return Problems.NoLocale(locale!);
        var (query, reports) = (request.OfRows(Which(of)), request.Grains.GetGrain<IReportsGrain>(request.Desk));
        var name = request.FileName((of ?? "opened") + "-tickets");
        if (http.Features.Get<BodyUnwanted>() is not null)
            return new FileResult(format, name, [], _ => throw new InvalidOperationException("No body is wanted."));
        var first = await reports.BeginFile(query, request.Cancellation);
        return new FileResult(
            format,
            name,
            first.Rows.Columns,
            sending =>
                locale is null
                    ? ReportAnswers.PagesAsync(reports, first, time, sending)
                    : ReportAnswers.PagesAsync(reports, first, time, sending).In(list.Zone, sending)
        );
    }

    /// <exception cref="ReportQueryException">There are no such tickets.</exception>
    private static PeriodOf Which(string? of) =>
        of switch
        {
            null or "" or "opened" => PeriodOf.Opened,
            "resolved" => PeriodOf.Resolved,
            "responded" => PeriodOf.Responded,
            "open" => PeriodOf.Open,
            _ => throw new ReportQueryException("of", $"of is '{of}': give opened, resolved, responded or open."),
        };
}
