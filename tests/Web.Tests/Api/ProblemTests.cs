using System.Net;
using Apollo.Model;
using Apollo.Web.Tests.Support;
using Orleans.Runtime;

namespace Apollo.Web.Tests.Api;

/// <summary>Refusals say what is wrong and how to mend it, and give away nothing.</summary>
public sealed class ProblemTests : IAsyncLifetime
{
    private const string Secret = "Host=itsm;Username=apollo;Password=hunter2";
    private RunningWeb web = null!;

    public async Task InitializeAsync() => web = await RunningWeb.StartAsync();

    public async Task DisposeAsync() => await web.DisposeAsync();

    [Fact]
    public async Task What_a_browser_reads_as_a_page_a_program_reads_as_problem_details()
    {
        const string Path = "/api/session/oidc/nobody";
        var problem = await web.ProblemAsync(Path, HttpStatusCode.NotFound);
        Assert.Equal("No such provider", problem.Text("title"));

        using var asked = new HttpRequestMessage(HttpMethod.Get, Path);
        asked.Headers.Add("Accept", "text/html");
        using var page = await web.Http.SendAsync(asked);
        Assert.Equal(HttpStatusCode.NotFound, page.StatusCode);
        Assert.Equal("text/html", page.Content.Headers.ContentType!.MediaType);
    }

    [Theory]
    [InlineData("/api/desks/nowhere/catalogue")]
    [InlineData("/api/desks/nowhere/kpis")]
    [InlineData("/api/desks/nowhere/kpis/backlog")]
    [InlineData("/api/desks/nowhere/health")]
    public async Task An_unknown_desk_is_not_found_and_the_list_of_desks_is_named(string path)
    {
        var problem = await web.ProblemAsync(path, HttpStatusCode.NotFound);

        Assert.Equal(
            "There is no desk 'nowhere' for you. GET /api/desks lists those there are.",
            problem.Text("detail")
        );
    }

    [Fact]
    public async Task An_unknown_kpi_is_not_found_and_the_catalogue_is_named()
    {
        var problem = await web.ProblemAsync("/api/desks/harbour/kpis/blacklog", HttpStatusCode.NotFound);

        Assert.Equal(
            "There is no KPI 'blacklog'. GET /api/desks/harbour/catalogue lists those there are.",
            problem.Text("detail")
        );
    }

    [Theory]
    [InlineData("colour")]
    [InlineData("Team")]
    [InlineData("")]
    public async Task An_unknown_breakdown_is_a_bad_request_that_names_those_there_are(string dimension)
    {
        var problem = await web.ProblemAsync($"/api/desks/harbour/kpis?groups={dimension}", HttpStatusCode.BadRequest);

        Assert.Equal(
            $"There is no breakdown '{dimension}'. Breakdowns: team, assignee, technician, location, "
                + "category, priority.",
            problem.Text("detail")
        );
    }

    [Theory]
    [InlineData("/api/nothing")]
    [InlineData("/api/desks/harbour/kpi")]
    [InlineData("/api/desks/harbour/kpis.csv")]
    [InlineData("/hubs/nothing")]
    public async Task A_route_that_is_not_there_is_not_found_and_the_list_of_routes_is_named(string path)
    {
        var problem = await web.ProblemAsync(path, HttpStatusCode.NotFound);

        Assert.Equal($"There is nothing at {path}. The routes are listed at /openapi/v1.json.", problem.Text("detail"));
    }

    [Theory]
    [InlineData("/api/desks/harbour/kpis")]
    [InlineData("/api/desks/harbour/kpis/backlog")]
    public async Task Until_the_first_read_is_complete_one_is_asked_to_come_again(string path)
    {
        web.Grains.Kpi.IsRead = false;
        web.Grains.Desk.Restart(Some.Board()[0]);

        var problem = await web.ProblemAsync(path, HttpStatusCode.ServiceUnavailable);

        Assert.Equal("The ITSM is being read for the first time. Ask again in a moment.", problem.Text("detail"));
    }

    [Theory]
    [InlineData("/api/desks/harbour/catalogue")]
    [InlineData("/api/desks/harbour/kpis")]
    [InlineData("/api/desks/harbour/kpis/backlog")]
    [InlineData("/api/desks/harbour/health")]
    public async Task A_silo_that_is_away_is_said_without_its_words(string path)
    {
        web.Grains.Desk.Fault = web.Grains.Kpi.Fault = new OrleansException(Secret);

        var problem = await web.ProblemAsync(path, HttpStatusCode.ServiceUnavailable);

        Assert.Equal("The silo does not answer. Ask again in a moment.", problem.Text("detail"));
        Assert.DoesNotContain("hunter2", problem.GetRawText(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_ITSM_that_is_away_is_said_with_its_reason()
    {
        web.Grains.Kpi.Fault = new ItsmAwayException("PostgreSql, tickets.sql: the connection failed.");

        var problem = await web.ProblemAsync("/api/desks/harbour/kpis/backlog", HttpStatusCode.ServiceUnavailable);

        Assert.Equal(
            "The ITSM cannot be read now: PostgreSql, tickets.sql: the connection failed. Ask again in a moment.",
            problem.Text("detail")
        );
    }

    /// <summary>An error nobody foresaw, thrown in a grain, must not carry its message out.</summary>
    [Theory]
    [InlineData("/api/desks/harbour/catalogue")]
    [InlineData("/api/desks/harbour/kpis")]
    [InlineData("/api/desks/harbour/health")]
    public async Task No_answer_shows_a_connection_string(string path)
    {
        web.Grains.Desk.Fault = new InvalidOperationException(Secret);

        var problem = await web.ProblemAsync(path, HttpStatusCode.InternalServerError);

        Assert.DoesNotContain("hunter2", problem.GetRawText(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_a_silo_every_route_says_so_and_health_is_not_ready()
    {
        await using var alone = await RunningWeb.StartAsync(grains =>
            grains.DirectoryFault = new OrleansException(Secret)
        );

        foreach (
            var path in (string[])
                [
                    "/api/desks",
                    "/api/desks/harbour/catalogue",
                    "/api/desks/harbour/kpis",
                    "/api/desks/harbour/kpis/backlog",
                    "/api/desks/harbour/health",
                ]
        )
            Assert.Equal(
                "The silo does not answer. Ask again in a moment.",
                (await alone.ProblemAsync(path, HttpStatusCode.ServiceUnavailable)).Text("detail")
            );
        using var ready = await alone.Http.GetAsync("/health/detail");
        Assert.Equal(HttpStatusCode.ServiceUnavailable, ready.StatusCode);
        Assert.Equal("ok", await alone.Http.GetStringAsync("/health/live"));
    }

    [Fact]
    public async Task A_web_is_ready_when_every_number_is_there_and_not_before()
    {
        await using var early = await RunningWeb.StartAsync(grains => grains.Desk.Restart(Some.Board()[..1]));
        await early.UntilAsync(feeds => feeds.Find(Some.Desk)?.ReadAt is not null);

        using var before = await early.Http.GetAsync("/health/ready");
        Assert.Equal(HttpStatusCode.ServiceUnavailable, before.StatusCode);
        await early.ProblemAsync("/api/desks/harbour/kpis", HttpStatusCode.ServiceUnavailable);

        early.Grains.Desk.Restart(Some.Board());
        await early.UntilAsync(feeds => feeds.Find(Some.Desk)!.Holds(Some.Catalogue));

        Assert.Equal("ready", await early.Http.GetStringAsync("/health/ready"));
        await early.CardsAsync();
    }

    [Fact]
    public async Task A_silo_that_comes_later_is_found_by_itself()
    {
        await using var early = await RunningWeb.StartAsync(grains =>
            grains.DirectoryFault = new OrleansException("not yet")
        );
        await early.ProblemAsync("/api/desks", HttpStatusCode.ServiceUnavailable);

        early.Grains.DirectoryFault = null;
        await early.UntilAsync(feeds =>
        {
            early.Time.Advance(TimeSpan.FromMilliseconds(200));
            return feeds.Desks.Count > 0;
        });

        Assert.Equal(1, (await early.JsonAsync("/api/desks")).GetArrayLength());
    }

    [Fact]
    public async Task A_desk_that_fails_shows_in_health_without_its_words_until_it_answers_again()
    {
        Assert.Equal("ready", await web.Http.GetStringAsync("/health/ready"));
        web.Grains.Desk.Fault = new InvalidOperationException(Secret);
        web.Grains.Desk.Say(Some.Delta("backlog", 2));
        await web.UntilAsync(feeds => feeds.Find(Some.Desk)!.Error is not null);

        var desk = (await web.JsonAsync("/health/detail")).GetProperty("desks").GetProperty(Some.Desk);
        Assert.Equal("The silo does not answer.", desk.Text("error"));

        web.Grains.Desk.Fault = null;
        await web.UntilAsync(feeds =>
        {
            web.Time.Advance(TimeSpan.FromMilliseconds(100));
            return feeds.Find(Some.Desk)!.Error is null;
        });
    }

    [Fact]
    public async Task A_silo_that_never_answers_is_given_up_after_eight_seconds()
    {
        web.Grains.Desk.Hangs = true;
        var asked = web.ProblemAsync("/api/desks/harbour/catalogue", HttpStatusCode.ServiceUnavailable);
        await web.Grains.Desk.Hanging;

        web.Time.Advance(TimeSpan.FromSeconds(7.9));
        Assert.False(asked.IsCompleted);
        // The question may reach its own wait after the clock was moved: moved on until it is given up.
        while (!asked.IsCompleted)
        {
            web.Time.Advance(TimeSpan.FromSeconds(8));
            await Task.Yield();
        }

        Assert.Equal("The silo does not answer. Ask again in a moment.", (await asked).Text("detail"));
    }
}
