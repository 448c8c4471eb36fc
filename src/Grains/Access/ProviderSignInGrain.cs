using System.Collections.Immutable;
using Apollo.Grains.Clock;
using Apollo.Grains.Store;
using Apollo.Model;

namespace Apollo.Grains.Access;

/// <summary>
/// Sign-in of one person whom a provider vouches for: its word on what they may is kept at each sign-in, so that all
/// that is open follows it at once.
/// </summary>
internal sealed class ProviderSignInGrain(
    PersonStore people,
    Sessions sessions,
    Passwords stamps,
    [DeskClock] TimeProvider time
) : Grain, IProviderSignInGrain
{
    /// <summary>Somebody else may change the person meanwhile.</summary>
    private const int Tries = 3;

    private string Key => this.GetPrimaryKeyString();

    public async Task<SignedIn> SignIn(ProviderPerson person, Visit visit, CancellationToken cancellation)
    {
        for (var number = 1; ; number++)
        {
            var all = await people.AllAsync(cancellation);
            // The provider's id in the configuration may have become another: the person is the same.
            var known = all.Find(one => !one.IsLocal && one.Login.EndsWith(":" + Key, StringComparison.Ordinal));
            var refusal =
                known is { IsOff: not 0 } ? SignInOutcome.SwitchedOff
                : known is null && person.Desks.IsEmpty ? SignInOutcome.Refused
                : known is null && all.Count >= IPeopleGrain.Most ? SignInOutcome.TooMany
                : (SignInOutcome?)null;
            if (refusal is { } outcome)
            {
                await AuditAsync(known?.Id, person, visit, "session.refused", null, null);
                return new SignedIn(outcome);
            }
            var kept = known is null
                ? await JoinAsync(all, person, visit, cancellation)
                : await ChangeAsync(all, known, person, visit, cancellation);
            if (kept is null && number < Tries)
                continue;
            if (kept is null)
                throw new StoreException("The person is being changed by others all the time.");
            if (person.Desks.IsEmpty)
            {
                await AuditAsync(kept.Id, person, visit, "session.refused", null, null);
                return new SignedIn(SignInOutcome.Refused);
            }
            var begun = await sessions.BeginAsync(kept, visit, ISessionsGrain.Vouched, cancellation);
            await AuditAsync(kept.Id, person, visit, "session.began", null, null);
            return begun;
        }
    }

    private async Task<StoredPerson?> JoinAsync(
        List<StoredPerson> all,
        ProviderPerson given,
        Visit visit,
        CancellationToken cancellation
    )
    {
        var now = time.GetUtcNow();
        var person = new StoredPerson
        {
            Id = Guid.CreateVersion7(now).ToString(),
            Login = LoginOf(given),
            Email = given.Email,
            Name = given.Name,
            Revision = now.ToUnixTimeMilliseconds(),
        };
        person.Rights = RightsJson.Write(Free(all, person, given.Desks));
        await stamps.RestampAsync(person);
        if (!await people.AddAsync(person, null, cancellation))
            return null;
        await AuditAsync(person.Id, given, visit, "person.joined", null, AuditText.Of(person));
        return person;
    }

    /// <summary>Null where somebody else changed the person meanwhile.</summary>
    private async Task<StoredPerson?> ChangeAsync(
        List<StoredPerson> all,
        StoredPerson person,
        ProviderPerson given,
        Visit visit,
        CancellationToken cancellation
    )
    {
        var before = (person.Login, person.Email, person.Rights);
        var said = AuditText.Of(person);
        person.Login = LoginOf(given);
        if (given.Email.Length > 0)
            person.Email = given.Email;
        person.Rights = RightsJson.Write(Free(all, person, WithNames(given.Desks, person.Desks)));
        if ((person.Login, person.Email, person.Rights) == before)
            return person;
        if (given.Desks.IsEmpty)
            await stamps.RestampAsync(person);
        var known = person.Revision;
        person.Revision = Math.Max(time.GetUtcNow().ToUnixTimeMilliseconds(), known + 1);
        if (!await people.ChangeAsync(person, known, null, cancellation))
            return null;
        await GrainFactory.GetGrain<IAccessGrain>(0).Renew(cancellation);
        if (person.Rights != before.Rights)
            await AuditAsync(person.Id, given, visit, "person.changed", said, AuditText.Of(person));
        return person;
    }

    /// <summary>Rights as they are given, with the names in the ITSM that an admin gave before.</summary>
    private static ImmutableArray<DeskRight> WithNames(
        ImmutableArray<DeskRight> given,
        ImmutableArray<DeskRight> before
    )
    {
        var rights = given.ToList();
        foreach (var named in before.Where(right => right.Assignee is not null && right.Role != Role.Admin))
        {
            var at = rights.FindIndex(right => right.Desk == named.Desk);
            if (at >= 0)
                rights[at] = rights[at] with { Assignee = rights[at].Assignee ?? named.Assignee };
            else if (rights.Find(right => right.Desk == DeskRight.EveryDesk) is { } everywhere)
                // Before the one of all desks: of two alike the first counts.
                rights.Insert(0, everywhere with { Desk = named.Desk, Assignee = named.Assignee });
        }
        return [.. rights];
    }

    /// <summary>Without the names in the ITSM that are another person's.</summary>
    private static ImmutableArray<DeskRight> Free(
        List<StoredPerson> all,
        StoredPerson person,
        ImmutableArray<DeskRight> rights
    ) =>
        [
            .. rights.Select(right =>
                right.Assignee is { } name
                && all.Exists(other =>
                    other.Id != person.Id && other.Desks.Any(one => one.Desk == right.Desk && one.Assignee == name)
                )
                    ? right with
                    {
                        Assignee = null,
                    }
                    : right
            ),
        ];

    private string LoginOf(ProviderPerson given) => $"oidc:{given.Provider}:{Key}";

    // What is done is done, whether its caller still waits or not.
    private Task AuditAsync(
        string? id,
        ProviderPerson given,
        Visit visit,
        string action,
        string? before,
        string? after
    ) =>
        GrainFactory
            .GetGrain<IAuditGrain>(0)
            .Add(
                new By(id, given.ProviderName, visit.Address),
                action,
                given.Email.Length > 0 ? given.Email : given.Name,
                before,
                after,
                CancellationToken.None
            );
}
