using System.Diagnostics;
using System.Globalization;
using Apollo.Integration.Tests.Fuzz;
using Apollo.Integration.Tests.Support;
using Apollo.Servers;
using Dapper;
using Xunit.Abstractions;

namespace Apollo.Integration.Tests.Reliability;

/// <summary>
/// By hand (docs/reliability.md): a silo with two desks under 50 changes a second together, a web, and each fault for
/// as many seconds as <c>APOLLO_RELIABILITY_SECONDS</c> says; after each all numbers must equal the recount.
/// </summary>
public sealed class ReliabilityRun(ITestOutputHelper output)
{
    private const int Tickets = 10_000;
    private const int ChangesOfADesk = 25;
    private static readonly TimeSpan TrueWithin = TimeSpan.FromSeconds(120);

    [SkippableFact(Timeout = int.MaxValue)]
    public async Task After_every_fault_all_numbers_equal_the_recount()
    {
        var seconds = int.TryParse(
            Environment.GetEnvironmentVariable("APOLLO_RELIABILITY_SECONDS"),
            CultureInfo.InvariantCulture,
            out var given
        )
            ? given
            : 0;
        Skip.If(seconds == 0, "By hand: set APOLLO_RELIABILITY_SECONDS, see docs/reliability.md.");
        using var folder = new ScratchFolder();
        await using var postgres = await PostgresServer.StartAsync();
        await using var memcached = await MemcachedServer.StartAsync();
        await using var disk = SmallDisk.Mount(folder);
        var file = await Itsm.CreateAsync("Sqlite", folder);
        var server = new Itsm("PostgreSql", await postgres.CreateDatabaseAsync());
        await server.CreateSchemaAsync();
        var clock = await ItsmClock.TakeOverAsync(server);
        await using var onFile = new Changes(file, 1);
        await using var onServer = new Changes(server, 2);
        await onFile.FillAsync(Tickets);
        await onServer.FillAsync(Tickets);
        var settings = Settings(file, server, memcached, disk);
        await using var silo = await ApolloProcess.StartAsync(settings, "Silo");
        await using var web = await ApolloProcess.StartAsync(
            new Dictionary<string, string>
            {
                ["Apollo:Cluster:Gateway"] = $"127.0.0.1:{settings["Apollo:Cluster:GatewayPort"]}",
                ["Apollo:Cache:Memcached"] = memcached.Endpoint,
            },
            "ClusterWeb"
        );
        await using var line = CutLine.To(web.Port);
        await using var fileScreen = await Screen.OpenWhenReadyAsync(line.Address, "file", "cards");
        await using var serverScreen = await Screen.OpenWhenReadyAsync(web.Address, "server", "cards");
        await fileScreen.Until(held => held.HasAll, "the first desk", TimeSpan.FromSeconds(60));
        await serverScreen.Until(held => held.HasAll, "the second desk", TimeSpan.FromSeconds(60));
        onFile.Start(ChangesOfADesk);
        onServer.Start(ChangesOfADesk);
        await using var onFileWatch = new LiveWatch(fileScreen);
        await using var onServerWatch = new LiveWatch(serverScreen);
        onFileWatch.Start();
        onServerWatch.Start();
        Say("| fault | for | not live: SQLite desk | PostgreSQL desk | true again after | changes |");
        Say("|---|---:|---:|---:|---:|---:|");

        var wrong = new List<string>();
        foreach (
            var fault in FaultsOf(file, server, onFile, onServer, postgres, clock, memcached, silo, web, line, disk)
        )
        {
            onFileWatch.Reset();
            onServerWatch.Reset();
            var before = onFile.Written + onServer.Written;
            var start = Stopwatch.GetTimestamp();
            await fault.During(() => Stopwatch.GetElapsedTime(start).TotalSeconds < seconds);
            var held = Stopwatch.GetElapsedTime(start);
            var changes = onFile.Written + onServer.Written - before;

            using var filePaused = await onFile.PauseAsync();
            using var serverPaused = await onServer.PauseAsync();
            var ended = Stopwatch.GetTimestamp();
            var differences = await Task.WhenAll(
                Truth.DifferenceAsync(web.Address, "file", file, TrueWithin),
                Truth.DifferenceAsync(web.Address, "server", server, TrueWithin)
            );
            var after = Stopwatch.GetElapsedTime(ended);
            await Eventually.IsTrueAsync(
                () => onFileWatch.IsLive && onServerWatch.IsLive,
                $"both screens are live after: {fault.Name}",
                TimeSpan.FromSeconds(90)
            );
            wrong.AddRange(differences.OfType<string>().Select(difference => $"{fault.Name}: {difference}"));
            Say(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"| {fault.Name} | {held.TotalSeconds:0} s | {onFileWatch.NotLive.TotalSeconds:0.0} s | "
                        + $"{onServerWatch.NotLive.TotalSeconds:0.0} s | {after.TotalSeconds:0.0} s | {changes} |"
                )
            );
        }
        Say(
            $"Peak memory since the last start: silo {await silo.Process.PeakMemoryAsync()} MB, "
                + $"web {await web.Process.PeakMemoryAsync()} MB."
        );
        Assert.True(wrong.Count == 0, string.Join('\n', wrong));
        Assert.Empty(fileScreen.Backwards.Concat(serverScreen.Backwards));
    }

    /// <summary>
    /// Into the test's output, and as it goes into the file that <c>APOLLO_RELIABILITY_REPORT</c> names.
    /// </summary>
    private void Say(string line)
    {
        output.WriteLine(line);
        if (Environment.GetEnvironmentVariable("APOLLO_RELIABILITY_REPORT") is { Length: > 0 } file)
            File.AppendAllText(file, line + Environment.NewLine);
    }

    private static IEnumerable<(string Name, Func<Func<bool>, Task> During)> FaultsOf(
        Itsm file,
        Itsm server,
        Changes onFile,
        Changes onServer,
        PostgresServer postgres,
        ItsmClock clock,
        MemcachedServer memcached,
        ApolloProcess silo,
        ApolloProcess web,
        CutLine line,
        SmallDisk? disk
    )
    {
        yield return ("none", goesOn => UntilAsync(() => !goesOn()));
        yield return (
            "ITSM locked",
            async goesOn =>
            {
                await using var lockFile = await file.OpenAsync();
                await lockFile.ExecuteAsync("BEGIN EXCLUSIVE");
                await using var lockTable = await server.OpenAsync();
                await using var transaction = await lockTable.BeginTransactionAsync();
                await lockTable.ExecuteAsync("LOCK TABLE tickets IN ACCESS EXCLUSIVE MODE", null, transaction);
                await UntilAsync(() => !goesOn());
                await lockFile.ExecuteAsync("ROLLBACK");
            }
        );
        yield return (
            "ITSM killed (PostgreSQL)",
            async goesOn =>
            {
                await postgres.Process.KillAsync();
                await UntilAsync(() => !goesOn());
                await postgres.RestartAsync();
            }
        );
        yield return (
            "ITSM replaced (SQLite), every 10 s",
            async goesOn =>
            {
                using var other = new ScratchFolder();
                for (var copy = 0; goesOn(); copy++)
                {
                    using (await onFile.PauseAsync())
                    {
                        var path = other.File($"copy-{copy}.db");
                        await file.ExecuteAsync($"VACUUM INTO '{path}'");
                        await new Itsm("Sqlite", $"Data Source={path};Pooling=False").ExecuteAsync(
                            $"DELETE FROM tickets WHERE id LIKE '%{copy % 10}'"
                        );
                        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
                        File.Move(path, file.ConnectionString["Data Source=".Length..], overwrite: true);
                    }
                    var next = Stopwatch.GetTimestamp();
                    await UntilAsync(() => !goesOn() || Stopwatch.GetElapsedTime(next).TotalSeconds > 10);
                }
            }
        );
        yield return ("stamps 90 s ahead", goesOn => OffAsync(goesOn, TimeSpan.FromSeconds(90)));
        yield return ("stamps 10 min behind", goesOn => OffAsync(goesOn, TimeSpan.FromMinutes(-10)));
        yield return (
            "the ITSM's clock 5 min ahead, then 5 min behind (PostgreSQL)",
            async goesOn =>
            {
                foreach (var off in (TimeSpan[])[TimeSpan.FromMinutes(5), TimeSpan.FromMinutes(-5)])
                {
                    onServer.ClockOff = off;
                    await clock.SetOffAsync(off);
                    var set = Stopwatch.GetTimestamp();
                    await UntilAsync(() => !goesOn() || Stopwatch.GetElapsedTime(set).TotalSeconds > 60);
                }
                onServer.ClockOff = TimeSpan.Zero;
                await clock.SetOffAsync(TimeSpan.Zero);
            }
        );
        yield return (
            "all tickets changed at once, again and again",
            async goesOn =>
            {
                while (goesOn())
                {
                    using (await onFile.PauseAsync())
                        await onFile.ChangeAllAsync();
                    using (await onServer.PauseAsync())
                        await onServer.ChangeAllAsync();
                    var next = Stopwatch.GetTimestamp();
                    await UntilAsync(() => !goesOn() || Stopwatch.GetElapsedTime(next).TotalSeconds > 5);
                }
            }
        );
        yield return (
            "memcached gone",
            async goesOn =>
            {
                await memcached.KillAsync();
                await UntilAsync(() => !goesOn());
                await memcached.RestartAsync();
            }
        );
        yield return (
            "memcached lying",
            async goesOn =>
            {
                var entries = new OddEntries(memcached.Endpoint, new Odd(3), new Fuzz.Faults());
                await UntilAsync(async () =>
                {
                    await entries.SpoilAsync();
                    return !goesOn();
                });
            }
        );
        if (disk is not null)
        {
            yield return (
                "store full",
                async goesOn =>
                {
                    disk.Fill();
                    await UntilAsync(() => !goesOn());
                    disk.Free();
                }
            );
            yield return (
                "store deleted",
                async goesOn =>
                {
                    disk.DeleteStore();
                    await UntilAsync(() => !goesOn());
                }
            );
        }
        yield return (
            "browser asleep (SQLite)",
            async goesOn =>
            {
                line.Cut();
                await UntilAsync(() => !goesOn());
                line.Heal();
            }
        );
        yield return ("silo killed, 10 s down, again and again", goesOn => KillAsync(silo, goesOn));
        yield return ("web killed, 10 s down, again and again", goesOn => KillAsync(web, goesOn));

        static async Task KillAsync(ApolloProcess process, Func<bool> goesOn)
        {
            while (goesOn())
            {
                await process.KillAsync();
                var down = Stopwatch.GetTimestamp();
                await UntilAsync(() => Stopwatch.GetElapsedTime(down).TotalSeconds > 10);
                await process.RestartAsync();
                var up = Stopwatch.GetTimestamp();
                await UntilAsync(() => !goesOn() || Stopwatch.GetElapsedTime(up).TotalSeconds > 20);
            }
        }

        async Task OffAsync(Func<bool> goesOn, TimeSpan off)
        {
            onFile.ClockOff = onServer.ClockOff = off;
            await UntilAsync(() => !goesOn());
            onFile.ClockOff = onServer.ClockOff = TimeSpan.Zero;
        }
    }

    private static Task UntilAsync(Func<bool> isOver) => UntilAsync(() => Task.FromResult(isOver()));

    private static Task UntilAsync(Func<Task<bool>> isOver) =>
        Eventually.IsTrueAsync(isOver, () => "the fault ends", TimeSpan.FromHours(2), TimeSpan.FromMilliseconds(200));

    private static Dictionary<string, string> Settings(
        Itsm file,
        Itsm server,
        MemcachedServer memcached,
        SmallDisk? disk
    )
    {
        var settings = new Dictionary<string, string>
        {
            ["Apollo:Cache:Memcached"] = memcached.Endpoint,
            ["Apollo:Cluster:SiloPort"] = FreePort.Next().ToString(CultureInfo.InvariantCulture),
            ["Apollo:Cluster:GatewayPort"] = FreePort.Next().ToString(CultureInfo.InvariantCulture),
        };
        if (disk is not null)
        {
            settings["Apollo:Store:Provider"] = "Sqlite";
            settings["Apollo:Store:ConnectionString"] = $"Data Source={disk.StoreFile}";
        }
        foreach (var (at, (desk, itsm)) in new[] { ("file", file), ("server", server) }.Index())
        foreach (var (key, value) in Desk.Settings(itsm))
            settings[key.Replace("Desks:0", $"Desks:{at}", StringComparison.Ordinal)] = key.EndsWith(
                ":Id",
                StringComparison.Ordinal
            )
                ? desk
                : value;
        return settings;
    }
}
