using System.Collections.Immutable;
using System.ComponentModel;
using Apollo.Model;
using Apollo.Web.Access;
using Apollo.Web.Api;
using Apollo.Web.Rows;

namespace Apollo.Web.Tables;

/// <summary>
/// Key performance tables: every KPI by team, technician, location, category or priority. Totals are the cards.
/// </summary>
internal static class TableEndpoints
{
    private const string Technician = "technician";
    private const string ChosenKpis = "KPI ids separated by commas; all where left out";
    private static readonly TimeSpan AnswerWithin = TimeSpan.FromSeconds(8);
    private static readonly string[] Dimensions =
    [
        Dimension.Team,
        Technician,
        Dimension.Location,
        Dimension.Category,
        Dimension.Priority,
    ];

    public static void MapTables(this WebApplication app)
    {
        var tables = app.MapGroup("/api/desks/{desk}/tables").WithTags("Tables");
        tables
            .MapGet("/{dimension}", Table)
            .WithName("table")
            .WithSummary("A key performance table: groups × KPIs, with the cards as totals")
            .Produces<PerformanceTable>();
        tables.MapGet("/{dimension}.csv", Csv).WithName("tableCsv").WithSummary("A key performance table as CSV");
        tables
            .MapGet("/{dimension}.xlsx", Xlsx)
            .WithName("tableXlsx")
            .WithSummary("A key performance table as an Excel workbook");
    }

    private static Task<IResult> Table(
        string desk,
        string dimension,
        HttpContext http,
        CancellationToken cancellation
    ) => With(desk, dimension, http, (table, _) => TypedResults.Ok(table), cancellation);

    private static Task<IResult> Csv(
        string desk,
        string dimension,
        [Description(ChosenKpis)] string? kpis,
        HttpContext http,
        CancellationToken cancellation
    ) => File(desk, dimension, kpis, CsvFile.Format, http, cancellation);

    private static Task<IResult> Xlsx(
        string desk,
        string dimension,
        [Description(ChosenKpis)] string? kpis,
        HttpContext http,
        CancellationToken cancellation
    ) => File(desk, dimension, kpis, XlsxFile.Format, http, cancellation);

    private static Task<IResult> File(
        string desk,
        string dimension,
        string? kpis,
        FileFormat format,
        HttpContext http,
        CancellationToken cancellation
    ) =>
        With(
            desk,
            dimension,
            http,
            (table, known) =>
            {
                var wanted = (kpis ?? "").Split(
                    ',',
                    StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries
                );
                if (wanted.FirstOrDefault(id => !table.Kpis.Contains(id)) is { } wrong)
                    return Problems.NoKpi(wrong, desk);
                var columns = known
                    .Where(kpi => wanted.Length == 0 ? table.Kpis.Contains(kpi.Id) : wanted.Contains(kpi.Id))
                    .ToList();
                var rows = table
                    .Rows.Select(row => Line(row.Group, columns.Select(kpi => row.Values.GetValueOrDefault(kpi.Id))))
                    .Append(Line("Total", columns.Select(kpi => table.Totals[kpi.Id].Value)))
                    .ToImmutableArray();
                return new FileResult(
                    format,
                    $"{desk}-{dimension}",
                    body =>
                        format.WriteAsync(
                            body,
                            [dimension, .. columns.Select(kpi => kpi.Title)],
                            Once(rows),
                            cancellation
                        )
                );
            },
            cancellation
        );

    private static ImmutableArray<object?> Line(string group, IEnumerable<double?> values) =>
        [group, .. values.Select(value => (object?)value)];

    private static async IAsyncEnumerable<ImmutableArray<ImmutableArray<object?>>> Once(
        ImmutableArray<ImmutableArray<object?>> rows
    )
    {
        await Task.CompletedTask;
        yield return rows;
    }

    private static Task<IResult> With(
        string desk,
        string dimension,
        HttpContext http,
        Func<PerformanceTable, ImmutableArray<KpiDefinition>, IResult> answer,
        CancellationToken cancellation
    ) =>
        DeskRoute.WithDesk(
            desk,
            http,
            async () =>
            {
                var services = http.RequestServices;
                var access = services.GetRequiredService<DeskAccess>();
                if (!Dimensions.Contains(dimension))
                    return Problems.NoTable(dimension, Dimensions);
                // A technician's tickets are those assigned to them, and their interventions those they go to.
                string[] breakdowns =
                    dimension == Technician ? [Dimension.Assignee, Dimension.Technician] : [dimension];
                if (breakdowns.Any(breakdown => !access.MaySeeDimension(http.User, desk, breakdown)))
                    return Problems.NotForYou(dimension);
                http.Response.Headers.CacheControl = "no-store";
                var known = await services.GetRequiredService<Catalogues>().OfAsync(desk, cancellation);
                var board = await services
                    .GetRequiredService<IGrainFactory>()
                    .GetGrain<IDeskGrain>(desk)
                    .ChangesSince(null, cancellation)
                    .WaitAsync(AnswerWithin, services.GetRequiredService<TimeProvider>(), cancellation);
                return board.Kpis.Length < known.Length
                    ? Problems.FirstRead()
                    : answer(PerformanceTable.Of(dimension, breakdowns, board, known), known);
            }
        );
}
