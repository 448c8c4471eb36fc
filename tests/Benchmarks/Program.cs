using Apollo.Benchmarks.Alerts;
using Apollo.Benchmarks.Cache;
using Apollo.Benchmarks.Engine;
using Apollo.Benchmarks.History;
using Apollo.Benchmarks.Products;
using Apollo.Benchmarks.Push;
using Apollo.Benchmarks.Reports;

namespace Apollo.Benchmarks;

/// <summary>
/// <c>dotnet run -c Release --project tests/Benchmarks -- VERB</c>: one runner per verb, each prints a Markdown table.
/// </summary>
internal static class Program
{
    private static readonly Dictionary<string, Func<string[], Task<int>>> Runners = new()
    {
        ["ahead"] = AheadBench.RunAsync,
        ["alerts"] = AlertsBench.RunAsync,
        ["backfill"] = BackfillBench.RunAsync,
        ["cache"] = CacheBench.RunAsync,
        ["check"] = CheckBench.RunAsync,
        ["engine"] = EngineBench.RunAsync,
        ["fanout"] = FanOutBench.RunAsync,
        ["history"] = HistoryBench.RunAsync,
        ["readers"] = ReadersBench.RunAsync,
        ["reports"] = ReportsBench.RunAsync,
        ["search"] = SearchBench.RunAsync,
        ["telling"] = TellingBench.RunAsync,
        ["wholepath"] = WholePathBench.RunAsync,
        ["engine-dotnet"] = EngineDotNetBench.RunAsync,
    };

    private static async Task<int> Main(string[] args)
    {
        if (args.Length > 0 && Runners.TryGetValue(args[0], out var run))
            return await run(args[1..]);
        await Console.Error.WriteLineAsync(
            $"usage: dotnet run -c Release --project tests/Benchmarks -- {string.Join('|', Runners.Keys)}"
        );
        return 1;
    }
}
