using System.Collections.Concurrent;
using Apollo.Model;

namespace Apollo.Web.Feeds;

/// <summary>
/// The feeds of topics, by desk and by who sees the same of them; each runs only while a screen watches it.
/// </summary>
internal sealed class TopicFeeds(IGrainFactory grains, TimeProvider time, ILoggerFactory loggers)
{
    private readonly ConcurrentDictionary<(string Desk, FollowedTopic Topic), TopicFeed> feeds = new();
    private readonly AlertQuestions questions = new(grains, time);

    /// <summary>Makes a screen watch exactly these topics of a desk.</summary>
    public void Watch(DeskInfo desk, Watcher watcher, WatchedTopics topics)
    {
        foreach (var (key, feed) in feeds)
            if (key.Desk == desk.Id && !topics.Followed.Contains(key.Topic))
                feed.Remove(watcher.Id);
        foreach (var topic in topics.Followed)
            feeds
                .GetOrAdd(
                    (desk.Id, topic),
                    _ =>
                        topic.Feed(
                            new TopicSource(desk, topic.Audience, topic.Person, questions, grains, time, loggers)
                        )
                )
                .Add(watcher);
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
/// <param name="Desk">The desk.</param>
/// <param name="Audience">Whose it is; that of everything where all see the same.</param>
/// <param name="Person">Who it is, where that matters; else null.</param>
/// <param name="Alerts">Asks which alerts changed, once for all.</param>
/// <param name="Grains">Who is asked.</param>
/// <param name="Time">Clock of the waits.</param>
/// <param name="Loggers">Log.</param>
internal sealed record TopicSource(
    DeskInfo Desk,
    Audience Audience,
    string? Person,
    AlertQuestions Alerts,
    IGrainFactory Grains,
    TimeProvider Time,
    ILoggerFactory Loggers
);
