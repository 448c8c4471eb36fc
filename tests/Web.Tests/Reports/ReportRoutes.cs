using System.Net;
using Apollo.Model;
using Apollo.Servers;
using Apollo.Web.Tests.Support;

namespace Apollo.Web.Tests.Reports;

/// <summary>Reports of a desk, over HTTP.</summary>
public sealed class ReportRoutes : IAsyncLifetime
{
    private const string Reports = $"/api/desks/{Some.Desk}/reports";
    private const string Days = "from=2026-03-02&to=2026-03-03";
    private RunningWeb web = null!;

    public async Task InitializeAsync() => web = await RunningWeb.StartAsync();

    public Task DisposeAsync() => web.DisposeAsync().AsTask();

    [Fact]
    public async Task A_report_is_waited_for_while_it_is_read()
    {
        var flow = await web.JsonAsync($"{Reports}/flow?{Days}&steps=team,ending&filter=priority%20%3D%201");
        Assert.Equal(5, flow.GetProperty("total").GetInt32());
        Assert.Equal("late", flow.GetProperty("nodes")[2].Text("value"));
        Assert.Equal(1_500, flow.GetProperty("period").GetProperty("asOf").GetInt64());
        var question = (new ReportQuery("2026-03-02", "2026-03-03", "priority = 1"), "team,ending");
        Assert.Equal([question, question], web.Grains.Reports.Asked);
    }

    [Fact]
    public async Task The_figures_of_a_period_are_one_question()
    {
        Assert.Equal(7, (await web.JsonAsync($"{Reports}/arrivals?{Days}")).GetProperty("total").GetInt32());
        Assert.Equal(60, (await web.JsonAsync($"{Reports}/durations?{Days}")).GetProperty("median").GetInt32());
        Assert.Equal(3, (await web.JsonAsync($"{Reports}/ageing?{Days}")).GetProperty("total").GetInt32());
        Assert.Equal("location", (await web.JsonAsync($"{Reports}/sla?{Days}")).Text("by"));
        Assert.Equal("team", (await web.JsonAsync($"{Reports}/sla?{Days}&by=team")).Text("by"));
        Assert.Single(web.Grains.Reports.Asked.Distinct());
    }

    [Theory]
    [InlineData(
        "flow",
        "step,value,next_step,next_value,tickets\r\nteam,'=Net,ending,late,3\r\nteam,,ending,late,2\r\n"
    )]
    [InlineData(
        "durations",
        "of,team,from_seconds,to_seconds,tickets,median_seconds,mean_seconds,p90_seconds\r\n"
            + "bin,,0,3600,2,,,\r\nbin,,3600,,0,,,\r\nall,,,,2,60,90,120\r\nteam,Net,,,2,60,90,120\r\n"
    )]
    [InlineData("ageing", "team,from_days,to_days,tickets\r\nNet,0,1,1\r\nNet,1,,2\r\n")]
    [InlineData(
        "sla",
        "of,location,resolution_due,resolution_in_time,response_due,response_in_time\r\nall,,4,3,2,2\r\n"
            + "group,Lyon,4,3,2,2\r\n"
    )]
    public async Task Each_is_a_file_too(string report, string text)
    {
        using var answer = await web.Http.GetAsync($"{Reports}/{report}.csv?{Days}");
        Assert.Equal(text, (await answer.Content.ReadAsStringAsync()).TrimStart('\ufeff'));
        Assert.Equal(
            $"attachment; filename=\"{Some.Desk}-{report}-2026-03-02-2026-03-03.csv\"",
            answer.Content.Headers.ContentDisposition!.ToString()
        );
    }

    [Fact]
    public async Task Arrivals_are_a_file_of_all_hours_of_the_week()
    {
        var lines = (await web.Http.GetStringAsync($"{Reports}/arrivals.csv?{Days}&locale=de-DE")).Split("\r\n");
        Assert.Equal(1 + 168 + 1, lines.Length);
        Assert.Equal("2;23;0;1", lines[1 + 47]);
    }

    [Theory]
    [InlineData("flow?to=2026-03-03", "from", "is missing")]
    [InlineData("rows?from=2026-03-03", "to", "is missing")]
    [InlineData($"sla?{Days}&by=assignee", "by", "location, team, category, priority, kind")]
    [InlineData($"sla.csv?{Days}&by=x", "by", "location, team, category, priority, kind")]
    [InlineData($"rows?{Days}&of=closed", "of", "opened, resolved, responded or open")]
    [InlineData($"rows?{Days}&limit=1001", "limit", "1 to 1000")]
    [InlineData($"flow.csv?{Days}&locale=xx-nowhere", "locale", "There is no locale")]
    public async Task What_is_wrong_is_named_with_the_mend(string path, string parameter, string mend)
    {
        var problem = await web.ProblemAsync($"{Reports}/{path}", HttpStatusCode.BadRequest);
        Assert.Equal(parameter, problem.Text("parameter"));
        Assert.Contains(mend, problem.Text("detail"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_the_desk_refuses_is_told()
    {
        web.Grains.Reports.Fault = new ReportQueryException("to", "to is before from.");
        Assert.Equal(
            "to",
            (await web.ProblemAsync($"{Reports}/ageing?{Days}", HttpStatusCode.BadRequest)).Text("parameter")
        );
        web.Grains.Reports.Fault = new TableQueryException("There is no column 'colour'.");
        await web.ProblemAsync($"{Reports}/rows?{Days}", HttpStatusCode.BadRequest);
        web.Grains.Reports.Fault = new ItsmAwayException("No answer.");
        await web.ProblemAsync($"{Reports}/rows.csv?{Days}", HttpStatusCode.ServiceUnavailable);
        web.Grains.Reports.Fault = new TooManyReportsException("16 reports are being made.");
        await web.ProblemAsync($"{Reports}/flow?{Days}", HttpStatusCode.ServiceUnavailable);
    }

    [Fact]
    public async Task Rows_come_in_pages_and_all_of_them_as_a_file()
    {
        var page = await web.JsonAsync($"{Reports}/rows?{Days}&of=resolved&limit=5&after=5");
        Assert.Equal("INC-0", page.GetProperty("rows")[0].Text("id"));
        Assert.Equal("1", page.Text("next"));
        var (query, after, limit) = ((PeriodRowsQuery, string, int))web.Grains.Reports.Asked[0];
        Assert.Equal((PeriodOf.Resolved, "5", 5), (query.Of, after, limit));

        var lines = (await web.Http.GetStringAsync($"{Reports}/rows.csv?{Days}")).Split("\r\n");
        Assert.Equal(
            ["id", "INC-1", "INC-2", "INC-3"],
            lines.SkipLast(1).Select(line => line.Split(',')[0].TrimStart('\ufeff'))
        );
        Assert.Equal(0, web.Grains.Reports.Files);
    }

    [Fact]
    public async Task A_file_that_nobody_takes_any_more_is_ended()
    {
        web.Grains.Reports.Parts = int.MaxValue;
        using (
            var answer = await web.Http.GetAsync($"{Reports}/rows.csv?{Days}", HttpCompletionOption.ResponseHeadersRead)
        )
            Assert.Equal(1, web.Grains.Reports.Files);
        await Eventually.IsTrueAsync(() => Task.FromResult(web.Grains.Reports.Files == 0), () => "the file was ended.");
    }

    [Fact]
    public async Task The_head_of_a_file_reads_nothing()
    {
        using var head = new HttpRequestMessage(HttpMethod.Head, $"{Reports}/rows.csv?{Days}");
        using var answer = await web.Http.SendAsync(head);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Empty(web.Grains.Reports.Asked);
    }
}
