using Apollo.Grains.Store;
using Apollo.Integration.Tests.Support;
using Apollo.Model;

namespace Apollo.Integration.Tests.Store;

/// <summary>The webs' keys on a real database: the same tests on every provider.</summary>
public abstract class KeyStoreTests(string provider) : OnADatabase(provider)
{
    private static readonly DateTime At = new(2026, 3, 10, 8, 0, 0, 123, DateTimeKind.Utc);

    private StoreSettings Settings => new(DatabaseProvider, Itsm.ConnectionString);

    [SkippableFact]
    public async Task Keys_are_there_after_a_restart_sign_by_sign_the_oldest_first()
    {
        WebKey[] keys = [new("b", "<key>Größe '1' 😀</key>"), new("a", new string('é', 40_000))];
        using (var store = new OpenStore(Settings))
        {
            Assert.True(await store.Keys.AddAsync(keys[0], 0, At, default));
            Assert.True(await store.Keys.AddAsync(keys[1], 1, At.AddMilliseconds(1), default));
        }
        using var again = new OpenStore(Settings);
        Assert.Equal(keys, await again.Keys.AllAsync(default));
    }

    [SkippableFact]
    public async Task A_key_is_added_only_by_who_knows_all_that_there_are()
    {
        using var store = new OpenStore(Settings);
        Assert.False(await store.Keys.AddAsync(new WebKey("a", "first"), 1, At, default));
        Assert.True(await store.Keys.AddAsync(new WebKey("a", "first"), 0, At, default));
        Assert.False(await store.Keys.AddAsync(new WebKey("b", "second"), 0, At, default));
        Assert.Equal("first", Assert.Single(await store.Keys.AllAsync(default)).Sealed);
    }
}

public sealed class KeyStoreSqlite() : KeyStoreTests("Sqlite");

public sealed class KeyStorePostgreSql() : KeyStoreTests("PostgreSql");

public sealed class KeyStoreMySql() : KeyStoreTests("MySql");

/// <summary>
/// Runs wherever <c>APOLLO_TEST_SQLSERVER</c> holds a connection string that may create databases; elsewhere reported
/// as skipped.
/// </summary>
public sealed class KeyStoreSqlServer() : KeyStoreTests("SqlServer");
