using System.Diagnostics;

namespace Apollo.Servers;

/// <summary>pandas, which people read Apollo's files with.</summary>
public static class Pandas
{
    /// <summary>Reads a file of a period's tickets, and compares each column with the rows of the ITSM.</summary>
    /// <param name="file">A <c>rows.csv</c>; its tickets are resolved.</param>
    /// <param name="itsm">psql's copy of the tickets as CSV, or a SQLite file.</param>
    /// <param name="zone">The desk's zone.</param>
    /// <param name="within">How long it may take.</param>
    /// <returns>Whether they are the same, and a line that says so, or what differs.</returns>
    public static async Task<(bool AreSame, string Said)> SameRowsAsync(
        string file,
        string itsm,
        string zone,
        TimeSpan within
    )
    {
        var start = new ProcessStartInfo(Tool.Find("python3", "python3-pandas", "/usr/bin"))
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var argument in (string[])[Repository.PathOf("tests", "Servers", "same_rows.py"), file, itsm, zone])
            start.ArgumentList.Add(argument);
        using var python = Process.Start(start)!;
        var (said, error) = (python.StandardOutput.ReadToEndAsync(), python.StandardError.ReadToEndAsync());
        try
        {
            await python.WaitForExitAsync().WaitAsync(within);
        }
        catch (TimeoutException)
        {
            python.Kill(entireProcessTree: true);
            throw;
        }
        return (python.ExitCode == 0, (await said + await error).Trim());
    }
}
