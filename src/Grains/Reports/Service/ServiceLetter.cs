using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using Apollo.Grains.Store;
using Apollo.Model;

namespace Apollo.Grains.Reports.Service;

/// <summary>
/// A report as it is sent: what programs that read mail show, so styles stand at their tags, and charts are pictures.
/// </summary>
internal static class ServiceLetter
{
    private static readonly CultureInfo Invariant = CultureInfo.InvariantCulture;

    /// <summary>Rows of a table.</summary>
    public const int MostRows = 12;

    private const string Tile =
        "display:inline-block;width:108px;padding:0 5px 10px 0;vertical-align:top;font-size:11px;color:#606c7b";
    private const string Fonts = "-apple-system,'Segoe UI',Roboto,Helvetica,Arial,sans-serif";
    private const string Cell =
        "padding:4px 0 4px 8px;text-align:right;white-space:nowrap;border-bottom:1px solid #e0e5ea";

    /// <summary>A name without spaces breaks anywhere: some programs know the one word for that, some the other.
    /// </summary>
    private const string Broken = "overflow-wrap:anywhere;word-break:break-word";
    private const string First =
        "padding:4px 0;text-align:left;border-bottom:1px solid #e0e5ea;font-weight:normal;" + Broken;

    /// <summary>Where names would have no room, the column of the change is hidden; the CSV has its figures.</summary>
    private const string Narrow = "<style>@media (max-width:480px){.change{display:none}}</style>";
    private const string IsChange = " class=\"change\"";
    private const string Missed = ";color:#875400;font-weight:bold";
    private const string Head = "font-size:12px;color:#485462;vertical-align:bottom;white-space:normal";
    private const string Small = "font-size:12px;color:#606c7b";

    public static ReportLetter Of(ServiceFigures figures, ReportMaking making)
    {
        var name = Words.Name(figures.Every, figures.Days);
        var late = making.Late;
        var sentences = ServiceText.Head(figures);
        var charts = LetterChart.Of(figures);
        return new ReportLetter(
            $"service report, {name}{(late is null ? "" : " (late)")}",
            [.. sentences.Select(Words.Plain), .. late is null ? (string[])[] : [late]],
            Html(figures, making, sentences, late, charts),
            Words.File(figures.Every, figures.Days),
            [.. charts.Select(chart => new LetterPicture(chart.Name, chart.Png))]
        );
    }

    private static string Html(
        ServiceFigures figures,
        ReportMaking making,
        ImmutableArray<string> sentences,
        string? late,
        ImmutableArray<LetterChart> charts
    )
    {
        var html = new StringBuilder("<!doctype html><html lang=\"en\"><head>")
            .Append("<meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width\">")
            // The picture is on white: the page stays so where programs turn mails dark.
            .Append("<meta name=\"color-scheme\" content=\"light only\"><title>")
            .Append(Words.Encoded($"{making.Desk.Name}: service report, {Words.Name(figures.Every, figures.Days)}"))
            .Append("</title>")
            .Append(Narrow)
            .Append("</head>")
            .Append(Invariant, $"<body style=\"margin:0;background:#ffffff;color:#2b343f;font:14px/1.45 {Fonts}\">")
            .Append("<div style=\"max-width:600px;padding:20px 16px;background:#ffffff\">")
            .Append(Invariant, $"<p style=\"margin:0;{Small}\">")
            .Append(Words.Encoded(making.Desk.Name))
            .Append("</p><h1 style=\"margin:0;font-size:21px;color:#0b1016\">")
            .Append(Words.Encoded($"Service report, {Words.Name(figures.Every, figures.Days)}"))
            .Append(Invariant, $"</h1><p style=\"margin:0 0 12px;{Small}\">")
            .Append(Words.Encoded(ServicePage.Under(figures, making)))
            .Append("</p>");
        if (late is not null)
            html.Append("<p style=\"color:#875400\">").Append(Words.Encoded(late)).Append("</p>");
        html.Append(Invariant, $"<p style=\"{Broken}\">").AppendJoin(' ', sentences.Select(Words.Html)).Append("</p>");
        Tiles(html, figures);
        foreach (var chart in charts.Where(chart => !chart.IsByCategory))
            Picture(html, chart);
        Table(html, "Team", figures.Teams, figures);
        foreach (var chart in charts.Where(chart => chart.IsByCategory))
            Picture(html, chart);
        Table(html, "Category", figures.Categories, figures);
        return html.Append(Invariant, $"<p style=\"margin-top:20px;{Small}\">")
            .Append(Words.Encoded($"Read from the ITSM {Words.At(figures.ReadAt, making.Zone)}. "))
            .Append("All figures are in the CSV beside.</p></div></body></html>")
            .ToString();
    }

    private static void Tiles(StringBuilder html, ServiceFigures figures)
    {
        html.Append("<table style=\"border-collapse:collapse;margin:12px 0\"><tr>");
        foreach (var (title, value, below) in ReportTiles.Of(figures))
            // Where there is no room they go on below; a program that knows no such cells has them in a row.
            html.Append(Invariant, $"<td width=\"108\" style=\"{Tile}\">")
                .Append(Words.Encoded(title))
                .Append("<br><b style=\"font-size:18px;color:#0b1016\">")
                .Append(Words.Encoded(value))
                .Append("</b><br>")
                .Append(Words.Encoded(below))
                .Append("</td>");
        html.Append("</tr></table>");
    }

    private static void Picture(StringBuilder html, LetterChart chart) =>
        html.Append("<p style=\"margin:14px 0 2px\"><b>")
            .Append(Words.Encoded($"{chart.About}. {chart.Scale}."))
            .Append("</b></p><img alt=\"")
            .Append(Words.Encoded(chart.About))
            .Append(
                Invariant,
                $"\" width=\"{ChartPicture.Width / 2}\" height=\"{ChartPicture.Height / 2}\" src=\"cid:{chart.Name}\""
            )
            .Append(" style=\"max-width:100%;height:auto\">");

    private static void Table(
        StringBuilder html,
        string head,
        ImmutableArray<ServiceGroup> groups,
        ServiceFigures figures
    )
    {
        if (groups.IsEmpty)
            return;
        var inTime = ReportColumn.Share("Resolved in time", counts => counts.Resolution, figures.ResolutionTarget);
        ReportColumn[] columns =
        [
            new("Opened", counts => Words.Count(counts.Opened)),
            new("Change", null),
            new("Resolved", counts => Words.Count(counts.Resolved)),
            new("Open", counts => Words.Count(counts.Open)),
            inTime,
        ];
        html.Append(Invariant, $"<p style=\"margin:16px 0 2px\"><b>By {head.ToLowerInvariant()}</b></p>")
            .Append("<table style=\"border-collapse:collapse;width:100%;font-size:13px\"><tr>")
            .Append(Invariant, $"<th style=\"{First};{Head};font-weight:bold;width:100%\">{head}</th>");
        foreach (var column in columns)
            html.Append(Invariant, $"<th{KindOf(column)} style=\"{Cell};{Head}\">{column.Head}</th>");
        html.Append("</tr>");
        var shown = groups.Take(MostRows).ToList();
        foreach (var group in shown)
        {
            html.Append(Invariant, $"<tr><th style=\"{First}\">")
                .Append(Words.Encoded(ReportTable.NameOf(group, head)))
                .Append("</th>");
            foreach (var column in columns)
            {
                var isMissed = column.Misses(group.Counts);
                html.Append(Invariant, $"<td{KindOf(column)} style=\"{Cell}{(isMissed ? Missed : "")}\">")
                    .Append(isMissed ? "&#9650; " : "")
                    .Append(Words.Encoded(column.TextOf(group.Counts, group.OpenedBefore)))
                    .Append("</td>");
            }
            html.Append("</tr>");
        }
        html.Append("</table>");
        var notes = new List<string>();
        if (figures.ResolutionTarget is { } target && shown.Exists(group => inTime.Misses(group.Counts)))
            notes.Add($"&#9650; below the target of {Words.Encoded(Words.Target(target))}.");
        if (groups.Length > MostRows)
            notes.Add($"{Words.Count(groups.Length - MostRows)} more are in the CSV.");
        if (notes.Count > 0)
            html.Append(Invariant, $"<p style=\"margin:2px 0;{Small}\">").AppendJoin(' ', notes).Append("</p>");

        static string KindOf(ReportColumn column) => column.Text is null ? IsChange : "";
    }
}
