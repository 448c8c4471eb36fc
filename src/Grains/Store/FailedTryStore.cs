using Apollo.Model;

namespace Apollo.Grains.Store;

/// <summary>Tries to sign in that failed, by the hash of the name, whether there is such a name or not.</summary>
internal sealed class FailedTryStore(ApolloStore store)
{
    private const string Find = "SELECT tries FROM apollo_failed_tries WHERE name = @name AND until_at > @now";
    private const string Blocked = "SELECT name FROM apollo_failed_tries WHERE tries >= @most AND until_at > @now";
    private const string DeleteEnded = "DELETE FROM apollo_failed_tries WHERE until_at <= @now OR name = @name";
    private const string Insert =
        "INSERT INTO apollo_failed_tries (name, tries, until_at) VALUES (@name, @tries, @until)";

    /// <summary>How many tries of a name failed of late.</summary>
    /// <exception cref="StoreException">The store does not answer.</exception>
    public Task<long> OfAsync(string name, DateTime now, CancellationToken cancellation) =>
        store.ReadAsync(
            async session =>
                (await session.QueryAsync<long>(Find, new { name, now = StoredTime.Of(now) })).FirstOrDefault(),
            cancellation
        );

    /// <summary>The names that wait.</summary>
    /// <exception cref="StoreException">The store does not answer.</exception>
    public Task<List<string>> BlockedAsync(DateTime now, CancellationToken cancellation) =>
        store.ReadAsync(
            session => session.QueryAsync<string>(Blocked, new { most = ISignInGrain.Tries, now = StoredTime.Of(now) }),
            cancellation
        );

    /// <summary>Keeps how many tries of a name failed, none where it is 0; those long ago are forgotten.</summary>
    /// <exception cref="StoreException">The store does not answer.</exception>
    public Task KeepAsync(string name, long tries, DateTime now, CancellationToken cancellation) =>
        store.WriteAsync(
            async session =>
            {
                await session.ExecuteAsync(DeleteEnded, new { name, now = StoredTime.Of(now) });
                return tries == 0
                    ? 0
                    : await session.ExecuteAsync(
                        Insert,
                        new
                        {
                            name,
                            tries,
                            until = StoredTime.Of(now + ISignInGrain.BlockedFor),
                        }
                    );
            },
            cancellation
        );
}
