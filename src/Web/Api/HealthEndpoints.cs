using Apollo.Memcached;
using Apollo.Web.Access;
using Apollo.Web.Feeds;
using Apollo.Web.Keys;

namespace Apollo.Web.Api;

/// <summary>Health: alive, and ready to serve, in a word each; for operators the reasons.</summary>
internal static class HealthEndpoints
{
    public static void MapHealth(this WebApplication app)
    {
        var keys = app.Services.GetService<WebKeys>();
        app.MapGet("/health/live", () => TypedResults.Text("ok")).ForAnyone().ExcludeFromDescription();
        app.MapGet(
                "/health/ready",
                (DeskFeeds feeds, AccessFeed access) =>
                    IsReady(feeds, access, keys)
                        ? Results.Text("ready")
                        : Results.Text("loading", statusCode: StatusCodes.Status503ServiceUnavailable)
            )
            .ForAnyone()
            .ExcludeFromDescription();
        app.MapGet(
                "/health/detail",
                (DeskFeeds feeds, AccessFeed access, IMultiGetCache cache) =>
                {
                    var ready = IsReady(feeds, access, keys);
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
            .ForOperators()
            .ExcludeFromDescription();
    }

    private static bool IsReady(DeskFeeds feeds, AccessFeed access, WebKeys? keys) =>
        access.MayDecide
        && keys is not { AreLoaded: false }
        && feeds.Desks.Count > 0
        && feeds.Desks.All(desk => feeds.Find(desk.Id)?.ReadAt is not null);
}
