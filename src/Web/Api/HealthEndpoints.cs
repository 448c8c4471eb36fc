using Apollo.Memcached;
using Apollo.Web.Access;
using Apollo.Web.Feeds;

namespace Apollo.Web.Api;

/// <summary>Health for operators: alive, and ready to serve with the reasons where not.</summary>
internal static class HealthEndpoints
{
    public static void MapHealth(this WebApplication app)
    {
        app.MapGet("/health/live", () => TypedResults.Text("ok")).ForAnyone().ExcludeFromDescription();
        app.MapGet(
                "/health/ready",
                (DeskFeeds feeds, IMultiGetCache cache) =>
                {
                    var ready =
                        feeds.Desks.Count > 0 && feeds.Desks.All(desk => feeds.Find(desk.Id)?.ReadAt is not null);
                    return Results.Json(
                        new
                        {
                            ready,
                            cache = cache.Health,
                            desks = feeds.Desks.ToDictionary(
                                desk => desk.Id,
                                desk =>
                                    feeds.Find(desk.Id) is not { } feed
                                        ? null
                                        : new
                                        {
                                            feed.ReadAt,
                                            feed.Error,
                                            watchers = feed.WatcherCount,
                                            slices = feed.Slices.Select(slice => new
                                            {
                                                slice.Slice,
                                                slice.State,
                                                slice.ReadAt,
                                                slice.Held,
                                                slice.Loaded,
                                                slice.BadRows,
                                                slice.LeftOut,
                                                slice.Warnings,
                                                slice.Error,
                                                slice.FailingSince,
                                                slice.NextPollAt,
                                                clockOffset = slice.ClockOffset.TotalSeconds,
                                                clockWarning = Math.Abs(slice.ClockOffset.TotalSeconds) > 1,
                                                pollStretched = slice.PollInterval > desk.Poll,
                                            }),
                                        }
                            ),
                        },
                        Cards.CardJson.Options,
                        statusCode: ready ? 200 : 503
                    );
                }
            )
            .ForAnyone()
            .ExcludeFromDescription();
    }
}
