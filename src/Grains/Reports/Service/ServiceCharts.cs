using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using Apollo.Model;

namespace Apollo.Grains.Reports.Service;

/// <summary>The small charts of a report as SVG; each has its figures in a table or the CSV too.</summary>
internal static class ServiceCharts
{
    private const int Width = 216;
    private const int Height = 148;
    private const int Left = 26;
    private const int Top = 8;
    private const int Bottom = 124;
    private const int MostBars = 8;
    private static readonly CultureInfo Invariant = CultureInfo.InvariantCulture;

    /// <summary>Opened as bars, resolved as a line, by day.</summary>
    public static string TicketsByDay(ServiceFigures figures)
    {
        var days = figures.ByDay;
        var svg = Begin("Tickets opened and resolved by day");
        var top = Nice(days.Max(day => Math.Max(day.Opened, day.Resolved)));
        Scale(svg, top, Words.Count(top), Words.Count(top / 2), top > 1);
        var step = (double)(Width - Left) / days.Length;
        for (var at = 0; at < days.Length; at++)
            Bar(svg, Left + (at * step), step, days[at].Opened, top);
        svg.Append("<polyline class=\"line\" points=\"");
        for (var at = 0; at < days.Length; at++)
            svg.Append(N(Left + ((at + 0.5) * step))).Append(',').Append(N(Y(days[at].Resolved, top))).Append(' ');
        svg.Append("\"/>");
        Dates(svg, days, step);
        return End(svg);
    }

    /// <summary>How many were opened in each hour of the one day; null = it is of more, or nothing is known.</summary>
    public static IReadOnlyList<int>? ByHour(ServiceFigures figures) =>
        figures is { Every: ReportEvery.Day, Arrivals.Length: 7 }
            ? [.. Enumerable.Range(0, 24).Select(hour => figures.Arrivals.Sum(day => day[hour]))]
            : null;

    /// <summary>Opened by hour of the one day.</summary>
    public static string TicketsByHour(IReadOnlyList<int> hours)
    {
        var svg = Begin("Tickets opened by hour");
        var top = Nice(hours.Max());
        Scale(svg, top, Words.Count(top), Words.Count(top / 2), top > 1);
        var step = (double)(Width - Left) / 24;
        for (var hour = 0; hour < 24; hour++)
            Bar(svg, Left + (hour * step), step, hours[hour], top);
        foreach (var hour in (ReadOnlySpan<int>)[0, 6, 12, 18])
            Label(svg, Left + ((hour + 0.5) * step), "start", $"{hour:00}:00");
        return End(svg);
    }

    /// <summary>Share resolved in time by day, with the target.</summary>
    public static string InTimeByDay(ServiceFigures figures)
    {
        var days = figures.ByDay;
        var svg = Begin("Share resolved in time by day");
        var floor = LeastShare(figures);
        Scale(svg, 100 - floor, "100", Words.Count((100 + floor) / 2), true, Words.Count(floor));
        var step = (double)(Width - Left) / days.Length;
        if (figures.ResolutionTarget is { } target)
        {
            var y = N(Y((target * 100) - floor, 100 - floor));
            svg.Append(Invariant, $"<line class=\"target\" x1=\"{Left}\" x2=\"{Width}\" y1=\"{y}\" y2=\"{y}\"/>");
        }
        for (var at = 0; at < days.Length; at++)
            if (days[at].Resolution.Share is { } share)
                svg.Append("<circle class=\"dot")
                    .Append(days[at].Resolution.Misses(figures.ResolutionTarget) ? " missed" : "")
                    .Append(
                        Invariant,
                        $"\" cx=\"{N(Left + ((at + 0.5) * step))}\" cy=\"{N(Y((share * 100) - floor, 100 - floor))}\""
                    )
                    .Append(" r=\"2.6\"/>");
        Dates(svg, days, step);
        return End(svg);
    }

    /// <summary>What lies at the foot of the chart of shares, in percent.</summary>
    public static int LeastShare(ServiceFigures figures) =>
        figures.ByDay.Select(day => day.Resolution.Share).Append(figures.ResolutionTarget).Min() switch
        {
            null or >= 0.8 => 80,
            >= 0.5 => 50,
            _ => 0,
        };

    /// <summary>Opened by category as bars, with a line at the period before.</summary>
    public static string ByCategory(ServiceFigures figures)
    {
        var groups = Most(figures.Categories, MostBars);
        var svg = Begin("Tickets opened by category");
        var top = Math.Max(1, groups.Max(group => Math.Max(group.Opened, group.Before)));
        const int from = 84;
        const int to = 158;
        for (var at = 0; at < groups.Count; at++)
        {
            var y = 4 + (at * 18);
            var (name, opened, before) = groups[at];
            double Length(int count) => (double)count / top * (to - from);
            svg.Append(Invariant, $"<text x=\"0\" y=\"{y + 10}\">{Words.Encoded(name.Within(14))}</text>")
                .Append(Invariant, $"<rect class=\"bar\" x=\"{from}\" y=\"{y + 1}\" width=\"{N(Length(opened))}\"")
                .Append(" height=\"10\"/>")
                .Append(
                    Invariant,
                    $"<line class=\"mark\" x1=\"{N(from + Length(before))}\" x2=\"{N(from + Length(before))}\""
                )
                .Append(Invariant, $" y1=\"{y - 1}\" y2=\"{y + 13}\"/>")
                .Append(Invariant, $"<text class=\"value\" x=\"186\" y=\"{y + 10}\">{Words.Count(opened)}</text>")
                .Append(
                    Invariant,
                    $"<text class=\"less\" x=\"216\" y=\"{y + 10}\">{Words.Change(opened - before)}</text>"
                );
        }
        return End(svg);
    }

    /// <summary>The largest groups; what is left is one more, called Other.</summary>
    public static List<(string Name, int Opened, int Before)> Most(ImmutableArray<ServiceGroup> groups, int most)
    {
        var all = groups
            .OrderByDescending(group => group.Counts.Opened)
            .ThenBy(group => group.Name, StringComparer.Ordinal)
            .Select(group => (Name: group.Name ?? "None", group.Counts.Opened, Before: group.OpenedBefore))
            .ToList();
        if (all.Count <= most)
            return all;
        var rest = all.Skip(most - 1).ToList();
        return [.. all.Take(most - 1), ("Other", rest.Sum(one => one.Opened), rest.Sum(one => one.Before))];
    }

    /// <summary>A round number at or above another, that halves well.</summary>
    public static int Nice(int number)
    {
        if (number <= 2)
            return Math.Max(number, 1);
        var step = (int)Math.Pow(10, Math.Floor(Math.Log10(number)));
        foreach (var times in (ReadOnlySpan<int>)[1, 2, 4, 6, 8])
            if (times * step >= number && times * step % 2 == 0)
                return times * step;
        return 10 * step;
    }

    private static StringBuilder Begin(string name) =>
        new StringBuilder().Append(
            Invariant,
            $"<svg viewBox=\"0 0 {Width} {Height}\" role=\"img\" aria-label=\"{name}\">"
        );

    private static string End(StringBuilder svg) => svg.Append("</svg>").ToString();

    private static void Scale(StringBuilder svg, double top, string most, string half, bool hasHalf, string least = "0")
    {
        foreach (
            var (value, text) in ((double, string)[])
                [(top, most), .. hasHalf ? ((double, string)[])[(top / 2, half)] : [], (0, least)]
        )
        {
            var y = Y(value, top);
            svg.Append(Invariant, $"<line class=\"grid\" x1=\"{Left}\" x2=\"{Width}\" y1=\"{N(y)}\" y2=\"{N(y)}\"/>")
                .Append(Invariant, $"<text class=\"less\" x=\"{Left - 6}\" y=\"{N(y + 4)}\">{text}</text>");
        }
    }

    private static void Bar(StringBuilder svg, double x, double step, int value, double top)
    {
        if (value == 0)
            return;
        var (width, y) = (Math.Min(step * 0.8, 22), Y(value, top));
        svg.Append(Invariant, $"<rect class=\"bar\" x=\"{N(x + ((step - width) / 2))}\" y=\"{N(y)}\"")
            .Append(Invariant, $" width=\"{N(width)}\" height=\"{N(Bottom - y)}\"/>");
    }

    private static void Dates(StringBuilder svg, ImmutableArray<ServiceDay> days, double step)
    {
        var shown = days.Length <= 7 ? Enumerable.Range(0, days.Length) : [0, days.Length / 3, days.Length * 2 / 3];
        foreach (var at in shown)
            Label(
                svg,
                Left + ((at + (days.Length <= 7 ? 0.5 : 0)) * step),
                days.Length <= 7 ? "middle" : "start",
                days[at].Day.ToString(days.Length <= 7 ? "ddd" : "d MMM", Invariant)
            );
    }

    private static void Label(StringBuilder svg, double x, string anchor, string text) =>
        svg.Append(Invariant, $"<text x=\"{N(x)}\" y=\"{Bottom + 16}\" text-anchor=\"{anchor}\">{text}</text>");

    private static double Y(double value, double top) => Bottom - (value / top * (Bottom - Top));

    private static string N(double number) => number.ToString("0.##", Invariant);
}
