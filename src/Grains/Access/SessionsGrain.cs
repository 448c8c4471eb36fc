using System.Collections.Immutable;
using Apollo.Grains.Clock;
using Apollo.Grains.Store;
using Apollo.Model;
using Orleans.Concurrency;

namespace Apollo.Grains.Access;

/// <summary>Open sessions. It holds nothing: all of it is in the store.</summary>
[StatelessWorker]
internal sealed class SessionsGrain(SessionStore sessions, PersonStore people, [DeskClock] TimeProvider time)
    : Grain,
        ISessionsGrain
{
    private DateTime Now => time.GetUtcNow().UtcDateTime;

    public async Task<ImmutableArray<SessionInfo>> Of(string person, CancellationToken cancellation) =>
        [
            .. (await sessions.AllAsync(Now, cancellation))
                .Where(session => session.Person == person)
                .Reverse()
                .Select(session => session.Info()),
        ];

    public async Task<bool> End(string person, string id, By by, CancellationToken cancellation)
    {
        if (!await sessions.RemoveAsync(person, id, cancellation))
            return false;
        await GrainFactory.GetGrain<IAccessGrain>(0).Renew(cancellation);
        var email = (await people.FindAsync(person, cancellation))?.Email ?? person;
        await GrainFactory.GetGrain<IAuditGrain>(0).Add(by, "session.ended", email, null, null, cancellation);
        return true;
    }

    public Task Seen(ImmutableArray<string> ids, CancellationToken cancellation) =>
        ids.IsEmpty ? Task.CompletedTask : sessions.SeeAsync(ids, Now, cancellation);
}
