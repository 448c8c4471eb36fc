using System.Globalization;
using Apollo.Integration.Tests.Support;
using Apollo.Servers;
using Xunit.Abstractions;

namespace Apollo.Integration.Tests.Fuzz;

/// <summary>
/// Odd questions, frames, rows and cache entries at once, on one desk of each database, for 60 s or as many as
/// <c>APOLLO_FUZZ_SECONDS</c> says; <c>APOLLO_FUZZ_SEED</c> gives another run.
/// </summary>
public sealed class FuzzRun(ITestOutputHelper output)
{
    private static readonly string[] Providers = ["Sqlite", "PostgreSql", "MySql"];

    /// <summary>
    /// What Apollo holds has to find room in so many MB: the runtime ends it where even a full collection does not make
    /// room. So it means the same on every machine; how much it takes beyond what it holds depends on processors and
    /// free memory. About 130 are held after a minute, of three desks with odd groups.
    /// </summary>
    private const int MostHeld = 640;

    /// <summary>In MB: the heap, and what lies beside it (code, threads, buffers of sockets and databases).</summary>
    private const int MostMemory = MostHeld + 500;

    /// <summary>As long as it is told to, and what comes before and after.</summary>
    [Fact(Timeout = int.MaxValue)]
    public async Task Whatever_is_asked_sent_written_or_kept_the_desks_answer_and_stay_true()
    {
        var seconds = Number("APOLLO_FUZZ_SECONDS", 60);
        var seed = Number("APOLLO_FUZZ_SEED", 20261127);
        output.WriteLine($"{seconds} s, seed {seed}");
        using var folder = new ScratchFolder();
        await using var memcached = await MemcachedServer.StartAsync();
        var desks = new Dictionary<string, Itsm>();
        foreach (var provider in Providers)
            desks[$"on-{provider.ToLowerInvariant()}"] = await Itsm.CreateAsync(provider, folder);
        await using var apollo = await ApolloProcess.StartAsync(Settings(desks, memcached), heapMegabytes: MostHeld);
        foreach (var desk in desks.Keys)
            await ReadyAsync(apollo.Address, desk);

        var faults = new Faults();
        apollo.Process.Wrote += faults.Log;
        var clock = TimeProvider.System;
        var start = clock.GetTimestamp();
        Func<bool> goesOn = () => clock.GetElapsedTime(start).TotalSeconds < seconds;
        string[] ids = [.. desks.Keys];
        var work = new List<Task>();
        for (var asker = 0; asker < 4; asker++)
        {
            var requests = new OddRequests(apollo.Address, ids, new Odd(seed + asker), faults);
            await requests.LearnAsync();
            work.Add(RepeatAsync(goesOn, requests.AskAsync, requests));
        }
        var frames = new OddFrames(apollo.Address, ids, new Odd(seed + 10), faults);
        work.Add(RepeatAsync(goesOn, frames.ConnectAsync));
        var number = 20;
        foreach (var itsm in desks.Values)
        {
            var rows = new OddRows(itsm, new Odd(seed + number++), faults);
            work.Add(RepeatAsync(goesOn, rows.WriteAsync, every: TimeSpan.FromMilliseconds(40)));
        }
        var entries = new OddEntries(memcached.Endpoint, new Odd(seed + 30), faults);
        work.Add(RepeatAsync(goesOn, entries.SpoilAsync, every: TimeSpan.FromMilliseconds(500)));
        await Task.WhenAll(work).WaitAsync(TimeSpan.FromSeconds(seconds + 120));

        if (apollo.Process.HasExited)
            faults.Add("Apollo ended", apollo.Process.Output);
        var memory = await apollo.Process.PeakMemoryAsync();
        output.WriteLine($"{faults.Asked} cases; peak memory {memory} MB; {faults.Lines} lines of log");
        if (memory > MostMemory)
            faults.Add("memory", $"{memory} MB");
        foreach (var (desk, itsm) in desks)
            if (await Truth.DifferenceAsync(apollo.Address, desk, itsm, TimeSpan.FromSeconds(60)) is { } difference)
                faults.Add($"{desk} is not true", difference);
        Assert.True(!faults.All.Any(), string.Join("\n\n", faults.All.Prepend($"Seed {seed}:")));
    }

    private static async Task RepeatAsync(
        Func<bool> goesOn,
        Func<Task> once,
        IDisposable? owned = null,
        TimeSpan? every = null
    )
    {
        using var ended = owned;
        using var beat = new PeriodicTimer(every ?? TimeSpan.FromMilliseconds(1));
        await Task.Yield();
        while (goesOn())
        {
            await once();
            await beat.WaitForNextTickAsync();
        }
    }

    private static Task ReadyAsync(Uri address, string desk)
    {
        var api = new Api(address, desk);
        return Eventually.IsTrueAsync(
            async () => (await api.TryAsync("kpis")).Status == System.Net.HttpStatusCode.OK,
            () => $"{desk} is read."
        );
    }

    private static Dictionary<string, string> Settings(Dictionary<string, Itsm> desks, MemcachedServer memcached)
    {
        var settings = new Dictionary<string, string> { ["Apollo:Cache:Memcached"] = memcached.Endpoint };
        foreach (var ((desk, itsm), at) in desks.Select((desk, at) => (desk, at)))
        foreach (var (key, value) in Desk.Settings(itsm))
            settings[key.Replace("Desks:0", $"Desks:{at}", StringComparison.Ordinal)] = key.EndsWith(
                ":Id",
                StringComparison.Ordinal
            )
                ? desk
                : value;
        return settings;
    }

    private static int Number(string variable, int otherwise) =>
        int.TryParse(Environment.GetEnvironmentVariable(variable), CultureInfo.InvariantCulture, out var number)
            ? number
            : otherwise;
}
