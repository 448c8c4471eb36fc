using System.Collections.Concurrent;
using Apollo.Web.Hubs;

namespace Apollo.Web.Feeds;

/// <summary>
/// The feeds of rows, calendars and looks, by desk and topic; each runs only while a screen watches it.
/// </summary>
internal sealed class SideFeeds(IGrainFactory grains, TimeProvider time, ILoggerFactory loggers)
{
    private readonly ConcurrentDictionary<(string Desk, string Topic), SideFeed> feeds = new();

    /// <summary>Makes a screen watch exactly these topics of a desk.</summary>
    public void Watch(string desk, Watcher watcher, WatchTopics topics)
    {
        var wanted = topics.Sides.ToHashSet(StringComparer.Ordinal);
        foreach (var (key, feed) in feeds)
            if (key.Desk == desk && !wanted.Contains(key.Topic))
                feed.Remove(watcher.Id);
        foreach (var topic in wanted)
            feeds.GetOrAdd((desk, topic), Make).Add(watcher);
    }

    /// <summary>A screen watches nothing of a desk any more.</summary>
    public void Unwatch(string desk, string connectionId)
    {
        foreach (var (key, feed) in feeds)
            if (key.Desk == desk)
                feed.Remove(connectionId);
    }

    private SideFeed Make((string Desk, string Topic) key) =>
        WatchTopics.KpiOf(key.Topic) is { } kpi
            ? new RowsFeed(key.Desk, kpi, grains, time, loggers.CreateLogger<RowsFeed>())
        : key.Topic == WatchTopics.Looks ? new LooksFeed(key.Desk, grains, time, loggers.CreateLogger<LooksFeed>())
        : new CalendarFeed(key.Desk, grains, time, loggers.CreateLogger<CalendarFeed>());
}
