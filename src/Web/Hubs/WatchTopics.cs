using Apollo.Model;
using Microsoft.AspNetCore.SignalR;

namespace Apollo.Web.Hubs;

/// <summary>The topics of a Watch.</summary>
/// <param name="Tables">Breakdowns watched, in a fixed order.</param>
/// <param name="Sides">Topics that are followed apart from the board: <c>rows:{kpi}</c>, <c>calendar</c> and
/// <c>looks</c>.</param>
internal sealed record WatchTopics(IReadOnlyList<string> Tables, IReadOnlyList<string> Sides)
{
    /// <summary>The looks of the desk's locations.</summary>
    public const string Looks = "looks";

    private const string Cards = "cards";
    private const string Calendar = "calendar";
    private const string Table = "table:";
    private const string Rows = "rows:";
    private const int SidesLimit = 8;
    private static readonly string[] Dimensions = [.. Dimension.OfTickets.Union(Dimension.OfInterventions)];

    /// <summary>The KPI of a <c>rows:</c> topic; null where it is another.</summary>
    public static string? KpiOf(string topic) =>
        topic.StartsWith(Rows, StringComparison.Ordinal) ? topic[Rows.Length..] : null;

    /// <summary>Parses topics.</summary>
    /// <exception cref="HubException">A topic is unknown or not for the caller.</exception>
    public static WatchTopics Parse(IEnumerable<string> topics, Func<string, bool> isKpi, Func<string, bool> mayShow)
    {
        var tables = new SortedSet<string>(StringComparer.Ordinal);
        var sides = new SortedSet<string>(StringComparer.Ordinal);
        foreach (var topic in topics)
        {
            if (topic == Cards)
                continue;
            if (topic is Calendar or Looks)
                sides.Add(topic);
            else if (KpiOf(topic) is { } kpi)
                sides.Add(
                    isKpi(kpi) ? topic : throw new HubException($"There is no KPI '{kpi}' to watch the rows of.")
                );
            else
                tables.Add(TableOf(topic, mayShow));
        }
        if (sides.Count > SidesLimit)
            throw new HubException($"One screen watches the rows of at most {SidesLimit} numbers at once.");
        return new WatchTopics([.. tables], [.. sides]);
    }

    private static string TableOf(string topic, Func<string, bool> mayShow)
    {
        var dimension = topic.StartsWith(Table, StringComparison.Ordinal) ? topic[Table.Length..] : null;
        if (dimension is null || !Dimensions.Contains(dimension))
            throw new HubException(
                $"There is no topic '{topic}'. Topics: {Cards}, "
                    + $"{string.Join(", ", Dimensions.Select(name => Table + name))}, {Rows}{{kpi}}, "
                    + $"{Calendar}, {Looks}."
            );
        return mayShow(dimension)
            ? dimension
            : throw new HubException($"The breakdown by {dimension} is not for you on this desk.");
    }
}
