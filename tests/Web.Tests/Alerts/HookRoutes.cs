using System.Collections.Immutable;
using System.Net;
using System.Net.Http.Headers;
using System.Text;
using Apollo.Model;
using Apollo.Web.Tests.Support;

namespace Apollo.Web.Tests.Alerts;

/// <summary>Hooks over HTTP, and who was told of an alert.</summary>
public sealed class HookRoutes : IAsyncLifetime
{
    private const string Body = """{"name":" Ops\nroom ","url":"https://hooks.example.com/s3cret","secret":"k"}""";
    private RunningWeb web = null!;

    public async Task InitializeAsync() => web = await RunningWeb.StartAsync();

    public Task DisposeAsync() => web.DisposeAsync().AsTask();

    [Fact]
    public async Task A_hook_is_added_changed_tested_and_removed_and_its_secrets_are_never_shown()
    {
        using var added = await SendAsync(HttpMethod.Post, "", Body);
        Assert.Equal(HttpStatusCode.Created, added.StatusCode);
        Assert.Equal(new HookDraft("Ops room", "https://hooks.example.com/s3cret", "k", HookPreset.Json), Draft);
        var told = await added.Content.ReadAsStringAsync();
        Assert.DoesNotContain("s3cret", told, StringComparison.Ordinal);
        Assert.Contains("\"hasSecret\":true", told, StringComparison.Ordinal);

        using var changed = await SendAsync(HttpMethod.Put, "/h1", """{"name":"Ops"}""", "\"1\"");
        Assert.Equal((HttpStatusCode.OK, "\"2\""), (changed.StatusCode, changed.Headers.ETag?.Tag));
        Assert.Equal(new HookDraft("Ops", null, null, HookPreset.Json), Draft);
        using var stale = await SendAsync(HttpMethod.Put, "/h1", """{"name":"Ops"}""", "\"1\"");
        Assert.Equal(HttpStatusCode.PreconditionFailed, stale.StatusCode);

        web.Grains.Hooks.Answer = new TestSent(false, "It answered 404.");
        using var test = await SendAsync(HttpMethod.Post, "/h1/test");
        Assert.Equal("""{"sent":false,"error":"It answered 404."}""", await test.Content.ReadAsStringAsync());
        using var removed = await SendAsync(HttpMethod.Delete, "/h1");
        Assert.Equal(HttpStatusCode.NoContent, removed.StatusCode);
        using var gone = await SendAsync(HttpMethod.Post, "/h1/test");
        Assert.Equal(HttpStatusCode.NotFound, gone.StatusCode);
    }

    [Theory]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("""{"name":"x"}""")]
    [InlineData("""{"name":"x","url":"ftp://example.com"}""")]
    [InlineData("""{"name":"x","url":"https://me:pw@example.com/"}""")]
    [InlineData("""{"name":"x","url":"https://example.com","preset":"pager"}""")]
    [InlineData("""{"name":"x","url":"https://example.com","preset":"pagerduty"}""")]
    [InlineData("""{"name":"x","url":"https://example.com","desk":"nowhere"}""")]
    public async Task What_is_no_hook_is_refused(string body)
    {
        using var answer = await SendAsync(HttpMethod.Post, "", body);
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Null(Draft);
    }

    [Fact]
    public async Task A_manager_sees_who_was_told_of_an_alert()
    {
        web.Grains.Alerts.Tell(SomeAlert.Firing("a1"));
        var told = new AlertTold("email", "Ana", TellState.Sent, Some.Now, 2, null, "p1");
        web.Grains.Delivery.All = ImmutableDictionary<string, ImmutableArray<AlertTold>>.Empty.Add("a1", [told]);
        var shown = await web.JsonAsync($"/api/desks/{Some.Desk}/alerts");
        var one = shown[0].GetProperty("told")[0];
        Assert.Equal(("email", "Ana", "sent"), (one.Text("channel"), one.Text("to"), one.Text("state")));
        Assert.False(one.TryGetProperty("recipient", out _));
    }

    private HookDraft? Draft => web.Grains.Hooks.Draft;

    private async Task<HttpResponseMessage> SendAsync(
        HttpMethod method,
        string path,
        string? body = null,
        string? ifMatch = null
    )
    {
        using var request = new HttpRequestMessage(method, "/api/hooks" + path);
        request.Headers.Add("Origin", web.Address.GetLeftPart(UriPartial.Authority));
        if (ifMatch is not null)
            request.Headers.IfMatch.Add(EntityTagHeaderValue.Parse(ifMatch));
        if (body is not null)
            request.Content = new StringContent(body, Encoding.UTF8, "application/json");
        return await web.Http.SendAsync(request);
    }
}
