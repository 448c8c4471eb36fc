using System.Diagnostics;
using System.Globalization;

namespace Apollo.Benchmarks.Engine;

/// <summary>
/// The engine alone, beside a full recount of the same rows in the same run. Each size begins in a process of its own,
/// so that its memory is its own: <c>engine</c> runs 10,000, 100,000 and 1,000,000 tickets; <c>engine N</c> one size,
/// here.
/// </summary>
internal static class EngineBench
{
    private const int Changes = 50_000;
    private const int Warmup = 3_000;

    public static async Task<int> RunAsync(string[] args)
    {
        if (args.Length > 0)
        {
            Measure(int.Parse(args[0], CultureInfo.InvariantCulture));
            return 0;
        }
        Console.WriteLine(Machine.Words);
        Console.WriteLine();
        Console.WriteLine(
            "| tickets | first load s | peak memory MB | change p50 µs | p95 µs | p99 µs | max µs | "
                + "by the wall: p50 µs | p99 µs | max µs | allocated KB | recount ms | recount ÷ p50 |"
        );
        Console.WriteLine("|---:|---:|---:|---:|---:|---:|---:|---:|---:|---:|---:|---:|---:|");
        foreach (var size in (int[])[10_000, 100_000, 1_000_000])
        {
            var start = new ProcessStartInfo(
                Environment.ProcessPath!,
                ["engine", size.ToString(CultureInfo.InvariantCulture)]
            );
            using var run = Process.Start(start)!;
            await run.WaitForExitAsync();
            if (run.ExitCode != 0)
                return run.ExitCode;
        }
        return 0;
    }

    private static void Measure(int size)
    {
        // The code is compiled before it is measured: a small desk lives first.
        var (small, smallDesk) = Loaded(2_000);
        Live(small, smallDesk, new Times(Warmup), DeskHistory.Start);

        var desk = new DeskHistory(size);
        GC.Collect();
        var clock = Stopwatch.StartNew();
        var board = new Board();
        board.Load(desk, DeskHistory.Start);
        var load = clock.Elapsed;

        var now = Live(board, desk, new Times(Warmup), DeskHistory.Start);
        var took = new Times(Changes);
        var allocated = GC.GetAllocatedBytesForCurrentThread();
        now = Live(board, desk, took, now);
        allocated = (GC.GetAllocatedBytesForCurrentThread() - allocated) / Changes;
        using var self = Process.GetCurrentProcess();
        var peak = self.PeakWorkingSet64 >> 20;

        var recountFrom = OwnTime.Now;
        board.Recount(desk.Tickets, now);
        var recount = (OwnTime.Now - recountFrom) / 1e3;
        Array.Sort(took.Own);
        Array.Sort(took.Wall);
        var own = took.Own;
        var wall = took.Wall;
        Console.WriteLine(
            string.Create(
                CultureInfo.InvariantCulture,
                $"| {size:N0} | {load.TotalSeconds:0.00} | {peak:N0} | {At(own, 0.5):0} | {At(own, 0.95):0} | "
                    + $"{At(own, 0.99):0} | {At(own, 1):N0} | {At(wall, 0.5):0} | {At(wall, 0.99):N0} | "
                    + $"{At(wall, 1):N0} | {allocated / 1024.0:0} | {recount / 1e3:N0} | {recount / At(own, 0.5):N0} |"
            )
        );
    }

    private static double At(long[] nanoseconds, double share) =>
        nanoseconds[(int)Math.Ceiling(share * nanoseconds.Length) - 1] / 1e3;

    private static (Board Board, DeskHistory Desk) Loaded(int size)
    {
        var (board, desk) = (new Board(), new DeskHistory(size));
        board.Load(desk, DeskHistory.Start);
        return (board, desk);
    }

    /// <summary>One change every 50 ms of the desk's time; what each takes goes to <paramref name="took"/>.</summary>
    private static DateTime Live(Board board, DeskHistory desk, Times took, DateTime now)
    {
        for (var index = 0; index < took.Own.Length; index++)
        {
            now = now.AddMilliseconds(50);
            var change = desk.Next(now);
            var wall = Stopwatch.GetTimestamp();
            var own = OwnTime.Now;
            board.Apply(change, now);
            took.Own[index] = OwnTime.Now - own;
            took.Wall[index] = (long)Stopwatch.GetElapsedTime(wall).TotalNanoseconds;
        }
        return now;
    }

    /// <summary>Nanoseconds per change: of this thread's processor time, and by the wall.</summary>
    private sealed class Times(int changes)
    {
        public long[] Own { get; } = new long[changes];

        public long[] Wall { get; } = new long[changes];
    }
}
