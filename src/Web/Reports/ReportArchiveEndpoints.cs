using System.Collections.Immutable;
using System.ComponentModel;
using System.Globalization;
using System.Text;
using Apollo.Model;
using Apollo.Web.Access;
using Apollo.Web.Api;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;

namespace Apollo.Web.Reports;

/// <summary>Which report is to be made.</summary>
/// <param name="Every">Length of its period.</param>
/// <param name="From">Any day of the period, as 2026-10-01.</param>
internal sealed record ReportRunDocument(ReportEvery? Every, string? From);

/// <summary>The page of a notebook that is to be kept.</summary>
/// <param name="Name">What people call it.</param>
/// <param name="Period">The days that it is about.</param>
/// <param name="Html">The page, with all that it needs inside.</param>
internal sealed record NotebookDocument(string? Name, NotebookPeriod? Period, string? Html);

/// <summary>Days as 2026-10-01, both included.</summary>
internal sealed record NotebookPeriod(string? From, string? To);

/// <summary>The reports that were made.</summary>
internal static class ReportArchiveEndpoints
{
    private const string Day = "yyyy-MM-dd";
    private const int MakeWithin = 120;

    /// <summary>JSON needs more bytes than the page that it holds.</summary>
    private const int LargestBody = 2 * IReportArchiveGrain.LargestPage;

    public static void MapReportArchive(this WebApplication app)
    {
        var archive = app.MapDesk("Reports", Role.Viewer)
            .MapGroup("/reports/archive")
            .Stored("The archive of reports")
            .Within(seconds: 12);
        archive
            .MapGet("/", All)
            .Named("reportArchive", "The reports that were made, newest first, and to how many each went");
        archive
            .MapGet("/{id}", Page)
            .Named("reportPage", "A report as one page of HTML, made for A4: no scripts, nothing fetched")
            .Produces<string>(StatusCodes.Status200OK, "text/html");
        archive
            .MapGet("/{id}.csv", Csv)
            .Named("reportCsv", "The figures of a service report as CSV")
            .Produces<string>(StatusCodes.Status200OK, "text/csv");
        archive
            .MapGet("/{id}.pdf", Pdf)
            .Named("reportPdf", "A service report as PDF, where Apollo:Reports:Browser names a Chromium")
            .Produces<byte[]>(StatusCodes.Status200OK, "application/pdf")
            .Within(seconds: 60)
            .AtMost(aMinute: 60);
        archive
            .MapPost("/", Run)
            .Named(
                "runReport",
                "Makes the service report of a day, week or month now; it goes to nobody",
                "Of a period that is not over: as of now."
            )
            .Accepts<ReportRunDocument>("application/json")
            .For(Role.Manager)
            .Within(MakeWithin)
            .AtMost(aMinute: 60);
        archive
            .MapPost("/{id}/again", Again)
            .Named("checkReport", "Reads the figures of a service report once more, and says which are others now")
            .For(Role.Manager)
            .OnlyReads()
            .Within(MakeWithin)
            .AtMost(aMinute: 60);
        archive
            .MapPost("/notebooks", Keep)
            .Named(
                "keepNotebook",
                "Keeps the page of a notebook, at most 10 MB",
                "For managers, and for programs with a token of the scope read:{desk}:manager."
            )
            .Accepts<NotebookDocument>("application/json")
            .For(Role.Manager)
            .ForTokensToo()
            .WithMetadata(new RequestSizeLimitAttribute(LargestBody))
            .AtMost(aMinute: 60);
    }

    private static IReportArchiveGrain Of(IGrainFactory grains, string desk) =>
        grains.GetGrain<IReportArchiveGrain>(desk);

    private static async Task<Results<Ok<ImmutableArray<ArchivedReport>>, ProblemHttpResult>> All(
        string desk,
        [Description("How many, 1 to 100")] int? limit,
        [Description("Id of the entry before which they lie")] string? before,
        IGrainFactory grains,
        CancellationToken cancellation
    ) =>
        limit is < 1 or > IReportArchiveGrain.Most
            ? Problems.WrongParameter("limit", $"limit is {limit}: give 1 to {IReportArchiveGrain.Most}.")
            : TypedResults.Ok(await Of(grains, desk).Archive(limit ?? IReportArchiveGrain.Most, before, cancellation));

    private static async Task<Results<ReportPageResult, ProblemHttpResult>> Page(
        string desk,
        string id,
        IGrainFactory grains,
        CancellationToken cancellation
    ) => await Of(grains, desk).Page(id, cancellation) is { } page ? new ReportPageResult(page) : NoReport(desk, id);

    private static async Task<Results<FileContentHttpResult, ProblemHttpResult>> Csv(
        string desk,
        string id,
        IGrainFactory grains,
        CancellationToken cancellation
    ) =>
        await Of(grains, desk).Csv(id, cancellation) is { } csv
            ? TypedResults.File(
                [.. Encoding.UTF8.Preamble, .. Encoding.UTF8.GetBytes(csv.Text)],
                "text/csv; charset=utf-8",
                $"{csv.Name}.csv"
            )
            : NoReport(desk, id);

    private static async Task<Results<FileContentHttpResult, ProblemHttpResult>> Pdf(
        string desk,
        string id,
        PdfPrinter printer,
        IGrainFactory grains,
        CancellationToken cancellation
    )
    {
        if (!printer.IsThere)
            return Problems.Of(
                StatusCodes.Status404NotFound,
                "No PDF here",
                "Apollo:Reports:Browser names no Chromium on the web's machine. Set it, or print the page to PDF."
            );
        if (await Of(grains, desk).Page(id, cancellation) is not { Kind: ReportKind.Service } page)
            return NoReport(desk, id);
        var (pdf, why) = await printer.PrintAsync(page.Text, cancellation);
        return pdf is not null
            ? TypedResults.File(pdf, "application/pdf", $"{page.Name}.pdf")
            : Problems.Of(StatusCodes.Status503ServiceUnavailable, "No PDF", $"{why} Or print the page to PDF.");
    }

    private static async Task<Results<Created<ArchivedReport>, ProblemHttpResult>> Run(
        string desk,
        Sent<ReportRunDocument> sent,
        IGrainFactory grains,
        CancellationToken cancellation
    )
    {
        if (sent.Value is not { Every: { } every } || !Enum.IsDefined(every))
            return Problems.Of(
                StatusCodes.Status400BadRequest,
                "No report",
                """This is not the JSON of a report to be made, such as {"every":"month","from":"2026-10-01"}."""
            );
        if (!TryDay(sent.Value.From, out var from))
            return Problems.WrongParameter("from", "from is a day of the period, as 2026-10-01.");
        return await Of(grains, desk).Run(every, from, cancellation) is { } report
            ? TypedResults.Created($"/api/desks/{desk}/reports/archive/{report.Id}", report)
            : Problems.WrongParameter("from", "The period has not begun: give a day of one that has.");
    }

    private static async Task<Results<Ok<ReportCheck>, ProblemHttpResult>> Again(
        string desk,
        string id,
        IGrainFactory grains,
        CancellationToken cancellation
    ) => await Of(grains, desk).Again(id, cancellation) is { } check ? TypedResults.Ok(check) : NoReport(desk, id);

    private static async Task<Results<Created<ArchivedReport>, ProblemHttpResult>> Keep(
        string desk,
        Sent<NotebookDocument> sent,
        IGrainFactory grains,
        CancellationToken cancellation
    )
    {
        if (sent.Value is not { } notebook)
            return Problems.Of(
                StatusCodes.Status400BadRequest,
                "No notebook",
                """This is not the JSON of a page, such as {"name":"…","period":{"from":"…","to":"…"},"html":"…"}."""
            );
        var name = OneLine.Cleaned(notebook.Name);
        if (name.Length is 0 or > IReportArchiveGrain.LongestName)
            return Problems.WrongParameter(
                "name",
                $"A notebook has a name of 1 to {IReportArchiveGrain.LongestName} characters."
            );
        if (!TryDay(notebook.Period?.From, out var from) || !TryDay(notebook.Period?.To, out var to) || to < from)
            return Problems.WrongParameter("period", "period has from and to, as 2026-10-01, to not before from.");
        if (string.IsNullOrWhiteSpace(notebook.Html))
            return Problems.WrongParameter("html", "html is empty: send the page that the notebook gave.");
        if (Encoding.UTF8.GetByteCount(notebook.Html) > IReportArchiveGrain.LargestPage)
            return Problems.Of(
                StatusCodes.Status413PayloadTooLarge,
                "Too large",
                "The page has more than 10 MB: leave out data that nobody reads in it."
            );
        var report = await Of(grains, desk).Keep(name, new WholeDays(from, to), notebook.Html, cancellation);
        return TypedResults.Created($"/api/desks/{desk}/reports/archive/{report.Id}", report);
    }

    private static bool TryDay(string? text, out DateOnly day) =>
        DateOnly.TryParseExact(text, Day, CultureInfo.InvariantCulture, default, out day)
        && day.Year is >= 1970 and < 2200;

    private static ProblemHttpResult NoReport(string desk, string id) =>
        Problems.Of(
            StatusCodes.Status404NotFound,
            "No such report",
            $"Desk {desk} has no such file of a report '{id}'. GET /api/desks/{desk}/reports/archive lists the reports."
        );
}
