using System.Net;
using System.Net.Http.Headers;
using System.Text;
using Apollo.Model;
using Apollo.Web.Tests.Support;

namespace Apollo.Web.Tests.Limits;

/// <summary>The limits of a desk's numbers over HTTP, and how screens hear that they are others.</summary>
public sealed class LimitsRoutes : IAsyncLifetime
{
    private const string Path = $"/api/desks/{Some.Desk}/limits";
    private RunningWeb web = null!;

    public async Task InitializeAsync() => web = await RunningWeb.StartAsync();

    public Task DisposeAsync() => web.DisposeAsync().AsTask();

    [Fact]
    public async Task Limits_are_read_set_and_go_back_to_the_configuration()
    {
        using var read = await SendAsync(HttpMethod.Get, "/overdue");
        Assert.Equal("\"0\"", read.Headers.ETag?.Tag);
        Assert.Equal(
            """{"kpi":"overdue","group":null,"warning":5,"critical":10,"changed":false,"from":null,"by":null"""
                + ""","configured":{"warning":5,"critical":10},"revision":0}""",
            await read.Content.ReadAsStringAsync()
        );
        using var set = await SendAsync(HttpMethod.Put, "/overdue", """{"warning":2}""", "\"0\"");
        Assert.Equal((HttpStatusCode.OK, "\"1\""), (set.StatusCode, set.Headers.ETag?.Tag));
        using var stale = await SendAsync(HttpMethod.Put, "/overdue", """{"warning":3}""", "\"0\"");
        Assert.Equal(HttpStatusCode.PreconditionFailed, stale.StatusCode);
        var one = Assert.Single((await web.JsonAsync(Path)).EnumerateArray());
        Assert.Equal(
            (2, true, null),
            (one.GetProperty("warning").GetDouble(), one.GetProperty("changed").GetBoolean(), one.Text("critical"))
        );
        using var back = await SendAsync(HttpMethod.Delete, "/overdue", null, "\"1\"");
        Assert.Equal(HttpStatusCode.OK, back.StatusCode);
        Assert.Equal(5, (await web.JsonAsync($"{Path}/overdue")).GetProperty("warning").GetDouble());
        var team = await web.JsonAsync($"{Path}/overdue?group=team:Network");
        Assert.Equal("team:Network", team.Text("group"));
    }

    [Theory]
    [InlineData("/overdue", "[]", HttpStatusCode.BadRequest)]
    [InlineData("/overdue", """{"warning":"many"}""", HttpStatusCode.BadRequest)]
    [InlineData("/overdue", """{"warning":2000}""", HttpStatusCode.BadRequest)]
    [InlineData("/weather", "{}", HttpStatusCode.NotFound)]
    public async Task What_cannot_be_is_refused(string path, string body, HttpStatusCode status)
    {
        using var answer = await SendAsync(HttpMethod.Put, path, body);
        Assert.Equal(status, answer.StatusCode);
    }

    [Fact]
    public async Task A_screen_hears_at_once_that_limits_are_others_and_reads_them_anew()
    {
        await using var screen = await Screen.WatchAsync(web, "cards");
        var first = (await screen.PulseAsync()).Text("limits");
        await web.JsonAsync($"/api/desks/{Some.Desk}/catalogue");
        var asked = web.Grains.Desk.CatalogueAsked;
        await web.JsonAsync($"/api/desks/{Some.Desk}/catalogue");
        Assert.Equal(asked, web.Grains.Desk.CatalogueAsked);

        web.Grains.Desk.Limits = new Position(7, 1);
        web.Grains.Desk.Say();
        string? later;
        while ((later = (await screen.PulseAsync()).Text("limits")) == first)
            continue;
        Assert.Equal("7-1", later);
        await web.JsonAsync($"/api/desks/{Some.Desk}/catalogue");
        Assert.Equal(asked + 1, web.Grains.Desk.CatalogueAsked);
    }

    private async Task<HttpResponseMessage> SendAsync(
        HttpMethod method,
        string path,
        string? body = null,
        string? tag = null
    )
    {
        using var request = new HttpRequestMessage(method, Path + path);
        if (body is not null)
            request.Content = new StringContent(body, Encoding.UTF8, "application/json");
        if (tag is not null)
            request.Headers.IfMatch.Add(EntityTagHeaderValue.Parse(tag));
        return await web.Http.SendAsync(request);
    }
}
