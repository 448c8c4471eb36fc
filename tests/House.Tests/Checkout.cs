using System.Diagnostics;

namespace Apollo.House.Tests;

/// <summary>The checkout the tests stand in.</summary>
internal static class Checkout
{
    public static string Root { get; } = FindRoot();

    /// <summary>Files git knows, or would add.</summary>
    public static IReadOnlyList<string> Files { get; } =
        Run("git", "ls-files", "--cached", "--others", "--exclude-standard")
            .Output.Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Where(file => File.Exists(PathOf(file)))
            .ToList();

    public static string PathOf(string file) => Path.Combine(Root, file);

    public static (int Code, string Output) Run(string program, params string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            WorkingDirectory = Root,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using var process = Process.Start(start)!;
        var errors = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return (process.ExitCode, output + errors.Result);
    }

    private static string FindRoot()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
            if (File.Exists(Path.Combine(folder.FullName, "Apollo.sln")))
                return folder.FullName;
        throw new DirectoryNotFoundException("Apollo.sln is nowhere above the tests.");
    }
}
