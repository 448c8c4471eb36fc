using System.Collections.Immutable;
using Apollo.Model;

namespace Apollo.Grains.Store;

/// <summary>The keys of the webs in the store, sealed.</summary>
internal sealed class KeyStore(ApolloStore store)
{
    private const string Every = "SELECT id, document FROM apollo_keys ORDER BY created_at, id";
    private const string Insert =
        "INSERT INTO apollo_keys (id, document, created_at) VALUES (@id, @document, @createdAt)";

    /// <summary>All of them, oldest first.</summary>
    /// <exception cref="StoreException">The store does not answer.</exception>
    public Task<ImmutableArray<WebKey>> AllAsync(CancellationToken cancellation) =>
        store.ReadAsync(ReadAsync, cancellation);

    /// <summary>Adds one; false where there are others by now than the caller knows.</summary>
    /// <exception cref="StoreException">The store does not answer.</exception>
    public Task<bool> AddAsync(WebKey key, int known, DateTime now, CancellationToken cancellation) =>
        store.WriteAsync(
            async session =>
            {
                if ((await ReadAsync(session)).Length != known)
                    return false;
                await session.ExecuteAsync(
                    Insert,
                    new
                    {
                        id = key.Id,
                        document = key.Sealed,
                        createdAt = StoredTime.Of(now),
                    }
                );
                return true;
            },
            cancellation
        );

    private static async Task<ImmutableArray<WebKey>> ReadAsync(StoreSession session) =>
        [.. (await session.QueryAsync<Row>(Every, new { })).Select(row => new WebKey(row.Id, row.Document))];

    private sealed class Row
    {
        public string Id { get; init; } = "";
        public string Document { get; init; } = "";
    }
}
