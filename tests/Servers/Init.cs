using System.Diagnostics;

namespace Apollo.Servers;

/// <summary>Runs a program to its end, as another user where the process is root.</summary>
internal static class Init
{
    public static async Task<Process> RunAsync(string program, IEnumerable<string> arguments, string user)
    {
        string[] command =
            Environment.UserName == "root"
                ? ["/usr/bin/setpriv", $"--reuid={user}", $"--regid={user}", "--clear-groups", program, .. arguments]
                : [program, .. arguments];
        var start = new ProcessStartInfo(command[0], command[1..])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = "/",
        };
        var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync();
        var errors = process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync().WaitAsync(TimeSpan.FromMinutes(2));
        return process.ExitCode == 0
            ? process
            : throw new InvalidOperationException($"{program} failed: {await errors}{await output}");
    }
}
