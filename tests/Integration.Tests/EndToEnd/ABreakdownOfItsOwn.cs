using System.Net;
using System.Text.Json;
using Apollo.Grains.Catalogue;
using Apollo.Integration.Tests.Support;
using Apollo.Servers;

namespace Apollo.Integration.Tests.EndToEnd;

/// <summary>
/// A mapping gives a column <c>by_customer</c>: the desk breaks its numbers down by it, wherever it does so by team;
/// and no longer, when the column is gone. None of it needs a restart.
/// </summary>
public sealed class ABreakdownOfItsOwn : IAsyncLifetime
{
    private const string Group = "customer:Harbour";
    private readonly ScratchFolder folder = new();
    private Itsm itsm = null!;
    private ApolloInside apollo = null!;
    private Api api = null!;
    private HttpClient http = null!;
    private string without = null!;
    private DateTime since;

    private string Tickets => folder.File("tickets.sqlite.sql");

    public async Task InitializeAsync()
    {
        itsm = await Itsm.CreateAsync("Sqlite", folder);
        ApolloSystem.CopyTo(folder);
        without = await File.ReadAllTextAsync(Tickets);
        var now = DateTime.UtcNow;
        for (var row = 0; row < 6; row++)
            await itsm.InsertTicketAsync($"INC-{row}", now.AddMinutes(-30 - row), dueAt: now.AddDays(row < 2 ? -1 : 1));
        // Whose it is stands in a column that no number is broken down by.
        await itsm.ExecuteAsync("UPDATE tickets SET service = 'Harbour' WHERE id IN ('INC-0', 'INC-1', 'INC-2')");
        await itsm.ExecuteAsync("UPDATE tickets SET service = 'Museum' WHERE id = 'INC-3'");
        apollo = await ApolloInside.StartAsync(
            KpiCatalogue.Standard,
            new Dictionary<string, string>
            {
                ["Apollo:Desks:0:Id"] = "north",
                ["Apollo:Desks:0:Poll"] = "00:00:00.5",
                ["Apollo:Desks:0:Itsm:System"] = folder.Path,
                ["Apollo:Desks:0:Itsm:Provider"] = "Sqlite",
                ["Apollo:Desks:0:Itsm:ConnectionString"] = itsm.ConnectionString,
            }
        );
        api = new Api(apollo.Address, "north");
        http = new HttpClient { BaseAddress = new Uri(apollo.Address, "api/desks/north/") };
        http.DefaultRequestHeaders.Add("Origin", apollo.Address.GetLeftPart(UriPartial.Authority));
    }

    public async Task DisposeAsync()
    {
        api.Dispose();
        http.Dispose();
        await apollo.DisposeAsync();
        folder.Dispose();
    }

    [Fact]
    public async Task It_is_taken_up_and_given_up_while_the_desk_runs()
    {
        await Eventually.IsTrueAsync(
            async () => await StatusAsync("kpis") == HttpStatusCode.OK,
            () => "the first read"
        );
        await IsRefusedAsync("kpis?groups=customer", HttpStatusCode.BadRequest, "location, category, priority.");
        await IsRefusedAsync("tables/customer", HttpStatusCode.NotFound, "Tables: team");

        await File.WriteAllTextAsync(Tickets, ApolloSystem.With(without, "service AS by_customer"));
        await Eventually.IsTrueAsync(
            async () => await StatusAsync("kpis?groups=customer") == HttpStatusCode.OK,
            () => "the column is taken up"
        );
        since = DateTime.UtcNow;
        await IsEverywhereAsync();
        await IsWatchedAsync();

        // A name that cannot be is refused, and the mapping before goes on.
        await File.WriteAllTextAsync(Tickets, ApolloSystem.With(without, "service AS by_team"));
        await Eventually.IsTrueAsync(
            async () => (await api.TryAsync("health")).Text.Contains("gives by_team: ", StringComparison.Ordinal),
            () => "the refusal is said"
        );
        Assert.Equal(HttpStatusCode.OK, await StatusAsync("kpis?groups=customer"));

        await File.WriteAllTextAsync(Tickets, without);
        await Eventually.IsTrueAsync(
            async () => await StatusAsync("kpis?groups=customer") == HttpStatusCode.BadRequest,
            () => "the column is given up"
        );
        await IsRememberedAsync();
    }

    private async Task IsEverywhereAsync()
    {
        var open = (await api.GetAsync("catalogue")).EnumerateArray().Single(kpi => IsOf(kpi, "id", "open-tickets"));
        Assert.Equal("Customer", open.GetProperty("further")[0].GetProperty("title").GetString());
        Assert.Contains("customer", open.GetProperty("breakdowns").EnumerateArray().Select(one => one.GetString()));

        foreach (var route in new[] { "kpis?groups=customer", "kpis/open-tickets" })
            Assert.Equal("""{"(none)":2,"Harbour":3,"Museum":1}""", GroupsOf(await api.GetAsync(route)).GetRawText());
        var table = await api.GetAsync("tables/customer");
        Assert.Equal(3, table.GetProperty("rows").GetArrayLength());
        Assert.Contains("Harbour", (await api.TryAsync("tables/customer.csv")).Text, StringComparison.Ordinal);

        Assert.Equal(3, (await api.RowsAsync("open-tickets", "customer = Harbour")).Rows.Count);
        Assert.Equal(2, (await api.RowsAsync("open-tickets", "customer is empty")).Rows.Count);
        var file = (await api.TryAsync("kpis/open-tickets/tickets.csv?columns=id,customer")).Text;
        Assert.Contains("INC-3,Museum", file, StringComparison.Ordinal);

        var days = $"from={DateTime.UtcNow.AddDays(-2):yyyy-MM-dd}&to={DateTime.UtcNow:yyyy-MM-dd}";
        var flow = await api.GetAsync($"reports/flow?{days}&steps=team,customer");
        Assert.Contains(
            flow.GetProperty("nodes").EnumerateArray(),
            node => IsOf(node, "value", "Harbour") && node.GetProperty("count").GetInt32() == 3
        );
        Assert.Equal("customer", (await api.GetAsync($"reports/sla?{days}&by=customer")).GetProperty("by").GetString());
        await IsRefusedAsync($"reports/sla?{days}&by=floor", HttpStatusCode.BadRequest, "kind, customer.");
        await IsRefusedAsync("tables/floor", HttpStatusCode.NotFound, "priority, customer.");
        await IsRefusedAsync("trends?dimension=floor", HttpStatusCode.BadRequest, "customer");
    }

    private async Task IsWatchedAsync()
    {
        await using var screen = await Screen.OpenAsync(apollo.Address, "north", "cards", "table:customer");
        await screen.Until(it => it.Value("open-tickets", "customer", "Harbour") == 3, "the group on a screen");
        using var limits = await http.PutAsync(
            new Uri($"limits/open-tickets?group={Uri.EscapeDataString(Group)}", UriKind.Relative),
            Json("""{"warning":2,"critical":null}""")
        );
        Assert.Equal(HttpStatusCode.OK, limits.StatusCode);
        using var rule = await http.PostAsync(
            new Uri("alert-rules", UriKind.Relative),
            Json(
                """
                {"name":"Overdue of a customer","kpi":"overdue","dimension":"customer","group":"*","above":true,
                 "critical":{"at":2,"for":0},"enabled":true}
                """
            )
        );
        Assert.Equal(HttpStatusCode.Created, rule.StatusCode);
        await Eventually.IsTrueAsync(
            async () => (await api.TryAsync("alerts?state=firing")).Text.Contains("Harbour", StringComparison.Ordinal),
            () => "the alert of the customer"
        );
        await Eventually.IsTrueAsync(
            async () => (await api.TryAsync(HistoryOfGroup)).Status == HttpStatusCode.OK,
            () => "the group's history"
        );
    }

    private async Task IsRememberedAsync()
    {
        await Eventually.IsTrueAsync(
            async () =>
                (await api.GetAsync("alert-rules"))
                    .EnumerateArray()
                    .Any(rule => rule.TryGetProperty("idle", out var why) && IsAbout(why, "is broken down by team")),
            () => "the rule says why it does not run"
        );
        await Eventually.IsTrueAsync(
            async () => (await api.TryAsync("alerts?state=firing")).Text == "[]",
            () => "its alert ends"
        );
        var (status, text) = await api.TryAsync(HistoryOfGroup);
        Assert.Equal((HttpStatusCode.OK, true), (status, text.Contains("points", StringComparison.Ordinal)));
        await Eventually.IsTrueAsync(
            async () => (await api.GetAsync(HistoryOfGroup)).GetProperty("gaps").GetArrayLength() > 0,
            () => "its history ends as a gap"
        );
        using var limits = await http.DeleteAsync(
            new Uri($"limits/open-tickets?group={Uri.EscapeDataString(Group)}", UriKind.Relative)
        );
        Assert.True(limits.IsSuccessStatusCode, $"{limits.StatusCode}");
    }

    // Not before the column was there: once the past is computed, what lies across both comes by quarters of an hour.
    private string HistoryOfGroup => $"kpis/overdue/history?group={Uri.EscapeDataString(Group)}&from={since:O}";

    private static JsonElement GroupsOf(JsonElement answer) =>
        (
            answer.ValueKind == JsonValueKind.Array
                ? answer.EnumerateArray().Single(kpi => IsOf(kpi, "kpi", "open-tickets"))
                : answer
        )
            .GetProperty("groups")
            .GetProperty("customer");

    private static StringContent Json(string text) => new(text, null, "application/json");

    private static bool IsOf(JsonElement one, string name, string text) => one.GetProperty(name).GetString() == text;

    private static bool IsAbout(JsonElement one, string text) =>
        one.GetString()?.Contains(text, StringComparison.Ordinal) == true;

    private async Task<HttpStatusCode> StatusAsync(string route) => (await api.TryAsync(route)).Status;

    private async Task IsRefusedAsync(string route, HttpStatusCode status, string said)
    {
        var (given, text) = await api.TryAsync(route);
        Assert.Equal(status, given);
        Assert.Contains(said, text, StringComparison.Ordinal);
    }
}
