using System.Collections.Concurrent;
using System.Globalization;
using System.Text.Json;
using Apollo.Servers;
using Apollo.Simulator.Database;
using Dapper;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace Apollo.Benchmarks.Push;

/// <summary>
/// The whole path: 50 commits a second into a real ITSM, 1,000 screens at Apollo in a process of its own; from the
/// commit's end to the screen's receipt of the value that holds it. The measuring ticket is of its own team, whose
/// count names the commit.
/// </summary>
internal static class WholePathBench
{
    private const int WritesPerSecond = 50;
    private static readonly TimeSpan Length = TimeSpan.FromSeconds(30);

    public static async Task<int> RunAsync(string[] arguments)
    {
        var clients = arguments.Length > 0 ? int.Parse(arguments[0], CultureInfo.InvariantCulture) : 1_000;
        Console.WriteLine(
            $"{Machine.Words}; load and Apollo on the same machine, poll 1 s, {WritesPerSecond} commits/s, "
                + $"{Length.TotalSeconds} s"
        );
        Console.WriteLine();
        Console.WriteLine("| ITSM | screens | receipts | p50 ms | p99 ms | max ms |");
        Console.WriteLine("|---|---|---|---|---|---|");
        using var folder = new ScratchFolder();
        await MeasureAsync("Sqlite", $"Data Source={folder.File("itsm.db")}", clients);
        await using var postgres = await PostgresServer.StartAsync();
        await MeasureAsync("PostgreSql", await postgres.CreateDatabaseAsync(), clients);
        return 0;
    }

    private static async Task MeasureAsync(string provider, string connectionString, int clients)
    {
        await DeskDatabase.Of(provider, connectionString).CreateSchemaAsync(CancellationToken.None);
        await using var apollo = await ApolloProcess.StartAsync(SettingsOf(provider, connectionString));
        var sorted = await DelaysAsync(provider, connectionString, apollo.Address, clients);
        Console.WriteLine(
            $"| {provider} | {clients:N0} | {sorted.Count:N0} | {Figure(sorted, 0.5)} | "
                + $"{Figure(sorted, 0.99)} | {Figure(sorted, 1)} |"
        );
    }

    /// <summary>A desk of one database.</summary>
    internal static Dictionary<string, string> SettingsOf(string provider, string connectionString) =>
        new()
        {
            ["Apollo:Desks:0:Id"] = "bench",
            ["Apollo:Desks:0:Itsm:Provider"] = provider,
            ["Apollo:Desks:0:Itsm:ConnectionString"] = connectionString,
        };

    /// <summary>What each screen's receipt of each commit took, ms, least first.</summary>
    /// <param name="provider">Database of the ITSM.</param>
    /// <param name="connectionString">Where it is.</param>
    /// <param name="address">Apollo's.</param>
    /// <param name="clients">How many screens.</param>
    /// <param name="open">How many tickets are open before.</param>
    internal static async Task<List<double>> DelaysAsync(
        string provider,
        string connectionString,
        Uri address,
        int clients,
        int open = 0
    )
    {
        using var stop = new CancellationTokenSource();
        var committed = new ConcurrentDictionary<int, DateTime>();
        var delays = new ConcurrentBag<double>();
        var screens = new List<RawScreen>();
        var readers = new List<Task>();
        var watch = """{"type":1,"target":"Watch","arguments":["bench",["cards"]]}""";
        for (var number = 0; number < clients; number++)
        {
            var screen = await RawScreen.OpenAsync(new Uri(address, "hubs/desk"), watch, stop.Token);
            screens.Add(screen);
            var seen = open;
            readers.Add(
                Task.Run(() => screen.ReadAsync(message => seen = Take(message, seen, committed, delays), stop.Token))
            );
        }
        var written = await WriteAsync(provider, connectionString, committed, open);
        try
        {
            await Eventually.IsTrueAsync(
                () => Task.FromResult(delays.Count >= (long)written * clients),
                () => $"only {delays.Count:N0} of {(long)written * clients:N0} receipts.",
                TimeSpan.FromSeconds(10)
            );
        }
        catch (TimeoutException missed)
        {
            Console.Error.WriteLine(missed.Message);
        }
        await stop.CancelAsync();
        await Task.WhenAll(readers);
        foreach (var screen in screens)
            await screen.DisposeAsync();
        return [.. delays.Order()];
    }

    internal static string Figure(List<double> sorted, double share) =>
        sorted.Count == 0
            ? "–"
            : sorted[Math.Clamp((int)Math.Ceiling(share * sorted.Count) - 1, 0, sorted.Count - 1)]
                .ToString("F0", CultureInfo.InvariantCulture);

    /// <summary>
    /// Every count up to the value of open-tickets was committed before: each is received now, where it was not before.
    /// </summary>
    private static int Take(
        ReadOnlySpan<byte> message,
        int seen,
        ConcurrentDictionary<int, DateTime> committed,
        ConcurrentBag<double> delays
    )
    {
        if (message.IndexOf("\"open-tickets\""u8) < 0)
            return seen;
        var now = DateTime.UtcNow;
        using var json = JsonDocument.Parse(message.ToArray());
        foreach (var kpi in json.RootElement.GetProperty("arguments")[0].GetProperty("kpis").EnumerateArray())
        {
            if (kpi.GetProperty("kpi").GetString() != "open-tickets")
                continue;
            for (var count = kpi.GetProperty("value").GetInt32(); seen < count; seen++)
                if (committed.TryGetValue(seen + 1, out var at))
                    delays.Add((now - at).TotalMilliseconds);
        }
        return seen;
    }

    private static async Task<int> WriteAsync(
        string provider,
        string connectionString,
        ConcurrentDictionary<int, DateTime> committed,
        int open
    )
    {
        await using System.Data.Common.DbConnection connection =
            provider == "Sqlite" ? new SqliteConnection(connectionString) : new NpgsqlConnection(connectionString);
        await connection.OpenAsync();
        using var timer = new PeriodicTimer(TimeSpan.FromSeconds(1.0 / WritesPerSecond));
        var until = DateTime.UtcNow + Length;
        var number = 0;
        while (DateTime.UtcNow < until && await timer.WaitForNextTickAsync())
        {
            var now = DateTime.UtcNow;
            object stamp =
                provider == "Sqlite" ? now.ToString("yyyy-MM-ddTHH:mm:ss.fffZ", CultureInfo.InvariantCulture) : now;
            number++;
            // Known before it can be received; set again to the commit's end.
            committed[open + number] = now;
            await connection.ExecuteAsync(
                """
                INSERT INTO tickets (id, kind, state, priority, team, opened_at, updated_at)
                VALUES (@id, 'incident', 'open', 3, 'Bench', @stamp, @stamp)
                """,
                new { id = $"B{number:000000}", stamp }
            );
            committed[open + number] = DateTime.UtcNow;
        }
        return number;
    }
}
