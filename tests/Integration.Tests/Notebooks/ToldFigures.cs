using System.Globalization;
using System.Text.Json;
using Apollo.Integration.Tests.Access;
using CsvHelper;

namespace Apollo.Integration.Tests.Notebooks;

/// <summary>What the notebooks put into <c>figures</c>, beside the API's own answers to the same questions.</summary>
/// <param name="admin">Who asks the API.</param>
/// <param name="figures">By notebook.</param>
/// <param name="period">The days of the reports, as the API takes them.</param>
internal sealed class ToldFigures(Guest admin, IReadOnlyDictionary<string, JsonElement> figures, string period)
{
    private const string Desk = "/api/desks/north";
    private static readonly CultureInfo invariant = CultureInfo.InvariantCulture;

    public async Task AreOfTheHistoryAsync(string range)
    {
        var catalogue = await admin.JsonAsync($"{Desk}/catalogue");
        foreach (var kpi in (string[])["open-tickets", "overdue", "opened-today", "resolved-today"])
        {
            var told = figures["kpi-history"].GetProperty(kpi);
            using var csv = new CsvReader(
                new StringReader(await admin.Http.GetStringAsync($"{Desk}/history.csv?kpi={kpi}&step=day&{range}")),
                invariant
            );
            var days = csv.GetRecords(
                    new
                    {
                        last = 0.0,
                        min = 0.0,
                        max = 0.0,
                        mean = 0.0,
                    }
                )
                .ToList();
            Assert.Equal((days.Count, days[^1].last), ((int)Number(told, "days"), Number(told, "last")));
            Assert.Equal(days.Min(day => day.min), Number(told, "least"));
            Assert.Equal(days.Max(day => day.max), Number(told, "greatest"));
            Assert.Equal(days.Average(day => day.mean), Number(told, "mean"), tolerance: 1e-9);
            var definition = catalogue.EnumerateArray().Single(one => Text(one, "id") == kpi);
            if (Text(definition, "better") != "lower")
                continue;
            var limits = await admin.JsonAsync($"{Desk}/kpis/{kpi}/history?{range}");
            foreach (var (level, at) in ((string, int)[])[("warning", 1), ("critical", 2)])
            {
                // Null where there is no such limit; of a past before the first start none are known.
                var limit = limits
                    .GetProperty("limits")
                    .EnumerateArray()
                    .Select(entry => entry[at])
                    .SingleOrDefault(one => one.ValueKind == JsonValueKind.Number);
                var passed =
                    limit.ValueKind == JsonValueKind.Number ? days.Count(day => day.max >= limit.GetDouble()) : 0;
                Assert.Equal((kpi, level, passed), (kpi, level, (int)Number(told, level)));
            }
        }
    }

    public async Task AreOfTheFlowAsync()
    {
        var (told, flow) = (figures["ticket-flow"], await admin.JsonAsync($"{Desk}/reports/flow?{period}"));
        var total = flow.GetProperty("total").GetInt32();
        Assert.Equal((20, 20), (total, told.GetProperty("total").GetInt32()));
        Assert.All(told.GetProperty("steps").EnumerateObject(), step => Assert.Equal(total, step.Value.GetInt32()));
        Assert.Equal(3 * total, told.GetProperty("links").GetInt32());
        var nodes = flow.GetProperty("nodes").EnumerateArray().ToList();
        Assert.Equal(
            nodes.Select(node => $"{Text(node, "step")} {NameOf(node)} {node.GetProperty("count")}"),
            told.GetProperty("nodes").EnumerateArray().Select(row => $"{row[0]} {row[1]} {row[2]}")
        );
        Assert.Equal(
            flow.GetProperty("links")
                .EnumerateArray()
                .Select(link =>
                    $"{EndOf(link, "source")} {EndOf(link, "target")} {link.GetProperty("count").GetInt32()}"
                ),
            told.GetProperty("table").EnumerateArray().Select(row => $"{row[0]} {row[1]} {row[2]}")
        );

        string EndOf(JsonElement link, string end) => NameOf(nodes[link.GetProperty(end).GetInt32()]);
        static string NameOf(JsonElement node) => Text(node, "value") ?? "(none)";
    }

    public async Task AreOfThePatternsAsync()
    {
        var told = figures["data-visualisation"];
        var arrivals = await admin.JsonAsync($"{Desk}/reports/arrivals?{period}");
        Assert.Equal((20, 20), ((int)Number(arrivals, "total"), (int)Number(told, "arrivals")));
        Assert.Equal(Grid(arrivals.GetProperty("cells")), Grid(told.GetProperty("cells")));
        var durations = await admin.JsonAsync($"{Desk}/reports/durations?{period}");
        Assert.Equal((10, 10), ((int)Number(durations, "total"), (int)Number(told, "resolved")));
        Assert.Equal(
            durations.GetProperty("bins").EnumerateArray().Select(bin => Number(bin, "count")),
            told.GetProperty("bins").EnumerateArray().Select(bin => bin.GetDouble())
        );
        var ageing = await admin.JsonAsync($"{Desk}/reports/ageing?{period}");
        Assert.Equal((10, 10), ((int)Number(ageing, "total"), (int)Number(told, "open")));
        Assert.Equal(
            ageing
                .GetProperty("groups")
                .EnumerateArray()
                .Select(group => $"{Text(group, "group")} {Row(group.GetProperty("counts"))}"),
            told.GetProperty("ages").EnumerateObject().Select(team => $"{team.Name} {Row(team.Value)}")
        );

        static IEnumerable<string> Grid(JsonElement rows) => rows.EnumerateArray().Select(Row);
        static string Row(JsonElement cells) =>
            string.Join(' ', cells.EnumerateArray().Select(cell => cell.GetDouble().ToString(invariant)));
    }

    public async Task AreOfTheServiceLevelAsync()
    {
        var told = figures["service-level-study"];
        var all = await ServiceLevelAsync("team", "teams");
        Assert.Equal((10, 5), ((int)Number(told, "due"), (int)Number(told, "inTime")));
        Assert.Equal((Number(all, "due"), Number(all, "inTime")), (Number(told, "due"), Number(told, "inTime")));
        Assert.Equal(Number(told, "due"), Number(told, "byTeam"));
        await ServiceLevelAsync("priority", "priorities");

        async Task<JsonElement> ServiceLevelAsync(string by, string name)
        {
            var sla = await admin.JsonAsync($"{Desk}/reports/sla?{period}&by={by}");
            var target = sla.GetProperty("target").GetProperty("resolution").GetDouble();
            var groups = sla.GetProperty("groups").EnumerateArray().ToDictionary(group => Text(group, "group")!);
            var rows = told.GetProperty(name).EnumerateArray().ToList();
            Assert.Equal(groups.Keys.Order(), rows.Select(row => Text(row, by)!).Order());
            foreach (var row in rows)
            {
                var counts = groups[Text(row, by)!].GetProperty("resolution");
                var (due, kept) = (Number(counts, "due"), Number(counts, "inTime"));
                Assert.Equal((due, kept), (Number(row, "due"), Number(row, "in time")));
                Assert.Equal(kept / due, Number(row, "share"));
                Assert.Equal(Math.Max(0, Math.Ceiling(target * due) - kept), Number(row, "missing"));
                // Both ends are the shares that lie 1.96 of their own standard errors from what was seen.
                foreach (var end in (string[])["low", "high"])
                {
                    var share = Number(row, end);
                    Assert.Equal(
                        1.96 * 1.96 * share * (1 - share) / due,
                        Math.Pow(share - (kept / due), 2),
                        tolerance: 1e-9
                    );
                }
                Assert.True(Number(row, "low") < Number(row, "high"));
                Assert.InRange(Number(row, "share"), Number(row, "low") - 1e-9, Number(row, "high") + 1e-9);
            }
            return sla.GetProperty("all").GetProperty("resolution");
        }
    }

    public async Task AreOfNowAsync()
    {
        var told = figures["template"];
        Assert.Equal(Number(await admin.JsonAsync($"{Desk}/kpis/open-tickets"), "value"), Number(told, "open"));
        var urgent = await admin.JsonAsync(
            $"{Desk}/kpis/open-tickets/tickets?filter={Uri.EscapeDataString("priority <= 2")}"
        );
        Assert.NotEqual(0, Number(told, "urgent"));
        Assert.Equal(urgent.GetProperty("rows").GetArrayLength(), Number(told, "urgent"));
    }

    private static double Number(JsonElement of, string name) => of.GetProperty(name).GetDouble();

    private static string? Text(JsonElement of, string name) =>
        of.GetProperty(name) is { ValueKind: not JsonValueKind.Null } value ? value.ToString() : null;
}
