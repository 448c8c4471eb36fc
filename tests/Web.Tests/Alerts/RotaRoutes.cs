using System.Net;
using System.Net.Http.Headers;
using System.Text;
using Apollo.Web.Tests.Support;

namespace Apollo.Web.Tests.Alerts;

/// <summary>Who is on call, over HTTP.</summary>
public sealed class RotaRoutes : IAsyncLifetime
{
    private const string Path = $"/api/desks/{Some.Desk}/rotas";
    private const string Rota = """
        {"people":["p1"],"begins":"2026-03-02","at":"09:00",
        "exchanges":[{"from":"2026-03-03T00:00:00Z","until":"2026-03-04T00:00:00Z","person":"p1"}]}
        """;

    private RunningWeb web = null!;

    public async Task InitializeAsync() => web = await RunningWeb.StartAsync();

    public Task DisposeAsync() => web.DisposeAsync().AsTask();

    [Fact]
    public async Task A_rota_is_kept_read_with_who_is_on_call_and_removed()
    {
        using var kept = await SendAsync(HttpMethod.Put, "/Network", Rota, "\"0\"");
        Assert.Equal((HttpStatusCode.OK, "\"1\""), (kept.StatusCode, kept.Headers.ETag?.Tag));
        var all = await web.JsonAsync(Path);
        var one = Assert.Single(all.GetProperty("rotas").EnumerateArray());
        Assert.Equal("Ana", one.GetProperty("onCall").Text("name"));
        Assert.Equal(
            ("Network", "2026-03-02", "09:00:00"),
            (
                one.GetProperty("rota").Text("team"),
                one.GetProperty("rota").Text("begins"),
                one.GetProperty("rota").Text("at")
            )
        );
        using var stale = await SendAsync(HttpMethod.Put, "/Network", Rota, "\"0\"");
        Assert.Equal(HttpStatusCode.PreconditionFailed, stale.StatusCode);
        using var removed = await SendAsync(HttpMethod.Delete, "/Network");
        Assert.Equal(HttpStatusCode.NoContent, removed.StatusCode);
        using var gone = await SendAsync(HttpMethod.Delete, "/Network");
        Assert.Equal(HttpStatusCode.NotFound, gone.StatusCode);
    }

    [Theory]
    [InlineData("[]")]
    [InlineData("""{"people":[null],"begins":"2026-03-02","at":"09:00"}""")]
    [InlineData("""{"people":["p1"],"begins":"2 March","at":"09:00"}""")]
    [InlineData("""{"people":["p1"],"begins":"2026-03-02","at":"nine"}""")]
    [InlineData("""{"people":["p1"],"begins":"2026-03-02","at":"09:00","exchanges":[{"person":"p1"}]}""")]
    [InlineData("""{"people":["p2"],"begins":"2026-03-02","at":"09:00"}""")]
    public async Task What_is_no_rota_is_refused(string body)
    {
        using var answer = await SendAsync(HttpMethod.Put, "/Network", body);
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
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
