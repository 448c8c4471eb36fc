using System.Data.Common;
using System.Globalization;

namespace Apollo.Servers;

/// <summary>A real database server with a data folder of its own on a free loopback port.</summary>
public abstract class DatabaseServer : IAsyncDisposable
{
    private static int databases;

    private readonly string user;
    private ServerProcess? process;

    /// <summary>Makes its empty folder.</summary>
    /// <param name="user">User that the server runs as, where the process is root.</param>
    private protected DatabaseServer(string user) => (this.user, Folder) = (user, new ScratchFolder(user));

    /// <summary>Its port on 127.0.0.1; the same after a restart.</summary>
    public int Port { get; } = FreePort.Next();

    /// <summary>The process, to send signals to.</summary>
    public ServerProcess Process => process ?? throw new InvalidOperationException("The database server is stopped.");

    private protected ScratchFolder Folder { get; }

    /// <summary>Starts it (again) with the data it has.</summary>
    public async Task RestartAsync()
    {
        await StopAsync();
        var (program, arguments) = Command();
        process = await ServerProcess.StartAsync(program, arguments, user);
        await FreePort.WaitAsync(Port, process);
        await ReadyAsync();
    }

    /// <summary>Ends it; the data stays.</summary>
    public async Task StopAsync()
    {
        if (process is null)
            return;
        if (!process.HasExited)
            Ask(process);
        await process.DisposeAsync();
        process = null;
        await ClearPoolsAsync();
    }

    /// <summary>The user it runs as, where the tests run as root.</summary>
    public string User => user;

    /// <summary>Where its data lie.</summary>
    public string DataFolder => Folder.File("data");

    /// <summary>Makes an empty database.</summary>
    /// <returns>Its connection string.</returns>
    /// <param name="options">What its making says beside the name, as <c>TABLESPACE small</c>.</param>
    public async Task<string> CreateDatabaseAsync(string options = "")
    {
        var name = string.Create(CultureInfo.InvariantCulture, $"apollo_{Interlocked.Increment(ref databases)}");
        await RunAsync($"CREATE DATABASE {name} {options}");
        return ConnectionString(name);
    }

    /// <summary>How a database is connected to.</summary>
    public string Database(string name) => ConnectionString(name);

    /// <summary>Runs a statement in the server's own database.</summary>
    public async Task RunAsync(string sql)
    {
        await using var connection = Connect();
        await connection.OpenAsync();
        await using var command = connection.CreateCommand();
#pragma warning disable CA2100 // Statements of tests.
        command.CommandText = sql;
#pragma warning restore CA2100
        await command.ExecuteNonQueryAsync();
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        Folder.Dispose();
        GC.SuppressFinalize(this);
    }

    private protected static async Task<T> ForAllTestsAsync<T>(Task<T> starting)
        where T : DatabaseServer
    {
        var server = await starting;
        AppDomain.CurrentDomain.ProcessExit += (_, _) => server.DisposeAsync().AsTask().GetAwaiter().GetResult();
        return server;
    }

    /// <summary>Fills the data folder for the first time.</summary>
    private protected async Task InitializeAsync(string program, params string[] arguments)
    {
        using var init = await Init.RunAsync(program, arguments, user);
    }

    private protected abstract (string Program, IEnumerable<string> Arguments) Command();

    private protected abstract string ConnectionString(string database);

    /// <summary>A closed connection to the server's own database.</summary>
    private protected abstract DbConnection Connect();

    private protected abstract Task ClearPoolsAsync();

    private protected virtual Task ReadyAsync() => Task.CompletedTask;

    /// <summary>Asks it to end in its own way.</summary>
    private protected virtual void Ask(ServerProcess process) { }
}
