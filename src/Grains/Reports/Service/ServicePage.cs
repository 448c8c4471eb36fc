using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using Apollo.Grains.Store;
using Apollo.Model;
using NodaTime;

namespace Apollo.Grains.Reports.Service;

/// <summary>Whose report it is, and how it came about.</summary>
/// <param name="Desk">The desk.</param>
/// <param name="Zone">Its zone.</param>
/// <param name="MadeAt">When it was made, Unix ms.</param>
/// <param name="DueAt">When it was to be made, Unix ms; null = nobody planned it.</param>
internal sealed record ReportMaking(DeskInfo Desk, DateTimeZone Zone, long MadeAt, long? DueAt)
{
    /// <summary>How much too late it was made, in words; null = it was not.</summary>
    public string? Late =>
        StoredReport.IsLate(DueAt, MadeAt)
            ? $"Made {Words.At(MadeAt, Zone)}, planned for {Words.At(DueAt!.Value, Zone)}: late. "
                + "The figures are those of the period."
            : null;
}

/// <summary>A report as one page of HTML, made for A4: no scripts, nothing fetched.</summary>
internal static class ServicePage
{
    private const int MostRows = 14;
    private const string Mark =
        "<svg class=\"mark\" viewBox=\"0 0 28 28\" aria-hidden=\"true\"><circle cx=\"14\" cy=\"14\" r=\"12.6\"/>"
        + "<path d=\"M3.5 14.5h5l3-7 4.5 13 3-6h5.5\"/></svg>";

    public static string Html(ServiceFigures figures, ReportMaking making)
    {
        var name = Words.Name(figures.Every, figures.Days);
        var html = new StringBuilder("<!doctype html><html lang=\"en\"><head><meta charset=\"utf-8\">")
            .Append("<meta name=\"viewport\" content=\"width=device-width\">")
            .Append("<title>")
            .Append(Words.Encoded($"{making.Desk.Name}: service report, {name}"))
            .Append("</title><style>")
            .Append(PageStyle.Text)
            .Append("</style></head><body><main>")
            .Append("<header>")
            .Append(Mark)
            .Append("<p>")
            .Append(Words.Encoded(making.Desk.Name))
            .Append("</p><h1>")
            .Append(Words.Encoded($"Service report, {name}"))
            .Append("</h1><p class=\"span\">")
            .Append(Words.Encoded(Under(figures, making)))
            .Append("</p></header>");
        if (!figures.IsOver)
            Note(html, $"The period is not over: these are the figures as of {Words.At(figures.AsOf, making.Zone)}.");
        if (making.Late is { } late)
            Note(html, late);
        if (figures.Desk.Opened + figures.Desk.Resolved + figures.Desk.Open == 0)
            html.Append("<p class=\"lead\">No ticket in this period.</p>");
        else
            Body(html, figures);
        var file = Words.File(figures.Every, figures.Days);
        return html.Append("<footer>")
            .Append(Words.Encoded($"Read from the ITSM {Words.At(figures.ReadAt, making.Zone)}. "))
            .Append(Words.Encoded($"The same figures as CSV: {file}.csv"))
            .Append("</footer></main></body></html>")
            .ToString();
    }

    /// <summary>The line below the title.</summary>
    public static string Under(ServiceFigures figures, ReportMaking making) =>
        $"{Words.Span(figures.Days)}, {figures.ServiceDays} service day{(figures.ServiceDays == 1 ? "" : "s")}, "
        + making.Zone.Id;

    private static void Body(StringBuilder html, ServiceFigures figures)
    {
        html.Append("<p class=\"lead\">");
        html.AppendJoin(' ', ServiceText.Head(figures).Select(Words.Html)).Append("</p>");
        Tiles(html, figures);
        Charts(html, figures);
        var (resolution, response) = (figures.ResolutionTarget, figures.ResponseTarget);
        ReportTable.Write(
            html,
            "By team",
            "Team",
            figures.Teams,
            figures.Desk,
            MostRows,
            [
                new("Opened", counts => Words.Count(counts.Opened)),
                new("Resolved", counts => Words.Count(counts.Resolved)),
                new("Open", counts => Words.Count(counts.Open)),
                new("Half within", counts => Words.Time(counts.Median)) { IsOfOthers = false },
                new("90 % within", counts => Words.Time(counts.P90)) { IsOfOthers = false },
                ReportColumn.Share("Responded in time", counts => counts.Response, response),
                ReportColumn.Share("Resolved in time", counts => counts.Resolution, resolution),
            ]
        );
        html.Append("<div class=\"two\">");
        ReportTable.Write(
            html,
            "By priority",
            "Priority",
            figures.Priorities,
            null,
            MostRows,
            [
                new("Opened", counts => Words.Count(counts.Opened)),
                new("Open", counts => Words.Count(counts.Open)),
                ReportColumn.Share("In time", counts => counts.Resolution, resolution),
            ]
        );
        html.Append("<section><h2>What stood out</h2><ul>");
        foreach (var line in ServiceText.Standing(figures))
            html.Append("<li>").Append(Words.Html(line)).Append("</li>");
        html.Append("</ul></section></div>");
        foreach (
            var (title, head, groups) in ((string, string, ImmutableArray<ServiceGroup>)[])
                [("By location", "Location", figures.Locations), ("By category", "Category", figures.Categories)]
        )
            ReportTable.Write(
                html,
                title,
                head,
                groups,
                figures.Desk,
                MostRows,
                [
                    new("Opened", counts => Words.Count(counts.Opened)),
                    new("Change", null),
                    new("Resolved", counts => Words.Count(counts.Resolved)),
                    new("Open", counts => Words.Count(counts.Open)),
                    new("Overdue", counts => Words.Count(counts.Overdue)),
                    ReportColumn.Share("Resolved in time", counts => counts.Resolution, resolution),
                ],
                figures.DeskBefore.Opened
            );
        Times(html, figures);
    }

    /// <summary>What the charts show by day or by hour, as a table.</summary>
    private static void Times(StringBuilder html, ServiceFigures figures)
    {
        if (figures.ByDay.Length > 1)
            ReportTable.Write(
                html,
                "By day",
                "Day",
                [.. figures.ByDay.Select(Day)],
                null,
                int.MaxValue,
                [
                    new("Opened", counts => Words.Count(counts.Opened)),
                    new("Resolved", counts => Words.Count(counts.Resolved)),
                    new("With a due time", counts => Words.Count(counts.Resolution.Due)),
                    ReportColumn.Share("Resolved in time", counts => counts.Resolution, figures.ResolutionTarget),
                ]
            );
        else if (ServiceCharts.ByHour(figures) is { } hours)
        {
            var opened = new ServiceGroup("Opened", new(0, 0, 0, 0, 0, new(0, 0), new(0, 0)), 0);
            html.Append("<div class=\"dense\">");
            ReportTable.Write(html, "By hour", "Hour", [opened], null, 1, [.. hours.Select(Hour)]);
            html.Append("</div>");
        }

        static ServiceGroup Day(ServiceDay day) =>
            new(
                day.Day.ToString("ddd d MMM", CultureInfo.InvariantCulture),
                new(day.Opened, day.Resolved, 0, 0, 0, day.Resolution, new(0, 0)),
                0
            );

        static ReportColumn Hour(int opened, int hour) => new($"{hour}", _ => Words.Count(opened));
    }

    private static void Note(StringBuilder html, string text) =>
        html.Append("<p class=\"note\">").Append(Words.Html(text)).Append("</p>");

    private static void Tiles(StringBuilder html, ServiceFigures figures)
    {
        html.Append("<dl class=\"tiles\">");
        foreach (var (title, value, below) in ReportTiles.Of(figures))
            html.Append("<div><dt>")
                .Append(Words.Encoded(title))
                .Append("</dt><dd>")
                .Append(Words.Encoded(value))
                .Append("</dd><dd>")
                .Append(Words.Encoded(below))
                .Append("</dd></div>");
        html.Append("</dl>");
    }

    private static void Charts(StringBuilder html, ServiceFigures figures)
    {
        html.Append("<div class=\"charts\">");
        var number = 1;
        if (ServiceCharts.ByHour(figures) is { } hours)
            Figure("Tickets by hour", "opened", ServiceCharts.TicketsByHour(hours));
        if (figures.ByDay.Length > 1)
        {
            Figure(
                "Tickets a day",
                "<i class=\"key bars\"></i>opened <i class=\"key lines\"></i>resolved",
                ServiceCharts.TicketsByDay(figures)
            );
            var target = figures.ResolutionTarget is { } wanted ? $", line target {Words.Target(wanted)}" : "";
            Figure("Resolved in time", $"by day, %{target}", ServiceCharts.InTimeByDay(figures));
        }
        if (figures.Categories.Length > 0)
            Figure(
                "By category",
                Words.Encoded($"bar opened, line {Words.NameBefore(figures)}"),
                ServiceCharts.ByCategory(figures)
            );
        html.Append("</div>");

        void Figure(string title, string below, string svg) =>
            html.Append(CultureInfo.InvariantCulture, $"<figure><figcaption>{number++}. {title}<small>{below}</small>")
                .Append("</figcaption>")
                .Append(svg)
                .Append("</figure>");
    }
}
