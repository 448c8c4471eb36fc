using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using Apollo.Benchmarks.Push;
using Apollo.Servers;

namespace Apollo.Benchmarks.Reports;

/// <summary>
/// <c>reports [rows] [rounds]</c>: on PostgreSQL, a file of all rows of a period beside psql's copy of the same rows,
/// which pandas then compares column by column, and what a report over half of them, asked for again and again, costs
/// the way from a commit to a screen: with it and without, in turn in the same run.
/// </summary>
internal static class ReportsBench
{
    private const int Screens = 20;

    public static async Task<int> RunAsync(string[] arguments)
    {
        int Number(int index, int usual) =>
            arguments.Length > index ? int.Parse(arguments[index], CultureInfo.InvariantCulture) : usual;

        var (rows, rounds) = (Number(0, 1_000_000), Number(1, 3));
        Console.WriteLine($"{Machine.Words}; PostgreSQL and Apollo on the same machine");
        Console.WriteLine();
        await using var desk = await ManyTickets.CreateAsync(rows);
        await FilesAsync(desk, rows);
        Console.WriteLine();
        if (rounds > 0)
            await DelaysAsync(desk, rows, rounds);
        return 0;
    }

    private static async Task FilesAsync(ManyTickets desk, int rows)
    {
        using var folder = new ScratchFolder();
        await using var apollo = await desk.StartAsync();
        using var http = new HttpClient { BaseAddress = apollo.Address, Timeout = Timeout.InfiniteTimeSpan };
        // The first file warms up what the second is measured with.
        await DownloadAsync(http, 10, folder.File("few.csv"));
        var memory = new Memory(apollo.Process.Pid);
        var watch = Stopwatch.StartNew();
        await DownloadAsync(http, ManyTickets.Days, folder.File("rows.csv"));
        var (seconds, held) = (watch.Elapsed.TotalSeconds, memory.Peak());
        var lines = File.ReadLines(folder.File("rows.csv")).LongCount() - 1;

        watch.Restart();
        var (copied, psql) = await desk.CopyAsync(folder.File("copy.csv"));
        Console.WriteLine($"| {rows:N0} rows as CSV | rows | MB | s | MB/s | peak memory |");
        Console.WriteLine("|---|---:|---:|---:|---:|---:|");
        Tell("rows.csv", lines, folder.File("rows.csv"), seconds, $"{held} MB more than before");
        Tell("psql \\copy", rows, folder.File("copy.csv"), copied, $"{psql} MB in all");
        Console.WriteLine();
        var (areSame, said) = await Pandas.SameRowsAsync(
            folder.File("rows.csv"),
            folder.File("copy.csv"),
            "Etc/UTC",
            TimeSpan.FromMinutes(10)
        );
        Console.WriteLine($"Read back by pandas: {said}");
        if (!areSame)
            throw new InvalidOperationException("The file is another than the ITSM's rows.");
    }

    private static void Tell(string name, long rows, string file, double seconds, string memory)
    {
        var megabytes = new FileInfo(file).Length / 1e6;
        Console.WriteLine(
            $"| {name} | {rows:N0} | {megabytes:N0} | {seconds:N1} | {megabytes / seconds:N1} | {memory} |"
        );
    }

    private static async Task DownloadAsync(HttpClient http, int days, string path)
    {
        using var answer = await http.GetAsync(
            Address("rows.csv", days, null),
            HttpCompletionOption.ResponseHeadersRead
        );
        answer.EnsureSuccessStatusCode();
        await using var file = File.Create(path);
        await answer.Content.CopyToAsync(file);
    }

    private static async Task DelaysAsync(ManyTickets desk, int rows, int rounds)
    {
        var (with, without) = (new List<double>(), new List<double>());
        var reports = 0;
        for (var round = 0; round < rounds; round++)
        {
            without.AddRange(await OnceAsync(desk, null));
            with.AddRange(await OnceAsync(desk, () => reports++));
        }
        with.Sort();
        without.Sort();
        Console.WriteLine(
            $"| commit to {Screens} screens, {rounds} rounds of 30 s, 50 commits/s | receipts | p50 ms | p99 ms |"
        );
        Console.WriteLine("|---|---:|---:|---:|");
        Tell("without a report", without);
        Tell($"while {reports} reports over {rows / 2:N0} tickets are made, one after the other", with);
        Console.WriteLine($"| ratio | | {Ratio(with, without, 0.5)} | {Ratio(with, without, 0.99)} |");
    }

    private static void Tell(string name, List<double> sorted) =>
        Console.WriteLine(
            $"| {name} | {sorted.Count:N0} | {WholePathBench.Figure(sorted, 0.5)} "
                + $"| {WholePathBench.Figure(sorted, 0.99)} |"
        );

    private static async Task<List<double>> OnceAsync(ManyTickets desk, Action? reported)
    {
        await desk.ForgetCommitsAsync();
        await using var apollo = await desk.StartAsync();
        using var ending = new CancellationTokenSource();
        var reading = reported is null ? Task.CompletedTask : ReportAsync(apollo.Address, reported, ending.Token);
        var delays = await WholePathBench.DelaysAsync("PostgreSql", desk.ConnectionString, apollo.Address, Screens);
        await ending.CancelAsync();
        await reading;
        return delays;
    }

    private static async Task ReportAsync(Uri address, Action reported, CancellationToken ending)
    {
        using var http = new HttpClient { BaseAddress = address, Timeout = Timeout.InfiniteTimeSpan };
        try
        {
            for (var number = 1; ; number++)
            {
                // Another question each time, else it would be answered from what is kept.
                var filter = string.Create(CultureInfo.InvariantCulture, $"not pendingSeconds = {number}");
                var text = await http.GetStringAsync(Address("flow", ManyTickets.Days / 2, filter), ending);
                using var flow = JsonDocument.Parse(text);
                if (flow.RootElement.GetProperty("total").GetInt32() == 0)
                    throw new InvalidOperationException("The report counts nothing.");
                reported();
            }
        }
        catch (OperationCanceledException)
        {
            // The round is over.
        }
    }

    private static Uri Address(string report, int days, string? filter)
    {
        var today = DateTime.UtcNow.Date;
        return new Uri(
            string.Create(
                CultureInfo.InvariantCulture,
                $"api/desks/bench/reports/{report}?from={today.AddDays(-days):yyyy-MM-dd}&to={today:yyyy-MM-dd}"
            ) + (filter is null ? "" : $"&filter={Uri.EscapeDataString(filter)}"),
            UriKind.Relative
        );
    }

    private static string Ratio(List<double> one, List<double> other, double share) =>
        (At(one, share) / At(other, share)).ToString("F2", CultureInfo.InvariantCulture);

    private static double At(List<double> sorted, double share) =>
        sorted[Math.Clamp((int)Math.Ceiling(share * sorted.Count) - 1, 0, sorted.Count - 1)];
}
