namespace Apollo.Grains.Store;

/// <summary>The people in the store.</summary>
internal sealed class PersonStore(ApolloStore store)
{
    private const string Person =
        "SELECT id, login, email, name, password_hash AS PasswordHash, stamp, is_off AS IsOff, rights, "
        + "seen_at AS SeenAt, revision FROM apollo_people";
    private const string All = Person + " ORDER BY name, id";
    private const string ById = Person + " WHERE id = @id";
    private const string ByLogin = Person + " WHERE login = @login";
    private const string Insert =
        "INSERT INTO apollo_people "
        + "(id, login, email, name, password_hash, stamp, is_off, rights, seen_at, revision) VALUES "
        + "(@Id, @Login, @Email, @Name, @PasswordHash, @Stamp, @IsOff, @Rights, @SeenAt, @Revision)";
    private const string Update =
        "UPDATE apollo_people SET login = @Login, email = @Email, name = @Name, password_hash = @PasswordHash, "
        + "stamp = @Stamp, is_off = @IsOff, rights = @Rights, revision = @Revision "
        + "WHERE id = @Id AND revision = @Known";

    private static readonly string[] Removal =
    [
        "DELETE FROM apollo_sessions WHERE person = @id",
        "DELETE FROM apollo_tokens WHERE owner = @id",
        "DELETE FROM apollo_push WHERE person = @id",
        "DELETE FROM apollo_notices WHERE person = @id",
        "DELETE FROM apollo_invitations WHERE person = @id",
        "DELETE FROM apollo_dashboards WHERE owner = @boards",
        "DELETE FROM apollo_people WHERE id = @id",
    ];

    /// <summary>Everybody, by name.</summary>
    /// <exception cref="Apollo.Model.StoreException">The store does not answer.</exception>
    public Task<List<StoredPerson>> AllAsync(CancellationToken cancellation) =>
        store.ReadAsync(session => session.QueryAsync<StoredPerson>(All, new { }), cancellation);

    /// <summary>One person; null where there is none.</summary>
    /// <exception cref="Apollo.Model.StoreException">The store does not answer.</exception>
    public Task<StoredPerson?> FindAsync(string id, CancellationToken cancellation) =>
        OneAsync(ById, new { id }, cancellation);

    /// <summary>The person of a login; null where there is none.</summary>
    /// <exception cref="Apollo.Model.StoreException">The store does not answer.</exception>
    public Task<StoredPerson?> FindByLoginAsync(string login, CancellationToken cancellation) =>
        OneAsync(ByLogin, new { login }, cancellation);

    /// <summary>
    /// Adds a person, and uses the one-time link up that lets them in; false where another was first.
    /// </summary>
    /// <exception cref="Apollo.Model.StoreException">The store does not answer.</exception>
    public Task<bool> AddAsync(StoredPerson person, string? invitation, CancellationToken cancellation) =>
        store.WriteAsync(
            async session =>
            {
                if (invitation is not null && !await InvitationStore.UseAsync(session, invitation))
                    return false;
                if ((await session.QueryAsync<StoredPerson>(ByLogin, new { login = person.Login })).Count > 0)
                    return false;
                await session.ExecuteAsync(Insert, person);
                return true;
            },
            cancellation
        );

    /// <summary>
    /// Writes over a person as it was read, and uses a one-time link up; false where another was first.
    /// </summary>
    /// <exception cref="Apollo.Model.StoreException">The store does not answer.</exception>
    public Task<bool> ChangeAsync(
        StoredPerson person,
        long known,
        string? invitation,
        CancellationToken cancellation
    ) =>
        store.WriteAsync(
            async session =>
            {
                if (invitation is not null && !await InvitationStore.UseAsync(session, invitation))
                    return false;
                return await session.ExecuteAsync(
                        Update,
                        new
                        {
                            person.Id,
                            person.Login,
                            person.Email,
                            person.Name,
                            person.PasswordHash,
                            person.Stamp,
                            person.IsOff,
                            person.Rights,
                            person.Revision,
                            Known = known,
                        }
                    ) > 0;
            },
            cancellation
        );

    /// <summary>Removes a person with all that is theirs.</summary>
    /// <exception cref="Apollo.Model.StoreException">The store does not answer.</exception>
    public Task<bool> RemoveAsync(string id, CancellationToken cancellation) =>
        store.WriteAsync(session => RemoveAsync(session, id), cancellation);

    /// <summary>Removes a person with all that is theirs, beside other writes.</summary>
    public static async Task<bool> RemoveAsync(StoreSession session, string id)
    {
        var removed = 0;
        foreach (var statement in Removal)
            removed = await session.ExecuteAsync(statement, new { id, boards = StoredPerson.BoardsOf(id) });
        return removed > 0;
    }

    private Task<StoredPerson?> OneAsync(string sql, object parameters, CancellationToken cancellation) =>
        store.ReadAsync(
            async session => (await session.QueryAsync<StoredPerson>(sql, parameters)).FirstOrDefault(),
            cancellation
        );
}
