using System.Globalization;
using Npgsql;

namespace Apollo.Servers;

/// <summary>A real PostgreSQL with a data folder of its own on a free loopback port.</summary>
public sealed class PostgresServer : IAsyncDisposable
{
    private static readonly Lazy<Task<PostgresServer>> SharedServer = new(StartSharedAsync);
    private static int databases;

    private readonly ScratchFolder folder;
    private readonly string[] settings;
    private ServerProcess? process;

    private PostgresServer(ScratchFolder folder, int port, string[] settings) =>
        (this.folder, Port, this.settings) = (folder, port, settings);

    /// <summary>Its port on 127.0.0.1; the same after a restart.</summary>
    public int Port { get; }

    /// <summary>The process, to send signals to.</summary>
    public ServerProcess Process => process ?? throw new InvalidOperationException("PostgreSQL is stopped.");

    /// <summary>One for all tests of this process that do not stop it; it ends with the process.</summary>
    public static Task<PostgresServer> SharedAsync() => SharedServer.Value;

    /// <summary>Makes a new data folder and starts a server on it.</summary>
    /// <param name="settings">Further settings, <c>name=value</c>.</param>
    public static async Task<PostgresServer> StartAsync(params string[] settings)
    {
        var folder = new ScratchFolder("postgres");
        var data = folder.File("data");
        using (
            var init = await Init.RunAsync(
                Tool.Find("initdb", "postgresql", Tool.PostgresFolders()),
                ["-D", data, "-U", "apollo", "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8", "--no-sync"],
                "postgres"
            )
        ) { }
        var server = new PostgresServer(folder, FreePort.Next(), settings);
        await server.RestartAsync();
        return server;
    }

    /// <summary>Starts it (again) with the data it has.</summary>
    public async Task RestartAsync()
    {
        await StopAsync();
        process = await ServerProcess.StartAsync(
            Tool.Find("postgres", "postgresql", Tool.PostgresFolders()),
            [
                "-D",
                folder.File("data"),
                "-h",
                "127.0.0.1",
                "-p",
                Port.ToString(CultureInfo.InvariantCulture),
                "-k",
                folder.Path,
                "-c",
                "fsync=off",
                "-c",
                "synchronous_commit=off",
                "-c",
                "full_page_writes=off",
                "-c",
                "max_connections=200",
                .. settings.SelectMany(setting => (string[])["-c", setting]),
            ],
            "postgres"
        );
        await FreePort.WaitAsync(Port, process);
        await using var connection = new NpgsqlConnection(ConnectionString("postgres"));
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
            () => $"PostgreSQL takes connections. It said: {process.Output}"
        );
    }

    /// <summary>Ends it; the data stays.</summary>
    public async Task StopAsync()
    {
        if (process is null)
            return;
        // SIGINT = PostgreSQL's fast shutdown: sessions are cut, as in a real restart.
        if (!process.HasExited)
            process.Signal("INT");
        await process.DisposeAsync();
        process = null;
        NpgsqlConnection.ClearAllPools();
    }

    /// <summary>Makes an empty database.</summary>
    /// <returns>Its connection string.</returns>
    public async Task<string> CreateDatabaseAsync()
    {
        var name = string.Create(CultureInfo.InvariantCulture, $"apollo_{Interlocked.Increment(ref databases)}");
        await using var connection = new NpgsqlConnection(ConnectionString("postgres"));
        await connection.OpenAsync();
#pragma warning disable CA2100 // The name is made above.
        await using var command = new NpgsqlCommand($"CREATE DATABASE {name}", connection);
#pragma warning restore CA2100
        await command.ExecuteNonQueryAsync();
        return ConnectionString(name);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        folder.Dispose();
    }

    private static async Task<PostgresServer> StartSharedAsync()
    {
        var server = await StartAsync();
        AppDomain.CurrentDomain.ProcessExit += (_, _) => server.DisposeAsync().AsTask().GetAwaiter().GetResult();
        return server;
    }

    private string ConnectionString(string database) =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"Host=127.0.0.1;Port={Port};Username=apollo;Database={database};Timeout=5;Command Timeout=60"
        );
}
