using System.Data.Common;
using System.Globalization;
using MySqlConnector;

namespace Apollo.Servers;

/// <summary>A real MariaDB.</summary>
public sealed class MariaDbServer : DatabaseServer
{
    private static readonly Lazy<Task<MariaDbServer>> SharedServer = new(() => ForAllTestsAsync(StartAsync()));

    private readonly string[] more;

    private MariaDbServer(string[] more)
        : base("mysql") => this.more = more;

    /// <summary>One for all tests of this process that do not stop it; it ends with the process.</summary>
    public static Task<MariaDbServer> SharedAsync() => SharedServer.Value;

    /// <summary>Makes a new data folder and starts a server on it.</summary>
    /// <param name="more">Further options of the server.</param>
    public static async Task<MariaDbServer> StartAsync(params string[] more)
    {
        var server = new MariaDbServer(more);
        await server.InitializeAsync(
            Tool.Find("mariadb-install-db", "mariadb-server"),
            "--no-defaults",
            $"--datadir={server.Folder.File("data")}",
            "--auth-root-authentication-method=normal",
            "--skip-test-db"
        );
        await server.RestartAsync();
        return server;
    }

    private protected override (string Program, IEnumerable<string> Arguments) Command() =>
        (
            Tool.Find("mariadbd", "mariadb-server"),
            [
                "--no-defaults",
                $"--datadir={Folder.File("data")}",
                // A server that starts removes what others keep in the system's temporary folder.
                $"--tmpdir={Folder.Path}",
                $"--socket={Folder.File("sock")}",
                $"--pid-file={Folder.File("pid")}",
                "--bind-address=127.0.0.1",
                string.Create(CultureInfo.InvariantCulture, $"--port={Port}"),
                "--skip-name-resolve",
                "--character-set-server=utf8mb4",
                "--max-allowed-packet=64M",
                // Every test has a database, and so pools, of its own.
                "--max-connections=2000",
                "--innodb-flush-log-at-trx-commit=0",
                "--innodb-buffer-pool-size=256M",
                .. more,
            ]
        );

    private protected override Task ClearPoolsAsync() => MySqlConnection.ClearAllPoolsAsync();

    private protected override DbConnection Connect() => new MySqlConnection(ConnectionString("mysql"));

    private protected override string ConnectionString(string database) =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"Server=127.0.0.1;Port={Port};User ID=root;Database={database};"
                + $"Connection Timeout=5;Connection Idle Timeout=10;AllowLoadLocalInfile=true;DateTimeKind=Utc"
        );
}
