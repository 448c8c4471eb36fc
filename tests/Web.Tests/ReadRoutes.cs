using Apollo.Grains.Catalogue;
using Apollo.Web.Tests.Support;

namespace Apollo.Web.Tests;

/// <summary>The read routes keep the contract: field names, units, problem details.</summary>
public sealed class ReadRoutes(RunningDesk desk) : IClassFixture<RunningDesk>
{
    [Fact]
    public async Task Desks_are_listed_with_zone_and_source()
    {
        var (status, body, _) = await desk.GetAsync("api/desks");
        Assert.Equal(200, status);
        Assert.Equal(["small", "broken"], body.EnumerateArray().Select(item => item.GetProperty("id").GetString()));
        Assert.Equal("Small desk", body[0].GetProperty("name").GetString());
        Assert.Equal("Etc/UTC", body[0].GetProperty("timeZone").GetString());
        Assert.Equal("apollo", body[0].GetProperty("source").GetString());
    }

    [Fact]
    public async Task The_catalogue_has_all_KPIs_with_the_desks_own_thresholds()
    {
        var (status, body, _) = await desk.GetAsync("api/desks/small/catalogue");
        Assert.Equal(200, status);
        Assert.Equal(KpiCatalogue.Standard.All.Count, body.GetArrayLength());
        Assert.Equal("open-tickets", body[0].GetProperty("id").GetString());
        Assert.Equal("lower", body[0].GetProperty("better").GetString());
        Assert.Equal(2, body[0].GetProperty("warning").GetDouble());
        foreach (var field in (string[])["title", "description", "group", "unit", "critical", "slice", "breakdowns"])
            Assert.True(body[0].TryGetProperty(field, out _), field);
    }

    [Fact]
    public async Task All_results_come_with_the_contracts_fields_and_without_groups()
    {
        var (status, body, _) = await desk.GetAsync("api/desks/small/kpis");
        Assert.Equal(200, status);
        Assert.Equal(KpiCatalogue.Standard.All.Count, body.GetArrayLength());
        var open = body[0];
        Assert.Equal("open-tickets", open.GetProperty("kpi").GetString());
        Assert.Equal(2, open.GetProperty("value").GetDouble());
        Assert.Equal("warning", open.GetProperty("status").GetString());
        foreach (
            var field in (string[])["rate", "asOf", "validUntil", "readAt", "changedAt", "revision", "sliceVersion"]
        )
            Assert.True(open.TryGetProperty(field, out _), field);
        Assert.False(open.TryGetProperty("groups", out _));
        Assert.EndsWith("Z", open.GetProperty("asOf").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task One_breakdown_is_added_on_request_and_rows_without_a_value_are_a_group()
    {
        var (status, body, _) = await desk.GetAsync("api/desks/small/kpis?groups=team");
        Assert.Equal(200, status);
        var groups = body[0].GetProperty("groups");
        Assert.Equal("team", Assert.Single(groups.EnumerateObject()).Name);
        Assert.Equal(1, groups.GetProperty("team").GetProperty("Network").GetDouble());
        Assert.Equal(1, groups.GetProperty("team").GetProperty("(none)").GetDouble());
    }

    [Fact]
    public async Task One_result_has_all_its_breakdowns_and_an_empty_mean_has_no_value()
    {
        var (_, open, _) = await desk.GetAsync("api/desks/small/kpis/open-tickets");
        Assert.Equal(
            ["assignee", "category", "location", "priority", "team"],
            open.GetProperty("groups").EnumerateObject().Select(item => item.Name).Order()
        );
        Assert.Equal(1, open.GetProperty("groups").GetProperty("priority").GetProperty("1").GetDouble());
        var (_, sla, _) = await desk.GetAsync("api/desks/small/kpis/resolution-sla-30d");
        Assert.Equal(System.Text.Json.JsonValueKind.Null, sla.GetProperty("value").ValueKind);
        Assert.Equal("none", sla.GetProperty("status").GetString());
    }

    [Theory]
    [InlineData("api/desks/nowhere/kpis", 404, "nowhere")]
    [InlineData("api/desks/small/kpis/nothing", 404, "nothing")]
    [InlineData("api/desks/small/kpis?groups=colour", 400, "colour")]
    [InlineData("api/desks/broken/kpis", 503, "first time")]
    [InlineData("api/nothing", 404, "/openapi")]
    public async Task Errors_are_problem_details_that_name_the_thing_and_the_mend(string path, int wanted, string named)
    {
        var (status, body, _) = await desk.GetAsync(path);
        Assert.Equal(wanted, status);
        Assert.Equal(wanted, body.GetProperty("status").GetInt32());
        Assert.Contains(named, body.GetProperty("detail").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_operators_page_lists_bad_rows_with_id_and_reason()
    {
        var (status, body, _) = await desk.GetAsync("api/desks/small/health");
        Assert.Equal(200, status);
        var bad = Assert.Single(body.GetProperty("badRows").GetProperty("tickets").EnumerateArray());
        Assert.Equal("INC-X", bad.GetProperty("id").GetString());
        Assert.Contains("odd", bad.GetProperty("reason").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task No_answer_shows_a_connection_string()
    {
        foreach (
            var path in (string[])
                ["api/desks", "api/desks/broken/health", "health/detail", "api/desks/broken/kpis", "metrics"]
        )
        {
            var (_, _, text) = await desk.GetAsync(path);
            Assert.DoesNotContain("do-not-show-this", text, StringComparison.Ordinal);
        }
        Assert.DoesNotContain("do-not-show-this", desk.Apollo.Process.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_api_describes_itself()
    {
        var (status, body, _) = await desk.GetAsync("openapi/v1.json");
        Assert.Equal(200, status);
        var paths = body.GetProperty("paths").EnumerateObject().Select(path => path.Name.TrimEnd('/')).ToList();
        foreach (
            var path in (string[])
                ["/api/desks", "/api/desks/{desk}/catalogue", "/api/desks/{desk}/kpis", "/api/desks/{desk}/kpis/{kpi}"]
        )
            Assert.Contains(path, paths);
        Assert.Equal(200, (await desk.GetAsync("scalar")).Status);
    }

    [Fact]
    public async Task Metrics_say_where_the_time_goes()
    {
        var (status, _, text) = await desk.GetAsync("metrics");
        Assert.Equal(200, status);
        Assert.Contains("apollo_slice_rows", text, StringComparison.Ordinal);
        Assert.Contains("apollo_slice_poll_duration", text, StringComparison.Ordinal);
    }
}
