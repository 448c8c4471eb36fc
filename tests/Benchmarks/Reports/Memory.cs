using System.Globalization;

namespace Apollo.Benchmarks.Reports;

/// <summary>What a process holds at most from now on, above what it holds now; of Linux.</summary>
internal sealed class Memory
{
    private readonly int process;
    private readonly long before;

    public Memory(int process)
    {
        this.process = process;
        // Forgets the peak so far.
        File.WriteAllText($"/proc/{process}/clear_refs", "5");
        before = Read(process, "VmRSS");
    }

    /// <summary>MB.</summary>
    public long Peak() => Read(process, "VmHWM") - before;

    /// <summary>A line of a process's status, MB; 0 where it has ended.</summary>
    public static long Read(int process, string line)
    {
        try
        {
            return long.Parse(
                    File.ReadLines($"/proc/{process}/status")
                        .Single(one => one.StartsWith(line, StringComparison.Ordinal))
                        .Split(' ', StringSplitOptions.RemoveEmptyEntries)[^2]
                        .Split('\t')[^1],
                    CultureInfo.InvariantCulture
                ) / 1024;
        }
        catch (Exception error) when (error is IOException or InvalidOperationException)
        {
            return 0;
        }
    }
}
