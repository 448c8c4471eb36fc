using System.Collections.Immutable;
using Apollo.Grains.Clock;
using Apollo.Grains.Following;
using Apollo.Model;
using Microsoft.Extensions.Logging;

namespace Apollo.Grains.Access;

/// <summary>
/// Holds who may call, and tells every web what changed. It reads all of it: after each write, and every 30 s beside,
/// by which sessions that were idle for too long and tokens that have ended leave.
/// </summary>
internal sealed partial class AccessGrain(
    IEnumerable<IPrincipals> kinds,
    [DeskClock] TimeProvider time,
    ILogger<AccessGrain> logger
) : Grain, IAccessGrain
{
    private static readonly TimeSpan Beat = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan ReadEvery = TimeSpan.FromSeconds(30);
    private readonly ChangeLog<Change> log = new(time, limit: 1_000);
    private Dictionary<string, Principal>? held;
    private DateTime readAt;
    private long begun;
    private long applied;

    public async Task<AccessDelta> ChangesSince(Position? known, CancellationToken cancellation)
    {
        if (held is null)
            await ReadAsync(cancellation);
        else if (time.GetUtcNow().UtcDateTime - readAt >= ReadEvery)
            await ReadWhereItAnswersAsync(cancellation);
        await log.NextAsync(known, Beat, cancellation);
        if (log.After(known) is not { } changes)
            return new AccessDelta(log.Position, true, [.. held!.Values], []);
        var ids = changes.SelectMany(change => change.Ids).ToHashSet();
        return new AccessDelta(
            log.Position,
            false,
            [.. ids.Where(held!.ContainsKey).Select(id => held[id])],
            [.. ids.Where(id => !held.ContainsKey(id))]
        );
    }

    public Task Renew(CancellationToken cancellation) => ReadAsync(cancellation);

    public Task BoardChanged(string share) =>
        held?.Values.Any(principal => principal.Board == share) == true
            ? ReadWhereItAnswersAsync(CancellationToken.None)
            : Task.CompletedTask;

    public Task<Position> Now() => Task.FromResult(log.Position);

    private async Task ReadWhereItAnswersAsync(CancellationToken cancellation)
    {
        try
        {
            await ReadAsync(cancellation);
        }
        catch (StoreException error)
        {
            // Who was there is known: a store that is away signs nobody out.
            LogAway(error);
            readAt = time.GetUtcNow().UtcDateTime;
        }
    }

    private async Task ReadAsync(CancellationToken cancellation)
    {
        var number = ++begun;
        readAt = time.GetUtcNow().UtcDateTime;
        var all = new Dictionary<string, Principal>();
        foreach (var kind in kinds)
        foreach (var principal in await kind.AllAsync(cancellation))
            all[principal.Id] = principal;
        // Another, begun later, may have ended before.
        if (number < applied)
            return;
        applied = number;
        var before = held;
        held = all;
        if (before is null)
            return;
        var changed = all
            .Values.Where(now => !before.TryGetValue(now.Id, out var was) || !IsSame(was, now))
            .Select(now => now.Id)
            .Concat(before.Keys.Where(id => !all.ContainsKey(id)))
            .ToImmutableArray();
        if (changed.Length > 0)
            log.Add(new Change(changed));
    }

    /// <summary>Arrays are compared by what they hold.</summary>
    private static bool IsSame(Principal one, Principal other) =>
        one with { Desks = [], Nudges = [] } == other with { Desks = [], Nudges = [] }
        && one.Nudges.SequenceEqual(other.Nudges)
        && one.Desks.Length == other.Desks.Length
        && one.Desks.Zip(other.Desks)
            .All(pair =>
                pair.First with { Teams = [] } == pair.Second with { Teams = [] }
                && pair.First.Teams.SequenceEqual(pair.Second.Teams)
            );

    [LoggerMessage(
        Level = LogLevel.Warning,
        Message = "Who may call cannot be read anew: it stays as it was read last"
    )]
    private partial void LogAway(Exception error);

    private sealed record Change(ImmutableArray<string> Ids);
}
