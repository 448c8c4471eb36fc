using System.Threading.RateLimiting;
using Apollo.Web.Access;
using Apollo.Web.Api;

namespace Apollo.Web.Hosting;

/// <summary>How often an address may ask what could be tried out: see <see cref="AtMost"/>.</summary>
internal static class RequestRates
{
    private static readonly TimeSpan Window = TimeSpan.FromMinutes(1);

    /// <summary>Routes with an <see cref="AtMost"/> answer more with 429.</summary>
    public static void AddRequestRates(this IServiceCollection services) =>
        services.AddRateLimiter(options =>
        {
            options.GlobalLimiter = PartitionedRateLimiter.Create<HttpContext, string>(http =>
                http.GetEndpoint() is RouteEndpoint route && route.Metadata.GetMetadata<AtMost>() is { } most
                    ? Fixed($"{http.Request.Method} {route.RoutePattern.RawText} {http.Network()}", most.Minute)
                    : RateLimitPartition.GetNoLimiter("")
            );
            options.OnRejected = (rejected, _) =>
                new ValueTask(
                    Problems
                        .TooMuch(
                            rejected.HttpContext,
                            StatusCodes.Status429TooManyRequests,
                            "This was asked too often from this address. Wait, and ask again.",
                            Seconds(rejected.Lease)
                        )
                        .ExecuteAsync(rejected.HttpContext)
                );
        });

    /// <summary>So many a minute of one key.</summary>
    public static RateLimitPartition<string> Fixed(string key, int aMinute) =>
        RateLimitPartition.GetFixedWindowLimiter(
            key,
            _ => new FixedWindowRateLimiterOptions { PermitLimit = aMinute, Window = Window }
        );

    /// <summary>Seconds until it may be asked again.</summary>
    public static int Seconds(RateLimitLease refused) =>
        refused.TryGetMetadata(MetadataName.RetryAfter, out var wait)
            ? Math.Max(1, (int)Math.Ceiling(wait.TotalSeconds))
            : (int)Window.TotalSeconds;
}

/// <summary>Counts tokens that nobody has, by the address they come from.</summary>
internal sealed class WrongSecrets : IDisposable
{
    private const int Tries = 20;
    private readonly PartitionedRateLimiter<HttpContext> limiter = PartitionedRateLimiter.Create<HttpContext, string>(
        http => RequestRates.Fixed(http.Network(), Tries)
    );

    /// <summary>Seconds to wait where there were too many within a minute; null where not.</summary>
    public int? WaitAfter(HttpContext http)
    {
        using var lease = limiter.AttemptAcquire(http);
        return lease.IsAcquired ? null : RequestRates.Seconds(lease);
    }

    public void Dispose() => limiter.Dispose();
}
