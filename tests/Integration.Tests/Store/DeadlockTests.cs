using Apollo.Grains.Store;
using Apollo.Integration.Tests.Support;

namespace Apollo.Integration.Tests.Store;

/// <summary>Two that write across each other: the database ends one of them, and it is done once more.</summary>
public abstract class DeadlockTests(string provider) : OnADatabase(provider)
{
    private protected override Task PrepareAsync() =>
        Itsm.ExecuteAsync(
            "CREATE TABLE crossed (id int NOT NULL PRIMARY KEY, times int NOT NULL); "
                + "INSERT INTO crossed VALUES (1, 0), (2, 0)"
        );

    [SkippableFact]
    public async Task The_victim_of_a_deadlock_writes_once_more_and_nothing_is_lost_or_written_twice()
    {
        using var store = new OpenStore(new StoreSettings(DatabaseProvider, Itsm.ConnectionString));
        await store.Schema.ReadyAsync(CancellationToken.None);
        var (one, other) = (new TaskCompletionSource(), new TaskCompletionSource());
        var begun = 0;

        await Task.WhenAll(WriteAsync(1, 2, one, other), WriteAsync(2, 1, other, one));

        // Two, and at least one more: the victim may be one again, where it comes back before the other is done.
        Assert.True(begun > 2, $"Nobody wrote once more: {begun} attempts.");
        Assert.Equal(
            [2, 2],
            await store.Apollo.ReadAsync(
                session => session.QueryAsync<int>("SELECT times FROM crossed ORDER BY id", new { }),
                CancellationToken.None
            )
        );
        Assert.Empty(store.Log.Of(Microsoft.Extensions.Logging.LogLevel.Error));

        Task<int> WriteAsync(int first, int second, TaskCompletionSource mine, TaskCompletionSource others) =>
            store.Apollo.WriteAsync(
                async session =>
                {
                    Interlocked.Increment(ref begun);
                    await session.ExecuteAsync("UPDATE crossed SET times = times + 1 WHERE id = @first", new { first });
                    // Each holds its first row before either wants its second.
                    mine.TrySetResult();
                    await others.Task.WaitAsync(TimeSpan.FromSeconds(60));
                    return await session.ExecuteAsync(
                        "UPDATE crossed SET times = times + 1 WHERE id = @second",
                        new { second }
                    );
                },
                CancellationToken.None
            );
    }
}

public sealed class DeadlockTestsPostgreSql() : DeadlockTests("PostgreSql");

public sealed class DeadlockTestsMySql() : DeadlockTests("MySql");

/// <summary>Runs wherever <c>APOLLO_TEST_SQLSERVER</c> is given; elsewhere reported as skipped.</summary>
public sealed class DeadlockTestsSqlServer() : DeadlockTests("SqlServer");
