using System.Net;
using System.Text.Json;
using Apollo.Web.Tests.Support;

namespace Apollo.Web.Tests.Api;

/// <summary>Each route's JSON: field names and kinds are a contract.</summary>
public sealed class RouteTests : IAsyncLifetime
{
    private RunningWeb web = null!;

    public async Task InitializeAsync() => web = await RunningWeb.StartAsync();

    public async Task DisposeAsync() => await web.DisposeAsync();

    [Fact]
    public async Task Desks_have_id_name_zone_source_hours_and_poll_in_seconds()
    {
        var desk = Assert.Single((await web.JsonAsync("/api/desks")).EnumerateArray());

        Assert.Equal("byPerson id name poll serviceHours source timeZone", desk.Fields());
        Assert.Equal(Some.Desk, desk.Text("id"));
        Assert.Equal("Europe/Paris", desk.Text("timeZone"));
        Assert.Equal(1, desk.GetProperty("poll").GetDouble());
    }

    [Fact]
    public async Task The_catalogue_has_its_order_and_says_in_a_word_what_is_better()
    {
        var catalogue = (await web.JsonAsync("/api/desks/harbour/catalogue")).EnumerateArray().ToArray();

        Assert.Equal(["backlog", "oldest-open", "visits-today"], catalogue.Select(kpi => kpi.Text("id")!));
        Assert.Equal(
            "better breakdowns computed critical description group id presentation slice title unit warning",
            catalogue[0].Fields()
        );
        Assert.Equal(["lower", "neither", "neither"], catalogue.Select(kpi => kpi.Text("better")!));
        Assert.Equal(40, catalogue[0].GetProperty("warning").GetDouble());
        Assert.Equal(JsonValueKind.Null, catalogue[1].GetProperty("warning").ValueKind);
        Assert.Equal("""["team","assignee"]""", catalogue[0].GetProperty("breakdowns").GetRawText());
    }

    [Fact]
    public async Task The_catalogue_is_asked_of_the_silo_again_after_a_minute()
    {
        await web.JsonAsync("/api/desks/harbour/catalogue");
        await web.JsonAsync("/api/desks/harbour/catalogue");
        Assert.Equal(1, web.Grains.Desk.CatalogueAsked);

        web.Time.Advance(TimeSpan.FromSeconds(61));
        await web.JsonAsync("/api/desks/harbour/catalogue");
        Assert.Equal(2, web.Grains.Desk.CatalogueAsked);
    }

    [Fact]
    public async Task Results_come_in_the_order_of_the_catalogue_without_groups()
    {
        var (_, cards) = await web.CardsAsync();

        Assert.Equal(
            ["backlog", "oldest-open", "visits-today"],
            cards.EnumerateArray().Select(card => card.Text("kpi")!)
        );
        Assert.All(
            cards.EnumerateArray(),
            card =>
                Assert.Equal(
                    "asOf changedAt kpi moved rate readAt revision sliceVersion status validUntil value",
                    card.Fields()
                )
        );
        Assert.Equal("warning", cards.Kpi("backlog").Text("status"));
        Assert.Equal(1, cards.Kpi("oldest-open").GetProperty("rate").GetInt32());
        Assert.Equal(JsonValueKind.Null, cards.Kpi("visits-today").GetProperty("value").ValueKind);
        Assert.Equal("2026-03-02T09:00:00Z", cards.Kpi("backlog").Text("asOf"));
    }

    [Fact]
    public async Task One_result_has_all_its_breakdowns()
    {
        var result = await web.JsonAsync("/api/desks/harbour/kpis/backlog");

        Assert.Equal(
            "asOf changedAt groups kpi moved rate readAt revision sliceVersion status validUntil value",
            result.Fields()
        );
        Assert.Equal("""{"team":{"Mail":12,"Network":30}}""", result.GetProperty("groups").GetRawText());
    }

    [Theory]
    [InlineData("", 8)]
    [InlineData("?hours=24", 24)]
    public async Task What_the_clock_alone_will_do_is_told_for_some_hours(string query, int hours)
    {
        var ahead = await web.JsonAsync($"/api/desks/harbour/kpis/backlog/ahead{query}");

        Assert.Equal("at crossings points until", ahead.Fields());
        Assert.Equal(Some.Now.AddHours(hours), ahead.GetProperty("until").GetDateTime());
        Assert.Equal("[[1772442000000,42,0],[1772445600000,null,0]]", ahead.GetProperty("points").GetRawText());
        Assert.Equal(
            """[{"t":1772445600000,"status":"critical","rows":2}]""",
            ahead.GetProperty("crossings").GetRawText()
        );
    }

    [Fact]
    public async Task Nothing_is_foretold_before_the_first_full_read()
    {
        web.Grains.Kpi.IsRead = false;

        await web.ProblemAsync("/api/desks/harbour/kpis/backlog/ahead", HttpStatusCode.ServiceUnavailable);
    }

    [Fact]
    public async Task Desk_health_has_the_slices_and_the_rows_that_could_not_be_used()
    {
        var health = await web.JsonAsync("/api/desks/harbour/health");

        Assert.Equal("backfill badRows history slices", health.Fields());
        Assert.Equal(
            ["tickets", "interventions"],
            health.GetProperty("slices").EnumerateArray().Select(slice => slice.Text("slice")!)
        );
        Assert.Equal("live", health.GetProperty("slices")[0].Text("state"));
        Assert.Equal("details interventions tickets", health.GetProperty("badRows").Fields());
        Assert.Equal("INC-7", health.GetProperty("badRows").GetProperty("details")[0].Text("id"));
        var row = Assert.Single(health.GetProperty("badRows").GetProperty("tickets").EnumerateArray());
        Assert.Equal("id leftOut reason seenAt", row.Fields());
    }

    /// <summary>Durations are seconds on every route.</summary>
    [Fact]
    public async Task Desk_health_gives_durations_in_seconds()
    {
        var slice = (await web.JsonAsync("/api/desks/harbour/health")).GetProperty("slices")[0];

        Assert.Equal(0.25, slice.GetProperty("clockOffset").GetDouble());
        Assert.Equal(1, slice.GetProperty("pollInterval").GetDouble());
        Assert.Equal("7-3", slice.Text("version"));
    }

    [Fact]
    public async Task Operators_learn_that_it_lives_and_is_ready()
    {
        Assert.Equal("ok", await web.Http.GetStringAsync("/health/live"));

        var ready = await web.JsonAsync("/health/detail");

        Assert.True(ready.GetProperty("ready").GetBoolean());
        Assert.True(ready.GetProperty("cache")[0].GetProperty("isUp").GetBoolean());
        Assert.Equal(2, ready.GetProperty("desks").GetProperty(Some.Desk).GetProperty("slices").GetArrayLength());
    }

    [Fact]
    public async Task Metrics_are_there_for_operators()
    {
        using var answer = await web.Http.GetAsync("/metrics");

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal("text/plain", answer.Content.Headers.ContentType!.MediaType);
    }

    [Fact]
    public async Task OpenApi_lists_every_route_of_the_desks()
    {
        var document = await web.JsonAsync("/openapi/v1.json");

        Assert.StartsWith("3.", document.Text("openapi"), StringComparison.Ordinal);
        Assert.Equal(
            typeof(RouteTests).Assembly.GetName().Version!.ToString(3),
            document.GetProperty("info").Text("version")
        );
        var paths = document.GetProperty("paths").EnumerateObject().Select(path => path.Name.TrimEnd('/')).ToHashSet();
        Assert.Superset(
            new HashSet<string>([
                "/api/desks",
                "/api/desks/{desk}/catalogue",
                "/api/desks/{desk}/health",
                "/api/desks/{desk}/kpis",
                "/api/desks/{desk}/kpis/{kpi}",
                "/api/desks/{desk}/kpis/{kpi}/tickets",
                "/api/desks/{desk}/kpis/{kpi}/tickets.csv",
                "/api/desks/{desk}/kpis/{kpi}/tickets.xlsx",
                "/api/desks/{desk}/kpis/{kpi}/moves",
                "/api/desks/{desk}/kpis/{kpi}/ahead",
                "/api/desks/{desk}/tickets/{id}",
                "/api/desks/{desk}/tables/{dimension}",
                "/api/desks/{desk}/interventions",
                "/api/desks/{desk}/interventions.ics",
                "/api/me/dashboards",
                "/api/me/dashboards/{name}",
                "/api/dashboards/{share}",
            ]),
            paths
        );
        Assert.All(
            document.GetProperty("paths").EnumerateObject(),
            path =>
                Assert.All(
                    path.Value.EnumerateObject(),
                    route =>
                    {
                        Assert.NotEmpty(route.Value.Text("summary")!);
                        Assert.Equal(
                            path.Name.Split('{').Skip(1).Select(part => part.Split('}')[0]).Order(),
                            Parameters(route.Value)
                                .Where(parameter => parameter.Text("in") == "path")
                                .Select(parameter => parameter.Text("name")!)
                                .Order()
                        );
                        Assert.DoesNotContain(
                            Parameters(route.Value).Where(parameter => parameter.Text("in") == "query"),
                            parameter => char.IsUpper(parameter.Text("name")![0])
                        );
                    }
                )
        );
    }

    private static IEnumerable<JsonElement> Parameters(JsonElement route) =>
        route.TryGetProperty("parameters", out var parameters) ? parameters.EnumerateArray() : [];
}
