using System.Collections.Immutable;
using Apollo.Model;

namespace Apollo.Web.Access;

/// <summary>
/// What this web process holds of who may call: asks the silo what changed, for ever. Everything is decided from it,
/// from memory; without an answer for 5 s nothing is.
/// </summary>
internal sealed partial class AccessFeed(
    IGrainFactory grains,
    AccessSettings settings,
    OpenRequests open,
    TimeProvider time,
    ILogger<AccessFeed> logger
) : BackgroundService
{
    /// <summary>How long an answer holds.</summary>
    public static readonly TimeSpan Holds = TimeSpan.FromSeconds(5);

    private static readonly TimeSpan AnswerWithin = TimeSpan.FromSeconds(3);
    private static readonly TimeSpan ReachWithin = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan Retry = TimeSpan.FromMilliseconds(250);
    private volatile Held held = Held.Nothing;
    private volatile TaskCompletionSource moved = Waiting();

    /// <summary>Whether what is held may be decided from.</summary>
    public bool IsCurrent => time.GetUtcNow().UtcDateTime - held.At < Holds;

    /// <summary>Whether callers can be told apart: always where nobody signs in.</summary>
    public bool MayDecide => !settings.SignIn || IsCurrent;

    /// <summary>Who may call and shows a secret; null = nobody, or no longer.</summary>
    /// <param name="secret">As it was sent; looked up by its hash, so that the time it takes tells nothing.</param>
    /// <param name="kind">What it must be.</param>
    public Caller? OfSecret(string secret, PrincipalKind kind) =>
        held.BySecret.GetValueOrDefault(Secrets.HashOf(secret)) is { } proof && proof.Kind == kind
            ? OfProof(proof)
            : null;

    /// <summary>Whether a caller still has the rights it had when it was found.</summary>
    public bool IsStill(Caller caller) =>
        caller.Proof is not { } proof
        || (
            held.ById.GetValueOrDefault(proof.Id) is { } now
            && OfProof(now) is { } found
            && found.Principal!.HasSameRights(caller.Principal!)
        );

    /// <summary>Waits until what is held is at least as new as a position, at most 2 s.</summary>
    /// <param name="position">Of the grain, after a write.</param>
    /// <param name="cancellation">Ends the wait.</param>
    /// <exception cref="TimeoutException">It was not reached in time.</exception>
    public async Task ReachAsync(Position position, CancellationToken cancellation)
    {
        using var limit = new CancellationTokenSource(ReachWithin, time);
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellation);
        try
        {
            while (true)
            {
                var next = moved.Task;
                if (held.Position is { } at && (at.Incarnation > position.Incarnation || at.Reaches(position)))
                    return;
                await next.WaitAsync(ending.Token);
            }
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            throw new TimeoutException("The silo does not say in time who may call.");
        }
    }

    /// <summary>Waits until what was kept before is known here, at most 2 s: the next request finds it so.</summary>
    public async Task CatchUpAsync(CancellationToken cancellation)
    {
        try
        {
            await ReachAsync(await grains.GetGrain<IAccessGrain>(0).Now(), cancellation);
        }
        catch (TimeoutException)
        {
            // It is done all the same, and known a moment later.
        }
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (!settings.SignIn)
            return;
        using var watch = new PeriodicTimer(TimeSpan.FromSeconds(1), time);
        var watching = EndWithoutAnswerAsync(watch, stoppingToken);
        await KeepGoing.RunAsync(
            async cancelled =>
            {
                Take(
                    await grains
                        .GetGrain<IAccessGrain>(0)
                        .ChangesSince(held.Position, cancelled)
                        .WaitAsync(AnswerWithin, time, cancelled)
                );
                return true;
            },
            (error, _) =>
            {
                if (IsCurrent)
                    LogAway(error.Message);
            },
            new BackOff(Retry, Retry),
            time,
            stoppingToken
        );
        await watching;
    }

    private void Take(AccessDelta delta)
    {
        var byId = delta.Full ? ImmutableDictionary<string, Principal>.Empty : held.ById;
        var changed = delta.Full || !delta.Changed.IsEmpty || !delta.Removed.IsEmpty;
        byId = byId.RemoveRange(delta.Removed).SetItems(delta.Changed.Select(one => KeyValuePair.Create(one.Id, one)));
        held = new Held(
            delta.Position,
            time.GetUtcNow().UtcDateTime,
            byId,
            changed
                ? byId.Values.Where(one => one.SecretHash is not null).ToDictionary(one => one.SecretHash!)
                : held.BySecret
        );
        Interlocked.Exchange(ref moved, Waiting()).SetResult();
        open.EndWhere(caller => !IsStill(caller));
    }

    /// <summary>What stays open without an answer would show what may no longer be seen: it ends.</summary>
    private async Task EndWithoutAnswerAsync(PeriodicTimer watch, CancellationToken stopping)
    {
        try
        {
            while (await watch.WaitForNextTickAsync(stopping))
                open.EndWhere(caller => caller.Proof is not null && (!IsCurrent || !IsStill(caller)));
        }
        catch (OperationCanceledException)
        {
            // The host ends.
        }
    }

    /// <summary>The caller of a proof; null where it has ended, or its person has.</summary>
    private Caller? OfProof(Principal proof)
    {
        if (proof.ExpiresAt <= time.GetUtcNow().UtcDateTime)
            return null;
        if (proof.Kind is not (PrincipalKind.Session or PrincipalKind.Feed))
            return new Caller(proof, Proof: proof);
        return
            held.ById.GetValueOrDefault(proof.Owner ?? "") is { Kind: PrincipalKind.Person } person
            && (proof.Kind == PrincipalKind.Feed || proof.Stamp == person.Stamp)
            ? new Caller(person, Proof: proof)
            : null;
    }

    private static TaskCompletionSource Waiting() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    [LoggerMessage(
        Level = LogLevel.Warning,
        Message = "The silo does not say who may call; after 5 s nobody may, until it does: {Reason}"
    )]
    private partial void LogAway(string reason);

    private sealed record Held(
        Position? Position,
        DateTime At,
        ImmutableDictionary<string, Principal> ById,
        Dictionary<string, Principal> BySecret
    )
    {
        public static Held Nothing { get; } =
            new(null, DateTime.MinValue, ImmutableDictionary<string, Principal>.Empty, []);
    }
}
