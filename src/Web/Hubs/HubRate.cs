using System.Threading.RateLimiting;
using Microsoft.AspNetCore.SignalR;

namespace Apollo.Web.Hubs;

/// <summary>How often one connection may call the hub: a screen calls when a person goes to another page.</summary>
internal sealed class HubRate : IHubFilter, IDisposable
{
    /// <summary>Calls at once.</summary>
    public const int AtOnce = 100;

    /// <summary>Calls a second in the long run.</summary>
    public const int Second = 20;

    private readonly PartitionedRateLimiter<string> limiter = PartitionedRateLimiter.Create<string, string>(
        connection =>
            RateLimitPartition.GetTokenBucketLimiter(
                connection,
                _ => new TokenBucketRateLimiterOptions
                {
                    TokenLimit = AtOnce,
                    TokensPerPeriod = Second,
                    ReplenishmentPeriod = TimeSpan.FromSeconds(1),
                }
            )
    );

    /// <inheritdoc/>
    public ValueTask<object?> InvokeMethodAsync(
        HubInvocationContext call,
        Func<HubInvocationContext, ValueTask<object?>> next
    )
    {
        using var lease = limiter.AttemptAcquire(call.Context.ConnectionId);
        return lease.IsAcquired
            ? next(call)
            : throw new HubException("This connection calls too often. Wait a second, and call again.");
    }

    /// <inheritdoc/>
    public void Dispose() => limiter.Dispose();
}
