using Apollo.Model;
using Microsoft.AspNetCore.SignalR;

namespace Apollo.Web.Feeds;

/// <summary>The topics of a Watch.</summary>
/// <param name="Tables">Breakdowns watched.</param>
/// <param name="Followed">What is followed apart from the board.</param>
internal sealed record WatchedTopics(ShownTables Tables, IReadOnlySet<FollowedTopic> Followed)
{
    private const int FollowedLimit = 8;
    private const int TablesLimit = 12;

    /// <summary>Reads topics.</summary>
    /// <param name="topics">As the screen names them.</param>
    /// <param name="hasRows">Whether a KPI has a list.</param>
    /// <param name="audience">What the caller may see.</param>
    /// <param name="board">All that may be seen, where it is the link of a board; else null.</param>
    /// <param name="person">Who the caller is; null = nobody who signs in.</param>
    /// <exception cref="HubException">A topic is unknown or not for the caller.</exception>
    public static WatchedTopics Parse(
        IEnumerable<string> topics,
        Func<string, bool> hasRows,
        Audience audience,
        BoardShown? board = null,
        string? person = null
    )
    {
        var tables = new SortedSet<string>(StringComparer.Ordinal);
        var followed = new HashSet<FollowedTopic>();
        foreach (var text in topics)
        {
            if (AskedTopic.Parse(text) is not var (topic, of))
                throw new HubException($"There is no topic '{text}'. Topics: {AllNames()}.");
            if (audience.Role < topic.Least || (board is not null && topic != Topic.Cards && topic != Topic.Table))
                throw new HubException($"The topic '{topic.Name}' is not for you on this desk.");
            if (topic == Topic.Rows && !hasRows(of))
                throw new HubException($"There is no KPI '{of}' to watch the rows of.");
            if (topic == Topic.Table && !(audience.SeesOf(of) && board?.HasBreakdown(of) != false))
                throw new HubException($"The breakdown by {of} is not for you on this desk.");
            if (topic == Topic.Table)
                tables.Add(of);
            if (topic.Feed is not null)
                followed.Add(
                    new FollowedTopic(
                        topic,
                        of,
                        topic.By?.Invoke(audience) ?? Audience.Everything,
                        topic.IsOfPerson ? person : null
                    )
                );
        }
        if (tables.Count > TablesLimit)
            throw new HubException($"One screen watches at most {TablesLimit} breakdowns at once.");
        if (followed.Count > FollowedLimit)
            throw new HubException($"One screen watches the rows of at most {FollowedLimit} numbers at once.");
        var isByPerson = tables.Any(Dimension.IsByPerson);
        return new WatchedTopics(
            new ShownTables([.. tables], isByPerson ? audience.OnlyPerson : null, board),
            followed
        );
    }

    private static string AllNames() => string.Join(", ", Topic.All.SelectMany(topic => topic.Names));
}

/// <summary>What of a breakdown's groups a screen gets with its board.</summary>
/// <param name="Names">Breakdowns watched, in a fixed order.</param>
/// <param name="Person">Whose group alone, of breakdowns by person; null = everybody's.</param>
/// <param name="Board">The board that alone is shown; null = all numbers.</param>
internal sealed record ShownTables(IReadOnlyList<string> Names, string? Person = null, BoardShown? Board = null)
{
    /// <summary>Equal for screens that get the same messages.</summary>
    public string Key { get; } = $"{string.Join(',', Names)}|{Person}|{Board?.Key}";

    /// <summary>Of results those that are shown.</summary>
    public IEnumerable<KpiResult> Of(IEnumerable<KpiResult> results) =>
        Board is { } board ? results.Where(result => board.Has(result.Kpi)).Select(board.Shown) : results;
}

/// <summary>A topic that is followed apart from the board.</summary>
/// <param name="Topic">Which.</param>
/// <param name="Of">What follows its colon; empty where nothing does.</param>
/// <param name="Audience">Who sees the same of it.</param>
/// <param name="Person">Whose it is, where each person is told something else; null = it does not matter.</param>
internal sealed record FollowedTopic(Topic Topic, string Of, Audience Audience, string? Person)
{
    /// <summary>Its feed.</summary>
    public TopicFeed Feed(TopicSource source) => Topic.Feed!(source, Of);
}
