using Apollo.Model;

namespace Apollo.Grains.Store;

/// <summary>The open sessions in the store. Those that have ended are removed when another begins.</summary>
internal sealed class SessionStore(ApolloStore store)
{
    private const string Open =
        "SELECT s.id, s.person, s.secret, s.stamp, s.address, s.browser, s.started_at AS StartedAt, "
        + "s.seen_at AS SeenAt, s.ends_at AS EndsAt FROM apollo_sessions s "
        + "JOIN apollo_people p ON p.id = s.person AND p.stamp = s.stamp AND p.is_off = 0 "
        + "WHERE s.ends_at > @now AND s.seen_at > @idleSince ORDER BY s.id";
    private const string Insert =
        "INSERT INTO apollo_sessions "
        + "(id, person, secret, stamp, address, browser, started_at, seen_at, ends_at) VALUES "
        + "(@Id, @Person, @Secret, @Stamp, @Address, @Browser, @StartedAt, @SeenAt, @EndsAt)";
    private const string SawPerson = "UPDATE apollo_people SET seen_at = @SeenAt WHERE id = @Person";
    private const string DeleteEnded = "DELETE FROM apollo_sessions WHERE ends_at <= @now OR seen_at <= @idleSince";
    private const string Delete = "DELETE FROM apollo_sessions WHERE id = @id AND person = @person";
    private const string See = "UPDATE apollo_sessions SET seen_at = @now WHERE id = @id AND seen_at > @idleSince";
    private const string SeePeople =
        "UPDATE apollo_people SET seen_at = @now " + "WHERE id = (SELECT person FROM apollo_sessions WHERE id = @id)";
    private const string Restamp = "UPDATE apollo_sessions SET stamp = @stamp WHERE id = @id AND person = @person";

    /// <summary>The sessions open at an instant: of people who may sign in, under their present stamp.</summary>
    /// <exception cref="StoreException">The store does not answer.</exception>
    public Task<List<StoredSession>> AllAsync(DateTime now, CancellationToken cancellation) =>
        store.ReadAsync(session => session.QueryAsync<StoredSession>(Open, Times(now)), cancellation);

    /// <summary>A session begins.</summary>
    /// <exception cref="StoreException">The store does not answer.</exception>
    public Task AddAsync(StoredSession one, CancellationToken cancellation) =>
        store.WriteAsync(
            async session =>
            {
                await session.ExecuteAsync(DeleteEnded, Times(StoredTime.Read(one.StartedAt)));
                await session.ExecuteAsync(SawPerson, one);
                return await session.ExecuteAsync(Insert, one);
            },
            cancellation
        );

    /// <summary>Ends a session of a person; false where there is none.</summary>
    /// <exception cref="StoreException">The store does not answer.</exception>
    public Task<bool> RemoveAsync(string person, string id, CancellationToken cancellation) =>
        store.WriteAsync(async session => await session.ExecuteAsync(Delete, new { id, person }) > 0, cancellation);

    /// <summary>Sessions were used; those that were idle for too long by then stay ended.</summary>
    /// <exception cref="StoreException">The store does not answer.</exception>
    public Task SeeAsync(IReadOnlyCollection<string> ids, DateTime now, CancellationToken cancellation) =>
        store.WriteAsync(
            async session =>
            {
                foreach (var id in ids)
                {
                    var seen = new
                    {
                        id,
                        now = StoredTime.Of(now),
                        idleSince = StoredTime.Of(now - ISessionsGrain.Idle),
                    };
                    await session.ExecuteAsync(See, seen);
                    await session.ExecuteAsync(SeePeople, seen);
                }
                return 0;
            },
            cancellation
        );

    /// <summary>A session goes on under its person's new stamp.</summary>
    /// <exception cref="StoreException">The store does not answer.</exception>
    public Task KeepAsync(string person, string id, string stamp, CancellationToken cancellation) =>
        store.WriteAsync(
            session =>
                session.ExecuteAsync(
                    Restamp,
                    new
                    {
                        person,
                        id,
                        stamp,
                    }
                ),
            cancellation
        );

    private static object Times(DateTime now) =>
        new { now = StoredTime.Of(now), idleSince = StoredTime.Of(now - ISessionsGrain.Idle) };
}

/// <summary>A session as the store keeps it.</summary>
internal sealed class StoredSession
{
    public string Id { get; init; } = "";
    public string Person { get; init; } = "";

    /// <summary>SHA-256 of what the cookie holds.</summary>
    public string Secret { get; init; } = "";

    /// <summary>The person's when it began.</summary>
    public string Stamp { get; init; } = "";

    public string Address { get; init; } = "";
    public string Browser { get; init; } = "";
    public long StartedAt { get; init; }
    public long SeenAt { get; init; }
    public long EndsAt { get; init; }

    public SessionInfo Info() => new(Id, StoredTime.Read(StartedAt), StoredTime.Read(SeenAt), Address, Browser);
}
