using Apollo.Memcached;
using Apollo.Web.Access;
using Apollo.Web.Feeds;

namespace Apollo.Web.Api;

/// <summary>Health: alive, and ready to serve, in a word each; for operators the reasons.</summary>
internal static class HealthEndpoints
{
    public static void MapHealth(this WebApplication app)
    {
        app.MapGet("/health/live", () => TypedResults.Text("ok")).ForAnyone().ExcludeFromDescription();
        app.MapGet(
                "/health/ready",
                async (Readiness readiness, CancellationToken cancellation) =>
                    await readiness.IsReadyAsync(cancellation)
                        ? Results.Text("ready")
                        : Results.Text("loading", statusCode: StatusCodes.Status503ServiceUnavailable)
            )
            .ForAnyone()
            .ExcludeFromDescription();
        app.MapGet(
                "/health/detail",
                async (DeskFeeds feeds, Readiness readiness, IMultiGetCache cache, CancellationToken cancellation) =>
                {
                    var ready = await readiness.IsReadyAsync(cancellation);
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
}
