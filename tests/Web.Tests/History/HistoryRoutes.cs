using System.Net;
using Apollo.Cards;
using Apollo.Model;
using Apollo.Web.Tests.Support;

namespace Apollo.Web.Tests.History;

/// <summary>What a desk remembers, over HTTP.</summary>
public sealed class HistoryRoutes : IAsyncLifetime
{
    private const string Desk = $"/api/desks/{Some.Desk}";
    private const string Kpi = $"{Desk}/kpis/backlog";
    private RunningWeb web = null!;

    public async Task InitializeAsync() => web = await RunningWeb.StartAsync();

    public Task DisposeAsync() => web.DisposeAsync().AsTask();

    [Fact]
    public async Task Without_a_range_the_last_day_is_asked_for_and_the_step_is_chosen_there()
    {
        var answer = await web.JsonAsync($"{Kpi}/history");
        Assert.Equal(3600, answer.GetProperty("step").GetInt32());
        Assert.Equal(24, answer.GetProperty("points").GetArrayLength());
        Assert.Equal(
            new HistoryQuery("backlog", Some.Now.AddDays(-1), Some.Now, null, null, null),
            Assert.Single(web.Grains.History.Asked)
        );
    }

    [Fact]
    public async Task A_group_a_range_and_a_step_reach_the_desk()
    {
        var answer = await web.JsonAsync(
            $"{Kpi}/history?from=2026-03-01T00:00:00Z&to=2026-03-02T00:00:00%2B01:00&step=day&group=team:A:B"
        );
        Assert.Equal("day", answer.GetProperty("step").GetString());
        Assert.Equal(
            new HistoryQuery(
                "backlog",
                new DateTime(2026, 3, 1, 0, 0, 0, DateTimeKind.Utc),
                new DateTime(2026, 3, 1, 23, 0, 0, DateTimeKind.Utc),
                86_400,
                "team",
                "A:B"
            ),
            Assert.Single(web.Grains.History.Asked)
        );
    }

    [Theory]
    [InlineData("/kpis/backlog/history?from=2026-03-02T00:00:00Z&to=2026-03-01T00:00:00Z", "to", "not after from")]
    [InlineData("/kpis/backlog/history?from=2026-03-01T00:00:00Z&to=2026-03-01T00:00:00Z", "to", "not after from")]
    [InlineData("/kpis/backlog/history?from=yesterday", "from", "ISO 8601")]
    [InlineData("/kpis/backlog/history?step=often", "step", "give auto, day, or seconds")]
    [InlineData("/kpis/backlog/history?step=-60", "step", "give auto, day, or seconds")]
    [InlineData("/kpis/backlog/history?step=99999999999", "step", "give auto, day, or seconds")]
    [InlineData("/kpis/backlog/history?group=Network", "group", "such as team:Network")]
    [InlineData("/kpis/backlog/history.csv?group=:x", "group", "such as team:Network")]
    [InlineData("/history.csv", "kpi", "is missing")]
    [InlineData("/history.csv?kpi=,", "kpi", "give 1 to 50")]
    [InlineData("/trends?span=2h", "span", "1h, 8h or 24h")]
    [InlineData("/trends?dimension=assignee", "dimension", "never by person")]
    [InlineData("/trends?dimension=colour", "dimension", "never by person")]
    public async Task What_is_wrong_is_named_with_the_mend(string path, string parameter, string mend)
    {
        var problem = await web.ProblemAsync(Desk + path, HttpStatusCode.BadRequest);
        Assert.Equal(parameter, problem.Text("parameter"));
        Assert.Contains(mend, problem.Text("detail"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_the_desk_refuses_is_named_too()
    {
        web.Grains.History.Fault = new HistoryQueryException("step", "step 60 gives more than 2000 points.");
        foreach (var path in (string[])["/kpis/backlog/history", "/kpis/backlog/history.csv"])
        {
            var problem = await web.ProblemAsync(Desk + path, HttpStatusCode.BadRequest);
            Assert.Equal("step", problem.Text("parameter"));
        }
    }

    [Fact]
    public async Task A_store_that_is_away_is_said_as_such()
    {
        web.Grains.History.Fault = new StoreException();
        using var answer = await web.Http.GetAsync($"{Kpi}/history");
        Assert.Equal(HttpStatusCode.ServiceUnavailable, answer.StatusCode);
        Assert.Contains(
            "The history cannot be read",
            await answer.Content.ReadAsStringAsync(),
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task How_its_writing_goes_stands_in_the_health_of_the_desk()
    {
        var history = (await web.JsonAsync($"{Desk}/health")).GetProperty("history");
        Assert.Equal(["waitingBytes"], history.EnumerateObject().Select(property => property.Name));
        web.Grains.History.Writing = new HistoryHealth(
            Some.Now,
            Some.Now.AddMinutes(-10),
            4096,
            Some.Now.AddMinutes(-9),
            StoreException.NoRoom,
            Some.Now.AddMinutes(-1)
        );
        history = (await web.JsonAsync($"{Desk}/health")).GetProperty("history");
        Assert.Equal(4096, history.GetProperty("waitingBytes").GetInt64());
        Assert.Equal(Some.Now.AddMinutes(-10), history.GetProperty("writtenUntil").GetDateTime());
        Assert.Equal(Some.Now.AddMinutes(-1), history.GetProperty("gapSince").GetDateTime());
        Assert.Contains("free some on its disk", history.Text("error"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_has_every_point_of_all_KPIs_once_however_many_questions_it_takes()
    {
        var text = await web.Http.GetStringAsync(
            $"{Desk}/history.csv?kpi=backlog,oldest-open&from=2026-02-20T00:00:00Z&to=2026-03-02T00:00:00Z&step=60"
        );
        var lines = text.TrimEnd().Split("\r\n");
        Assert.Equal("kpi,group,at,last,min,max,mean", lines[0]);
        Assert.Equal(1 + (2 * 10 * 1440), lines.Length);
        Assert.Equal(lines.Length, lines.Distinct().Count());
        Assert.StartsWith("backlog,,2026-02-20T00:00:00.000Z,", lines[1], StringComparison.Ordinal);
        Assert.StartsWith("oldest-open,,2026-03-01T23:59:00.000Z,", lines[^1], StringComparison.Ordinal);
        Assert.All(web.Grains.History.Asked, asked => Assert.True((asked.To - asked.From).TotalMinutes <= 14_400));
    }

    [Theory]
    [InlineData("?kpi=backlog,none")]
    [InlineData("?kpi=backlog&with=none@team:Network")]
    public async Task A_file_of_an_unknown_KPI_is_none(string query)
    {
        using var answer = await web.Http.GetAsync($"{Desk}/history.csv{query}");
        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
    }

    [Fact]
    public async Task A_file_has_several_groups_of_one_KPI_and_groups_of_others()
    {
        var text = await web.Http.GetStringAsync(
            $"{Kpi}/history.csv?from=2026-03-01T00:00:00Z&to=2026-03-01T02:00:00Z&step=3600&group=team:A,%20B"
                + "&with=backlog&with=backlog@team:C@D&with=oldest-open@location:Hull"
        );
        Assert.Equal(
            [
                "backlog,\"team:A, B\",2026-03-01T00:00:00.000Z",
                "backlog,\"team:A, B\",2026-03-01T01:00:00.000Z",
                "backlog,,2026-03-01T00:00:00.000Z",
                "backlog,,2026-03-01T01:00:00.000Z",
                "backlog,team:C@D,2026-03-01T00:00:00.000Z",
                "backlog,team:C@D,2026-03-01T01:00:00.000Z",
                "oldest-open,location:Hull,2026-03-01T00:00:00.000Z",
                "oldest-open,location:Hull,2026-03-01T01:00:00.000Z",
            ],
            text.TrimEnd()
                .Split("\r\n")
                .Skip(1)
                .Select(line => line[..(line.IndexOf('Z', StringComparison.Ordinal) + 1)])
        );
    }

    [Fact]
    public async Task A_file_has_the_finest_step_that_every_line_has()
    {
        web.Grains.History.CoarserByGroup = 900;
        var text = await web.Http.GetStringAsync(
            $"{Kpi}/history.csv?from=2026-03-01T00:00:00Z&to=2026-03-01T01:00:00Z&with=backlog@team:Network"
        );
        Assert.Equal(1 + (2 * 4), text.TrimEnd().Split("\r\n").Length);
    }

    [Theory]
    [InlineData(0, "cache")]
    [InlineData(149, "cache")]
    [InlineData(151, "grains")]
    [InlineData(-10, "grains")]
    public async Task Trends_come_from_the_cache_while_they_are_of_now(int age, string source)
    {
        var trends = Some.Trends(1, null, 3);
        web.Cache.Put(CardKeys.Trends(Some.Desk, 1, null), trends with { From = trends.From.AddSeconds(-age) });
        using var answer = await web.Http.GetAsync($"{Desk}/trends");
        Assert.Equal(source, answer.Headers.GetValues("X-Apollo-Source").Single());
        var told = await web.JsonAsync($"{Desk}/trends");
        Assert.Equal(source == "cache" ? 3 : 7, told.GetProperty("kpis").GetProperty("backlog")[0].GetDouble());
    }

    [Fact]
    public async Task A_cache_that_is_away_or_lies_only_means_that_the_desk_is_asked()
    {
        web.Cache.Garble(CardKeys.Trends(Some.Desk, 8, "team"));
        var told = await web.JsonAsync($"{Desk}/trends?span=8h&dimension=team");
        Assert.Equal(300, told.GetProperty("step").GetInt32());
        Assert.Equal(7, told.GetProperty("groups").GetProperty("backlog").GetProperty("Network")[0].GetDouble());
        foreach (var other in (string[])[CardKeys.Trends("quay", 1, "team"), CardKeys.Trends(Some.Desk, 1, "location")])
        {
            web.Cache.Put(other, Some.Trends(1, "team", 3));
            web.Cache.Answer(CardKeys.Trends(Some.Desk, 1, "team"), other);
            told = await web.JsonAsync($"{Desk}/trends?dimension=team");
            Assert.Equal(7, told.GetProperty("kpis").GetProperty("backlog")[0].GetDouble());
        }
        web.Cache.Fault = new Memcached.CacheUnavailableException("away");
        Assert.Equal(900, (await web.JsonAsync($"{Desk}/trends?span=24h")).GetProperty("step").GetInt32());
    }
}
