using System.Collections.Concurrent;
using System.Collections.Immutable;
using Apollo.Model;

namespace Apollo.Web.Access;

/// <summary>
/// Tells the silo once a minute which sessions, tokens, feeds and links were used: a session goes on for as long as
/// it is, and so it does under a page that stays open.
/// </summary>
internal sealed partial class LastUse(
    AccessSettings settings,
    OpenRequests open,
    IGrainFactory grains,
    TimeProvider time,
    ILogger<LastUse> logger
) : BackgroundService
{
    private static readonly TimeSpan Every = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan AnswerWithin = TimeSpan.FromSeconds(10);
    private readonly ConcurrentDictionary<string, Principal> used = new();

    /// <summary>A caller's request was let through.</summary>
    public void Note(Caller caller)
    {
        if (caller.Proof is { } proof)
            used[proof.Id] = proof;
    }

    /// <summary>Tells what was used since the last time; what cannot be told now is told with the next.</summary>
    public async Task TellAsync(CancellationToken cancellation)
    {
        foreach (var caller in open.Callers)
            Note(caller);
        var proofs = used.Values.ToList();
        used.Clear();
        try
        {
            await grains
                .GetGrain<ISessionsGrain>(0)
                .Seen(Ids(PrincipalKind.Session), cancellation)
                .WaitAsync(AnswerWithin, time, cancellation);
            await grains
                .GetGrain<ITokensGrain>(0)
                .Used(Ids(PrincipalKind.Token, PrincipalKind.Feed, PrincipalKind.Link), cancellation)
                .WaitAsync(AnswerWithin, time, cancellation);
        }
        catch (Exception error) when (error is StoreException or TimeoutException or OrleansException)
        {
            foreach (var proof in proofs)
                used.TryAdd(proof.Id, proof);
            LogLater(error.Message);
        }

        ImmutableArray<string> Ids(params PrincipalKind[] kinds) =>
            [.. proofs.Where(proof => kinds.Contains(proof.Kind)).Select(proof => proof.Id)];
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (!settings.SignIn)
            return;
        await KeepGoing.RunAsync(
            async cancelled =>
            {
                await time.PauseAsync(Every, cancelled);
                await TellAsync(cancelled);
                return true;
            },
            (error, _) => LogLater(error.Message),
            new BackOff(Every, Every),
            time,
            stoppingToken
        );
    }

    [LoggerMessage(
        Level = LogLevel.Warning,
        Message = "Which sessions and tokens were used cannot be kept; it is tried again: {Reason}"
    )]
    private partial void LogLater(string reason);
}
