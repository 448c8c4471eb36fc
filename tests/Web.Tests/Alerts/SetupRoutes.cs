using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Apollo.Model;
using Apollo.Web.Tests.Support;

namespace Apollo.Web.Tests.Alerts;

/// <summary>A desk's setup goes out and in as one JSON; its alerts go out as a CSV.</summary>
public sealed class SetupRoutes : IAsyncLifetime
{
    private const string Desk = $"/api/desks/{Some.Desk}";
    private const string Board = """
        {"version":1,"desk":"other","sections":[{"title":"","cards":[{"kpi":"overdue","size":"1x1","chart":"trend"}]}]}
        """;

    private RunningWeb web = null!;

    public async Task InitializeAsync() => web = await RunningWeb.StartAsync();

    public Task DisposeAsync() => web.DisposeAsync().AsTask();

    [Fact]
    public async Task What_is_taken_in_goes_out_again_and_is_known_the_next_time()
    {
        var document = $$"""
            {"version":1,"rules":[
              {"name":"Overdue","kpi":"overdue","above":true,"critical":{"at":10,"for":60},"enabled":true,
               "notify":[{"channel":"webhook","to":"hook:h9"}]},
              {"name":"No number","above":true}],
             "limits":[{"kpi":"overdue","warning":5,"critical":10},{"warning":1}],
             "boards":[{"name":"Mine","document":{{Board}}},{"name":"a/b","document":{{Board}}}],
             "displays":[{"name":"Nowhere","pages":[{"desk":"other"}]}]}
            """;
        var dry = await TakeAsync(document, "?dry=true");
        Assert.Equal(
            "rule Overdue added; rule No number refused; limits overdue added; limits  refused; board Mine added; "
                + "board a/b refused; display Nowhere refused",
            Said(dry)
        );
        Assert.Empty((await web.JsonAsync($"{Desk}/setup")).GetProperty("rules").EnumerateArray());

        var taken = await TakeAsync(document);
        Assert.Equal(Said(dry), Said(taken));
        Assert.Contains(
            "hook:h9, which is not here",
            (string)taken["changes"]![0]!["reason"]!,
            StringComparison.Ordinal
        );
        Assert.Contains("pair it first", (string)taken["changes"]![6]!["reason"]!, StringComparison.Ordinal);

        var written = JsonNode.Parse(await web.Http.GetStringAsync($"{Desk}/setup"))!;
        Assert.Equal("Overdue", (string?)written["rules"]![0]!["name"]);
        Assert.Equal(10, (double?)written["limits"]![0]!["critical"]);
        Assert.Equal(Some.Desk, (string?)written["boards"]![0]!["document"]!["desk"]);
        var again = await TakeAsync(written.ToJsonString());
        Assert.All(again["changes"]!.AsArray(), change => Assert.Equal("unchanged", (string?)change!["outcome"]));

        written["rules"]![0]!["id"] = "elsewhere";
        written["rules"]![0]!["critical"]!["at"] = 12;
        Assert.StartsWith(
            "rule Overdue changed",
            Said(await TakeAsync(written.ToJsonString())),
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task What_would_be_refused_is_said_beforehand()
    {
        const string Document = """
            {"version":1,"rules":[{"name":"Odd","kpi":"weather","above":true,"critical":{"at":1},"enabled":true}],
             "limits":[{"kpi":"overdue","warning":2000},{"kpi":"weather","warning":1}]}
            """;
        web.Grains.Alerts.Refusal = new RuleSaved(AlertOutcome.Wrong, Field: "kpi", Reason: "There is no such KPI.");
        var dry = await TakeAsync(Document, "?dry=true");
        Assert.Equal("rule Odd refused; limits overdue refused; limits weather refused", Said(dry));
        Assert.Equal("There is no such KPI.", (string?)dry["changes"]![0]!["reason"]);
        var taken = await TakeAsync(Document);
        Assert.Equal(dry["changes"]!.ToJsonString(), taken["changes"]!.ToJsonString());
    }

    [Theory]
    [InlineData("[]")]
    [InlineData("""{"version":2}""")]
    [InlineData("nothing")]
    public async Task What_is_no_setup_is_refused(string body)
    {
        using var answer = await SendAsync(body, "");
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
    }

    [Fact]
    public async Task The_alerts_of_a_span_are_a_csv_without_formulas()
    {
        web.Grains.Alerts.Tell(
            new Alert
            {
                Id = "a1",
                Rule = "r1",
                Name = "=1+1",
                Kpi = "overdue",
                Severity = KpiStatus.Critical,
                State = AlertPhase.Resolved,
                Since = Some.Now,
                FiredAt = Some.Now,
                ChangedAt = Some.Now,
                ResolvedAt = Some.Now.AddMinutes(2),
            }
        );
        var text = await web.Http.GetStringAsync($"{Desk}/alerts.csv?state=resolved");
        var lines = text.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.StartsWith("id,rule,kind,kpi,", lines[0], StringComparison.Ordinal);
        Assert.Contains("'=1+1", lines[1], StringComparison.Ordinal);
        Assert.Contains(",critical,resolved,", lines[1], StringComparison.Ordinal);
        Assert.Contains(",120,", lines[1], StringComparison.Ordinal);
        using var wrong = await web.Http.GetAsync($"{Desk}/alerts.csv?state=odd");
        Assert.Equal(HttpStatusCode.BadRequest, wrong.StatusCode);
    }

    private async Task<JsonNode> TakeAsync(string body, string query = "")
    {
        using var answer = await SendAsync(body, query);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return JsonNode.Parse(await answer.Content.ReadAsStringAsync())!;
    }

    private Task<HttpResponseMessage> SendAsync(string body, string query) =>
        web.Http.PostAsync($"{Desk}/setup{query}", new StringContent(body, Encoding.UTF8, "application/json"));

    private static string Said(JsonNode report) =>
        string.Join("; ", report["changes"]!.AsArray().Select(one => $"{one!["part"]} {one["name"]} {one["outcome"]}"));
}
