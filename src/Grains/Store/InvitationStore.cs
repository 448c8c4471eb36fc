using System.Collections.Immutable;
using Apollo.Model;

namespace Apollo.Grains.Store;

/// <summary>The one-time links in the store. Those that have ended are removed when another is added.</summary>
internal sealed class InvitationStore(ApolloStore store)
{
    private const string Columns =
        "SELECT id, kind, email, name, person, rights, created_at AS CreatedAt, expires_at AS ExpiresAt, "
        + "made_by AS MadeBy FROM apollo_invitations ";
    private const string Waiting = Columns + "WHERE expires_at > @now ORDER BY id";
    private const string BySecret = Columns + "WHERE secret = @secret AND expires_at > @now";
    private const string Insert =
        "INSERT INTO apollo_invitations "
        + "(id, kind, secret, email, name, person, rights, created_at, expires_at, made_by) VALUES "
        + "(@Id, @Kind, @secret, @Email, @Name, @Person, @Rights, @CreatedAt, @ExpiresAt, @MadeBy)";
    private const string Delete = "DELETE FROM apollo_invitations WHERE id = @id";
    private const string DeleteEnded = "DELETE FROM apollo_invitations WHERE expires_at <= @now";
    private const string DeleteFormer =
        "DELETE FROM apollo_invitations WHERE kind = @Kind AND email = @Email AND id <> @Id";

    /// <summary>The links that wait, oldest first.</summary>
    /// <exception cref="StoreException">The store does not answer.</exception>
    public Task<ImmutableArray<StoredInvitation>> AllAsync(DateTime now, CancellationToken cancellation) =>
        store.ReadAsync(
            async session =>
                (
                    await session.QueryAsync<StoredInvitation>(Waiting, new { now = StoredTime.Of(now) })
                ).ToImmutableArray(),
            cancellation
        );

    /// <summary>The link of a secret; null where there is none, or it has ended.</summary>
    /// <exception cref="StoreException">The store does not answer.</exception>
    public Task<StoredInvitation?> FindAsync(string secretHash, DateTime now, CancellationToken cancellation) =>
        store.ReadAsync(
            async session =>
                (
                    await session.QueryAsync<StoredInvitation>(
                        BySecret,
                        new { secret = secretHash, now = StoredTime.Of(now) }
                    )
                ).FirstOrDefault(),
            cancellation
        );

    /// <summary>Adds a link, in place of one of the same kind for the same e-mail.</summary>
    /// <exception cref="StoreException">The store does not answer.</exception>
    public Task AddAsync(StoredInvitation invitation, string secretHash, CancellationToken cancellation) =>
        store.WriteAsync(
            async session =>
            {
                await session.ExecuteAsync(DeleteEnded, new { now = invitation.CreatedAt });
                await session.ExecuteAsync(DeleteFormer, invitation);
                return await session.ExecuteAsync(
                    Insert,
                    new
                    {
                        invitation.Id,
                        invitation.Kind,
                        secret = secretHash,
                        invitation.Email,
                        invitation.Name,
                        invitation.Person,
                        invitation.Rights,
                        invitation.CreatedAt,
                        invitation.ExpiresAt,
                        invitation.MadeBy,
                    }
                );
            },
            cancellation
        );

    /// <summary>Ends a link; false where there is none.</summary>
    /// <exception cref="StoreException">The store does not answer.</exception>
    public Task<bool> RemoveAsync(string id, CancellationToken cancellation) =>
        store.WriteAsync(session => UseAsync(session, id), cancellation);

    /// <summary>Uses a link up within a transaction; false where another did.</summary>
    public static async Task<bool> UseAsync(StoreSession session, string id) =>
        await session.ExecuteAsync(Delete, new { id }) > 0;
}

/// <summary>A one-time link as the store keeps it.</summary>
internal sealed class StoredInvitation
{
    public string Id { get; init; } = "";
    public string Kind { get; init; } = "";
    public string Email { get; init; } = "";
    public string Name { get; init; } = "";

    /// <summary>Whose password it resets; null = nobody's.</summary>
    public string? Person { get; init; }

    public string Rights { get; init; } = "[]";
    public long CreatedAt { get; init; }
    public long ExpiresAt { get; init; }
    public string MadeBy { get; init; } = "";

    public Invitation Info() =>
        new(
            Id,
            Enum.Parse<InvitationKind>(Kind),
            Email,
            Name,
            RightsJson.Read(Rights),
            StoredTime.Read(CreatedAt),
            StoredTime.Read(ExpiresAt),
            MadeBy
        );
}
