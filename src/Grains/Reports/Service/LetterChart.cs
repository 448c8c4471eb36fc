using System.Collections.Immutable;

namespace Apollo.Grains.Reports.Service;

/// <summary>A chart of a mail: the page's own ones, as pictures.</summary>
/// <param name="Name">Of the picture.</param>
/// <param name="About">What it shows.</param>
/// <param name="Scale">What its lines stand for.</param>
/// <param name="Png">The picture.</param>
internal sealed record LetterChart(string Name, string About, string Scale, byte[] Png)
{
    private const string ByCategory = "categories";

    /// <summary>Whether it belongs to the table of categories.</summary>
    public bool IsByCategory => Name == ByCategory;

    public static ImmutableArray<LetterChart> Of(ServiceFigures figures) =>
        [.. figures.ByDay.Length > 1 ? [Days(figures), InTime(figures)] : Hours(figures), .. Categories(figures)];

    private static LetterChart Days(ServiceFigures figures) =>
        Bars(
            "days",
            $"Tickets a day, {Words.Span(figures.Days)}: bars opened, lines resolved",
            [.. figures.ByDay.Select(day => day.Opened)],
            [.. figures.ByDay.Select(day => day.Resolved)]
        );

    private static IEnumerable<LetterChart> Hours(ServiceFigures figures) =>
        ServiceCharts.ByHour(figures) is { } hours
            ? [Bars("hours", "Tickets opened by hour, 00:00 to 24:00", [.. hours], [])]
            : [];

    private static LetterChart InTime(ServiceFigures figures)
    {
        var least = ServiceCharts.LeastShare(figures);
        var target = figures.ResolutionTarget is { } wanted
            ? $", dashed the target of {Words.Target(wanted)}, rings below it"
            : "";
        return new(
            "in-time",
            $"Share resolved in time by day{target}",
            $"From {least} to 100 %",
            ChartPicture.Dots(
                [.. figures.ByDay.Select(day => day.Resolution.Share)],
                figures.ResolutionTarget,
                least / 100.0
            )
        );
    }

    private static IEnumerable<LetterChart> Categories(ServiceFigures figures)
    {
        var shown = figures.Categories.Take(ServiceLetter.MostRows).ToList();
        return shown.Count == 0
            ? []
            :
            [
                Bars(
                    ByCategory,
                    "Tickets by category, from left to right as in the table below: bars opened, lines "
                        + Words.NameBefore(figures),
                    [.. shown.Select(group => group.Counts.Opened)],
                    [.. shown.Select(group => group.OpenedBefore)]
                ),
            ];
    }

    private static LetterChart Bars(string name, string about, ImmutableArray<int> bars, ImmutableArray<int> marks)
    {
        var top = ServiceCharts.Nice(bars.Concat(marks).DefaultIfEmpty(1).Max());
        return new(name, about, $"The top line is {Words.Count(top)}", ChartPicture.Bars(bars, marks, top));
    }
}
