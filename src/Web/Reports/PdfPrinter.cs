using System.ComponentModel;
using System.Diagnostics;

namespace Apollo.Web.Reports;

/// <summary>
/// Prints a page to PDF by a Chromium without a window: one at a time, in a folder of its own that is removed, and
/// ended with all that it began when it takes too long.
/// </summary>
internal sealed partial class PdfPrinter(IConfiguration configuration, TimeProvider time, ILogger<PdfPrinter> logger)
    : IDisposable
{
    private const string Wall =
        "<meta http-equiv=\"Content-Security-Policy\" "
        + "content=\"default-src 'none'; style-src 'unsafe-inline'; img-src data:\">";
    private static readonly TimeSpan PrintWithin = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan TurnWithin = TimeSpan.FromSeconds(25);
    private static readonly TimeSpan EndWithin = TimeSpan.FromSeconds(5);
    private readonly string? browser = configuration["Apollo:Reports:Browser"] is { Length: > 0 } path ? path : null;
    private readonly SemaphoreSlim one = new(1);

    /// <summary>Whether the configuration names a browser.</summary>
    public bool IsThere => browser is not null;

    /// <summary>The page on paper; or why there is none, a sentence for people.</summary>
    /// <param name="html">A page that runs nothing and fetches nothing.</param>
    /// <param name="cancellation">Nobody waits any more.</param>
    public async Task<(byte[]? Pdf, string? Why)> PrintAsync(string html, CancellationToken cancellation)
    {
        if (!await one.WaitAsync(TurnWithin, cancellation))
            return (null, "Another report was still being printed: ask again.");
        var folder = Directory.CreateTempSubdirectory("apollo-pdf-");
        try
        {
            var (from, to) = (
                Path.Combine(folder.FullName, "report.html"),
                Path.Combine(folder.FullName, "report.pdf")
            );
            await File.WriteAllTextAsync(from, Walled(html), cancellation);
            var why = await RunAsync(folder.FullName, from, to, cancellation);
            return why is null ? (await File.ReadAllBytesAsync(to, cancellation), null) : (null, why);
        }
        finally
        {
            Remove(folder);
            one.Release();
        }
    }

    /// <inheritdoc/>
    public void Dispose() => one.Dispose();

    /// <summary>Whatever stands in it: on paper too it runs nothing and fetches nothing.</summary>
    private static string Walled(string html) => html.Replace("<head>", $"<head>{Wall}", StringComparison.Ordinal);

    /// <summary>Null once the file is there; else why it is not.</summary>
    private async Task<string?> RunAsync(string folder, string from, string to, CancellationToken cancellation)
    {
        var start = new ProcessStartInfo(browser!) { RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var argument in Arguments(folder, from, to))
            start.ArgumentList.Add(argument);
        // What it keeps beside its profile stays in the folder too.
        start.Environment["HOME"] = folder;
        using var late = new CancellationTokenSource(PrintWithin, time);
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation, late.Token);
        try
        {
            using var process = Process.Start(start)!;
            try
            {
                // Read to the end, so that it never waits for a full pipe.
                var said = process.StandardError.ReadToEndAsync(limit.Token);
                await Task.WhenAll(process.StandardOutput.ReadToEndAsync(limit.Token), said);
                await process.WaitForExitAsync(limit.Token);
                if (process.ExitCode == 0 && new FileInfo(to) is { Exists: true, Length: > 0 })
                    return null;
                LogFailed(process.ExitCode, (await said).Trim());
                return process.ExitCode == 0
                    ? "The browser wrote no PDF; the log says more."
                    : $"The browser ended with an error ({process.ExitCode}); the log says more.";
            }
            catch (OperationCanceledException)
            {
                await EndAsync(process);
                cancellation.ThrowIfCancellationRequested();
                LogSlow((int)PrintWithin.TotalSeconds);
                return $"The browser was ended: it took longer than {PrintWithin.TotalSeconds:0} s.";
            }
        }
        catch (Win32Exception error)
        {
            LogNotThere(error, browser!);
            return "The browser that Apollo:Reports:Browser names does not start; the log says more.";
        }
    }

    /// <summary>With all that it began, and gone before its folder is removed.</summary>
    private static async Task EndAsync(Process process)
    {
        process.Kill(entireProcessTree: true);
        using var patience = new CancellationTokenSource(EndWithin);
        try
        {
            await process.WaitForExitAsync(patience.Token);
        }
        catch (OperationCanceledException)
        {
            // The kernel holds it, as on a disk that hangs; it ends when that lets go.
        }
    }

    private static IEnumerable<string> Arguments(string folder, string from, string to) =>
        [
            "--headless",
            "--disable-gpu",
            "--no-first-run",
            "--disable-extensions",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync",
            "--disable-dev-shm-usage",
            $"--user-data-dir={Path.Combine(folder, "profile")}",
            "--no-pdf-header-footer",
            $"--print-to-pdf={to}",
            // As root, and in most containers, its own walls do not stand; the page runs nothing that they would hold.
            .. HasNoWalls ? (string[])["--no-sandbox"] : [],
            new Uri(from).AbsoluteUri,
        ];

    private static bool HasNoWalls =>
        Environment.UserName == "root" || Environment.GetEnvironmentVariable("DOTNET_RUNNING_IN_CONTAINER") == "true";

    private void Remove(DirectoryInfo folder)
    {
        try
        {
            folder.Delete(recursive: true);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            // What it began may still write as it ends; the system clears its own folder.
            LogLeft(error, folder.FullName);
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "Apollo:Reports:Browser '{Browser}' does not start")]
    private partial void LogNotThere(Exception error, string browser);

    [LoggerMessage(Level = LogLevel.Error, Message = "The browser for PDF ended with {Code}: {Said}")]
    private partial void LogFailed(int code, string said);

    [LoggerMessage(Level = LogLevel.Error, Message = "The browser for PDF was ended after {Seconds} s")]
    private partial void LogSlow(int seconds);

    [LoggerMessage(Level = LogLevel.Debug, Message = "The folder {Folder} could not be removed")]
    private partial void LogLeft(Exception error, string folder);
}
