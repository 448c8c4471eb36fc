using System.Collections.Immutable;
using System.Text.Json;
using Apollo.Cards;
using Apollo.Model;

namespace Apollo.Grains.Store;

/// <summary>Tokens, feeds and links in the store.</summary>
internal sealed class TokenStore(ApolloStore store)
{
    private const string Select =
        "SELECT id, kind, secret, name, made_by AS MadeBy, created_at AS CreatedAt, uses, owner, details, "
        + "expires_at AS ExpiresAt, used_at AS UsedAt FROM apollo_tokens ORDER BY id";
    private const string Insert =
        "INSERT INTO apollo_tokens "
        + "(id, kind, secret, name, made_by, created_at, uses, owner, details, expires_at, used_at) VALUES "
        + "(@Id, @Kind, @Secret, @Name, @MadeBy, @CreatedAt, @Uses, @Owner, @Details, @ExpiresAt, @UsedAt)";
    private const string Delete = "DELETE FROM apollo_tokens WHERE id = @id";
    private const string Use = "UPDATE apollo_tokens SET used_at = @now WHERE id = @id";
    private const string Open = "UPDATE apollo_tokens SET uses = uses + @times WHERE id = @id";

    /// <summary>All of them, those that have ended too, oldest first.</summary>
    /// <exception cref="StoreException">The store does not answer.</exception>
    public Task<List<StoredToken>> AllAsync(CancellationToken cancellation) =>
        store.ReadAsync(session => session.QueryAsync<StoredToken>(Select, new { }), cancellation);

    /// <summary>Adds one.</summary>
    /// <exception cref="StoreException">The store does not answer.</exception>
    public Task AddAsync(StoredToken token, CancellationToken cancellation) =>
        store.WriteAsync(session => session.ExecuteAsync(Insert, token), cancellation);

    /// <summary>Removes one; false where there is none.</summary>
    /// <exception cref="StoreException">The store does not answer.</exception>
    public Task<bool> RemoveAsync(string id, CancellationToken cancellation) =>
        store.WriteAsync(async session => await session.ExecuteAsync(Delete, new { id }) > 0, cancellation);

    /// <summary>They were used.</summary>
    /// <exception cref="StoreException">The store does not answer.</exception>
    public Task UseAsync(IReadOnlyCollection<string> ids, DateTime now, CancellationToken cancellation) =>
        store.WriteAsync(
            async session =>
            {
                foreach (var id in ids)
                    await session.ExecuteAsync(Use, new { id, now = StoredTime.Of(now) });
                return 0;
            },
            cancellation
        );

    /// <summary>The pages of links were opened.</summary>
    /// <exception cref="StoreException">The store does not answer.</exception>
    public Task OpenAsync(IReadOnlyCollection<LinkOpened> opened, CancellationToken cancellation) =>
        store.WriteAsync(
            async session =>
            {
                foreach (var (id, times) in opened)
                    await session.ExecuteAsync(Open, new { id, times });
                return 0;
            },
            cancellation
        );
}

/// <summary>A token as the store keeps it.</summary>
internal sealed class StoredToken
{
    public string Id { get; init; } = "";
    public string Kind { get; init; } = "";

    /// <summary>SHA-256 of what it is shown by.</summary>
    public string Secret { get; init; } = "";

    public string Name { get; init; } = "";
    public string MadeBy { get; init; } = "";
    public long CreatedAt { get; init; }
    public long Uses { get; init; }
    public string? Owner { get; init; }

    /// <summary>What it is for, JSON.</summary>
    public string Details { get; init; } = "";

    public long? ExpiresAt { get; init; }
    public long? UsedAt { get; init; }

    public PrincipalKind KindOf => Enum.Parse<PrincipalKind>(Kind);

    public TokenGrants Grants => JsonSerializer.Deserialize<TokenGrants>(Details, CardJson.Options)!;

    public static string Write(TokenGrants grants) => JsonSerializer.Serialize(grants, CardJson.Options);

    public AccessToken Info() =>
        new(
            Id,
            KindOf,
            Name,
            Owner,
            StoredTime.Read(CreatedAt),
            StoredTime.Read(ExpiresAt),
            StoredTime.Read(UsedAt),
            Uses,
            MadeBy,
            Grants
        );
}
