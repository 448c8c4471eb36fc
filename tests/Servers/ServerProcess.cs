using System.Diagnostics;
using System.Globalization;

namespace Apollo.Servers;

/// <summary>
/// A server that lives no longer than the test process: a shell holds its life to the pipe of the shell's standard
/// input, so that even a killed test run leaves no server behind.
/// </summary>
public sealed class ServerProcess : IAsyncDisposable
{
    private const string Keeper = """
        "$@" 0</dev/null & p=$!; echo $p
        cat >/dev/null; kill -CONT $p 2>/dev/null; kill -TERM $p 2>/dev/null; wait $p
        """;

    private readonly Process shell;
    private readonly Queue<string> lines = new();

    private ServerProcess(string name, Process shell) => (Name, this.shell) = (name, shell);

    /// <summary>File name of the program.</summary>
    public string Name { get; }

    /// <summary>Process id of the server itself.</summary>
    public int Pid { get; private set; }

    /// <summary>Whether the server has ended.</summary>
    public bool HasExited =>
        !Directory.Exists($"/proc/{Pid}")
        || File.ReadAllText($"/proc/{Pid}/stat").Contains(") Z", StringComparison.Ordinal);

    /// <summary>What it ended with; null while it has not been waited for.</summary>
    public int? ExitCode { get; private set; }

    /// <summary>The last lines it wrote.</summary>
    public string Output
    {
        get
        {
            lock (lines)
                return string.Join('\n', lines);
        }
    }

    /// <summary>Each line as it is written, told on a thread of its own.</summary>
    public event Action<string>? Wrote;

    /// <summary>Starts a program.</summary>
    /// <param name="program">Its file.</param>
    /// <param name="arguments">What stands behind it.</param>
    /// <param name="user">It runs as that user, where this process is root: for servers that refuse root.</param>
    /// <param name="environment">Variables beside those of this process.</param>
    public static async Task<ServerProcess> StartAsync(
        string program,
        IEnumerable<string> arguments,
        string? user = null,
        params IEnumerable<KeyValuePair<string, string>> environment
    )
    {
        var start = new ProcessStartInfo("/bin/sh")
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        string[] asUser =
            user is null || Environment.UserName != "root"
                ? []
                : ["/usr/bin/setpriv", $"--reuid={user}", $"--regid={user}", "--clear-groups"];
        foreach (var argument in (string[])["-c", Keeper, "sh", .. asUser, program, .. arguments])
            start.ArgumentList.Add(argument);
        foreach (var (name, value) in environment)
            start.Environment[name] = value;
        var server = new ServerProcess(Path.GetFileName(program), Process.Start(start)!);
        server.Pid = int.Parse(
            (await server.shell.StandardOutput.ReadLineAsync().WaitAsync(TimeSpan.FromMinutes(1)))!,
            CultureInfo.InvariantCulture
        );
        _ = server.KeepAsync(server.shell.StandardOutput);
        _ = server.KeepAsync(server.shell.StandardError);
        return server;
    }

    /// <summary>Most memory it has held so far, MB (VmHWM).</summary>
    public async Task<long> PeakMemoryAsync()
    {
        var line = (await File.ReadAllLinesAsync($"/proc/{Pid}/status")).Single(status =>
            status.StartsWith("VmHWM:", StringComparison.Ordinal)
        );
        return long.Parse(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1], CultureInfo.InvariantCulture)
            / 1024;
    }

    /// <summary>Sends a signal: <c>STOP</c> makes it hang, <c>CONT</c> go on, <c>KILL</c> crash.</summary>
    public void Signal(string signal) =>
        Process.Start("/bin/kill", ["-" + signal, Pid.ToString(CultureInfo.InvariantCulture)]).WaitForExit();

    /// <summary>Crashes it and waits for its end.</summary>
    public async Task KillAsync()
    {
        Signal("KILL");
        await EndAsync();
    }

    /// <summary>Asks it to end, and waits.</summary>
    public async ValueTask DisposeAsync()
    {
        await EndAsync();
        shell.Dispose();
    }

    private async Task EndAsync()
    {
        if (shell.HasExited)
            return;
        try
        {
            shell.StandardInput.Close();
        }
        catch (IOException)
        {
            // The shell ended first: what was wanted.
        }
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        try
        {
            await shell.WaitForExitAsync(limit.Token);
        }
        catch (OperationCanceledException)
        {
            Signal("KILL");
            await shell.WaitForExitAsync(CancellationToken.None);
        }
        ExitCode = shell.ExitCode;
    }

    private async Task KeepAsync(StreamReader output)
    {
        while (await output.ReadLineAsync() is { } line)
        {
            lock (lines)
            {
                lines.Enqueue(line);
                if (lines.Count > 60)
                    lines.Dequeue();
            }
            Wrote?.Invoke(line);
        }
    }
}
