using System.Globalization;
using System.Text;

namespace Apollo.Grains.Reports.Service;

/// <summary>
/// The figures of the charts by day, or by hour of the one day, as rows: folded, so that the page stays short, opened
/// by the browser alone, and left out on paper. The other tables have those by category.
/// </summary>
internal static class ChartTable
{
    public static void Write(StringBuilder html, ServiceFigures figures)
    {
        if (figures.ByDay.Length > 1)
            Rows(
                html,
                "By day",
                ["Day", "Opened", "Resolved", "Resolved in time"],
                figures.ByDay.Select(day =>
                    (string[])
                        [
                            day.Day.ToString("ddd d MMM", CultureInfo.InvariantCulture),
                            Words.Count(day.Opened),
                            Words.Count(day.Resolved),
                            Words.Percent(day.Resolution.Share),
                        ]
                )
            );
        else if (ServiceCharts.ByHour(figures) is { } hours)
            Rows(
                html,
                "By hour",
                ["Hour", "Opened"],
                hours.Select((opened, hour) => (string[])[$"{hour:00}:00", Words.Count(opened)])
            );
    }

    private static void Rows(StringBuilder html, string title, string[] heads, IEnumerable<string[]> rows)
    {
        html.Append("<details><summary>The charts as a table</summary><section tabindex=\"0\" aria-label=\"")
            .Append(title)
            .Append("\"><table><thead><tr><th>")
            .AppendJoin("</th><th>", heads)
            .Append("</th></tr></thead><tbody>");
        foreach (var row in rows)
            html.Append("<tr><th>")
                .Append(row[0])
                .Append("</th><td>")
                .AppendJoin("</td><td>", row.Skip(1).Select(Words.Encoded))
                .Append("</td></tr>");
        html.Append("</tbody></table></section></details>");
    }
}
