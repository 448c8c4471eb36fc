using System.Diagnostics;
using System.Globalization;

namespace Apollo.Benchmarks.Engine;

/// <summary>
/// What the clock alone will do to all KPIs of a desk, told from the schedules; beside it, in the same run, the values
/// at the same instants by a fresh load of the rows at each (measured at a few, and multiplied).
/// </summary>
internal static class AheadBench
{
    private const int Runs = 20;
    private const int Loads = 3;

    public static Task<int> RunAsync(string[] args)
    {
        Console.WriteLine(Machine.Words);
        Console.WriteLine();
        Console.WriteLine("| tickets | hours | steps | all KPIs p50 ms | max ms | allocated MB | by fresh loads s |");
        Console.WriteLine("|---:|---:|---:|---:|---:|---:|---:|");
        // The code is compiled before it is measured: a small desk is told first.
        Tell(2_000, 8, isShown: false);
        foreach (var size in (int[])[10_000, 100_000])
        foreach (var hours in (int[])[1, 8, 24])
            Tell(size, hours, isShown: true);
        return Task.FromResult(0);
    }

    private static void Tell(int size, int hours, bool isShown)
    {
        var (board, desk, now) = (new Board(), new DeskHistory(size), DeskHistory.Start);
        board.Load(desk, now);
        board.LookAhead(now, hours);
        var took = new double[Runs];
        var allocated = GC.GetAllocatedBytesForCurrentThread();
        for (var run = 0; run < Runs; run++)
        {
            var begun = OwnTime.Now;
            board.LookAhead(now, hours);
            took[run] = (OwnTime.Now - begun) / 1e6;
        }
        allocated = (GC.GetAllocatedBytesForCurrentThread() - allocated) / Runs;
        Array.Sort(took);
        var told = board.LookAhead(now, hours);
        var instants = told.SelectMany(kpi => kpi.Points.Select(point => point[0])).Distinct().Count();
        var clock = Stopwatch.StartNew();
        for (var load = 1; load <= Loads; load++)
            board.Load(desk, now.AddHours((double)hours * load / Loads));
        var each = clock.Elapsed.TotalSeconds / Loads;
        if (isShown)
            Console.WriteLine(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"| {size:N0} | {hours} | {told.Sum(kpi => kpi.Points.Length - 1):N0} | {took[Runs / 2]:0.0} | "
                        + $"{took[^1]:0.0} | {allocated / 1048576.0:0.0} | {each * instants:N0} |"
                )
            );
    }
}
