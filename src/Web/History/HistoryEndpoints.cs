using System.ComponentModel;
using Apollo.Model;
using Apollo.Web.Access;
using Apollo.Web.Api;
using Apollo.Web.Rows;
using Microsoft.AspNetCore.Http.HttpResults;
using FromQueryAttribute = Microsoft.AspNetCore.Mvc.FromQueryAttribute;

namespace Apollo.Web.History;

/// <summary>What a desk remembers: values over time, as JSON and as files, and the latest hours of all KPIs.</summary>
internal static class HistoryEndpoints
{
    private const string SourceHeader = "X-Apollo-Source";
    private const string Kept = "The history";
    private const int MostLines = 50;
    private const string Others =
        "Further lines, each one KPI, of one group where that is given: overdue, overdue@team:Network";

    public static void MapHistory(this WebApplication app)
    {
        var kpi = app.MapKpi("History", Role.Viewer).Stored(Kept);
        kpi.MapGet("/history", One)
            .Named(
                "history",
                "Values of a KPI, or of one of its groups, over time",
                "Points of begin, last, least, greatest and mean value; gaps, limits as they were, notes. "
                    + "At most 2,000 points, but for days: a finer step is refused with the least that fits. "
                    + "Levels and how long they are kept: docs/history.md."
            );
        kpi.MapGet("/history.csv", OneFile)
            .Named("historyCsv", "As CSV: every point of a range of one KPI, and of further lines")
            .Within(seconds: 15)
            .Costly();
        var desk = app.MapDesk("History", Role.Viewer).Stored(Kept);
        desk.MapGet("/history.csv", File)
            .Named("historiesCsv", "As CSV: every point of a range of several KPIs")
            .Within(seconds: 15)
            .Costly();
        desk.MapGet("/trends", Latest)
            .Named(
                "trends",
                "The latest hours of all KPIs, for sparklines",
                "From the cache where it has them; the header X-Apollo-Source says so."
            )
            .For(Role.Display)
            .ForLinksToo();
    }

    private static async Task<Results<Ok<KpiHistory>, ProblemHttpResult>> One(
        string desk,
        string kpi,
        [AsParameters] HistoryRequest request,
        AskedAs asked,
        IGrainFactory grains,
        TimeProvider time,
        CancellationToken cancellation
    )
    {
        var query = request.Query(kpi, time.GetUtcNow());
        if (query.Dimension is { } dimension && !asked.MaySee(dimension))
            return Problems.NotForYou(dimension);
        return TypedResults.Ok(await grains.GetGrain<IHistoryGrain>(desk).History(query, cancellation));
    }

    private static Task<Results<FileResult, ProblemHttpResult>> OneFile(
        string desk,
        string kpi,
        [AsParameters] HistoryRequest request,
        [Description(Others), FromQuery(Name = "with")] string[]? others,
        Catalogues catalogues,
        AskedAs asked,
        IGrainFactory grains,
        TimeProvider time,
        CancellationToken cancellation
    ) => File(desk, kpi, request, others, catalogues, asked, grains, time, cancellation);

    private static async Task<Results<FileResult, ProblemHttpResult>> File(
        string desk,
        [Description("KPI ids separated by commas, at most 50")] string kpi,
        [AsParameters] HistoryRequest request,
        [Description(Others), FromQuery(Name = "with")] string[]? others,
        Catalogues catalogues,
        AskedAs asked,
        IGrainFactory grains,
        TimeProvider time,
        CancellationToken cancellation
    )
    {
        var wanted = kpi.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
            .Select(id => (Kpi: id, Group: request.Group))
            .Concat(
                (others ?? [])
                    .Select(line => line.Split('@', 2))
                    .Select(line => (Kpi: line[0], Group: line.ElementAtOrDefault(1)))
            )
            .Distinct()
            .ToList();
        if (wanted.Count is 0 or > MostLines)
            return Problems.WrongParameter("kpi", $"kpi names {wanted.Count} KPIs: give 1 to {MostLines} ids.");
        var known = await catalogues.OfAsync(desk, cancellation);
        if (wanted.Select(line => line.Kpi).FirstOrDefault(id => known.All(one => one.Id != id)) is { } wrong)
            return Problems.NoKpi(wrong, desk);
        var queries = wanted.ConvertAll(line =>
            (request with { Group = line.Group }).Query(line.Kpi, time.GetUtcNow())
        );
        if (
            queries.Select(query => query.Dimension).OfType<string>().FirstOrDefault(by => !asked.MaySee(by)) is
            { } hidden
        )
            return Problems.NotForYou(hidden);
        var file = new HistoryFile(grains.GetGrain<IHistoryGrain>(desk), queries, time);
        var step = await file.StepAsync(cancellation);
        return new FileResult(
            CsvFile.Format,
            wanted.Count == 1 ? $"{desk}-{wanted[0].Kpi}-history" : $"{desk}-history",
            HistoryFile.Columns,
            sending => file.PagesAsync(step, sending)
        );
    }

    private static async Task<Results<OkWith<Trends>, ProblemHttpResult>> Latest(
        string desk,
        [Description("1h (in minutes; where left out), 8h (in 5 minutes) or 24h (in quarters of an hour)")]
            string? span,
        [Description("A breakdown to add: team, location, category, priority, or one of the desk's own")]
            string? dimension,
        AskedAs asked,
        Catalogues catalogues,
        TrendReader trends,
        IGrainFactory grains,
        CancellationToken cancellation
    )
    {
        int? hours = span switch
        {
            null or "" or "1h" => 1,
            "8h" => 8,
            "24h" => 24,
            _ => null,
        };
        if (hours is null)
            return Problems.WrongParameter("span", $"span is '{span}': give 1h, 8h or 24h.");
        if (dimension is not null && await NotKeptAsync(desk, dimension, catalogues, cancellation) is { } wrong)
            return wrong;
        if (dimension is not null && !asked.MaySee(dimension))
            return Problems.NotForYou(dimension);
        return await trends.ReadAsync(desk, hours.Value, dimension, cancellation) is { } cached
            ? new OkWith<Trends>(asked.Shown(cached), SourceHeader, "cache")
            : new OkWith<Trends>(
                asked.Shown(await grains.GetGrain<IHistoryGrain>(desk).Trends(hours.Value, dimension, cancellation)),
                SourceHeader,
                "grains"
            );
    }

    /// <summary>Why history is not kept by a breakdown; null = it is.</summary>
    private static async Task<ProblemHttpResult?> NotKeptAsync(
        string desk,
        string dimension,
        Catalogues catalogues,
        CancellationToken cancellation
    )
    {
        var kept = (await catalogues.OfAsync(desk, cancellation))
            .SelectMany(kpi => kpi.Breakdowns)
            .Union(Dimension.All)
            .Where(name => !Dimension.IsByPerson(name))
            .ToList();
        return kept.Contains(dimension)
            ? null
            : Problems.WrongParameter(
                "dimension",
                $"dimension is '{dimension}': history is kept by {string.Join(", ", kept)}, never by person."
            );
    }
}
