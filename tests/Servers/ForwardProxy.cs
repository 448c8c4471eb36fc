using System.Globalization;

namespace Apollo.Servers;

/// <summary>A real proxy for outgoing calls, squid, on a free loopback port.</summary>
public sealed class ForwardProxy : IAsyncDisposable
{
    private readonly ScratchFolder folder = new("proxy");
    private ServerProcess? process;

    private ForwardProxy() { }

    /// <summary>Its port on 127.0.0.1.</summary>
    public int Port { get; } = FreePort.Next();

    /// <summary>How it is written in a configuration.</summary>
    public string Address => string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{Port}");

    /// <summary>What went through it, a line each.</summary>
    public string Log => File.Exists(LogFile) ? File.ReadAllText(LogFile) : "";

    private string LogFile => Path.Combine(folder.Path, "access.log");

    /// <summary>Starts one and waits until it listens.</summary>
    public static async Task<ForwardProxy> StartAsync()
    {
        var proxy = new ForwardProxy();
        var file = Path.Combine(proxy.folder.Path, "squid.conf");
        await File.WriteAllTextAsync(
            file,
            $"""
            http_port 127.0.0.1:{proxy.Port}
            pid_filename {proxy.folder.Path}/squid.pid
            access_log stdio:{proxy.LogFile} squid
            cache_log {proxy.folder.Path}/cache.log
            cache deny all
            cache_mem 1 MB
            max_filedescriptors 512
            buffered_logs off
            pinger_enable off
            shutdown_lifetime 0 seconds
            visible_hostname localhost
            http_access allow all
            """
        );
        proxy.process = await ServerProcess.StartAsync(Tool.Find("squid", "squid", "/usr/sbin"), ["-N", "-f", file]);
        await FreePort.WaitAsync(proxy.Port, proxy.process);
        return proxy;
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (process is not null)
            await process.DisposeAsync();
        folder.Dispose();
    }
}
