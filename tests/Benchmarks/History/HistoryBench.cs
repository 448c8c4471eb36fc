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
        await using var postgres = await PostgresServer.StartAsync();
        Console.WriteLine(
            "| store | tickets a day | series | changes a day | quarters and days MB a year | as plain numbers MB | ÷ "
                + "| by change MB, 2 days | minutes MB, 14 days | recording µs a cut | trends 1 h p50 ms | p99 ms "
                + "| kB compressed | on disk MB |"
        );
        Console.WriteLine("|---|---:|---:|---:|---:|---:|---:|---:|---:|---:|---:|---:|---:|---:|");
        foreach (var size in sizes)
        {
            using var folder = new ScratchFolder();
            using (var file = Opened.File(folder))
                await SizeAsync(file, days, size);
            using var server = new Opened(DatabaseProvider.PostgreSql, await postgres.CreateDatabaseAsync());
            await SizeAsync(server, days, size);
        }
        await BusyAsync(Opened.File, postgres);
        await postgres.StopAsync();
        await ReadingAsync();
        return 0;
    }

    private static async Task SizeAsync(Opened open, int days, int ticketsADay)
    {
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

        byte[] json = [];
        var trendsTook = new List<double>();
        for (var turn = 0; turn < 220; turn++)
        {
            var begun = Stopwatch.GetTimestamp();
            json = JsonSerializer.SerializeToUtf8Bytes(TrendLines.Of(state, 1, null), CardJson.Options);
            if (turn >= 20)
                trendsTook.Add(Stopwatch.GetElapsedTime(begun).TotalMilliseconds);
        }
        trendsTook.Sort();
        using var packed = new MemoryStream();
        await using (var gzip = new GZipStream(packed, CompressionLevel.Fastest, leaveOpen: true))
            await gzip.WriteAsync(json);
        var series = state.Recorder.Series.Count();
        var year = 365.0 / days;
        var kept = (await open.BytesAsync(900) + await open.BytesAsync(86_400)) * year / 1e6;
        var raw = await open.BytesAsync(0) / 1e6 / Math.Min(days, 2.0) * 2;
        var minutes = await open.BytesAsync(60) * 14.0 / days / 1e6;
        var disk = await open.DiskAsync() / 1e6;
        var plain = series * 365.0 * 97 * PlainStep / 1e6;
        Console.WriteLine(
            string.Create(
                CultureInfo.InvariantCulture,
                $"| {open.Provider} | {ticketsADay:N0} | {series:N0} | {changes / days:N0} | {kept:N1} | {plain:N0} "
                    + $"| {kept / plain:N3} "
                    + $"| {raw:N1} "
                    + $"| {minutes:N1} "
                    + $"| {took * 1e6 / Stopwatch.Frequency / cuts:N0} | {trendsTook[100]:N2} | {trendsTook[198]:N2} "
                    + $"| {packed.Length / 1e3:N1} | {disk:N1} |"
            )
        );
    }

    /// <summary>
    /// A second with 50 changes of rows, each in 30 numbers: as history keeps it, and as a row for each number.
    /// </summary>
    private static async Task BusyAsync(Func<ScratchFolder, Opened> file, PostgresServer postgres)
    {
        Console.WriteLine();
        Console.WriteLine(
            "| store | numbers a second | a second written, p50 ms | p99 ms | as rows p50 ms | p99 ms | ÷ p50 |"
        );
        Console.WriteLine("|---|---:|---:|---:|---:|---:|---:|");
        using var folder = new ScratchFolder();
        using var ofFile = file(folder);
        using var ofServer = new Opened(DatabaseProvider.PostgreSql, await postgres.CreateDatabaseAsync());
        foreach (var open in (Opened[])[ofFile, ofServer])
        {
            var (begin, random) = (UnixTime.Of(Start), new Random(8));
            List<StoredSeries> series =
            [
                .. Enumerable.Range(1, 900).Select(number => new StoredSeries { Number = number, Kpi = $"k{number}" }),
            ];
            await open.History.AddAsync(Desk, new HistoryAddition(null, begin, begin, begin, series, [], []), default);
            await open.PlainAsync();
            var (packed, plain) = (new List<double>(), new List<double>());
            // In turn: what else the machine does falls on both.
            for (var second = 0; second < 220; second++)
            {
                var at = begin + (second * 1000L);
                List<LoggedChange> changes =
                [
                    .. Enumerable
                        .Range(0, 1_500)
                        .Select(_ => random.Next(1, 901))
                        .Distinct()
                        .Order()
                        .Select(number => new LoggedChange(number, at, SeriesValue.Of(random.Next(300)))),
                ];
                var begun = Stopwatch.GetTimestamp();
                var row = new StoredSecond { At = at, Data = LogRow.Write(at, changes) };
                await open.History.AddAsync(
                    Desk,
                    new HistoryAddition(at, begin, at + 1000, begin, [], [row], []),
                    default
                );
                packed.Add(Stopwatch.GetElapsedTime(begun).TotalMilliseconds);
                begun = Stopwatch.GetTimestamp();
                await open.PlainAsync(changes);
                plain.Add(Stopwatch.GetElapsedTime(begun).TotalMilliseconds);
            }
            var (one, other) = (packed.Skip(20).Order().ToList(), plain.Skip(20).Order().ToList());
            Console.WriteLine(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"| {open.Provider} | 730 | {one[100]:N1} | {one[198]:N1} | {other[100]:N1} | {other[198]:N1} "
                        + $"| {one[100] / other[100]:N2} |"
                )
            );
        }
    }

    private static async Task ReadingAsync()
    {
        using var folder = new ScratchFolder();
        using var open = Opened.File(folder);
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

        public Opened(DatabaseProvider provider, string connectionString)
        {
            settings = new StoreSettings(provider, connectionString);
            var schema = new StoreSchema(settings, NullLogger<StoreSchema>.Instance);
            store = new ApolloStore(settings, schema, TimeProvider.System, NullLogger<ApolloStore>.Instance);
            History = new HistoryStore(store, settings);
            Levels = new HistoryLevels(History, NullLogger<HistoryLevels>.Instance);
        }

        public HistoryStore History { get; }

        public HistoryLevels Levels { get; }

        public DatabaseProvider Provider => settings.Provider;

        public static Opened File(ScratchFolder folder) =>
            new(DatabaseProvider.Sqlite, $"Data Source={folder.File("apollo.db")}");

        /// <summary>Bytes of a level, with what each row costs beside them.</summary>
        public Task<double> BytesAsync(int span) =>
            AskAsync(
                "SELECT COALESCE(SUM(LENGTH(data) + 40), 0) + 0.0 FROM apollo_history_chunks WHERE span = @span",
                new { span }
            );

        /// <summary>Bytes that all of history takes on the disk, indexes and room to grow included.</summary>
        public Task<double> DiskAsync() =>
            AskAsync(
                Provider == DatabaseProvider.Sqlite
                    ? "SELECT page_count * page_size + 0.0 FROM pragma_page_count(), pragma_page_size()"
                    : "SELECT SUM(pg_total_relation_size(oid)) + 0.0 FROM pg_class "
                        + "WHERE relkind = 'r' AND relname LIKE 'apollo_history%'",
                new { }
            );

        /// <summary>A table with a row for each number.</summary>
        public Task<bool> PlainAsync() =>
            store.WriteAsync(
                async session =>
                {
                    await session.ExecuteAsync(
                        "CREATE TABLE plain (series INT NOT NULL, at BIGINT NOT NULL, value FLOAT, "
                            + "PRIMARY KEY (series, at))",
                        new { }
                    );
                    return true;
                },
                default
            );

        /// <summary>Changes as rows of it.</summary>
        public Task<bool> PlainAsync(IEnumerable<LoggedChange> changes) =>
            store.WriteAsync(
                async session =>
                {
                    foreach (var change in changes)
                        await session.ExecuteAsync(
                            "INSERT INTO plain (series, at, value) VALUES (@Series, @At, @Number)",
                            new
                            {
                                change.Series,
                                change.At,
                                change.Value.Number,
                            }
                        );
                    return true;
                },
                default
            );

        private Task<double> AskAsync(string question, object parameters) =>
            store.ReadAsync(async session => (await session.QueryAsync<double>(question, parameters))[0], default);

        public void Dispose() => store.Dispose();
    }
}
