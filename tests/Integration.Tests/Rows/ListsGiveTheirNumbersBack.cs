using System.Globalization;
using System.Text.Json;
using Apollo.Grains.Catalogue;
using Apollo.Integration.Tests.Support;
using Apollo.Oracle;
using Apollo.Servers;
using Apollo.Simulator.Database;
using Apollo.Simulator.Replay;
using Microsoft.Extensions.Logging.Abstractions;

namespace Apollo.Integration.Tests.Rows;

/// <summary>
/// The list behind each number gives the number back, the tables' cells are their lists and the totals the
/// cards, at one slice version while data is changing.
/// </summary>
public sealed class ListsGiveTheirNumbersBack
{
    private static readonly string[] Tables = ["team", "technician", "location", "category", "priority"];

    [SkippableFact]
    public async Task On_the_real_log_while_it_is_replayed()
    {
        var file = RealLog.Find();
        Skip.If(file is null, "The real incident log is not here: set APOLLO_REAL_LOG.");
        using var folder = new ScratchFolder();
        var itsm = await Itsm.CreateAsync("Sqlite", folder);
        var replay = new LogReplay(
            DeskDatabase.Of(itsm.Provider, itsm.ConnectionString),
            TimeProvider.System,
            NullLogger.Instance
        );
        using var stop = new CancellationTokenSource();
        // The busiest weeks of the log; 20 minutes pass each second from there on.
        var run = replay.RunAsync(
            IncidentLog.Read(file, DuePolicy.Parse("4,8,72,120"), DuePolicy.Parse("0.5,2,8,24")),
            new DateTime(2016, 4, 13, 9, 0, 0, DateTimeKind.Utc),
            1200,
            replace: false,
            stop.Token
        );
        await using var apollo = await Desk.StartAsync(itsm);
        await using var screen = await Screen.OpenAsync(apollo.Address, Desk.Id, "cards");
        await screen.Until(
            held => held.HasAll && held.Value("open-tickets") > 100,
            "the replayed desk",
            TimeSpan.FromSeconds(120)
        );

        var before = screen.Batches;
        await CheckAsync(apollo.Address, Desk.Id, screen, filledAtLeast: 25);
        await CheckCellsAsync(apollo.Address, Desk.Id, screen);
        Assert.True(screen.Batches > before, "Nothing changed while the lists were read: the test proves little.");

        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => run);
    }

    [Fact]
    public async Task On_the_demo_desk_while_it_lives()
    {
        await using var apollo = await ApolloProcess.StartAsync(
            new Dictionary<string, string> { ["Apollo:Demo:Speed"] = "300" }
        );
        await using var screen = await Screen.OpenWhenReadyAsync(apollo.Address, "demo", "cards");
        await screen.Until(held => held.HasAll, "all results of the demo desk", TimeSpan.FromSeconds(60));

        for (var round = 0; round < 4; round++)
        {
            var before = screen.Batches;
            await CheckAsync(apollo.Address, "demo", screen, filledAtLeast: 33);
            await screen.Until(held => held.Batches > before, "the demo desk living on");
        }
        await CheckCellsAsync(apollo.Address, "demo", screen);
    }

    private static async Task CheckAsync(Uri address, string desk, Screen screen, int filledAtLeast)
    {
        using var api = new Api(address, desk);
        var catalogue = await api.GetAsync("catalogue");
        Assert.Equal(KpiCatalogue.Standard.All.Count, catalogue.GetArrayLength());
        var lists = new Dictionary<string, ReadList>();
        foreach (var kpi in Ids(catalogue))
        {
            var list = lists[kpi] = await api.RowsAsync(kpi);
            var reckoned = Recount.OfRows(kpi, list.Rows);
            Assert.True(
                Same(list.Value, reckoned),
                $"{kpi}: the number is {list.Value}, its {list.Rows.Count} rows give {reckoned}"
            );
        }
        var filled = lists.Values.Count(list => list.Rows.Count > 0);
        Assert.True(filled >= filledAtLeast, $"Only {filled} lists hold a row.");

        // The cards at the lists' own instants: a pulse that is later says that nothing of then is still on its way.
        var last = lists.Values.Max(list => list.At);
        await screen.Until(held => held.PulseAt > last.AddSeconds(1), "a pulse after the last list");
        foreach (var (kpi, list) in lists)
            Assert.True(
                Same(list.Value, screen.ValueAt(kpi, list.At)),
                $"{kpi} at {list.At:O}, slice version {list.SliceVersion}: the list says {list.Value}, the "
                    + $"card said {screen.ValueAt(kpi, list.At)}"
            );
        foreach (var dimension in Tables)
            CheckTable(await api.GetAsync($"tables/{dimension}"), catalogue);
    }

    /// <summary>Groups of a count add up to the card, and no group is missing.</summary>
    private static void CheckTable(JsonElement table, JsonElement catalogue)
    {
        var counts = catalogue
            .EnumerateArray()
            .Where(kpi => kpi.GetProperty("unit").GetString() is "tickets" or "interventions")
            .Select(kpi => kpi.GetProperty("id").GetString()!)
            .Where(kpi => kpi != "backlog-per-technician" && table.GetProperty("totals").TryGetProperty(kpi, out _))
            .ToList();
        Assert.NotEmpty(counts);
        foreach (var kpi in counts)
        {
            var sum = table
                .GetProperty("rows")
                .EnumerateArray()
                .Sum(row => row.GetProperty("values").TryGetProperty(kpi, out var value) ? value.GetDouble() : 0);
            Assert.True(
                table.GetProperty("totals").GetProperty(kpi).GetProperty("value").GetDouble() == sum,
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"{kpi} by {table.GetProperty("dimension")}: the groups add up to {sum}"
                )
            );
        }
    }

    /// <summary>
    /// In each table the first and the last filled cell of every KPI is what its filtered list gives, and a total is
    /// its card.
    /// </summary>
    private static async Task CheckCellsAsync(Uri address, string desk, Screen screen)
    {
        using var api = new Api(address, desk);
        var slices = (await api.GetAsync("catalogue"))
            .EnumerateArray()
            .ToDictionary(kpi => kpi.GetProperty("id").GetString()!, kpi => kpi.GetProperty("slice").GetString()!);
        var compared = new List<(string Kpi, DateTime At, double? Total)>();
        foreach (var dimension in Tables)
        {
            var table = await api.GetAsync($"tables/{dimension}");
            foreach (var kpi in table.GetProperty("kpis").EnumerateArray().Select(kpi => kpi.GetString()!).ToList())
            {
                var groups = table
                    .GetProperty("rows")
                    .EnumerateArray()
                    .Where(row => row.GetProperty("values").TryGetProperty(kpi, out _))
                    .Select(row => row.GetProperty("group").GetString()!)
                    .ToList();
                foreach (var group in groups.Take(1).Concat(groups.Skip(1).TakeLast(1)))
                    for (var tries = 0; ; tries++)
                    {
                        Assert.True(tries < 50, $"{kpi} of {group}: table and list are never of one cut.");
                        var list = await api.RowsAsync(kpi, FilterOf(dimension, slices[kpi], group));
                        JsonElement Of(string name) => table.GetProperty(name).GetProperty(slices[kpi]);
                        var total = table.GetProperty("totals").GetProperty(kpi);
                        if (
                            list.SliceVersion == Of("sliceVersions").GetString()
                            && list.At == Of("sliceTimes").GetDateTime()
                            && !total.TryGetProperty("lateSince", out _)
                        )
                        {
                            var grown =
                                total.GetProperty("rate").GetInt32()
                                * (list.At - total.GetProperty("asOf").GetDateTime()).TotalSeconds;
                            var (cell, reckoned) = (Cell(table, group, kpi) + grown, Recount.OfRows(kpi, list.Rows));
                            Assert.True(
                                Same(cell, reckoned),
                                $"{kpi} of {dimension} {group}: the cell is {cell}, its {list.Rows.Count} "
                                    + $"rows give {reckoned}"
                            );
                            compared.Add((kpi, list.At, Number(total.GetProperty("value")) + grown));
                            break;
                        }
                        table = await api.GetAsync($"tables/{dimension}");
                        // The group may have ended meanwhile.
                        if (
                            Cell(table, group, kpi) is null
                            && !table
                                .GetProperty("rows")
                                .EnumerateArray()
                                .Any(row =>
                                    row.GetProperty("group").GetString() == group
                                    && row.GetProperty("values").TryGetProperty(kpi, out _)
                                )
                        )
                            break;
                    }
            }
        }
        Assert.True(
            compared.Select(cell => cell.Kpi).Distinct().Count() > 20 && compared.Count > 100,
            $"Only {compared.Count} cells could be compared."
        );
        await screen.Until(
            held => held.PulseAt > compared.Max(cell => cell.At).AddSeconds(1),
            "a pulse after the last table"
        );
        foreach (var (kpi, at, total) in compared)
            Assert.True(
                Same(total, screen.ValueAt(kpi, at)),
                $"{kpi} at {at:O}: the total is {total}, the card said {screen.ValueAt(kpi, at)}"
            );
    }

    private static IEnumerable<string> Ids(JsonElement catalogue) =>
        catalogue.EnumerateArray().Select(kpi => kpi.GetProperty("id").GetString()!);

    private static string FilterOf(string dimension, string slice, string group)
    {
        var column = dimension == "technician" && slice == "tickets" ? "assignee" : dimension;
        return group == "(none)"
            ? $"{column} is empty"
            : $"{column} = \"{group.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
    }

    private static double? Cell(JsonElement table, string group, string kpi) =>
        table
            .GetProperty("rows")
            .EnumerateArray()
            .Where(row => row.GetProperty("group").GetString() == group)
            .Select(row => row.GetProperty("values").TryGetProperty(kpi, out var value) ? Number(value) : null)
            .FirstOrDefault();

    private static double? Number(JsonElement value) =>
        value.ValueKind == JsonValueKind.Number ? value.GetDouble() : null;

    private static bool Same(double? one, double? other) =>
        one == other || (one is { } a && other is { } b && Math.Abs(a - b) <= 1e-9 * Math.Max(1, Math.Abs(a)));
}
