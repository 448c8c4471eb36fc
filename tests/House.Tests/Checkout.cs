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

    /// <summary>The lines of the files asked for; numbers from 1.</summary>
    public static IEnumerable<(string File, int Number, string Text)> Lines(Func<string, bool> wanted) =>
        from file in Files
        where wanted(file)
        from line in File.ReadLines(PathOf(file)).Select((text, index) => (Text: text, Number: index + 1))
        select (file, line.Number, line.Text);

    /// <summary>Where one of the texts stands, as file:line.</summary>
    public static IEnumerable<string> Places(Func<string, bool> wanted, params string[] texts) =>
        from line in Lines(wanted)
        where texts.Any(text => line.Text.Contains(text, StringComparison.Ordinal))
        select $"{line.File}:{line.Number}";

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
