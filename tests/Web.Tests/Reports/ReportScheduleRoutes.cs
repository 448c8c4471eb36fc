using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Apollo.Web.Tests.Support;

namespace Apollo.Web.Tests.Reports;

/// <summary>When reports are made, over HTTP.</summary>
public sealed class ReportScheduleRoutes : IAsyncLifetime
{
    private const string Path = $"/api/desks/{Some.Desk}/reports/schedules";
    private RunningWeb web = null!;

    public async Task InitializeAsync() => web = await RunningWeb.StartAsync();

    public Task DisposeAsync() => web.DisposeAsync().AsTask();

    [Fact]
    public async Task A_schedule_is_added_changed_only_as_it_was_read_and_removed()
    {
        using var added = await SendAsync(
            HttpMethod.Post,
            "",
            """{"every":"week","at":"07:30","to":["role:manager","mail:a@b.org","role:manager"],"name":" Weekly "}"""
        );
        Assert.Equal(HttpStatusCode.Created, added.StatusCode);
        Assert.Equal($"{Path}/s1", added.Headers.Location?.OriginalString);
        Assert.Equal("\"1\"", added.Headers.ETag?.Tag);
        var schedule = Assert.Single((await web.JsonAsync(Path)).EnumerateArray());
        Assert.Equal(("week", "07:30", "Weekly"), (schedule.Text("every"), schedule.Text("at"), schedule.Text("name")));
        Assert.True(schedule.GetProperty("enabled").GetBoolean());
        Assert.Equal(2, schedule.GetProperty("to").GetArrayLength());

        const string off = """{"every":"day","at":"00:05","name":"Daily","enabled":false}""";
        using var changed = await SendAsync(HttpMethod.Put, "/s1", off, "\"1\"");
        Assert.Equal(HttpStatusCode.OK, changed.StatusCode);
        using var stale = await SendAsync(HttpMethod.Put, "/s1", off, "\"1\"");
        Assert.Equal(HttpStatusCode.PreconditionFailed, stale.StatusCode);
        using var missing = await SendAsync(HttpMethod.Put, "/s7", off);
        Assert.Equal(HttpStatusCode.NotFound, missing.StatusCode);
        using var removed = await SendAsync(HttpMethod.Delete, "/s1", null, "\"2\"");
        Assert.Equal(HttpStatusCode.NoContent, removed.StatusCode);
        Assert.Empty((await web.JsonAsync(Path)).EnumerateArray());
    }

    [Theory]
    [InlineData("""{"every":"year","at":"07:30","name":"x"}""", null)]
    [InlineData("""{"every":3,"at":"07:30","name":"x"}""", null)]
    [InlineData("""{"every":"day","at":"7:30","name":"x"}""", "at")]
    [InlineData("""{"every":"day","at":"24:00","name":"x"}""", "at")]
    [InlineData("""{"every":"day","at":"07:30","name":" "}""", "name")]
    [InlineData("""{"every":"day","at":"07:30","name":"x","report":"other"}""", "report")]
    [InlineData("""{"every":"day","at":"07:30","name":"x","to":["hook:none"]}""", "to")]
    [InlineData("[]", null)]
    public async Task What_is_wrong_is_named(string body, string? parameter)
    {
        using var answer = await SendAsync(HttpMethod.Post, "", body);
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        var problem = JsonSerializer.Deserialize<JsonElement>(await answer.Content.ReadAsStringAsync());
        Assert.Equal(parameter, problem.TryGetProperty("parameter", out var named) ? named.GetString() : null);
    }

    [Fact]
    public async Task Why_somebody_cannot_have_it_is_said_in_the_words_of_the_desk_and_nothing_is_kept()
    {
        using var answer = await SendAsync(
            HttpMethod.Post,
            "",
            """{"every":"day","at":"07:30","name":"x","to":["role:manager","hook:none"]}"""
        );
        var problem = JsonSerializer.Deserialize<JsonElement>(await answer.Content.ReadAsStringAsync());
        Assert.Equal(("to", "There is no hook."), (problem.Text("parameter"), problem.Text("detail")));
        Assert.Empty((await web.JsonAsync(Path)).EnumerateArray());
    }

    private async Task<HttpResponseMessage> SendAsync(
        HttpMethod method,
        string path,
        string? body,
        string? known = null
    )
    {
        using var request = new HttpRequestMessage(method, new Uri(web.Address, Path + path));
        if (body is not null)
            request.Content = new StringContent(body, Encoding.UTF8, new MediaTypeHeaderValue("application/json"));
        if (known is not null)
            request.Headers.IfMatch.ParseAdd(known);
        return await web.Http.SendAsync(request);
    }
}
