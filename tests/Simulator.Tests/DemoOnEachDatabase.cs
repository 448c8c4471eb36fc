using System.Data.Common;
using Apollo.Servers;
using Apollo.Simulator.Database;
using Apollo.Simulator.Replay;
using Dapper;
using Microsoft.Data.SqlClient;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging.Abstractions;
using MySqlConnector;
using Npgsql;

namespace Apollo.Simulator.Tests;

/// <summary>The demo desk and the replay write what they say into each real database.</summary>
public abstract class DemoOnEachDatabase(string provider) : IAsyncLifetime
{
    private readonly ScratchFolder folder = new();
    private string connectionString = "";

    public async Task InitializeAsync() =>
        connectionString = provider switch
        {
            "Sqlite" => $"Data Source={folder.File("desk.db")}",
            "PostgreSql" => await (await PostgresServer.SharedAsync()).CreateDatabaseAsync(),
            "SqlServer" => await SqlServerDatabaseAsync(),
            _ => await (await MariaDbServer.SharedAsync()).CreateDatabaseAsync(),
        };

    /// <summary>A new database on the server that <c>APOLLO_TEST_SQLSERVER</c> names; empty without one.</summary>
    private static async Task<string> SqlServerDatabaseAsync()
    {
        if (Environment.GetEnvironmentVariable("APOLLO_TEST_SQLSERVER") is not { Length: > 0 } given)
            return "";
        var server = new SqlConnectionStringBuilder(given);
        await using var connection = new SqlConnection(server.ConnectionString);
        server.InitialCatalog = $"apollo_demo_{Guid.NewGuid():N}";
        await connection.ExecuteAsync($"CREATE DATABASE {server.InitialCatalog}");
        return server.ConnectionString;
    }

    public Task DisposeAsync()
    {
        folder.Dispose();
        return Task.CompletedTask;
    }

    [SkippableFact]
    public async Task A_desk_is_made_once_with_history_and_an_open_backlog()
    {
        Skip.If(connectionString.Length == 0, "No SQL Server here: set APOLLO_TEST_SQLSERVER.");
        var desk = new DemoDesk(DeskDatabase.Of(provider, connectionString));
        var written = await desk.CreateAsync();
        Assert.InRange(written, 3_500, 4_600);
        Assert.Equal(0, await desk.CreateAsync());
        await using var connection = await OpenAsync();
        Assert.Equal(written, await connection.ExecuteScalarAsync<int>("SELECT COUNT(*) FROM tickets"));
        Assert.InRange(
            await connection.ExecuteScalarAsync<int>(
                "SELECT COUNT(*) FROM tickets WHERE state IN ('new', 'open', 'pending')"
            ),
            90,
            200
        );
        Assert.Equal(6, await connection.ExecuteScalarAsync<int>("SELECT COUNT(DISTINCT team) FROM tickets"));
        Assert.Equal(10, await connection.ExecuteScalarAsync<int>("SELECT COUNT(DISTINCT location) FROM tickets"));
        Assert.Equal(
            0,
            await connection.ExecuteScalarAsync<int>(
                "SELECT COUNT(*) FROM tickets WHERE state IN ('new', 'open', 'pending') AND resolved_at IS NOT NULL"
            )
        );
        Assert.Equal(
            0,
            await connection.ExecuteScalarAsync<int>(
                "SELECT COUNT(*) FROM tickets WHERE resolved_at < opened_at OR responded_at < opened_at"
            )
        );
        Assert.NotEqual(
            0,
            await connection.ExecuteScalarAsync<int>("SELECT COUNT(*) FROM interventions WHERE state = 'planned'")
        );
        Assert.NotEqual(0, await connection.ExecuteScalarAsync<int>("SELECT COUNT(*) FROM ticket_events"));
    }

    [SkippableFact]
    public async Task The_whole_real_log_is_written_at_once()
    {
        var file = RealLog.Find();
        Skip.If(connectionString.Length == 0, "No SQL Server here: set APOLLO_TEST_SQLSERVER.");
        Skip.If(file is null, "The real incident log is not here: set APOLLO_REAL_LOG.");
        var replay = new LogReplay(
            DeskDatabase.Of(provider, connectionString),
            TimeProvider.System,
            NullLogger.Instance
        );
        Assert.Equal(
            24_918,
            await replay.RunAsync(
                IncidentLog.Read(file, DuePolicy.Off, DuePolicy.Off),
                null,
                1,
                replace: false,
                CancellationToken.None
            )
        );
        await using var connection = await OpenAsync();
        Assert.Equal(
            24_918,
            await connection.ExecuteScalarAsync<int>(
                "SELECT COUNT(*) FROM tickets WHERE state = 'closed' AND due_at IS NULL"
            )
        );
        var again = await Assert.ThrowsAsync<InvalidOperationException>(() =>
            replay.RunAsync([], null, 1, replace: false, CancellationToken.None)
        );
        Assert.Contains("--replace", again.Message, StringComparison.Ordinal);
    }

    private async Task<DbConnection> OpenAsync()
    {
        DbConnection connection = provider switch
        {
            "Sqlite" => new SqliteConnection(connectionString),
            "PostgreSql" => new NpgsqlConnection(connectionString),
            "SqlServer" => new SqlConnection(connectionString),
            _ => new MySqlConnection(connectionString),
        };
        await connection.OpenAsync();
        return connection;
    }
}

public sealed class DemoOnSqlite() : DemoOnEachDatabase("Sqlite");

public sealed class DemoOnPostgreSql() : DemoOnEachDatabase("PostgreSql");

public sealed class DemoOnMySql() : DemoOnEachDatabase("MySql");

/// <summary>
/// Runs wherever <c>APOLLO_TEST_SQLSERVER</c> holds a connection string that may create databases; elsewhere reported
/// as skipped.
/// </summary>
public sealed class DemoOnSqlServer() : DemoOnEachDatabase("SqlServer");
