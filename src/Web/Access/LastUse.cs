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
    private readonly ConcurrentDictionary<string, long> opened = new();

    /// <summary>A caller's request was let through.</summary>
    public void Note(Caller caller)
    {
        if (caller.Proof is { } proof)
            used[proof.Id] = proof;
    }

    /// <summary>The page of a link was opened.</summary>
    public void NoteOpened(string link) => opened.AddOrUpdate(link, 1, (_, times) => times + 1);

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
        await TellOpenedAsync(cancellation);

        ImmutableArray<string> Ids(params PrincipalKind[] kinds) =>
            [.. proofs.Where(proof => kinds.Contains(proof.Kind)).Select(proof => proof.Id)];
    }

    private async Task TellOpenedAsync(CancellationToken cancellation)
    {
        var told = new List<LinkOpened>();
        foreach (var link in opened.Keys)
            if (opened.TryRemove(link, out var times))
                told.Add(new LinkOpened(link, times));
        if (told.Count == 0)
            return;
        try
        {
            await grains
                .GetGrain<ITokensGrain>(0)
                .Opened([.. told], cancellation)
                .WaitAsync(AnswerWithin, time, cancellation);
        }
        catch (StoreException error)
        {
            foreach (var (link, times) in told)
                opened.AddOrUpdate(link, times, (_, more) => more + times);
            LogLater(error.Message);
        }
        // Whether it was kept is not known: told once more, an opening might count twice.
        catch (Exception error) when (error is TimeoutException or OrleansException)
        {
            LogLost(error.Message);
        }
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

    [LoggerMessage(
        Level = LogLevel.Warning,
        Message = "How often links were opened in the last minute may not be kept: {Reason}"
    )]
    private partial void LogLost(string reason);
}
