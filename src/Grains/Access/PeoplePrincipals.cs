using System.Collections.Immutable;
using Apollo.Grains.Clock;
using Apollo.Grains.Store;
using Apollo.Model;

namespace Apollo.Grains.Access;

/// <summary>People who may sign in, and the sessions they have open.</summary>
internal sealed class PeoplePrincipals(PersonStore people, SessionStore sessions, [DeskClock] TimeProvider time)
    : IPrincipals
{
    public async Task<ImmutableArray<Principal>> AllAsync(CancellationToken cancellation) =>
        [
            .. (await people.AllAsync(cancellation)).Where(person => person.IsOff == 0).Select(Of),
            .. (await sessions.AllAsync(time.GetUtcNow().UtcDateTime, cancellation)).Select(Of),
        ];

    private static Principal Of(StoredPerson person) =>
        new(
            person.Id,
            PrincipalKind.Person,
            person.Name,
            person.Email,
            null,
            person.Stamp,
            null,
            person.Desks,
            null,
            null,
            [],
            false
        );

    private static Principal Of(StoredSession session) =>
        new(
            session.Id,
            PrincipalKind.Session,
            "",
            null,
            session.Secret,
            session.Stamp,
            StoredTime.Read(session.EndsAt),
            [],
            session.Person,
            null,
            [],
            false
        );
}
