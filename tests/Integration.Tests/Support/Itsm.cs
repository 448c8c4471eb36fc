using System.Data.Common;
using Apollo.Servers;
using Apollo.Simulator.Database;
using Dapper;
using Microsoft.Data.SqlClient;
using Microsoft.Data.Sqlite;
using MySqlConnector;
using Npgsql;

namespace Apollo.Integration.Tests.Support;

/// <summary>An ITSM of schema <c>apollo</c> that a test writes to from outside, by connections of its own.</summary>
internal sealed class Itsm(string provider, string connectionString)
{
    public string Provider => provider;

    public string ConnectionString => connectionString;

    /// <summary>An empty ITSM on the provider's shared test server.</summary>
    public static async Task<Itsm> CreateAsync(string provider, ScratchFolder folder)
    {
        var itsm = new Itsm(provider, await DatabaseAsync(provider, folder));
        await itsm.CreateSchemaAsync();
        return itsm;
    }

    /// <summary>An empty database on the provider's shared test server: how to connect to it.</summary>
    public static async Task<string> DatabaseAsync(string provider, ScratchFolder folder) =>
        provider switch
        {
            "Sqlite" => $"Data Source={folder.File("itsm.db")}",
            "PostgreSql" => await (await PostgresServer.SharedAsync()).CreateDatabaseAsync(),
            "MySql" => await (await MariaDbServer.SharedAsync()).CreateDatabaseAsync(),
            "SqlServer" => await SqlServerDatabaseAsync(),
            _ => throw new ArgumentOutOfRangeException(nameof(provider), provider, "No test server for this provider."),
        };

    public Task CreateSchemaAsync() =>
        DeskDatabase.Of(provider, connectionString).CreateSchemaAsync(CancellationToken.None);

    public async Task<DbConnection> OpenAsync()
    {
        DbConnection connection = provider switch
        {
            "Sqlite" => new SqliteConnection(connectionString),
            "PostgreSql" => new NpgsqlConnection(connectionString),
            "MySql" => new MySqlConnection(connectionString),
            "SqlServer" => new SqlConnection(connectionString),
            _ => throw new ArgumentOutOfRangeException(provider),
        };
        await connection.OpenAsync();
        return connection;
    }

    /// <summary>A new database on the SQL Server that <c>APOLLO_TEST_SQLSERVER</c> names.</summary>
    private static async Task<string> SqlServerDatabaseAsync()
    {
        var server = new SqlConnectionStringBuilder(Environment.GetEnvironmentVariable("APOLLO_TEST_SQLSERVER"));
        var name = $"apollo_test_{Guid.NewGuid():N}";
        await using var connection = new SqlConnection(server.ConnectionString);
        await connection.ExecuteAsync($"CREATE DATABASE {name}");
        server.InitialCatalog = name;
        return server.ConnectionString;
    }

    public async Task ExecuteAsync(string sql, object? parameters = null)
    {
        await using var connection = await OpenAsync();
        await connection.ExecuteAsync(sql, parameters);
    }

    /// <summary>A time as the schema of this provider holds it.</summary>
    public object Time(DateTime utc) =>
        provider switch
        {
            "Sqlite" => utc.ToString("yyyy-MM-ddTHH:mm:ss.fffZ", System.Globalization.CultureInfo.InvariantCulture),
            // As text: a DateTime would go as the old datetime type, which rounds to 1/300 s.
            "SqlServer" => utc.ToString("yyyy-MM-ddTHH:mm:ss.fff", System.Globalization.CultureInfo.InvariantCulture),
            _ => utc,
        };

    /// <summary>Writes a new open incident, stamped now.</summary>
    public Task InsertTicketAsync(
        string id,
        DateTime now,
        string team = "Network",
        DateTime? dueAt = null,
        int priority = 3,
        string? assignee = "Ana Lima"
    ) =>
        ExecuteAsync(
            """
            INSERT INTO tickets (id, kind, title, state, priority, team, assignee, location, category,
              opened_at, due_at, reopens, reassignments, escalated, updated_at)
            VALUES (@id, 'incident', @title, 'open', @priority, @team, @assignee, 'Lyon', 'Hardware',
              @opened, @due, 0, 0, 0, @updated)
            """,
            new
            {
                id,
                title = "Printer on fire",
                priority,
                team,
                assignee,
                opened = Time(now),
                due = dueAt is { } due ? Time(due) : null,
                updated = Time(now),
            }
        );
}
