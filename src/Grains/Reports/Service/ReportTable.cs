using System.Collections.Immutable;
using System.Text;

namespace Apollo.Grains.Reports.Service;

/// <summary>A column of a table.</summary>
/// <param name="Head">Its heading.</param>
/// <param name="Text">What of a group stands in it; null = how many more were opened than before.</param>
internal sealed record ReportColumn(string Head, Func<ServiceCounts, string>? Text)
{
    /// <summary>Whether a group is below its target there.</summary>
    public Func<ServiceCounts, bool> Misses { get; init; } = _ => false;

    /// <summary>Whether it can be told of several groups together.</summary>
    public bool IsOfOthers { get; init; } = true;

    /// <summary>A share of the service level.</summary>
    /// <param name="head">Its heading.</param>
    /// <param name="of">Which one.</param>
    /// <param name="target">Below what share it is missed, 0 to 1; null = it has none.</param>
    public static ReportColumn Share(string head, Func<ServiceCounts, SlaShare> of, double? target) =>
        new(head, counts => Words.Percent(of(counts).Share)) { Misses = counts => of(counts).Misses(target) };

    /// <summary>What stands in it.</summary>
    /// <param name="counts">Of a group.</param>
    /// <param name="before">How many the group opened in the period before.</param>
    public string TextOf(ServiceCounts counts, int before) =>
        Text is null ? Words.Change(counts.Opened - before) : Text(counts);
}

/// <summary>A table of groups: the largest first, what is left in one row, and the desk.</summary>
internal static class ReportTable
{
    private const string Missed =
        "<svg class=\"warn\" viewBox=\"0 0 12 12\" role=\"img\" aria-label=\"below the target\">"
        + "<path d=\"M6 1.2 11.4 10.8H.6z\"/><path class=\"in\" d=\"M6 4.6v3M6 9v.4\"/></svg>";

    public static void Write(
        StringBuilder html,
        string title,
        string head,
        ImmutableArray<ServiceGroup> groups,
        ServiceCounts? desk,
        int most,
        IReadOnlyList<ReportColumn> columns,
        int? deskBefore = null
    )
    {
        if (groups.IsEmpty)
            return;
        // On a narrow screen it scrolls sideways: keys reach it too.
        html.Append("<section tabindex=\"0\" aria-label=\"").Append(title).Append("\"><h2>");
        html.Append(title).Append("</h2><table><thead><tr><th>").Append(head);
        foreach (var column in columns)
            html.Append("</th><th>").Append(column.Head);
        html.Append("</th></tr></thead><tbody>");
        var shown = groups.Length <= most ? groups.Length : most - 1;
        foreach (var group in groups.Take(shown))
            Row(html, NameOf(group, head), group.Counts, group.OpenedBefore, columns, true);
        if (shown < groups.Length)
        {
            var rest = groups.Skip(shown).ToList();
            Row(
                html,
                $"{Words.Count(rest.Count)} others",
                rest.Select(group => group.Counts).Aggregate(Together),
                rest.Sum(group => group.OpenedBefore),
                columns,
                isOne: false
            );
        }
        html.Append("</tbody>");
        if (desk is not null)
        {
            html.Append("<tfoot>");
            Row(html, "Whole desk", desk, deskBefore ?? 0, columns, isOne: true);
            html.Append("</tfoot>");
        }
        html.Append("</table></section>");
    }

    /// <summary>How a group is called where its heading is this.</summary>
    public static string NameOf(ServiceGroup group, string head) => group.Name ?? $"No {head.ToLowerInvariant()}";

    private static void Row(
        StringBuilder html,
        string name,
        ServiceCounts counts,
        int before,
        IReadOnlyList<ReportColumn> columns,
        bool isOne
    )
    {
        html.Append("<tr><th>").Append(Words.Encoded(name)).Append("</th>");
        foreach (var column in columns)
        {
            var text = isOne || column.IsOfOthers ? column.TextOf(counts, before) : "–";
            html.Append(
                column.Misses(counts) ? $"<td class=\"missed\">{Missed} {text}</td>" : $"<td>{Words.Encoded(text)}</td>"
            );
        }
        html.Append("</tr>");
    }

    private static ServiceCounts Together(ServiceCounts one, ServiceCounts other) =>
        new(
            one.Opened + other.Opened,
            one.Resolved + other.Resolved,
            one.Reopened + other.Reopened,
            one.Open + other.Open,
            one.Overdue + other.Overdue,
            Together(one.Resolution, other.Resolution),
            Together(one.Response, other.Response)
        );

    private static SlaShare Together(SlaShare one, SlaShare other) =>
        new(one.Due + other.Due, one.InTime + other.InTime);
}
