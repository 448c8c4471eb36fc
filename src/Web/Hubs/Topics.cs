using Apollo.Model;
using Microsoft.AspNetCore.SignalR;

namespace Apollo.Web.Hubs;

/// <summary>The topics of a Watch.</summary>
internal static class Topics
{
    private const string Cards = "cards";
    private const string Table = "table:";
    private static readonly string[] Dimensions = [.. Dimension.OfTickets.Union(Dimension.OfInterventions)];

    /// <summary>The tables among some topics, in a fixed order.</summary>
    /// <exception cref="HubException">A topic is unknown or not for the caller.</exception>
    public static IReadOnlyList<string> Tables(IEnumerable<string> topics, Func<string, bool> mayShow)
    {
        var tables = new SortedSet<string>(StringComparer.Ordinal);
        foreach (var topic in topics)
        {
            if (topic == Cards) continue;
            var dimension = topic.StartsWith(Table, StringComparison.Ordinal) ? topic[Table.Length..] : null;
            if (dimension is null || !Dimensions.Contains(dimension))
                throw new HubException($"There is no topic '{topic}'. Topics: {Cards}, {string.Join(", ", Dimensions.Select(name => Table + name))}.");
            if (!mayShow(dimension)) throw new HubException($"The breakdown by {dimension} is not for you on this desk.");
            tables.Add(dimension);
        }
        return [.. tables];
    }
}
