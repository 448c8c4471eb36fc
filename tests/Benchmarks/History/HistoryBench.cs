using System.Collections.Immutable;
using System.Diagnostics;
using System.Globalization;
using System.IO.Compression;
using System.Text.Json;
using Apollo.Cards;
using Apollo.Grains.Clock;
using Apollo.Grains.Databases;
using Apollo.Grains.History;
using Apollo.Grains.Store;
using Apollo.Model;
using Apollo.Servers;
using Dapper;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging.Abstractions;

namespace Apollo.Benchmarks.History;

/// <summary>
/// <c>history [days] [tickets a day …]</c>: how large a desk's history is as stored, how long recording, reading and
/// trends take. The baseline is the same steps as plain numbers.
/// </summary>
internal static class HistoryBench
{
    private const string Desk = "bench";
    private const int PlainStep = 5 * sizeof(double);
    private static readonly DeskCalendar Calendar = DeskCalendar.For("Europe/Paris", ServiceHours.Always);
    private static readonly DateTime Start = new(2026, 3, 1, 23, 0, 0, DateTimeKind.Utc);

    public static async Task<int> RunAsync(string[] args)
    {
        var days = args.Length > 0 ? int.Parse(args[0], CultureInfo.InvariantCulture) : 7;
        int[] sizes =
            args.Length > 1
                ? [.. args[1..].Select(text => int.Parse(text, CultureInfo.InvariantCulture))]
                : [100, 300, 1_000];
        Console.WriteLine(Machine.Words);
        Console.WriteLine();
        Console.WriteLine(
            "| tickets a day | series | changes a day | quarters and days MB a year | as plain numbers MB | ÷ "
                + "| by change MB, 2 days | minutes MB, 14 days | recording µs a cut | trends 1 h ms | kB compressed |"
        );
        Console.WriteLine("|---:|---:|---:|---:|---:|---:|---:|---:|---:|---:|---:|");
        foreach (var size in sizes)
            await SizeAsync(days, size);
        await ReadingAsync();
        return 0;
    }

    private static async Task SizeAsync(int days, int ticketsADay)
    {
        using var folder = new ScratchFolder();
        using var open = new Opened(folder.File("apollo.db"));
        var desk = new BusyDesk(Calendar, Start, days, ticketsADay);
        var kpis = desk.Kpis;
        var state = await HistoryState.LoadAsync(
            Desk,
            open.History,
            [.. kpis],
            TimeSpan.FromSeconds(10),
            _ => { },
            default
        );
        var writer = new HistoryWriter(Desk, Calendar, open.History, open.Levels, state, NullLogger.Instance);
        var (now, cuts, changes, took) = (Start, 0L, 0L, 0L);
        for (var cut = desk.Whole(now); now < Start.AddDays(days).AddMinutes(1); cut = desk.Tick(now))
        {
            var begun = Stopwatch.GetTimestamp();
            var recorded = state.Recorder.Take(new DeskCuts(default, null, [cut], now, Start));
            took += Stopwatch.GetTimestamp() - begun;
            cuts++;
            if (recorded is not null)
            {
                changes += recorded.Seconds.Sum(second => LogRow.Read(second.At, second.Data).Count);
                writer.TryAdd(recorded);
            }
            if (cuts % 50 == 0)
                await writer.WriteAsync(default);
            now = desk.Next(now.AddMinutes(10));
        }
        while (state.Unwritten.Count > 0)
            await writer.WriteAsync(default);

        var begunTrends = Stopwatch.GetTimestamp();
        var trends = TrendLines.Of(state.Recorder, [], 1, null);
        var json = JsonSerializer.SerializeToUtf8Bytes(trends, CardJson.Options);
        var trendsTook = Stopwatch.GetElapsedTime(begunTrends).TotalMilliseconds;
        using var packed = new MemoryStream();
        await using (var gzip = new GZipStream(packed, CompressionLevel.Fastest, leaveOpen: true))
            await gzip.WriteAsync(json);
        var series = state.Recorder.Series.Count();
        var year = 365.0 / days;
        var kept = (await open.BytesAsync(900) + await open.BytesAsync(86_400)) * year / 1e6;
        var raw = await open.BytesAsync(0) / 1e6 / Math.Min(days, 2.0) * 2;
        var minutes = await open.BytesAsync(60) * 14.0 / days / 1e6;
        var plain = series * 365.0 * 97 * PlainStep / 1e6;
        Console.WriteLine(
            string.Create(
                CultureInfo.InvariantCulture,
                $"| {ticketsADay:N0} | {series:N0} | {changes / days:N0} | {kept:N1} | {plain:N0} | {kept / plain:N3} "
                    + $"| {raw:N1} "
                    + $"| {minutes:N1} "
                    + $"| {took * 1e6 / Stopwatch.Frequency / cuts:N0} | {trendsTook:N1} | {packed.Length / 1e3:N1} |"
            )
        );
    }

    private static async Task ReadingAsync()
    {
        using var folder = new ScratchFolder();
        using var open = new Opened(folder.File("apollo.db"));
        var until = UnixTime.Of(Start);
        var series = new StoredSeries { Number = 1, Kpi = "open-tickets" };
        await open.History.AddAsync(Desk, new HistoryAddition(null, until, until, until, [series], [], []), default);
        var random = new Random(5);
        var (steps, minutes) = (new List<HistoryStep>(), new List<HistoryStep>());
        foreach (
            var (grid, into, from) in ((StepGrid, List<HistoryStep>, int)[])
                [(StepGrid.Quarters, steps, 400), (StepGrid.Minutes, minutes, 14)]
        )
        {
            var builder = new StepBuilder(grid, 0, into.Add);
            for (var at = until - (from * StepGrid.DayLength); at < until; at += random.Next(1, 600_000))
                builder.Change(at, SeriesValue.Of(100 + random.Next(60)));
            builder.Advance(until);
        }
        await open.History.ChangeAsync(
            Desk,
            async change =>
            {
                await open.Levels.AddAsync(change, Desk, HistoryLevels.Quarters, series, steps);
                await open.Levels.AddAsync(change, Desk, HistoryLevels.Minutes, series, minutes);
                await change.ComputedAsync(until - (400 * StepGrid.DayLength), 0);
            },
            default
        );
        var kpi = new BusyDesk(Calendar, Start, 0, 1).Kpis.First(one => one.Id == "open-tickets");
        var state = await HistoryState.LoadAsync(
            Desk,
            open.History,
            [kpi],
            TimeSpan.FromSeconds(10),
            _ => { },
            default
        );
        state.Recorder.Take(new DeskCuts(default, null, ImmutableArray<DeskCut>.Empty, Start, Start));
        var answer = new HistoryAnswer(
            Desk,
            Calendar,
            open.History,
            new HistoryReader(Desk, Calendar, open.History, open.Levels)
        );
        Console.WriteLine();
        Console.WriteLine("| range | step s | points | p50 ms | p99 ms |");
        Console.WriteLine("|---|---:|---:|---:|---:|");
        foreach (var days in (int[])[28, 365])
        {
            var query = new HistoryQuery(kpi.Id, Start.AddDays(-days), Start, null, null, null);
            var times = new List<double>();
            KpiHistory found = null!;
            for (var turn = 0; turn < 120; turn++)
            {
                var begun = Stopwatch.GetTimestamp();
                found = await answer.OfAsync(state, query, kpi, default);
                if (turn >= 20)
                    times.Add(Stopwatch.GetElapsedTime(begun).TotalMilliseconds);
            }
            times.Sort();
            Console.WriteLine(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"| {days} d | {found.Step} | {found.Points.Length:N0} | {times[50]:N1} | {times[98]:N1} |"
                )
            );
        }
    }

    private sealed class Opened : IDisposable
    {
        private readonly StoreSettings settings;
        private readonly ApolloStore store;

        public Opened(string file)
        {
            settings = new StoreSettings(DatabaseProvider.Sqlite, $"Data Source={file}");
            var schema = new StoreSchema(settings, NullLogger<StoreSchema>.Instance);
            store = new ApolloStore(settings, schema, TimeProvider.System, NullLogger<ApolloStore>.Instance);
            History = new HistoryStore(store, settings);
            Levels = new HistoryLevels(History, NullLogger<HistoryLevels>.Instance);
        }

        public HistoryStore History { get; }

        public HistoryLevels Levels { get; }

        /// <summary>Bytes of a level, with what each row costs beside them.</summary>
        public async Task<double> BytesAsync(int span)
        {
            await using var connection = new SqliteConnection(settings.ConnectionString);
            return await connection.ExecuteScalarAsync<double>(
                "SELECT TOTAL(LENGTH(data) + 40) FROM apollo_history_chunks WHERE span = @span",
                new { span }
            );
        }

        public void Dispose() => store.Dispose();
    }
}
