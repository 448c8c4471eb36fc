using System.Collections.Immutable;
using Apollo.Model;
using Apollo.Web.Rows;

namespace Apollo.Web.Reports;

/// <summary>Reports as rows of a file.</summary>
internal static class ReportFiles
{
    /// <summary>What goes from a value of a step to one of the next.</summary>
    public static (string[] Columns, IEnumerable<object?[]> Rows) Of(FlowReport report) =>
        (
            ["step", "value", "next_step", "next_value", "tickets"],
            report.Links.Select(link =>
            {
                var (from, to) = (report.Nodes[link.Source], report.Nodes[link.Target]);
                return new object?[] { from.Step, from.Value, to.Step, to.Value, link.Count };
            })
        );

    /// <summary>Tickets by weekday and hour.</summary>
    public static (string[] Columns, IEnumerable<object?[]> Rows) Of(ArrivalsReport report) =>
        (
            ["weekday", "hour", "tickets", "days"],
            report.Cells.SelectMany(
                (hours, day) => hours.Select((count, hour) => new object?[] { day + 1, hour, count, report.Days[day] })
            )
        );

    /// <summary>One row for each bin, for all together, and for each team.</summary>
    public static (string[] Columns, IEnumerable<object?[]> Rows) Of(DurationsReport report) =>
        (
            ["of", "team", "from_seconds", "to_seconds", "tickets", "median_seconds", "mean_seconds", "p90_seconds"],
            report
                .Bins.Select(bin => new object?[] { "bin", null, bin.From, bin.To, bin.Count, null, null, null })
                .Append(["all", null, null, null, report.Total, report.Median, report.Mean, report.P90])
                .Concat(
                    report.Teams.Select(team =>
                        new object?[] { "team", team.Group, null, null, team.Count, team.Median, team.Mean, team.P90 }
                    )
                )
        );

    /// <summary>Open tickets by team and class of age.</summary>
    public static (string[] Columns, IEnumerable<object?[]> Rows) Of(AgeingReport report) =>
        (
            ["team", "from_days", "to_days", "tickets"],
            report.Groups.SelectMany(team =>
                report.Classes.Select((age, at) => new object?[] { team.Group, age.From, age.To, team.Counts[at] })
            )
        );

    /// <summary>One row for all together, and for each group.</summary>
    public static (string[] Columns, IEnumerable<object?[]> Rows) Of(SlaReport report) =>
        (
            ["of", report.By, "resolution_due", "resolution_in_time", "response_due", "response_in_time"],
            report.Groups.Select(group => Row("group", group)).Prepend(Row("all", report.All))
        );

    /// <summary>A file of such rows, in one page.</summary>
    public static FileResult File(
        FileFormat format,
        string name,
        (string[] Columns, IEnumerable<object?[]> Rows) table
    ) =>
        new(
            format,
            name,
            table.Columns,
            _ => new[] { table.Rows.Select(row => row.ToImmutableArray()).ToImmutableArray() }.ToAsyncEnumerable()
        );

    private static object?[] Row(string of, SlaGroup group) =>
        [of, group.Group, group.Resolution.Due, group.Resolution.InTime, group.Response.Due, group.Response.InTime];
}
