using Apollo.Grains.Clock;
using Apollo.Grains.Store;
using Apollo.Model;

namespace Apollo.Grains.Access;

/// <summary>Sign-in by password of one name, one try after the other.</summary>
internal sealed class SignInGrain(
    PersonStore people,
    SessionStore sessions,
    FailedTryStore tries,
    Sessions open,
    Passwords passwords,
    [DeskClock] TimeProvider time
) : Grain, ISignInGrain
{
    private static readonly SignedIn Refused = new(SignInOutcome.Refused);
    private string Name => this.GetPrimaryKeyString();
    private DateTime Now => time.GetUtcNow().UtcDateTime;

    public async Task<SignedIn> SignIn(string email, string password, Visit visit, CancellationToken cancellation)
    {
        var person = await people.FindByLoginAsync(StoredPerson.LoginOf(email), cancellation);
        var refusal = await TryAsync(person, password, cancellation);
        if (refusal is not null)
        {
            if (refusal.Outcome == SignInOutcome.Refused && person is not null)
                await AuditAsync("session.refused", person, visit.Address, cancellation);
            return refusal;
        }
        var begun = await open.BeginAsync(person!, visit, ISessionsGrain.Longest, cancellation);
        await AuditAsync("session.began", person!, visit.Address, cancellation);
        return begun;
    }

    public async Task<SignedIn> ChangePassword(
        string person,
        string? session,
        string old,
        string chosen,
        By by,
        CancellationToken cancellation
    )
    {
        if (await people.FindAsync(person, cancellation) is not { IsLocal: true } found)
            return Refused;
        if (await TryAsync(found, old, cancellation) is { } refusal)
            return refusal;
        if (await passwords.ChooseAsync(found, chosen) is { } reason)
            return new SignedIn(SignInOutcome.WeakPassword, Reason: reason);
        var known = found.Revision;
        found.Revision = Math.Max(time.GetUtcNow().ToUnixTimeMilliseconds(), known + 1);
        if (!await people.ChangeAsync(found, known, null, cancellation))
            return Refused;
        if (session is not null)
            await sessions.KeepAsync(person, session, found.Stamp, cancellation);
        await GrainFactory.GetGrain<IAccessGrain>(0).Renew(cancellation);
        await GrainFactory
            .GetGrain<IAuditGrain>(0)
            .Add(by, "person.password-changed", found.Email, null, null, cancellation);
        return new SignedIn(SignInOutcome.Done, person);
    }

    /// <summary>Null where the password is right; names that do not exist are counted alike.</summary>
    private async Task<SignedIn?> TryAsync(StoredPerson? person, string password, CancellationToken cancellation)
    {
        var failed = await tries.OfAsync(Name, Now, cancellation);
        if (failed >= ISignInGrain.Tries)
            return new SignedIn(SignInOutcome.Blocked);
        if (!await passwords.IsRightAsync(person, password))
        {
            await tries.KeepAsync(Name, failed + 1, Now, cancellation);
            return Refused;
        }
        if (failed > 0)
            await tries.KeepAsync(Name, 0, Now, cancellation);
        return null;
    }

    private Task AuditAsync(string action, StoredPerson person, string address, CancellationToken cancellation) =>
        GrainFactory
            .GetGrain<IAuditGrain>(0)
            .Add(new By(person.Id, person.Name, address), action, person.Email, null, null, cancellation);
}
