using System.Diagnostics;
using System.Globalization;
using System.Net;

namespace Apollo.Servers;

/// <summary>
/// Apollo as people run it: the built web (or silo) in a process of its own, on a free loopback port.
/// </summary>
public sealed class ApolloProcess : IAsyncDisposable
{
    private readonly string project;
    private readonly IReadOnlyDictionary<string, string> settings;
    private readonly int heapMegabytes;
    private readonly ScratchFolder folder = new();
    private ServerProcess? process;

    private ApolloProcess(string project, IReadOnlyDictionary<string, string> settings, int heapMegabytes) =>
        (this.project, this.settings, this.heapMegabytes) = (project, settings, heapMegabytes);

    /// <summary>Its port on 127.0.0.1; the same after a restart.</summary>
    public int Port { get; } = FreePort.Next();

    /// <summary>Where a browser finds it.</summary>
    public Uri Address => new(string.Create(CultureInfo.InvariantCulture, $"http://localhost:{Port}"));

    /// <summary>Its data folder.</summary>
    public string DataFolder => folder.Path;

    private bool HasSignIn =>
        settings.Keys.Any(key => key.StartsWith("Apollo:SignIn:", StringComparison.OrdinalIgnoreCase));

    /// <summary>The process, to send signals to.</summary>
    public ServerProcess Process => process ?? throw new InvalidOperationException("Apollo is stopped.");

    /// <summary>Starts one and waits until it answers.</summary>
    /// <param name="settings">Configuration, keys as in appsettings: <c>Apollo:Desks:0:Id</c>.</param>
    /// <param name="project"><c>Web</c>, <c>ClusterWeb</c> or <c>Silo</c>.</param>
    /// <param name="heapMegabytes">What it holds has to find room in so many MB, else it runs out of memory; 0 = no
    /// bound.</param>
    public static async Task<ApolloProcess> StartAsync(
        IReadOnlyDictionary<string, string> settings,
        string project = "Web",
        int heapMegabytes = 0
    )
    {
        var apollo = new ApolloProcess(project, settings, heapMegabytes);
        await apollo.RestartAsync();
        return apollo;
    }

    /// <summary>Runs a command of <c>Web</c> or <c>Silo</c> to its end.</summary>
    public static async Task<(int Code, (string Text, string Error) Said)> RunAsync(
        string project,
        params string[] arguments
    )
    {
        var start = new ProcessStartInfo(Dotnet(), [ProgramFile(project), .. arguments])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using var process = System.Diagnostics.Process.Start(start)!;
        var text = process.StandardOutput.ReadToEndAsync();
        var error = process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync().WaitAsync(TimeSpan.FromMinutes(3));
        return (process.ExitCode, (await text, await error));
    }

    /// <summary>Begins a command of <c>Web</c> or <c>Silo</c>, to send signals to.</summary>
    public static Task<ServerProcess> BeginAsync(string project, params string[] arguments) =>
        ServerProcess.StartAsync(Dotnet(), [ProgramFile(project), .. arguments]);

    /// <summary>Starts it (again) on the same port and data folder.</summary>
    public async Task RestartAsync()
    {
        await StopAsync();
        var arguments = new List<string>
        {
            ProgramFile(project),
            "--urls",
            Address.ToString(),
            "--Apollo:DataFolder",
            folder.Path,
        };
        foreach (var (key, value) in settings)
            arguments.AddRange(["--" + key, value]);
        // The runtime reads its bound in hexadecimal.
        process = await ServerProcess.StartAsync(
            Dotnet(),
            arguments,
            environment: heapMegabytes == 0
                ? []
                : [new("DOTNET_GCHeapHardLimit", $"0x{heapMegabytes * 1024L * 1024:X}")]
        );
        await FreePort.WaitAsync(Port, process);
        using var http = new HttpClient { BaseAddress = Address };
        // A web that people sign in to answers nobody until it knows who may call.
        var asked = new Uri(project != "Silo" && HasSignIn ? "api/session" : "health/live", UriKind.Relative);
        await Eventually.IsTrueAsync(
            async () =>
            {
                using var answer = await http.GetAsync(asked);
                return answer.StatusCode == HttpStatusCode.OK;
            },
            () => $"Apollo becomes live. It said: {process.Output}"
        );
    }

    /// <summary>Ends it as an operator would; its data folder stays.</summary>
    public async Task StopAsync()
    {
        if (process is null)
            return;
        await process.DisposeAsync();
        process = null;
    }

    /// <summary>Crashes it.</summary>
    public async Task KillAsync()
    {
        await Process.KillAsync();
        process = null;
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        folder.Dispose();
    }

    private static string Dotnet() => Tool.Find("dotnet", "dotnet-sdk-10.0", "/usr/share/dotnet", "/usr/lib/dotnet");

    private static string ProgramFile(string project)
    {
        var configuration = AppContext.BaseDirectory.Contains("/Release/", StringComparison.Ordinal)
            ? "Release"
            : "Debug";
        var file = Repository.PathOf("src", project, "bin", configuration, "net10.0", $"Apollo.{project}.dll");
        return File.Exists(file)
            ? file
            : throw new FileNotFoundException($"Build src/{project} ({configuration}) first: {file} is missing.");
    }
}
