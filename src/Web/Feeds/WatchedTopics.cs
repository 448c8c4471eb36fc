using Microsoft.AspNetCore.SignalR;

namespace Apollo.Web.Feeds;

/// <summary>The topics of a Watch.</summary>
/// <param name="Tables">Breakdowns watched, in a fixed order.</param>
/// <param name="Followed">What is followed apart from the board, by the topic's full name, with what makes its
/// feed.</param>
internal sealed record WatchedTopics(
    IReadOnlyList<string> Tables,
    IReadOnlyDictionary<string, Func<TopicSource, TopicFeed>> Followed
)
{
    private const int FollowedLimit = 8;

    /// <summary>Reads topics.</summary>
    /// <param name="topics">As the screen names them.</param>
    /// <param name="hasRows">Whether a KPI has a list.</param>
    /// <param name="mayShow">Whether a breakdown is for the caller.</param>
    /// <exception cref="HubException">A topic is unknown or not for the caller.</exception>
    public static WatchedTopics Parse(
        IEnumerable<string> topics,
        Func<string, bool> hasRows,
        Func<string, bool> mayShow
    )
    {
        var tables = new SortedSet<string>(StringComparer.Ordinal);
        var followed = new SortedDictionary<string, Func<TopicSource, TopicFeed>>(StringComparer.Ordinal);
        foreach (var text in topics)
        {
            if (AskedTopic.Parse(text) is not var (topic, of))
                throw new HubException($"There is no topic '{text}'. Topics: {AllNames()}.");
            if (topic == Topic.Rows && !hasRows(of))
                throw new HubException($"There is no KPI '{of}' to watch the rows of.");
            if (topic == Topic.Table && !mayShow(of))
                throw new HubException($"The breakdown by {of} is not for you on this desk.");
            if (topic == Topic.Table)
                tables.Add(of);
            if (topic.Feed is { } feed)
                followed[text] = source => feed(source, of);
        }
        if (followed.Count > FollowedLimit)
            throw new HubException($"One screen watches the rows of at most {FollowedLimit} numbers at once.");
        return new WatchedTopics([.. tables], followed);
    }

    private static string AllNames() => string.Join(", ", Topic.All.SelectMany(topic => topic.Names));
}
