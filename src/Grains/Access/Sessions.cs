using Apollo.Grains.Clock;
using Apollo.Grains.Store;
using Apollo.Model;

namespace Apollo.Grains.Access;

/// <summary>Begins sessions: each with a secret of its own, never one that the browser brought along.</summary>
internal sealed class Sessions(SessionStore store, IGrainFactory grains, [DeskClock] TimeProvider time)
{
    /// <summary>A person is signed in.</summary>
    /// <param name="person">Who.</param>
    /// <param name="visit">From where.</param>
    /// <param name="longest">How long it lasts at most.</param>
    /// <param name="cancellation">Given up.</param>
    public async Task<SignedIn> BeginAsync(
        StoredPerson person,
        Visit visit,
        TimeSpan longest,
        CancellationToken cancellation
    )
    {
        var now = time.GetUtcNow();
        var secret = Secrets.New();
        var endsAt = (now + longest).UtcDateTime;
        await store.AddAsync(
            new StoredSession
            {
                Id = Guid.CreateVersion7(now).ToString(),
                Person = person.Id,
                Secret = Secrets.HashOf(secret),
                Stamp = person.Stamp,
                Address = visit.Address.Within(64),
                Browser = visit.Browser.Within(200),
                StartedAt = now.ToUnixTimeMilliseconds(),
                SeenAt = now.ToUnixTimeMilliseconds(),
                EndsAt = StoredTime.Of(endsAt),
            },
            cancellation
        );
        await grains.GetGrain<IAccessGrain>(0).Renew(cancellation);
        return new SignedIn(SignInOutcome.Done, person.Id, secret, endsAt);
    }
}
