using System.Collections.Immutable;
using System.ComponentModel;
using Apollo.Model;
using Apollo.Web.Access;
using Apollo.Web.Api;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Apollo.Web.Rows;

/// <summary>The rows behind a number: pages, values for filters, whole files, and what moved.</summary>
internal static class RowsEndpoints
{
    public static void MapRows(this WebApplication app)
    {
        MapList(app.MapKpi("Rows", Role.Member), "row", "rows", "the rows behind the number");
        MapList(app.MapDesk("Rows", Role.Member), "ticket", "tickets", "all tickets held");
        app.MapKpi("Rows", Role.Member)
            .MapGet("/moves", Moves)
            .Named("moves", "Which rows entered and left since an instant, at most 24 h back");
    }

    private static void MapList(RouteGroupBuilder list, string one, string many, string what)
    {
        list.MapGet("/tickets", Page)
            .Named(
                many,
                $"A page of {what}, at one version and instant",
                "Filter grammar: docs/api.md. `version` and `at` of an answer page the same cut for 60 s, then 410."
            )
            .Costly();
        list.MapPost("/tickets/query", Query)
            .OnlyReads()
            .Named($"{many}Query", $"A page of {what}, for filters too long for an address")
            .Costly();
        list.MapGet("/tickets/values", Values)
            .Named($"{one}Values", $"Values of a column among {what}, most frequent first")
            .Costly();
        list.MapGet("/tickets.csv", Csv)
            .Named($"{many}Csv", $"As CSV: {what}", CsvFile.Description)
            .Within(seconds: 15)
            .Costly();
        list.MapGet("/tickets.xlsx", Xlsx)
            .Named($"{many}Xlsx", $"As an Excel workbook: {what}")
            .Within(seconds: 15)
            .Costly();
    }

    private static Task<Results<Ok<RowsPage>, ProblemHttpResult>> Query(
        AskedList list,
        AskedAs asked,
        RowsRequest request,
        CancellationToken cancellation
    ) => Page(list, asked, request, cancellation);

    private static async Task<Results<Ok<RowsPage>, ProblemHttpResult>> Page(
        AskedList list,
        AskedAs asked,
        [AsParameters] RowsRequest request,
        CancellationToken cancellation
    )
    {
        if (request.Wrong(asked) is { } wrong)
            return wrong;
        return await list.Rows.Page(request.Query(asked), cancellation) is { } page
            ? TypedResults.Ok(page)
            : Problems.Of(
                StatusCodes.Status410Gone,
                "Cut gone",
                "The cut asked for is no longer kept (60 s). Ask without version and at for the newest."
            );
    }

    private static async Task<Results<Ok<ImmutableArray<ValueCount>>, ProblemHttpResult>> Values(
        AskedList list,
        AskedAs asked,
        [Description("Name of the column")] string column,
        [Description("Filter grammar of data tables")] string? filter,
        CancellationToken cancellation
    ) =>
        asked.MaySee(column)
            ? TypedResults.Ok(
                await list.Rows.Values(column, RowsRequest.QueryOfValues(column, filter, asked), cancellation)
            )
            : Problems.NotForYou(column);

    private static async Task<Results<FileResult, ProblemHttpResult>> Csv(
        AskedList list,
        AskedAs asked,
        [AsParameters] RowsRequest request,
        [Description(CsvFile.LocaleDescription)] string? locale,
        TimeProvider time,
        CancellationToken cancellation
    ) =>
        locale is null ? await File(list, asked, request, CsvFile.Format, zone: null, time, cancellation)
        : CsvFile.ForExcel(locale) is { } format
            ? await File(list, asked, request, format, list.Zone, time, cancellation)
        : Problems.NoLocale(locale);

    private static Task<Results<FileResult, ProblemHttpResult>> Xlsx(
        AskedList list,
        AskedAs asked,
        [AsParameters] RowsRequest request,
        TimeProvider time,
        CancellationToken cancellation
    ) => File(list, asked, request, XlsxFile.Format, list.Zone, time, cancellation);

    private static async Task<Results<FileResult, ProblemHttpResult>> File(
        AskedList list,
        AskedAs asked,
        RowsRequest request,
        FileFormat format,
        string? zone,
        TimeProvider time,
        CancellationToken cancellation
    )
    {
        if (request.Wrong(asked) is { } wrong)
            return wrong;
        var export = new RowsExport(list.Rows, request.Query(asked) with { Version = null, At = null }, time);
        var first = await export.FirstAsync(cancellation);
        return zone is null
            ? new FileResult(format, list.FileName, first.Rows.Columns, sending => export.PagesAsync(first, sending))
            : new FileResult(
                format,
                list.FileName,
                DeskTimes.Headings(first.Rows.Columns, first.Rows.Rows, zone),
                sending => export.PagesAsync(first, sending).In(zone, sending)
            );
    }

    private static async Task<Results<Ok<KpiMoves>, ProblemHttpResult>> Moves(
        string desk,
        string kpi,
        [Description("From when, ISO 8601 UTC; the last hour where left out")] DateTimeOffset? since,
        AskedAs asked,
        IGrainFactory grains,
        TimeProvider time
    ) =>
        await grains
            .GetGrain<IKpiGrain>($"{desk}/{kpi}")
            .Moves((since ?? time.GetUtcNow().AddHours(-1)).UtcDateTime, asked.Audience.OfRows)
            is { } moves
            ? TypedResults.Ok(asked.Shown(moves))
            : Problems.FirstRead();
}
