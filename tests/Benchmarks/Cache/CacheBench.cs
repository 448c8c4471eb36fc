using System.Diagnostics;
using System.Globalization;
using Apollo.Grains.Catalogue;
using Apollo.Memcached;
using Apollo.Servers;
using Apollo.Simulator.Database;
using Microsoft.Extensions.Caching.Distributed;

namespace Apollo.Benchmarks.Cache;

/// <summary>
/// A page load's cards from a real memcached: one pipelined multi-get, beside as many reads one after the other in the
/// same run. Then the same over HTTP, at an Apollo that keeps its cards in that memcached, beside a route of it that
/// answers nothing.
/// </summary>
internal static class CacheBench
{
    private const int CardBytes = 500;
    private const int Warmup = 2_000;
    private const int Loads = 10_000;

    public static async Task<int> RunAsync(string[] args)
    {
        await using var server = await MemcachedServer.StartAsync();
        using var cache = new MemcachedCache(
            new() { Servers = [("127.0.0.1", server.Port)], Timeout = TimeSpan.FromSeconds(10) },
            TimeProvider.System
        );
        var keys = Enumerable
            .Range(1, KpiCatalogue.Standard.All.Count)
            .Select(number => string.Create(CultureInfo.InvariantCulture, $"desk/kpi-{number}"))
            .ToArray();
        foreach (var key in keys)
            await cache.SetAsync(
                key,
                new byte[CardBytes],
                new DistributedCacheEntryOptions { AbsoluteExpirationRelativeToNow = TimeSpan.FromHours(1) }
            );

        async Task Together()
        {
            var found = await cache.GetManyAsync(keys, default);
            if (found.Count != keys.Length)
                throw new InvalidOperationException($"{found.Count} of {keys.Length} cards were found.");
        }
        async Task OneByOne()
        {
            foreach (var key in keys)
                if (await cache.GetAsync(key) is null)
                    throw new InvalidOperationException($"{key} was not found.");
        }

        Console.WriteLine(Machine.Words);
        Console.WriteLine();
        Console.WriteLine(
            $"| {keys.Length} cards of {CardBytes} bytes | callers | loads/s | p50 µs | p99 µs | max µs |"
        );
        Console.WriteLine("|---|---:|---:|---:|---:|---:|");
        await MeasureAsync("one after the other (baseline)", 1, Loads / 5, OneByOne);
        await MeasureAsync("one multi-get", 1, Loads, Together);
        await MeasureAsync("one multi-get", 16, Loads, Together);
        await OverHttpAsync(server);
        return 0;
    }

    private static async Task OverHttpAsync(MemcachedServer server)
    {
        using var folder = new ScratchFolder();
        var itsm = $"Data Source={folder.File("itsm.db")}";
        await DeskDatabase.Of("Sqlite", itsm).CreateSchemaAsync(CancellationToken.None);
        await using var apollo = await ApolloProcess.StartAsync(
            new Dictionary<string, string>
            {
                ["Apollo:Desks:0:Id"] = "bench",
                ["Apollo:Desks:0:Itsm:Provider"] = "Sqlite",
                ["Apollo:Desks:0:Itsm:ConnectionString"] = itsm,
                ["Apollo:Cache:Memcached"] = server.Endpoint,
            }
        );
        using var http = new HttpClient { BaseAddress = apollo.Address };
        async Task LoadAsync(string path, string? source)
        {
            using var answer = await http.GetAsync(new Uri(path, UriKind.Relative));
            await answer.Content.ReadAsByteArrayAsync();
            answer.EnsureSuccessStatusCode();
            if (source is not null && !answer.Headers.GetValues("X-Apollo-Source").Contains(source))
                throw new InvalidOperationException($"The cards did not come from the {source}.");
        }
        const string kpis = "api/desks/bench/kpis";
        await Eventually.IsTrueAsync(
            async () =>
            {
                using var answer = await http.GetAsync(new Uri(kpis, UriKind.Relative));
                return answer.Headers.TryGetValues("X-Apollo-Source", out var sources) && sources.Contains("cache");
            },
            () => "the cards come from the cache."
        );
        await MeasureAsync(
            "HTTP: a route that answers nothing (baseline)",
            1,
            Loads,
            () => LoadAsync("health/live", null)
        );
        await MeasureAsync("HTTP: GET …/kpis, all results from memcached", 1, Loads, () => LoadAsync(kpis, "cache"));
        await MeasureAsync("HTTP: GET …/kpis, all results from memcached", 4, Loads, () => LoadAsync(kpis, "cache"));
    }

    private static async Task MeasureAsync(string name, int callers, int loads, Func<Task> load)
    {
        for (var index = 0; index < Warmup; index++)
            await load();
        var took = new TimeSpan[loads];
        var next = -1;
        var whole = Stopwatch.StartNew();
        await Task.WhenAll(
            Enumerable
                .Range(0, callers)
                .Select(_ =>
                    Task.Run(async () =>
                    {
                        while (Interlocked.Increment(ref next) is var index && index < loads)
                        {
                            var start = Stopwatch.GetTimestamp();
                            await load();
                            took[index] = Stopwatch.GetElapsedTime(start);
                        }
                    })
                )
        );
        var perSecond = loads / whole.Elapsed.TotalSeconds;
        Array.Sort(took);
        double At(double share) => took[(int)Math.Ceiling(share * loads) - 1].TotalMicroseconds;
        Console.WriteLine(
            string.Create(
                CultureInfo.InvariantCulture,
                $"| {name} | {callers} | {perSecond:N0} | {At(0.5):N0} | {At(0.99):N0} | {At(1):N0} |"
            )
        );
    }
}
