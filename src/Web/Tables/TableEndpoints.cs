using System.Collections.Immutable;
using System.ComponentModel;
using System.Security.Claims;
using Apollo.Model;
using Apollo.Web.Access;
using Apollo.Web.Api;
using Apollo.Web.Rows;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Apollo.Web.Tables;

/// <summary>
/// Key performance tables: every KPI by team, technician, location, category, priority, or what the desk breaks its
/// tickets down by besides. Totals are the cards.
/// </summary>
internal static class TableEndpoints
{
    private const string Technician = "technician";
    private const string ChosenKpis = "KPI ids separated by commas; all where left out";
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
        var tables = app.MapDesk("Tables", Role.Display)
            .MapGroup("/tables")
            .AddEndpointFilter<RouteGroupBuilder, TableFilter>();
        tables
            .MapGet("/{dimension}", Table)
            .Named("table", "A key performance table: groups × KPIs, with the cards as totals");
        tables.MapGet("/{dimension}.csv", Csv).Named("tableCsv", "A key performance table as CSV", CsvFile.Description);
        tables.MapGet("/{dimension}.xlsx", Xlsx).Named("tableXlsx", "A key performance table as an Excel workbook");
    }

    private static async Task<Results<Ok<PerformanceTable>, ProblemHttpResult>> Table(
        string desk,
        string dimension,
        AskedAs asked,
        Catalogues catalogues,
        IGrainFactory grains,
        CancellationToken cancellation
    ) =>
        await ReadAsync(desk, dimension, asked, catalogues, grains, cancellation) is { } table
            ? TypedResults.Ok(table)
            : Problems.FirstRead();

    private static async Task<Results<FileResult, ProblemHttpResult>> Csv(
        string desk,
        string dimension,
        [Description(ChosenKpis)] string? kpis,
        [Description(CsvFile.LocaleDescription)] string? locale,
        AskedAs asked,
        Catalogues catalogues,
        IGrainFactory grains,
        CancellationToken cancellation
    ) =>
        (locale is null ? CsvFile.Format : CsvFile.ForExcel(locale)) is { } format
            ? await File(desk, dimension, kpis, format, asked, catalogues, grains, cancellation)
            : Problems.NoLocale(locale!);

    private static Task<Results<FileResult, ProblemHttpResult>> Xlsx(
        string desk,
        string dimension,
        [Description(ChosenKpis)] string? kpis,
        AskedAs asked,
        Catalogues catalogues,
        IGrainFactory grains,
        CancellationToken cancellation
    ) => File(desk, dimension, kpis, XlsxFile.Format, asked, catalogues, grains, cancellation);

    private static async Task<Results<FileResult, ProblemHttpResult>> File(
        string desk,
        string dimension,
        string? kpis,
        FileFormat format,
        AskedAs asked,
        Catalogues catalogues,
        IGrainFactory grains,
        CancellationToken cancellation
    )
    {
        if (await ReadAsync(desk, dimension, asked, catalogues, grains, cancellation) is not { } table)
            return Problems.FirstRead();
        var wanted = (kpis ?? "").Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        if (wanted.FirstOrDefault(id => !table.Kpis.Contains(id)) is { } wrong)
            return Problems.NoKpi(wrong, desk);
        var columns = (await catalogues.OfAsync(desk, cancellation))
            .Where(kpi => wanted.Length == 0 ? table.Kpis.Contains(kpi.Id) : wanted.Contains(kpi.Id))
            .ToList();
        var rows = table
            .Rows.Select(row => Line(row.Group, columns.Select(row.Of)))
            .Append(Line("Total", columns.Select(kpi => table.Totals[kpi.Id].Value)))
            .ToImmutableArray();
        return new FileResult(
            format,
            $"{desk}-{dimension}",
            [dimension, .. columns.Select(kpi => kpi.Title)],
            _ => Once(rows)
        );
    }

    private static ImmutableArray<object?> Line(string group, IEnumerable<double?> values) =>
        [group, .. values.Select(value => (object?)value)];

    private static async IAsyncEnumerable<ImmutableArray<ImmutableArray<object?>>> Once(
        ImmutableArray<ImmutableArray<object?>> rows
    )
    {
        await Task.CompletedTask;
        yield return rows;
    }

    /// <summary>The table; null before the first full read is complete.</summary>
    private static async Task<PerformanceTable?> ReadAsync(
        string desk,
        string dimension,
        AskedAs asked,
        Catalogues catalogues,
        IGrainFactory grains,
        CancellationToken cancellation
    )
    {
        var known = await catalogues.OfAsync(desk, cancellation);
        var board = await grains.GetGrain<IDeskGrain>(desk).ChangesSince(null, cancellation);
        return board.Kpis.Length < known.Length
            ? null
            : PerformanceTable.Of(
                dimension,
                Breakdowns(dimension),
                board with
                {
                    Kpis = [.. board.Kpis.Select(asked.Shown)],
                },
                known
            );
    }

    /// <summary>A technician's tickets are those assigned to them, their interventions those they go to.</summary>
    private static string[] Breakdowns(string dimension) =>
        dimension == Technician ? [Dimension.Assignee, Dimension.Technician] : [dimension];

    /// <summary>What every table has in common: there is one, and the caller may see it.</summary>
    private sealed class TableFilter : IEndpointFilter
    {
        public async ValueTask<object?> InvokeAsync(
            EndpointFilterInvocationContext context,
            EndpointFilterDelegate next
        )
        {
            var http = context.HttpContext;
            var dimension = (string)http.GetRouteValue("dimension")!;
            var audience = http.Features.GetRequiredFeature<Audience>();
            if (!Dimensions.Contains(dimension) && await FurtherAsync(http) is var further)
                if (!further.All.Contains(dimension))
                    return Problems.NoTable(dimension, Dimensions.Concat(further.All));
            return Breakdowns(dimension).All(audience.SeesOf) ? await next(context) : Problems.NotForYou(dimension);
        }

        private static async Task<FurtherNames> FurtherAsync(HttpContext http) =>
            FurtherBreakdown.NamesIn(
                await http
                    .RequestServices.GetRequiredService<Catalogues>()
                    .OfAsync((string)http.GetRouteValue("desk")!, http.RequestAborted)
            );
    }
}
