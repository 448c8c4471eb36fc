using System.Globalization;

namespace Apollo.Servers;

/// <summary>A real memcached on a free loopback port.</summary>
public sealed class MemcachedServer : IAsyncDisposable
{
    private readonly string program = Tool.Find("memcached", "memcached");
    private ServerProcess process = null!;

    private MemcachedServer(int port) => Port = port;

    /// <summary>Its port on 127.0.0.1; the same after a restart.</summary>
    public int Port { get; }

    /// <summary><c>127.0.0.1:port</c>.</summary>
    public string Endpoint => string.Create(CultureInfo.InvariantCulture, $"127.0.0.1:{Port}");

    /// <summary>The process, to send signals to.</summary>
    public ServerProcess Process => process;

    /// <summary>Starts one and waits until it listens.</summary>
    public static async Task<MemcachedServer> StartAsync()
    {
        var server = new MemcachedServer(FreePort.Next());
        await server.RestartAsync();
        return server;
    }

    /// <summary>Starts it (again) on the same port, empty.</summary>
    public async Task RestartAsync()
    {
        if (process is not null)
            await process.DisposeAsync();
        var port = Port.ToString(CultureInfo.InvariantCulture);
        process = await ServerProcess.StartAsync(
            program,
            [
                .. (string[])(Environment.UserName == "root" ? ["-u", "nobody"] : []),
                "-l",
                "127.0.0.1",
                "-p",
                port,
                "-m",
                "64",
                "-U",
                "0",
            ]
        );
        await FreePort.WaitAsync(Port, process);
    }

    /// <summary>Crashes it.</summary>
    public Task KillAsync() => process.KillAsync();

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => process.DisposeAsync();
}
