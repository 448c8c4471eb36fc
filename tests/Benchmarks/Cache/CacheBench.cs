using System.Diagnostics;
using System.Globalization;
using Apollo.Memcached;
using Apollo.Servers;
using Microsoft.Extensions.Caching.Distributed;

namespace Apollo.Benchmarks.Cache;

/// <summary>A page load's 41 cards from a real memcached: one pipelined multi-get, beside 41 reads one after the other in the same run.</summary>
internal static class CacheBench
{
    private const int CardBytes = 500;
    private const int Warmup = 2_000;
    private const int Loads = 10_000;

    public static async Task<int> RunAsync(string[] args)
    {
        await using var server = await MemcachedServer.StartAsync();
        using var cache = new MemcachedCache(new() { Servers = [("127.0.0.1", server.Port)], Timeout = TimeSpan.FromSeconds(10) }, TimeProvider.System);
        var keys = Enumerable.Range(1, 41).Select(number => string.Create(CultureInfo.InvariantCulture, $"desk/kpi-{number}")).ToArray();
        foreach (var key in keys) await cache.SetAsync(key, new byte[CardBytes], new DistributedCacheEntryOptions { AbsoluteExpirationRelativeToNow = TimeSpan.FromHours(1) });

        async Task Together()
        {
            var found = await cache.GetManyAsync(keys, default);
            if (found.Count != keys.Length) throw new InvalidOperationException($"{found.Count} of {keys.Length} cards were found.");
        }
        async Task OneByOne()
        {
            foreach (var key in keys)
                if (await cache.GetAsync(key) is null) throw new InvalidOperationException($"{key} was not found.");
        }

        Console.WriteLine(Machine.Words);
        Console.WriteLine();
        Console.WriteLine("| 41 cards of 500 bytes | callers | loads/s | p50 µs | p99 µs | max µs |");
        Console.WriteLine("|---|---:|---:|---:|---:|---:|");
        await MeasureAsync("one after the other (baseline)", 1, Loads / 5, OneByOne);
        await MeasureAsync("one multi-get", 1, Loads, Together);
        await MeasureAsync("one multi-get", 16, Loads, Together);
        return 0;
    }

    private static async Task MeasureAsync(string name, int callers, int loads, Func<Task> load)
    {
        for (var index = 0; index < Warmup; index++) await load();
        var took = new TimeSpan[loads];
        var next = -1;
        var whole = Stopwatch.StartNew();
        await Task.WhenAll(Enumerable.Range(0, callers).Select(_ => Task.Run(async () =>
        {
            while (Interlocked.Increment(ref next) is var index && index < loads)
            {
                var start = Stopwatch.GetTimestamp();
                await load();
                took[index] = Stopwatch.GetElapsedTime(start);
            }
        })));
        var perSecond = loads / whole.Elapsed.TotalSeconds;
        Array.Sort(took);
        double At(double share) => took[(int)Math.Ceiling(share * loads) - 1].TotalMicroseconds;
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"| {name} | {callers} | {perSecond:N0} | {At(0.5):N0} | {At(0.99):N0} | {At(1):N0} |"));
    }
}
