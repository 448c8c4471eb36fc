using System.Data.Common;
using System.Globalization;
using Npgsql;

namespace Apollo.Servers;

/// <summary>A real PostgreSQL.</summary>
public sealed class PostgresServer : DatabaseServer
{
    private static readonly Lazy<Task<PostgresServer>> SharedServer = new(() => ForAllTestsAsync(StartAsync()));

    private readonly string[] settings;

    private PostgresServer(string[] settings)
        : base("postgres") => this.settings = settings;

    /// <summary>One for all tests of this process that do not stop it; it ends with the process.</summary>
    public static Task<PostgresServer> SharedAsync() => SharedServer.Value;

    /// <summary>Makes a new data folder and starts a server on it.</summary>
    /// <param name="settings">Further settings, <c>name=value</c>.</param>
    public static async Task<PostgresServer> StartAsync(params string[] settings)
    {
        var server = new PostgresServer(settings);
        await server.InitializeAsync(
            Tool.Find("initdb", "postgresql", Tool.PostgresFolders()),
            "-D",
            server.Folder.File("data"),
            "-U",
            "apollo",
            "-A",
            "trust",
            "-E",
            "UTF8",
            "--locale=C.UTF-8",
            "--no-sync"
        );
        await server.RestartAsync();
        return server;
    }

    private protected override (string Program, IEnumerable<string> Arguments) Command() =>
        (
            Tool.Find("postgres", "postgresql", Tool.PostgresFolders()),
            [
                "-D",
                Folder.File("data"),
                "-h",
                "127.0.0.1",
                "-p",
                Port.ToString(CultureInfo.InvariantCulture),
                "-k",
                Folder.Path,
                .. ((string[])["fsync=off", "synchronous_commit=off", "full_page_writes=off", "max_connections=500"])
                    .Concat(settings)
                    .SelectMany(setting => (string[])["-c", setting]),
            ]
        );

    private protected override async Task ReadyAsync()
    {
        await using var connection = Connect();
        await Eventually.IsTrueAsync(
            async () =>
            {
                try
                {
                    await connection.OpenAsync();
                    return true;
                }
                catch (PostgresException starting) when (starting.SqlState == PostgresErrorCodes.CannotConnectNow)
                {
                    return false;
                }
            },
            () => $"PostgreSQL takes connections. It said: {Process.Output}"
        );
    }

    // SIGINT = PostgreSQL's fast shutdown: sessions are cut, as in a real restart.
    private protected override void Ask(ServerProcess process) => process.Signal("INT");

    private protected override Task ClearPoolsAsync()
    {
        NpgsqlConnection.ClearAllPools();
        return Task.CompletedTask;
    }

    private protected override DbConnection Connect() => new NpgsqlConnection(ConnectionString("postgres"));

    private protected override string ConnectionString(string database) =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"Host=127.0.0.1;Port={Port};Username=apollo;Database={database};Timeout=5;Command Timeout=60;"
                + $"Connection Idle Lifetime=10"
        );
}
