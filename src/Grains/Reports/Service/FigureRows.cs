using System.Buffers;
using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using Apollo.Grains.Store;
using Apollo.Model;

namespace Apollo.Grains.Reports.Service;

/// <summary>A figure of a report by its name.</summary>
/// <param name="Section">What it is of: desk, team, day …</param>
/// <param name="Group">Which one; empty = the desk.</param>
/// <param name="Figure">What it is.</param>
/// <param name="Value">Whole number, or a date; empty = there is none.</param>
internal sealed record FigureRow(string Section, string Group, string Figure, string Value)
{
    /// <summary>How it is named to people.</summary>
    public string Name => Group.Length == 0 ? $"{Section} / {Figure}" : $"{Section} / {Group} / {Figure}";
}

/// <summary>
/// The figures of a service report one by one: its CSV, and what a second run is compared by. Counts are whole numbers,
/// lengths of time seconds.
/// </summary>
internal static class FigureRows
{
    private const string FormulaSigns = "=+-@\t\r\n'＝＋－＠";
    private static readonly SearchValues<char> Quoted = SearchValues.Create("\",;\t\r\n");
    private static readonly string[] Weekdays =
    [
        "Monday",
        "Tuesday",
        "Wednesday",
        "Thursday",
        "Friday",
        "Saturday",
        "Sunday",
    ];

    public static ImmutableArray<FigureRow> Of(ServiceFigures figures)
    {
        var rows = ImmutableArray.CreateBuilder<FigureRow>();
        rows.Add(new("period", "", "from", StoredReport.DayText(figures.Days.From)));
        rows.Add(new("period", "", "to", StoredReport.DayText(figures.Days.To)));
        rows.Add(new("period", "", "service days", Text(figures.ServiceDays)));
        Add(rows, "desk", "", figures.Desk, hasTimes: true);
        Add(rows, "desk before", "", figures.DeskBefore, hasTimes: true);
        foreach (var (section, groups) in Sections(figures))
        foreach (var group in groups)
        {
            Add(rows, section, group.Name ?? "", group.Counts, hasTimes: section == "team");
            rows.Add(new(section, group.Name ?? "", "opened before", Text(group.OpenedBefore)));
        }
        foreach (var day in figures.ByDay)
        {
            var name = StoredReport.DayText(day.Day);
            rows.Add(new("day", name, "opened", Text(day.Opened)));
            rows.Add(new("day", name, "resolved", Text(day.Resolved)));
            rows.Add(new("day", name, "resolved due", Text(day.Resolution.Due)));
            rows.Add(new("day", name, "resolved in time", Text(day.Resolution.InTime)));
        }
        for (var day = 0; day < figures.Arrivals.Length; day++)
        for (var hour = 0; hour < figures.Arrivals[day].Length; hour++)
            if (figures.Arrivals[day][hour] is > 0 and var count)
                rows.Add(new("hour", $"{Weekdays[day]} {hour:00}:00", "opened", Text(count)));
        return rows.ToImmutable();
    }

    /// <summary>RFC 4180, UTF-8; a text that a spreadsheet would take for a formula is led by an apostrophe.</summary>
    public static string Csv(ServiceFigures figures)
    {
        var csv = new StringBuilder("section,group,figure,value\r\n");
        foreach (var row in Of(figures))
            csv.Append(Cell(row.Section))
                .Append(',')
                .Append(Cell(row.Group))
                .Append(',')
                .Append(Cell(row.Figure))
                .Append(',')
                .Append(row.Value)
                .Append("\r\n");
        return csv.ToString();
    }

    /// <summary>The figures that are others in one than in the other.</summary>
    public static ImmutableArray<ReportDifference> Differences(ServiceFigures was, ServiceFigures now)
    {
        // Groups may have the same name as another's figure: the first of a name counts for both.
        var before = Of(was).DistinctBy(row => row.Name).ToDictionary(row => row.Name, row => row.Value);
        var after = Of(now).DistinctBy(row => row.Name).ToDictionary(row => row.Name, row => row.Value);
        return
        [
            .. before
                .Keys.Union(after.Keys)
                .Select(name => new ReportDifference(
                    name,
                    before.GetValueOrDefault(name),
                    after.GetValueOrDefault(name)
                ))
                .Where(one => one.Was != one.Is),
        ];
    }

    private static IEnumerable<(string Section, ImmutableArray<ServiceGroup> Groups)> Sections(
        ServiceFigures figures
    ) =>
        [
            ("team", figures.Teams),
            ("location", figures.Locations),
            ("category", figures.Categories),
            ("priority", figures.Priorities),
        ];

    private static void Add(
        ImmutableArray<FigureRow>.Builder rows,
        string section,
        string group,
        ServiceCounts counts,
        bool hasTimes
    )
    {
        Row("opened", counts.Opened);
        Row("resolved", counts.Resolved);
        Row("reopened", counts.Reopened);
        Row("open at the end", counts.Open);
        Row("overdue at the end", counts.Overdue);
        Row("resolved due", counts.Resolution.Due);
        Row("resolved in time", counts.Resolution.InTime);
        Row("responded due", counts.Response.Due);
        Row("responded in time", counts.Response.InTime);
        if (!hasTimes)
            return;
        Row("time to resolve, half within", counts.Median);
        Row("time to resolve, 90 % within", counts.P90);

        void Row(string figure, long? value) =>
            rows.Add(new FigureRow(section, group, figure, value is { } number ? Text(number) : ""));
    }

    private static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);

    private static string Cell(string text)
    {
        if (text.Length > 0 && FormulaSigns.Contains(text[0], StringComparison.Ordinal))
            text = $"'{text}";
        return text.AsSpan().ContainsAny(Quoted) || text is [' ', ..] or [.., ' ']
            ? $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\""
            : text;
    }
}
