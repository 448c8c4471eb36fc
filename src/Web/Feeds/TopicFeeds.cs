using System.Collections.Concurrent;
using Apollo.Web.Messages;

namespace Apollo.Web.Feeds;

/// <summary>The feeds of topics, by desk; each runs only while a screen watches it.</summary>
internal sealed class TopicFeeds(IGrainFactory grains, TimeProvider time, ILoggerFactory loggers)
{
    private readonly ConcurrentDictionary<(string Desk, string Topic), TopicFeed> feeds = new();

    /// <summary>Makes a screen watch exactly these topics of a desk.</summary>
    public void Watch(string desk, Watcher watcher, WatchedTopics topics)
    {
        foreach (var (key, feed) in feeds)
            if (key.Desk == desk && !topics.Followed.ContainsKey(key.Topic))
                feed.Remove(watcher.Id);
        foreach (var (name, make) in topics.Followed)
            feeds.GetOrAdd((desk, name), key => make(new TopicSource(key.Desk, grains, time, loggers))).Add(watcher);
    }

    /// <summary>A screen watches nothing of a desk any more.</summary>
    public void Unwatch(string desk, string connectionId)
    {
        foreach (var (key, feed) in feeds)
            if (key.Desk == desk)
                feed.Remove(connectionId);
    }
}

/// <summary>What a feed is made of.</summary>
/// <param name="Desk">Desk id.</param>
/// <param name="Grains">Who is asked.</param>
/// <param name="Time">Clock of the waits.</param>
/// <param name="Loggers">Log.</param>
internal sealed record TopicSource(string Desk, IGrainFactory Grains, TimeProvider Time, ILoggerFactory Loggers);
