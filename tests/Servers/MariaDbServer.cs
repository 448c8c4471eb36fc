using System.Globalization;
using MySqlConnector;

namespace Apollo.Servers;

/// <summary>A real MariaDB with a data folder of its own on a free loopback port.</summary>
public sealed class MariaDbServer : IAsyncDisposable
{
    private static readonly Lazy<Task<MariaDbServer>> SharedServer = new(StartSharedAsync);
    private static int databases;

    private readonly ScratchFolder folder;
    private ServerProcess? process;

    private MariaDbServer(ScratchFolder folder, int port) => (this.folder, Port) = (folder, port);

    /// <summary>Its port on 127.0.0.1; the same after a restart.</summary>
    public int Port { get; }

    /// <summary>The process, to send signals to.</summary>
    public ServerProcess Process => process ?? throw new InvalidOperationException("MariaDB is stopped.");

    /// <summary>One for all tests of this process that do not stop it; it ends with the process.</summary>
    public static Task<MariaDbServer> SharedAsync() => SharedServer.Value;

    /// <summary>Makes a new data folder and starts a server on it.</summary>
    public static async Task<MariaDbServer> StartAsync()
    {
        var folder = new ScratchFolder("mysql");
        var data = folder.File("data");
        using (
            var init = await Init.RunAsync(
                Tool.Find("mariadb-install-db", "mariadb-server"),
                ["--no-defaults", $"--datadir={data}", "--auth-root-authentication-method=normal", "--skip-test-db"],
                "mysql"
            )
        ) { }
        var server = new MariaDbServer(folder, FreePort.Next());
        await server.RestartAsync();
        return server;
    }

    /// <summary>Starts it (again) with the data it has.</summary>
    public async Task RestartAsync()
    {
        await StopAsync();
        process = await ServerProcess.StartAsync(
            Tool.Find("mariadbd", "mariadb-server"),
            [
                "--no-defaults",
                $"--datadir={folder.File("data")}",
                $"--socket={folder.File("sock")}",
                $"--pid-file={folder.File("pid")}",
                "--bind-address=127.0.0.1",
                string.Create(CultureInfo.InvariantCulture, $"--port={Port}"),
                "--skip-name-resolve",
                "--character-set-server=utf8mb4",
                "--max-allowed-packet=64M",
                "--innodb-flush-log-at-trx-commit=0",
                "--innodb-buffer-pool-size=256M",
            ],
            "mysql"
        );
        await FreePort.WaitAsync(Port, process);
    }

    /// <summary>Ends it; the data stays.</summary>
    public async Task StopAsync()
    {
        if (process is null)
            return;
        await process.DisposeAsync();
        process = null;
        await MySqlConnection.ClearAllPoolsAsync();
    }

    /// <summary>Makes an empty database.</summary>
    /// <returns>Its connection string.</returns>
    public async Task<string> CreateDatabaseAsync()
    {
        var name = string.Create(CultureInfo.InvariantCulture, $"apollo_{Interlocked.Increment(ref databases)}");
        await using var connection = new MySqlConnection(ConnectionString("mysql"));
        await connection.OpenAsync();
#pragma warning disable CA2100 // The name is made above.
        await using var command = new MySqlCommand($"CREATE DATABASE {name} CHARACTER SET utf8mb4", connection);
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

    private static async Task<MariaDbServer> StartSharedAsync()
    {
        var server = await StartAsync();
        AppDomain.CurrentDomain.ProcessExit += (_, _) => server.DisposeAsync().AsTask().GetAwaiter().GetResult();
        return server;
    }

    private string ConnectionString(string database) =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"Server=127.0.0.1;Port={Port};User ID=root;Database={database};"
                + $"Connection Timeout=5;AllowLoadLocalInfile=true;DateTimeKind=Utc"
        );
}
