namespace Apollo.Grains.Reports.Service;

/// <summary>The five numbers at the head of a report.</summary>
internal static class ReportTiles
{
    /// <summary>What it is, how much, and what it is seen beside.</summary>
    public static IEnumerable<(string Title, string Value, string Below)> Of(ServiceFigures figures)
    {
        var (now, was, name) = (figures.Desk, figures.DeskBefore, Words.InBefore(figures));
        yield return ("Opened", Words.Count(now.Opened), $"{Words.Count(was.Opened)} {name}");
        yield return ("Open at the end", Words.Count(now.Open), $"{Words.Count(now.Overdue)} overdue");
        yield return (
            "Resolved in time",
            Words.Percent(now.Resolution.Share),
            Beside(figures.ResolutionTarget, was.Resolution)
        );
        yield return (
            "Responded in time",
            Words.Percent(now.Response.Share),
            Beside(figures.ResponseTarget, was.Response)
        );
        yield return ("Half resolved within", Words.Time(now.Median), $"{Words.Time(was.Median)} {name}");

        string Beside(double? target, SlaShare before) =>
            target is { } wanted ? $"target {Words.Target(wanted)}" : $"{Words.Percent(before.Share)} {name}";
    }
}
