using System.Diagnostics;
using System.Globalization;

namespace Apollo.Benchmarks.Engine;

/// <summary>
/// The engine alone, beside a full recount of the same rows in the same run. Each size begins in a process of its own, so that its
/// memory is its own: <c>engine</c> runs 10,000, 100,000 and 1,000,000 tickets; <c>engine N</c> one size, here.
/// </summary>
internal static class EngineBench
{
    private const int Changes = 20_000;
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
        Console.WriteLine("| tickets | first load s | peak memory MB | change p50 µs | p95 µs | p99 µs | max µs | allocated KB | recount ms | recount ÷ p50 |");
        Console.WriteLine("|---:|---:|---:|---:|---:|---:|---:|---:|---:|---:|");
        foreach (var size in (int[])[10_000, 100_000, 1_000_000])
        {
            var start = new ProcessStartInfo(Environment.ProcessPath!, ["engine", size.ToString(CultureInfo.InvariantCulture)]);
            using var run = Process.Start(start)!;
            await run.WaitForExitAsync();
            if (run.ExitCode != 0) return run.ExitCode;
        }
        return 0;
    }

    private static void Measure(int size)
    {
        // The code is compiled before it is measured: a small desk lives first.
        var (small, smallDesk) = Loaded(2_000);
        Live(small, smallDesk, new long[Warmup], DeskHistory.Start);

        var desk = new DeskHistory(size);
        GC.Collect();
        var clock = Stopwatch.StartNew();
        var board = new Board();
        board.Load(desk, DeskHistory.Start);
        var load = clock.Elapsed;

        var now = Live(board, desk, new long[Warmup], DeskHistory.Start);
        var took = new long[Changes];
        var allocated = GC.GetAllocatedBytesForCurrentThread();
        now = Live(board, desk, took, now);
        allocated = (GC.GetAllocatedBytesForCurrentThread() - allocated) / Changes;
        Array.Sort(took);

        clock.Restart();
        board.Recount(desk.Tickets, now);
        var recount = clock.Elapsed;
        using var self = Process.GetCurrentProcess();
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"| {size:N0} | {load.TotalSeconds:0.00} | {self.PeakWorkingSet64 >> 20:N0} | {At(0.5):0} | {At(0.95):0} | {At(0.99):0} | {At(1):0} | {allocated / 1024.0:0.0} | {recount.TotalMilliseconds:N0} | {recount.TotalMicroseconds / At(0.5):N0} |"));

        double At(double share) => Stopwatch.GetElapsedTime(0, took[Math.Min(took.Length - 1, (int)Math.Ceiling(share * took.Length) - 1)]).TotalMicroseconds;
    }

    private static (Board Board, DeskHistory Desk) Loaded(int size)
    {
        var (board, desk) = (new Board(), new DeskHistory(size));
        board.Load(desk, DeskHistory.Start);
        return (board, desk);
    }

    /// <summary>One change every 50 ms of the desk's time; the time each takes goes to <paramref name="took"/>.</summary>
    private static DateTime Live(Board board, DeskHistory desk, long[] took, DateTime now)
    {
        for (var index = 0; index < took.Length; index++)
        {
            now = now.AddMilliseconds(50);
            var change = desk.Next(now);
            var start = Stopwatch.GetTimestamp();
            board.Apply(change, now);
            took[index] = Stopwatch.GetTimestamp() - start;
        }
        return now;
    }
}
