using System.Diagnostics;
using System.Globalization;
using Apollo.Grains.Itsm;
using Apollo.Integration.Tests.Products;
using Apollo.Model;

namespace Apollo.Benchmarks.Products;

/// <summary>
/// <c>check [tickets] [system] [lines]</c>: of each shipped product's own tables with so many tickets, how long the
/// check takes, and a poll of the tickets that brings one that changed, 300 times, with the index that the product's
/// page suggests and without it. <c>system</c> takes those whose name begins so, all by default; <c>lines</c> tells
/// each line of the check with its time.
/// </summary>
internal static class CheckBench
{
    private const int Polls = 300;

    public static async Task<int> RunAsync(string[] arguments)
    {
        var tickets = arguments.Length > 0 ? int.Parse(arguments[0], CultureInfo.InvariantCulture) : 200_000;
        var system = arguments.Length > 1 ? arguments[1] : "";
        var tellsLines = arguments.Length > 2;
        Console.WriteLine($"{Machine.Words}; the database on the same machine; {tickets:N0} tickets");
        Console.WriteLine();
        Console.WriteLine(
            "| system | check s | poll p50 ms | p99 ms | without the index: check s | poll p50 ms | p99 ms |"
        );
        Console.WriteLine("|---|---:|---:|---:|---:|---:|---:|");
        foreach (var name in ProductDatabase.All.Where(name => name.StartsWith(system, StringComparison.Ordinal)))
        {
            await using var product = await ProductDatabase.OfAsync(name);
            await product.GrowAsync(tickets);
            // Behind all that was filled in, and not so far that the check says so.
            var began = Whole(DateTime.UtcNow);
            var with = await MeasureAsync(product, began, tellsLines);
            var without = "| | |";
            if (product.Suggested is not null)
            {
                await product.DropSuggestedAsync();
                without = await MeasureAsync(product, began.AddSeconds(Polls), tellsLines);
            }
            Console.WriteLine($"| {name} | {with} | {without} |");
        }
        return 0;
    }

    private static async Task<string> MeasureAsync(ProductDatabase product, DateTime began, bool tellsLines)
    {
        var watch = Stopwatch.StartNew();
        await foreach (var line in new MappingCheck(product.Itsm, TimeProvider.System).RunAsync(CancellationToken.None))
            if (tellsLines)
                Console.WriteLine($"{watch.ElapsedMilliseconds, 8:N0} ms {line}");
        var seconds = watch.Elapsed.TotalSeconds;

        var reader = new ItsmReader<Ticket>(product.Itsm, new WallClock(product.Itsm.TimeZone), TimeProvider.System);
        var took = new List<double>();
        for (var poll = 1; poll <= Polls; poll++)
        {
            var at = began.AddSeconds(poll);
            await product.TouchAsync((10 * poll) + 1, at);
            watch.Restart();
            var changed = await reader.ReadChangedAsync(at, CancellationToken.None);
            string[] ids = [.. changed.Ids.Select(listed => listed.RawId).OfType<string>()];
            var page = await reader.ReadByIdsAsync(ids, CancellationToken.None);
            took.Add(watch.Elapsed.TotalMilliseconds);
            if (page.Rows is not [{ Row: not null }])
                throw new InvalidOperationException($"{page.Rows.Count} tickets changed in place of one.");
        }
        took.Sort();
        return $"{seconds:N1} | {took[Polls / 2]:N1} | {took[Polls * 99 / 100]:N1}";
    }

    private static DateTime Whole(DateTime time) => time.AddTicks(-(time.Ticks % TimeSpan.TicksPerSecond));
}
