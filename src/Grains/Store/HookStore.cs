namespace Apollo.Grains.Store;

/// <summary>A hook as the store keeps it: address and secret are encrypted.</summary>
internal sealed class StoredHook
{
    public string Id { get; init; } = "";
    public string Desk { get; init; } = "";
    public string Name { get; init; } = "";
    public string Preset { get; init; } = "";
    public string Url { get; init; } = "";

    /// <summary>Empty = it has none.</summary>
    public string Secret { get; init; } = "";

    public long Revision { get; init; }
}

/// <summary>The hooks of the desks in the store.</summary>
internal sealed class HookStore(ApolloStore store)
{
    private const string Columns = "SELECT id, desk, name, preset, url, secret, revision FROM apollo_hooks ";
    private const string Every = Columns + "ORDER BY name, id";
    private const string One = Columns + "WHERE id = @id";
    private const string Insert =
        "INSERT INTO apollo_hooks (id, desk, name, preset, url, secret, revision) VALUES "
        + "(@Id, @Desk, @Name, @Preset, @Url, @Secret, @Revision)";
    private const string Update =
        "UPDATE apollo_hooks SET name = @Name, preset = @Preset, url = @Url, secret = @Secret, revision = @Revision "
        + "WHERE id = @Id AND revision = @Known";
    private const string Delete = "DELETE FROM apollo_hooks WHERE id = @id AND revision = @known";

    /// <summary>All of them, by name.</summary>
    /// <exception cref="Apollo.Model.StoreException">The store does not answer.</exception>
    public Task<List<StoredHook>> AllAsync(CancellationToken cancellation) =>
        store.ReadAsync(session => session.QueryAsync<StoredHook>(Every, new { }), cancellation);

    /// <summary>One of them; null where there is none.</summary>
    /// <exception cref="Apollo.Model.StoreException">The store does not answer.</exception>
    public Task<StoredHook?> FindAsync(string id, CancellationToken cancellation) =>
        store.ReadAsync(
            async session => (await session.QueryAsync<StoredHook>(One, new { id })).FirstOrDefault(),
            cancellation
        );

    /// <summary>Adds one.</summary>
    /// <exception cref="Apollo.Model.StoreException">The store does not answer.</exception>
    public Task AddAsync(StoredHook hook, CancellationToken cancellation) =>
        store.WriteAsync(session => session.ExecuteAsync(Insert, hook), cancellation);

    /// <summary>Writes over one as it was read; false where it is gone, or another one by now.</summary>
    /// <exception cref="Apollo.Model.StoreException">The store does not answer.</exception>
    public Task<bool> ChangeAsync(StoredHook hook, long known, CancellationToken cancellation) =>
        store.WriteAsync(
            async session =>
                await session.ExecuteAsync(
                    Update,
                    new
                    {
                        hook.Id,
                        hook.Name,
                        hook.Preset,
                        hook.Url,
                        hook.Secret,
                        hook.Revision,
                        Known = known,
                    }
                ) > 0,
            cancellation
        );

    /// <summary>Removes one as it was read; false where it is gone, or another one by now.</summary>
    /// <exception cref="Apollo.Model.StoreException">The store does not answer.</exception>
    public Task<bool> RemoveAsync(string id, long known, CancellationToken cancellation) =>
        store.WriteAsync(async session => await session.ExecuteAsync(Delete, new { id, known }) > 0, cancellation);
}
