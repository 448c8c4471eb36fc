using BenchmarkDotNet.Attributes;
using BenchmarkDotNet.Running;

namespace Apollo.Benchmarks.Engine;

/// <summary>One ticket change through all KPIs, by BenchmarkDotNet: mean and allocations.</summary>
[MemoryDiagnoser]
public class EngineDotNetBench
{
    private Board board = null!;
    private DeskHistory desk = null!;
    private DateTime now;

    /// <summary>Tickets held.</summary>
    [Params(10_000, 100_000)]
    public int Tickets { get; set; }

    /// <summary>Loads the desk once per size.</summary>
    [GlobalSetup]
    public void Load()
    {
        (board, desk, now) = (new Board(), new DeskHistory(Tickets), DeskHistory.Start);
        board.Load(desk, now);
    }

    /// <summary>A change 50 ms after the one before; making it (one row) is measured with it.</summary>
    [Benchmark]
    public int OneChange()
    {
        now = now.AddMilliseconds(50);
        return board.Apply(desk.Next(now), now);
    }

    internal static Task<int> RunAsync(string[] args)
    {
        BenchmarkRunner.Run<EngineDotNetBench>(args: args);
        return Task.FromResult(0);
    }
}
