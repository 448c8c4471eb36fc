using System.Globalization;
using System.Text.Json;
using Apollo.Integration.Tests.Support;
using Apollo.Oracle;
using Apollo.Servers;
using Apollo.Simulator.Database;
using Apollo.Simulator.Replay;
using Microsoft.Extensions.Logging.Abstractions;

namespace Apollo.Integration.Tests.Rows;

/// <summary>The list behind each of the 41 numbers gives the number back, and the tables' totals are the cards, while data is changing.</summary>
public sealed class ListsGiveTheirNumbersBack
{
    [SkippableFact]
    public async Task On_the_real_log_while_it_is_replayed()
    {
        var file = RealLog.Find();
        Skip.If(file is null, "The real incident log is not here: set APOLLO_REAL_LOG.");
        using var folder = new ScratchFolder();
        var itsm = await Itsm.CreateAsync("Sqlite", folder);
        var replay = new LogReplay(DeskDatabase.Of(itsm.Provider, itsm.ConnectionString), TimeProvider.System, NullLogger.Instance);
        using var stop = new CancellationTokenSource();
        // The busiest weeks of the log; 20 minutes pass each second from there on.
        var run = replay.RunAsync(IncidentLog.Read(file, DuePolicy.Parse("4,8,72,120"), DuePolicy.Parse("0.5,2,8,24")), new DateTime(2016, 4, 13, 9, 0, 0, DateTimeKind.Utc), 1200, replace: false, stop.Token);
        await using var apollo = await Desk.StartAsync(itsm);
        await using var screen = await Screen.OpenAsync(apollo.Address, Desk.Id, "cards");
        await screen.Until(held => held.Count == 41 && held.Value("open-tickets") > 100, "the replayed desk", TimeSpan.FromSeconds(120));

        var before = screen.Batches;
        await CheckAsync(apollo.Address, Desk.Id, filledAtLeast: 25);
        Assert.True(screen.Batches > before, "Nothing changed while the lists were read: the test proves little.");

        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => run);
    }

    [Fact]
    public async Task On_the_demo_desk_while_it_lives()
    {
        await using var apollo = await ApolloProcess.StartAsync(new Dictionary<string, string> { ["Apollo:Demo:Speed"] = "300" });
        await using var screen = await Screen.OpenWhenReadyAsync(apollo.Address, "demo", "cards");
        await screen.Until(held => held.Count == 41, "all 41 results of the demo desk", TimeSpan.FromSeconds(60));

        for (var round = 0; round < 4; round++)
        {
            var before = screen.Batches;
            await CheckAsync(apollo.Address, "demo", filledAtLeast: 33);
            await screen.Until(held => held.Batches > before, "the demo desk living on");
        }
    }

    private static async Task CheckAsync(Uri address, string desk, int filledAtLeast)
    {
        using var api = new Api(address, desk);
        var catalogue = await api.GetAsync("catalogue");
        Assert.Equal(41, catalogue.GetArrayLength());
        var filled = 0;
        foreach (var kpi in catalogue.EnumerateArray().Select(kpi => kpi.GetProperty("id").GetString()!))
        {
            var (value, rows) = await api.RowsAsync(kpi);
            var reckoned = ValueOfRows.Of(kpi, rows);
            Assert.True(Same(value, reckoned), $"{kpi}: the number is {value}, its {rows.Count} rows give {reckoned}");
            if (rows.Count > 0) filled++;
        }
        Assert.True(filled >= filledAtLeast, $"Only {filled} lists hold a row.");
        foreach (var dimension in (string[])["team", "technician", "location", "category", "priority"]) CheckTable(await api.GetAsync($"tables/{dimension}"), catalogue);
    }

    /// <summary>Groups of a count add up to the card, and no group is missing.</summary>
    private static void CheckTable(JsonElement table, JsonElement catalogue)
    {
        var counts = catalogue.EnumerateArray().Where(kpi => kpi.GetProperty("unit").GetString() is "tickets" or "interventions").Select(kpi => kpi.GetProperty("id").GetString()!)
            .Where(kpi => kpi != "backlog-per-technician" && table.GetProperty("totals").TryGetProperty(kpi, out _)).ToList();
        Assert.NotEmpty(counts);
        foreach (var kpi in counts)
        {
            var sum = table.GetProperty("rows").EnumerateArray().Sum(row => row.GetProperty("values").TryGetProperty(kpi, out var value) ? value.GetDouble() : 0);
            Assert.True(table.GetProperty("totals").GetProperty(kpi).GetProperty("value").GetDouble() == sum, string.Create(CultureInfo.InvariantCulture, $"{kpi} by {table.GetProperty("dimension")}: the groups add up to {sum}"));
        }
    }

    private static bool Same(double? one, double? other) => one == other || (one is { } a && other is { } b && Math.Abs(a - b) <= 1e-9 * Math.Max(1, Math.Abs(a)));
}
