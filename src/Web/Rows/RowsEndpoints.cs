using System.ComponentModel;
using Apollo.Model;
using Apollo.Web.Access;
using Apollo.Web.Api;
using Apollo.Web.Feeds;

namespace Apollo.Web.Rows;

/// <summary>The rows behind a number: pages, values for filters, whole files, and what moved.</summary>
internal static class RowsEndpoints
{
    private static readonly TimeSpan AnswerWithin = TimeSpan.FromSeconds(8);

    public static void MapRows(this WebApplication app)
    {
        var kpi = app.MapGroup("/api/desks/{desk}/kpis/{kpi}").WithTags("Rows");
        kpi.MapGet("/tickets", Page)
            .WithName("rows")
            .WithSummary("The rows behind the number, at one version and instant")
            .Produces<RowsPage>()
            .WithDescription(
                "Filter grammar: docs/api.md. `version` and `at` of an answer page the same cut for 60 s, then 410."
            );
        kpi.MapGet("/tickets/values", Values)
            .WithName("rowValues")
            .WithSummary("Values of a column among the rows, most frequent first")
            .Produces<IEnumerable<ValueCount>>();
        kpi.MapGet("/tickets.csv", Csv).WithName("rowsCsv").WithSummary("All the rows as CSV");
        kpi.MapGet("/tickets.xlsx", Xlsx).WithName("rowsXlsx").WithSummary("All the rows as an Excel workbook");
        kpi.MapGet("/moves", Moves)
            .WithName("moves")
            .WithSummary("Which rows entered and left since an instant, at most 24 h back")
            .Produces<KpiMoves>();

        var all = app.MapGroup("/api/desks/{desk}").WithTags("Rows");
        all.MapGet(
                "/tickets",
                ([AsParameters] RowsRequest request, HttpContext http, CancellationToken cancellation) =>
                    Page(IRowsGrain.AllTickets, request, http, cancellation)
            )
            .WithName("tickets")
            .WithSummary("All tickets held")
            .Produces<RowsPage>();
        all.MapGet(
                "/tickets/values",
                ([AsParameters] ValuesRequest request, HttpContext http, CancellationToken cancellation) =>
                    Values(IRowsGrain.AllTickets, request, http, cancellation)
            )
            .WithName("ticketValues")
            .WithSummary("Values of a column among all tickets held")
            .Produces<IEnumerable<ValueCount>>();
        all.MapGet(
                "/tickets.csv",
                ([AsParameters] RowsRequest request, HttpContext http, CancellationToken cancellation) =>
                    Csv(IRowsGrain.AllTickets, request, http, cancellation)
            )
            .WithName("ticketsCsv")
            .WithSummary("All tickets held as CSV");
        all.MapGet(
                "/tickets.xlsx",
                ([AsParameters] RowsRequest request, HttpContext http, CancellationToken cancellation) =>
                    Xlsx(IRowsGrain.AllTickets, request, http, cancellation)
            )
            .WithName("ticketsXlsx")
            .WithSummary("All tickets held as an Excel workbook");
    }

    private static Task<IResult> Page(
        string kpi,
        [AsParameters] RowsRequest request,
        HttpContext http,
        CancellationToken cancellation
    ) =>
        WithList(
            request.Desk,
            kpi,
            http,
            async (list, time) =>
            {
                if (request.Wrong() is { } wrong)
                    return wrong;
                http.Response.Headers.CacheControl = "no-store";
                var page = await list.Page(request.Query(), cancellation).WaitAsync(AnswerWithin, time, cancellation);
                return page is null ? Gone() : TypedResults.Ok(page);
            }
        );

    private static Task<IResult> Values(
        string kpi,
        [AsParameters] ValuesRequest request,
        HttpContext http,
        CancellationToken cancellation
    ) =>
        WithList(
            request.Desk,
            kpi,
            http,
            async (list, time) =>
            {
                http.Response.Headers.CacheControl = "no-store";
                return TypedResults.Ok(
                    await list.Values(request.Column, request.Filter, cancellation)
                        .WaitAsync(AnswerWithin, time, cancellation)
                );
            }
        );

    private static Task<IResult> Csv(
        string kpi,
        [AsParameters] RowsRequest request,
        HttpContext http,
        CancellationToken cancellation
    ) => File(kpi, request, CsvFile.Format, http, cancellation);

    private static Task<IResult> Xlsx(
        string kpi,
        [AsParameters] RowsRequest request,
        HttpContext http,
        CancellationToken cancellation
    ) => File(kpi, request, XlsxFile.Format, http, cancellation);

    private static Task<IResult> File(
        string kpi,
        RowsRequest request,
        FileFormat format,
        HttpContext http,
        CancellationToken cancellation
    ) =>
        WithList(
            request.Desk,
            kpi,
            http,
            async (list, time) =>
            {
                var export = new RowsExport(list, request.Query() with { Version = null, At = null }, time);
                var first = await export.FirstAsync(cancellation);
                return new FileResult(
                    format,
                    $"{request.Desk}-{kpi}",
                    body =>
                        format.WriteAsync(
                            body,
                            first.Rows.Columns,
                            export.PagesAsync(first, cancellation),
                            cancellation
                        )
                );
            }
        );

    private static Task<IResult> Moves(
        string desk,
        string kpi,
        [Description("From when, ISO 8601 UTC; the last hour where left out")] DateTimeOffset? since,
        HttpContext http,
        IGrainFactory grains,
        CancellationToken cancellation
    ) =>
        WithList(
            desk,
            kpi,
            http,
            async (_, time) =>
            {
                if (kpi == IRowsGrain.AllTickets)
                    return Problems.NoKpi(kpi, desk);
                http.Response.Headers.CacheControl = "no-store";
                var moves = await grains
                    .GetGrain<IKpiGrain>($"{desk}/{kpi}")
                    .Moves((since ?? time.GetUtcNow().AddHours(-1)).UtcDateTime)
                    .WaitAsync(AnswerWithin, time, cancellation);
                return moves is null ? Problems.FirstRead() : TypedResults.Ok(moves);
            }
        );

    private static async Task<IResult> WithList(
        string desk,
        string kpi,
        HttpContext http,
        Func<IRowsGrain, TimeProvider, Task<IResult>> answer
    )
    {
        var services = http.RequestServices;
        var grains = services.GetRequiredService<IGrainFactory>();
        return await DeskRoute.WithDesk(
            desk,
            http,
            async () =>
            {
                if (
                    kpi != IRowsGrain.AllTickets
                    && !(await services.GetRequiredService<Catalogues>().OfAsync(desk, http.RequestAborted)).Any(
                        known => known.Id == kpi
                    )
                )
                    return Problems.NoKpi(kpi, desk);
                return await answer(
                    grains.GetGrain<IRowsGrain>($"{desk}/{kpi}"),
                    services.GetRequiredService<TimeProvider>()
                );
            }
        );
    }

    private static IResult Gone() =>
        TypedResults.Problem(
            "The cut asked for is no longer kept (60 s). Ask without version and at for the newest.",
            statusCode: StatusCodes.Status410Gone,
            title: "Cut gone"
        );
}

/// <summary>What is asked of a list.</summary>
/// <param name="Desk">Desk id.</param>
/// <param name="Filter">Filter grammar of data tables.</param>
/// <param name="Sort">Columns, a minus for descending: <c>-dueAt,id</c>.</param>
/// <param name="Group">Column to group by.</param>
/// <param name="Offset">First row, from 0.</param>
/// <param name="Limit">Rows wanted, at most 5,000; 100 where left out.</param>
/// <param name="Version">Version of the cut to page on, with <paramref name="At"/>.</param>
/// <param name="At">Instant of the cut to page on.</param>
/// <param name="Columns">Columns wanted, separated by commas; all where left out.</param>
internal sealed record RowsRequest(
    string Desk,
    string? Filter,
    string? Sort,
    string? Group,
    int? Offset,
    int? Limit,
    string? Version,
    DateTimeOffset? At,
    string? Columns
)
{
    public RowsQuery Query() =>
        new()
        {
            Filter = Filter,
            Sort = Sort,
            Group = string.IsNullOrEmpty(Group) ? null : Group,
            Offset = Offset ?? 0,
            Limit = Limit ?? 100,
            Version = Version,
            At = At?.UtcDateTime,
            Columns =
            [
                .. (Columns ?? "").Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries),
            ],
        };

    public IResult? Wrong() =>
        Limit is < 0 or > RowsQuery.PageLimit
            ? Problems.WrongQuery($"limit is {Limit}: at most {RowsQuery.PageLimit} rows a page; the files give all.")
        : Offset < 0 ? Problems.WrongQuery($"offset is {Offset}: the first row is 0.")
        : Version is null != At is null ? Problems.WrongQuery("version and at belong together: give both, or neither.")
        : null;
}

/// <summary>What is asked for a filter's choices.</summary>
/// <param name="Desk">Desk id.</param>
/// <param name="Column">Name of the column.</param>
/// <param name="Filter">Filter grammar of data tables.</param>
internal sealed record ValuesRequest(string Desk, string Column, string? Filter);
