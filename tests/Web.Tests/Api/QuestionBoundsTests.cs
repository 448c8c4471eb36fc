using System.Globalization;
using System.Net;
using System.Text;
using System.Text.Json;
using Apollo.Servers;
using Apollo.Web.Api;
using Apollo.Web.Tests.Support;

namespace Apollo.Web.Tests.Api;

/// <summary>One caller takes a part of a desk's time, never all of it.</summary>
public sealed class QuestionBoundsTests : IAsyncLifetime
{
    private const string List = "/api/desks/harbour/kpis/backlog/tickets";
    private readonly TaskCompletionSource gate = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private RunningWeb web = null!;

    public async Task InitializeAsync()
    {
        web = await RunningWeb.StartAsync();
        web.Grains.Rows.Gate = gate.Task;
    }

    public async Task DisposeAsync()
    {
        gate.TrySetResult();
        await web.DisposeAsync();
    }

    [Fact]
    public async Task So_many_questions_are_under_way_some_wait_and_the_rest_is_told_when_to_come_again()
    {
        const int All = QuestionBounds.OfCaller + QuestionBounds.WaitingOfCaller;
        var asked = Enumerable.Range(0, All + 5).Select(_ => web.Http.GetAsync(List)).ToList();

        for (var refused = 0; refused < 5; refused++)
        {
            var first = await Task.WhenAny(asked);
            asked.Remove(first);
            using var answer = await first;
            Assert.Equal(HttpStatusCode.TooManyRequests, answer.StatusCode);
            Assert.Equal(TimeSpan.FromSeconds(1), answer.Headers.RetryAfter!.Delta);
            var problem = JsonDocument.Parse(await answer.Content.ReadAsStringAsync()).RootElement;
            Assert.Contains("8 questions of this kind", problem.Text("detail"), StringComparison.Ordinal);
        }
        await Eventually.IsTrueAsync(
            () => web.Grains.Rows.Questions == QuestionBounds.OfCaller,
            "as many as may be under way are"
        );
        using (var light = await web.Http.GetAsync("/api/desks/harbour/kpis"))
            Assert.Equal(HttpStatusCode.OK, light.StatusCode);

        gate.SetResult();
        foreach (var answer in await Task.WhenAll(asked))
            Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal(All, web.Grains.Rows.Questions);
    }

    [Fact]
    public void Every_route_that_reads_many_rows_is_bounded()
    {
        var bounded = web
            .Routes.Where(route => route.Metadata.GetMetadata<CostlyQuestion>() is not null)
            .Select(route => route.RoutePattern.RawText!.Replace("/api/desks/{desk}/", "", StringComparison.Ordinal));
        Assert.Equal(
            [
                "alert-rules/test",
                "history.csv",
                "kpis/{kpi}/history.csv",
                "kpis/{kpi}/tickets",
                "kpis/{kpi}/tickets.csv",
                "kpis/{kpi}/tickets.xlsx",
                "kpis/{kpi}/tickets/query",
                "kpis/{kpi}/tickets/values",
                "reports/rows",
                "reports/rows.csv",
                "tickets",
                "tickets.csv",
                "tickets.xlsx",
                "tickets/query",
                "tickets/values",
                "tickets/{id}",
            ],
            bounded.Distinct().Order(StringComparer.Ordinal)
        );
    }

    [Fact]
    public async Task Who_waits_too_long_is_told_so()
    {
        var asked = Enumerable.Range(0, QuestionBounds.OfCaller).Select(_ => web.Http.GetAsync(List)).ToList();
        await Eventually.IsTrueAsync(() => web.Grains.Rows.Questions == asked.Count, "all are under way");
        var waiting = web.Http.GetAsync(List + ".csv");

        await Eventually.IsTrueAsync(
            () =>
            {
                web.Time.Advance(TimeSpan.FromSeconds(1));
                return waiting.IsCompleted && asked.TrueForAll(one => one.IsCompleted);
            },
            "the one that waits is answered, and the others later",
            TimeSpan.FromSeconds(20)
        );

        using var answer = await waiting;
        Assert.Equal(HttpStatusCode.TooManyRequests, answer.StatusCode);
        foreach (var given in await Task.WhenAll(asked))
            Assert.Equal(HttpStatusCode.ServiceUnavailable, given.StatusCode);
    }

    [Fact]
    public async Task Browsers_that_keep_something_for_the_first_time_are_bounded_and_the_others_go_on()
    {
        HttpResponseMessage? answer = null;
        for (var browser = 0; browser <= QuestionBounds.NewOwners; browser++)
            answer = await SaveAsync(browser);

        Assert.Equal(HttpStatusCode.TooManyRequests, answer!.StatusCode);
        Assert.Equal(TimeSpan.FromSeconds(20), answer.Headers.RetryAfter!.Delta);
        Assert.Equal(QuestionBounds.NewOwners, web.Grains.Dashboards.Owners.Count());
        Assert.Equal(HttpStatusCode.OK, (await SaveAsync(0)).StatusCode);
    }

    /// <summary>Saves a board with a cookie that was made up.</summary>
    private async Task<HttpResponseMessage> SaveAsync(int browser)
    {
        using var request = new HttpRequestMessage(HttpMethod.Put, "/api/me/dashboards/Mine")
        {
            Content = new StringContent(
                """{"version":1,"desk":"harbour","sections":[]}""",
                Encoding.UTF8,
                "application/json"
            ),
        };
        request.Headers.Add("Cookie", string.Create(CultureInfo.InvariantCulture, $"apollo.me={browser:x32}"));
        using var http = new HttpClient(new HttpClientHandler { UseCookies = false }) { BaseAddress = web.Address };
        return await http.SendAsync(request);
    }
}
