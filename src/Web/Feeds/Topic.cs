using Apollo.Model;

namespace Apollo.Web.Feeds;

/// <summary>
/// Something of a desk that a screen can watch: a row here, a message in <see cref="Messages.IDeskClient"/>, and a feed
/// that makes it.
/// </summary>
/// <param name="Name">As a screen names it; before the colon where one follows.</param>
/// <param name="Least">Least role that may watch it.</param>
/// <param name="Of">What follows the colon, such as <c>kpi</c>; null where nothing does.</param>
/// <param name="Feed">Makes the feed of <paramref name="Of"/>; null where it is part of the board.</param>
/// <param name="By">What of an audience decides what is told; null = all are told the same.</param>
/// <param name="IsOfPerson">Whether it also matters who it is.</param>
internal sealed record Topic(
    string Name,
    Role Least,
    string? Of = null,
    Func<TopicSource, string, TopicFeed>? Feed = null,
    Func<Audience, Audience>? By = null,
    bool IsOfPerson = false
)
{
    /// <summary>The breakdowns that every desk has; a desk may have further ones.</summary>
    public static IReadOnlyList<string> Dimensions => Dimension.All;

    /// <summary>The cards: all of them, always.</summary>
    public static Topic Cards { get; } = new("cards", Role.Display);

    /// <summary>The groups of one breakdown, on the board.</summary>
    public static Topic Table { get; } = new("table", Role.Display, "dimension");

    /// <summary>The rows behind one number.</summary>
    public static Topic Rows { get; } =
        new("rows", Role.Member, "kpi", (source, kpi) => new RowsFeed(source, kpi), audience => audience.OfRows);

    /// <summary>The intervention schedule.</summary>
    public static Topic Calendar { get; } =
        new("calendar", Role.Member, Feed: (source, _) => new CalendarFeed(source), By: audience => audience.OfRows);

    /// <summary>The interventions of today, without people, titles and addresses.</summary>
    public static Topic Interventions { get; } =
        new("interventions", Role.Display, Feed: (source, _) => new InterventionsFeed(source));

    /// <summary>The codes and places of the desk's locations.</summary>
    public static Topic Looks { get; } = new("looks", Role.Display, Feed: (source, _) => new LooksFeed(source));

    /// <summary>The notes on the desk's time line.</summary>
    public static Topic Notes { get; } = new("notes", Role.Viewer, Feed: (source, _) => new NotesFeed(source));

    /// <summary>The alerts that stand.</summary>
    public static Topic Alerts { get; } =
        new(
            "alerts",
            Role.Display,
            Feed: (source, _) => new AlertsFeed(source),
            By: audience => audience,
            IsOfPerson: true
        );

    /// <summary>The wall displays: of a manager those of the desk alone, of an admin all.</summary>
    public static Topic Displays { get; } =
        new(
            "displays",
            Role.Manager,
            Feed: (source, _) => new DisplaysFeed(source),
            By: audience => Audience.Everything with { Role = audience.Role }
        );

    /// <summary>All there are.</summary>
    public static IReadOnlyList<Topic> All { get; } =
    [Cards, Table, Rows, Calendar, Interventions, Looks, Notes, Alerts, Displays];

    /// <summary>How a screen may name it.</summary>
    public IEnumerable<string> Names =>
        this == Table ? Dimensions.Select(dimension => $"{Name}:{dimension}")
        : Of is null ? [Name]
        : [$"{Name}:{{{Of}}}"];
}

/// <summary>A topic as a screen asks for it.</summary>
/// <param name="Topic">Which.</param>
/// <param name="Of">What follows the colon; empty where nothing does.</param>
internal readonly record struct AskedTopic(Topic Topic, string Of)
{
    /// <summary>
    /// What a screen asks for; null where there is no such topic. A further breakdown that the desk does not have, or
    /// no longer, is no fault: a screen that shows it would have nothing at all. It is told no groups.
    /// </summary>
    public static AskedTopic? Parse(string text)
    {
        var colon = text.IndexOf(':', StringComparison.Ordinal);
        var (name, of) = colon < 0 ? (text, "") : (text[..colon], text[(colon + 1)..]);
        var topic = Topic.All.FirstOrDefault(known => known.Name == name && known.Of is null == colon < 0);
        return topic is null || (topic == Topic.Table && !Dimension.IsName(of)) ? null : new(topic, of);
    }
}
