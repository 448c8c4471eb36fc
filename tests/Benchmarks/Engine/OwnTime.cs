using System.Diagnostics;
using System.Runtime.InteropServices;

namespace Apollo.Benchmarks.Engine;

/// <summary>
/// Processor time of this thread, garbage collections it runs included: what a change costs, whatever else the machine
/// does. (A wait for a processor on a busy machine is a time slice of 4 ms, and says nothing about the engine.) The
/// wall clock where the system has none.
/// </summary>
internal static class OwnTime
{
    private const int ThreadCpuTime = 3;
    private static readonly bool IsThere = OperatingSystem.IsLinux() && Environment.Is64BitProcess;

    /// <summary>Nanoseconds since some moment.</summary>
    public static long Now =>
        IsThere && ClockGetTime(ThreadCpuTime, out var time) == 0
            ? (time.Seconds * 1_000_000_000) + time.Nanoseconds
            : (long)(Stopwatch.GetTimestamp() * (1e9 / Stopwatch.Frequency));

    [DllImport("libc", EntryPoint = "clock_gettime"), DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int ClockGetTime(int clock, out TimeSpec time);

    [StructLayout(LayoutKind.Sequential)]
    private struct TimeSpec
    {
        public long Seconds;
        public long Nanoseconds;
    }
}
