using Apollo.Grains.Databases;
using Apollo.Grains.Itsm;
using Apollo.Servers;

namespace Apollo.Integration.Tests.Support;

/// <summary>Tests that run alike on every provider, each with an empty database of its own.</summary>
public abstract class OnADatabase(string provider) : IAsyncLifetime
{
    private Itsm? itsm;

    private protected string Provider => provider;

    private protected DatabaseProvider DatabaseProvider => Enum.Parse<DatabaseProvider>(provider);

    /// <summary>A statement that takes half a minute.</summary>
    private protected string Slow =>
        provider switch
        {
            "Sqlite" => "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 10000000000) "
                + "SELECT MAX(i) FROM n",
            "PostgreSql" => "SELECT pg_sleep(30)",
            // One that is SLEEP alone ends well when it is cut.
            "MySql" => "SELECT 1 FROM DUAL WHERE SLEEP(30)",
            _ => "WAITFOR DELAY '00:00:30'",
        };

    private protected ScratchFolder Folder { get; } = new();

    /// <summary>The database; a provider without a server here skips the test, and says so.</summary>
    private protected Itsm Itsm
    {
        get
        {
            Skip.If(itsm is null, "No SQL Server here: set APOLLO_TEST_SQLSERVER to a connection string.");
            return itsm;
        }
    }

    public async Task InitializeAsync()
    {
        if (
            provider == "SqlServer"
            && string.IsNullOrEmpty(Environment.GetEnvironmentVariable("APOLLO_TEST_SQLSERVER"))
        )
            return;
        itsm = new Itsm(provider, await Itsm.DatabaseAsync(provider, Folder));
        await PrepareAsync();
    }

    public Task DisposeAsync()
    {
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        Folder.Dispose();
        return Task.CompletedTask;
    }

    /// <summary>Puts into the database what each test finds there.</summary>
    private protected virtual Task PrepareAsync() => Task.CompletedTask;
}
