using System.Collections.Immutable;
using Apollo.Grains.Clock;
using Apollo.Grains.Store;
using Apollo.Model;

namespace Apollo.Grains.Access;

/// <summary>Makes one-time links, and finds them by their secret.</summary>
internal sealed class Invitations(InvitationStore store, Sessions sessions, [DeskClock] TimeProvider time)
{
    private static readonly TimeSpan Valid = TimeSpan.FromHours(72);
    private static readonly TimeSpan FirstValid = TimeSpan.FromHours(24);

    /// <summary>Who used a link is signed in.</summary>
    public Sessions Sessions => sessions;

    private DateTime Now => time.GetUtcNow().UtcDateTime;

    /// <summary>The links by which somebody may join, that wait.</summary>
    public async Task<ImmutableArray<Invitation>> AllAsync(CancellationToken cancellation) =>
        [
            .. (await store.AllAsync(Now, cancellation))
                .Select(one => one.Info())
                .Where(one => one.Kind == InvitationKind.Join),
        ];

    /// <summary>The link of a secret; null where there is none.</summary>
    public Task<StoredInvitation?> FindAsync(string secret, CancellationToken cancellation) =>
        store.FindAsync(Secrets.HashOf(secret), Now, cancellation);

    /// <summary>Ends a link; null where there is none.</summary>
    public async Task<Invitation?> WithdrawAsync(string id, CancellationToken cancellation) =>
        (await AllAsync(cancellation)).FirstOrDefault(one => one.Id == id) is { } found
        && await store.RemoveAsync(id, cancellation)
            ? found
            : null;

    /// <summary>Makes one, in place of that of the same kind for the same e-mail.</summary>
    public async Task<InvitationMade> MakeAsync(
        InvitationKind kind,
        string email,
        string name,
        string? person,
        ImmutableArray<DeskRight> desks,
        By by,
        CancellationToken cancellation
    )
    {
        if ((await store.AllAsync(Now, cancellation)).Length >= IPeopleGrain.MostInvitations)
            return new InvitationMade(PeopleOutcome.TooMany);
        var now = time.GetUtcNow();
        var secret = Secrets.New();
        var invitation = new StoredInvitation
        {
            Id = Guid.CreateVersion7(now).ToString(),
            Kind = kind.ToString(),
            Email = email,
            Name = name,
            Person = person,
            Rights = RightsJson.Write(desks),
            CreatedAt = now.ToUnixTimeMilliseconds(),
            ExpiresAt = (now + (kind == InvitationKind.First ? FirstValid : Valid)).ToUnixTimeMilliseconds(),
            MadeBy = by.Name.Within(200),
        };
        await store.AddAsync(invitation, Secrets.HashOf(secret), cancellation);
        return new InvitationMade(PeopleOutcome.Done, invitation.Info(), secret);
    }
}
