using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using Apollo.Servers;
using Apollo.Simulator.Database;
using Dapper;
using Microsoft.Data.Sqlite;

namespace Apollo.Benchmarks.History;

/// <summary>
/// <c>backfill [tickets] [years] [minutes]</c>: how long a desk's first start computes its past, how much memory that
/// takes, and what it costs the polls meanwhile: from a commit in the ITSM to the number over HTTP that holds it. The
/// baseline, in the same run: the same when the past is computed.
/// </summary>
internal static class BackfillBench
{
    private const string Insert = """
        INSERT INTO tickets (id, kind, state, priority, team, location, category, opened_at, responded_at, resolved_at,
          closed_at, due_at, updated_at)
        VALUES (@id, 'incident', @state, @priority, @team, @location, @category, @opened, @responded, @resolved,
          @closed, @due, @updated)
        """;
    private static readonly TimeSpan AfterDone = TimeSpan.FromSeconds(45);

    public static async Task<int> RunAsync(string[] args)
    {
        int Number(int index, int usual) =>
            args.Length > index ? int.Parse(args[index], CultureInfo.InvariantCulture) : usual;

        var (tickets, years, minutes) = (Number(0, 500_000), Number(1, 5), Number(2, 7));
        using var folder = new ScratchFolder();
        var itsm = $"Data Source={folder.File("itsm.db")}";
        await DeskDatabase.Of("Sqlite", itsm).CreateSchemaAsync(CancellationToken.None);
        await using var connection = new SqliteConnection(itsm);
        await connection.OpenAsync();
        await FillAsync(connection, tickets, years);
        await using var apollo = await ApolloProcess.StartAsync(
            new Dictionary<string, string>
            {
                ["Apollo:Desks:0:Id"] = "bench",
                ["Apollo:Desks:0:TimeZone"] = "Europe/Paris",
                ["Apollo:Desks:0:Itsm:Provider"] = "Sqlite",
                ["Apollo:Desks:0:Itsm:ConnectionString"] = itsm,
            }
        );
        using var http = new HttpClient { BaseAddress = apollo.Address };
        var begun = Stopwatch.GetTimestamp();
        await Eventually.IsTrueAsync(
            async () => (await NumberAsync(http)).Length > 0,
            () => "the first number is there.",
            TimeSpan.FromMinutes(5)
        );
        var ready = Stopwatch.GetElapsedTime(begun);
        var (meanwhile, after) = (new List<double>(), new List<double>());
        TimeSpan? took = null;
        var told = "";
        for (var number = 0; Stopwatch.GetElapsedTime(begun) < TimeSpan.FromMinutes(minutes); number++)
        {
            var delay = await DelayAsync(connection, http, number);
            (took is null ? meanwhile : after).Add(delay);
            using var answer = await http.GetAsync("api/desks/bench/health");
            using var health = JsonDocument.Parse(await answer.Content.ReadAsStringAsync());
            told = health.RootElement.GetProperty("backfill").ToString();
            if (took is null && told.Contains("\"done\"", StringComparison.Ordinal))
                took = Stopwatch.GetElapsedTime(begun);
            if (took is { } done && Stopwatch.GetElapsedTime(begun) > done + AfterDone)
                break;
        }
        var peak = await apollo.Process.PeakMemoryAsync();
        Console.WriteLine(Machine.Words);
        Console.WriteLine(told);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"first number after {ready.TotalSeconds:N1} s"));
        Console.WriteLine();
        Console.WriteLine(
            "| tickets | years | computed in s | peak MB | polls meanwhile p50 ms | p99 ms | after p50 | p99 |"
        );
        Console.WriteLine("|---:|---:|---:|---:|---:|---:|---:|---:|");
        Console.WriteLine(
            string.Create(
                CultureInfo.InvariantCulture,
                $"| {tickets:N0} | {years} | {took?.TotalSeconds:N0} "
                    + $"| {peak:N0} "
                    + $"| {Of(meanwhile, 0.5)} | {Of(meanwhile, 0.99)} | {Of(after, 0.5)} | {Of(after, 0.99)} |"
            )
        );
        return 0;
    }

    /// <summary>From a commit to the number that holds it, ms.</summary>
    private static async Task<double> DelayAsync(SqliteConnection connection, HttpClient http, int number)
    {
        var team = $"Measured {number}";
        await connection.ExecuteAsync(Insert, Row($"M{number}", DateTime.UtcNow, null, 3, team, 0));
        var committed = Stopwatch.GetTimestamp();
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(10));
        while (!(await NumberAsync(http)).Contains($"\"{team}\"", StringComparison.Ordinal))
            await timer.WaitForNextTickAsync();
        return Stopwatch.GetElapsedTime(committed).TotalMilliseconds;
    }

    /// <summary>Empty while the desk cannot say it yet.</summary>
    private static async Task<string> NumberAsync(HttpClient http)
    {
        using var answer = await http.GetAsync("api/desks/bench/kpis/open-tickets");
        return answer.IsSuccessStatusCode ? await answer.Content.ReadAsStringAsync() : "";
    }

    private static async Task FillAsync(SqliteConnection connection, int tickets, int years)
    {
        var begin = DateTime.UtcNow.AddDays(-365 * years);
        var each = TimeSpan.FromDays(365.0 * years) / tickets;
        var random = new Random(7);
        await using var transaction = await connection.BeginTransactionAsync();
        await connection.ExecuteAsync(
            Insert,
            Enumerable
                .Range(0, tickets)
                .Select(number =>
                {
                    var opened = begin + (each * number);
                    var resolved = opened.AddHours(1 + (random.NextDouble() * 70));
                    return Row(
                        $"T{number}",
                        opened,
                        resolved < DateTime.UtcNow.AddMinutes(-1) ? resolved : null,
                        1 + random.Next(5),
                        $"Team {random.Next(6)}",
                        random.Next(100)
                    );
                }),
            transaction
        );
        await transaction.CommitAsync();
    }

    private static object Row(string id, DateTime opened, DateTime? resolved, int priority, string team, int place) =>
        new
        {
            id,
            state = resolved is null ? "open" : "closed",
            priority,
            team,
            location = $"Place {place % 10}",
            category = $"Kind {place / 10}",
            opened = Text(opened),
            responded = Text(opened.AddMinutes(20) < DateTime.UtcNow ? opened.AddMinutes(20) : null),
            resolved = Text(resolved),
            closed = Text(resolved),
            due = Text(opened.AddHours(48)),
            updated = Text(resolved ?? opened),
        };

    private static string? Text(DateTime? instant) =>
        instant?.ToString("yyyy-MM-ddTHH:mm:ss.fffZ", CultureInfo.InvariantCulture);

    private static string Of(List<double> times, double share) =>
        times.Count == 0
            ? "–"
            : times
                .Order()
                .ElementAt(Math.Max(0, (int)Math.Ceiling(share * times.Count) - 1))
                .ToString("N0", CultureInfo.InvariantCulture);
}
