using System.Threading.RateLimiting;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Apollo.Web.Api;

/// <summary>
/// How much callers may ask at once: of the routes that cost a desk's time only so many questions are under way, per
/// caller (an address of the network) and per desk; a few wait for their turn, the rest is told to come again.
/// </summary>
/// <remarks>Callers behind one proxy are one caller: the numbers leave room for a whole floor.</remarks>
internal sealed class QuestionBounds(TimeProvider time) : IDisposable
{
    /// <summary>Costly questions of one caller under way at once.</summary>
    public const int OfCaller = 8;

    /// <summary>Costly questions of one caller that wait for their turn.</summary>
    public const int WaitingOfCaller = 32;

    /// <summary>Costly questions to one desk under way at once.</summary>
    public const int OfDesk = 16;

    /// <summary>Costly questions to one desk that wait for their turn.</summary>
    public const int WaitingOfDesk = 128;

    /// <summary>New owners of things in the store from one caller, at once; one more every 20 s.</summary>
    public const int NewOwners = 30;

    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan OwnerEvery = TimeSpan.FromSeconds(20);
    private readonly PartitionedRateLimiter<string> callers = AtOnce(OfCaller, WaitingOfCaller);
    private readonly PartitionedRateLimiter<string> desks = AtOnce(OfDesk, WaitingOfDesk);
    private readonly PartitionedRateLimiter<string> owners = PartitionedRateLimiter.Create<string, string>(caller =>
        RateLimitPartition.GetTokenBucketLimiter(
            caller,
            _ => new TokenBucketRateLimiterOptions
            {
                TokenLimit = NewOwners,
                TokensPerPeriod = 1,
                ReplenishmentPeriod = OwnerEvery,
                QueueLimit = 0,
            }
        )
    );

    /// <summary>
    /// Takes the request's turn, until its answer is sent; null where it has it, else what it is answered.
    /// </summary>
    public async Task<ProblemHttpResult?> TakeTurnAsync(HttpContext http, string desk)
    {
        using var waiting = new CancellationTokenSource(LongestWait, time);
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(waiting.Token, http.RequestAborted);
        if (!await HasTurnAsync(callers, Caller(http), http, ending.Token))
            return Problems.TooMuch(
                http,
                StatusCodes.Status429TooManyRequests,
                $"You have {OfCaller} questions of this kind under way. Ask again when one has its answer.",
                seconds: 1
            );
        return await HasTurnAsync(desks, desk, http, ending.Token)
            ? null
            : Problems.TooMuch(
                http,
                StatusCodes.Status503ServiceUnavailable,
                $"Desk {desk} answers {OfDesk} questions of this kind at the moment. Ask again in a moment.",
                seconds: 2
            );
    }

    /// <summary>Lets a caller who has nothing in the store yet begin; else what is answered.</summary>
    public ProblemHttpResult? TakeNewOwner(HttpContext http)
    {
        using var lease = owners.AttemptAcquire(Caller(http));
        return lease.IsAcquired
            ? null
            : Problems.TooMuch(
                http,
                StatusCodes.Status429TooManyRequests,
                "Too many new browsers keep something from your address. Ask again in a moment.",
                (int)OwnerEvery.TotalSeconds
            );
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        callers.Dispose();
        desks.Dispose();
        owners.Dispose();
    }

    private static PartitionedRateLimiter<string> AtOnce(int most, int waiting) =>
        PartitionedRateLimiter.Create<string, string>(key =>
            RateLimitPartition.GetConcurrencyLimiter(
                key,
                _ => new ConcurrencyLimiterOptions
                {
                    PermitLimit = most,
                    QueueLimit = waiting,
                    QueueProcessingOrder = QueueProcessingOrder.OldestFirst,
                }
            )
        );

    private static async Task<bool> HasTurnAsync(
        PartitionedRateLimiter<string> limiter,
        string key,
        HttpContext http,
        CancellationToken ending
    )
    {
        try
        {
            var lease = await limiter.AcquireAsync(key, cancellationToken: ending);
            // A file is sent after the route has answered: the turn ends with the request.
            http.Response.RegisterForDispose(lease);
            return lease.IsAcquired;
        }
        catch (OperationCanceledException) when (!http.RequestAborted.IsCancellationRequested)
        {
            return false;
        }
    }

    private static string Caller(HttpContext http) => http.Connection.RemoteIpAddress?.ToString() ?? "";
}

/// <summary>Marks a route that costs a desk's time.</summary>
internal sealed record CostlyQuestion
{
    public static readonly CostlyQuestion Instance = new();
}

/// <summary>What every route that costs a desk's time has in common: see <see cref="QuestionBounds"/>.</summary>
internal sealed class CostlyFilter(QuestionBounds bounds) : IEndpointFilter
{
    public async ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var http = context.HttpContext;
        return await bounds.TakeTurnAsync(http, (string)http.GetRouteValue("desk")!) ?? await next(context);
    }
}
