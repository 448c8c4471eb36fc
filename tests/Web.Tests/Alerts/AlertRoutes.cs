using System.Net;
using System.Net.Http.Headers;
using System.Text;
using Apollo.Model;
using Apollo.Web.Tests.Support;

namespace Apollo.Web.Tests.Alerts;

/// <summary>Rules, alerts and silences over HTTP.</summary>
public sealed class AlertRoutes : IAsyncLifetime
{
    private const string Path = $"/api/desks/{Some.Desk}";
    private const string Rule = """{"name":" Overdue ","kpi":"overdue","above":true,"critical":{"at":10,"for":60}}""";
    private RunningWeb web = null!;

    public async Task InitializeAsync() => web = await RunningWeb.StartAsync();

    public Task DisposeAsync() => web.DisposeAsync().AsTask();

    [Fact]
    public async Task A_rule_is_added_read_changed_and_removed()
    {
        using var added = await SendAsync(HttpMethod.Post, "/alert-rules", Rule);
        Assert.Equal(HttpStatusCode.Created, added.StatusCode);
        Assert.Equal(
            """{"id":"r1","name":"Overdue","kind":"kpi","kpi":"overdue","dimension":null,"group":null,"warning":null"""
                + ""","critical":{"at":10,"for":60,"recover":null,"ahead":null},"above":true"""
                + ""","hours":"always","notify":[],"repeat":null,"message":null,"enabled":false,"revision":1}""",
            await added.Content.ReadAsStringAsync()
        );
        Assert.Equal("\"1\"", added.Headers.ETag?.Tag);
        Assert.Equal($"{Path}/alert-rules/r1", added.Headers.Location?.OriginalString);
        var changed = Rule.Replace(
            "\"above\"",
            "\"hours\":{\"Monday\":\"08:00-12:00\"},\"above\"",
            StringComparison.Ordinal
        );
        using var kept = await SendAsync(HttpMethod.Put, "/alert-rules/r1", changed, "\"1\"");
        Assert.Equal((HttpStatusCode.OK, "\"2\""), (kept.StatusCode, kept.Headers.ETag?.Tag));
        using var stale = await SendAsync(HttpMethod.Put, "/alert-rules/r1", changed, "\"1\"");
        Assert.Equal(HttpStatusCode.PreconditionFailed, stale.StatusCode);
        var one = await web.JsonAsync($"{Path}/alert-rules/r1");
        Assert.Equal("08:00-12:00", one.GetProperty("hours").Text("Monday"));
        using var removed = await SendAsync(HttpMethod.Delete, "/alert-rules/r1", null, "\"2\"");
        Assert.Equal(HttpStatusCode.NoContent, removed.StatusCode);
        Assert.Empty((await web.JsonAsync($"{Path}/alert-rules")).EnumerateArray());
        using var gone = await SendAsync(HttpMethod.Delete, "/alert-rules/r1");
        Assert.Equal(HttpStatusCode.NotFound, gone.StatusCode);
    }

    [Theory]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("""{"name":"x","kpi":"overdue","above":true,"hours":"sometimes"}""")]
    [InlineData("""{"name":"x","kpi":"overdue","above":true,"kind":"weather"}""")]
    [InlineData("""{"name":"x","kpi":"overdue","above":true,"notify":[null]}""")]
    public async Task What_is_no_rule_is_refused(string body)
    {
        using var answer = await SendAsync(HttpMethod.Post, "/alert-rules", body);
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
    }

    [Fact]
    public async Task What_the_desk_refuses_is_answered_in_its_words()
    {
        web.Grains.Alerts.Refusal = new RuleSaved(AlertOutcome.Wrong, Field: "kpi", Reason: "There is no KPI 'x'.");
        using var wrong = await SendAsync(HttpMethod.Post, "/alert-rules", Rule);
        Assert.Equal(HttpStatusCode.BadRequest, wrong.StatusCode);
        Assert.Contains("There is no KPI 'x'.", await wrong.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        web.Grains.Alerts.Refusal = new RuleSaved(AlertOutcome.NotForYou);
        using var refused = await SendAsync(HttpMethod.Post, "/alert-rules", Rule);
        Assert.Equal(HttpStatusCode.Forbidden, refused.StatusCode);
        web.Grains.Alerts.Refusal = new RuleSaved(AlertOutcome.TooMany);
        using var many = await SendAsync(HttpMethod.Post, "/alert-rules", Rule);
        Assert.Equal(HttpStatusCode.Conflict, many.StatusCode);
    }

    [Fact]
    public async Task A_rule_is_tried_on_the_last_thirty_days_or_as_asked()
    {
        using var tried = await SendAsync(
            HttpMethod.Post,
            "/alert-rules/test",
            $$"""{"rule":{"id":"r7",{{Rule.Trim()[1..]}},"of":"critical"}"""
        );
        Assert.Equal(HttpStatusCode.OK, tried.StatusCode);
        var asked = web.Grains.BackTests.Asked!;
        Assert.Equal(("r7", "Overdue", KpiStatus.Critical), (asked.Rule.Id, asked.Rule.Name, asked.Of));
        Assert.Equal(TimeSpan.FromDays(30), asked.To - asked.From);
        var told = await tried.Content.ReadAsStringAsync();
        Assert.Contains("""{"severity":"critical","group":null,""", told, StringComparison.Ordinal);
        Assert.Contains(""","least":1,"most":3,""", told, StringComparison.Ordinal);
        Assert.Contains("\"around\":[{\"at\":10,\"times\":1,\"total\":60.5}]", told, StringComparison.Ordinal);

        web.Grains.BackTests.Fault = new HistoryQueryException("kpi", "There is no KPI 'x'.");
        await RefusedAsync("kpi", $$"""{"rule":{{Rule}}}""");
        await RefusedAsync("of", $$"""{"rule":{{Rule}},"of":"warning"}""");
        await RefusedAsync("of", $$"""{"rule":{{Rule}},"of":"1"}""");
        await RefusedAsync(null, "{}");

        async Task RefusedAsync(string? parameter, string body)
        {
            using var answer = await SendAsync(HttpMethod.Post, "/alert-rules/test", body);
            Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
            var problem = await answer.Content.ReadAsStringAsync();
            Assert.Contains(parameter is null ? "No rule" : $"\"{parameter}\"", problem, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task An_alert_is_acknowledged_and_taken_back()
    {
        web.Grains.Alerts.Tell(SomeAlert.Firing("a1"));
        using var taken = await SendAsync(HttpMethod.Put, "/alerts/a1/acknowledge", """{"comment":" on it "}""");
        Assert.Equal(HttpStatusCode.OK, taken.StatusCode);
        Assert.Equal("on it", web.Grains.Alerts.Asked!.Value.Comment);
        var shown = await web.JsonAsync($"{Path}/alerts?state=firing");
        Assert.Equal("local admin", shown[0].GetProperty("acknowledged").Text("by"));
        using var back = await SendAsync(HttpMethod.Delete, "/alerts/a1/acknowledge");
        Assert.Equal(HttpStatusCode.OK, back.StatusCode);
        Assert.Null(web.Grains.Alerts.All[0].Acknowledged);
        using var none = await SendAsync(HttpMethod.Put, "/alerts/a2/acknowledge", "{}");
        Assert.Equal(HttpStatusCode.NotFound, none.StatusCode);
        using var unknown = await SendAsync(HttpMethod.Get, "/alerts?state=7");
        Assert.Equal(HttpStatusCode.BadRequest, unknown.StatusCode);
    }

    [Fact]
    public async Task A_silence_says_what_until_when_and_why()
    {
        var until = Some.Now.AddHours(1).ToString("O");
        using var kept = await SendAsync(
            HttpMethod.Post,
            "/silences",
            $$"""{"group":"team:Network","until":"{{until}}","reason":"Works"}"""
        );
        Assert.Equal(HttpStatusCode.Created, kept.StatusCode);
        var all = await web.JsonAsync($"{Path}/silences");
        Assert.Equal(("team:Network", "Works"), (all[0].Text("group"), all[0].Text("reason")));
        using var ended = await SendAsync(HttpMethod.Delete, $"/silences/{all[0].Text("id")}");
        Assert.Equal(HttpStatusCode.NoContent, ended.StatusCode);
        foreach (
            var body in (string[])
                [
                    "[]",
                    $$"""{"until":"{{until}}","reason":"Works"}""",
                    $$"""{"kpi":"overdue","until":"{{until}}"}""",
                    """{"kpi":"overdue","reason":"Works"}""",
                    """{"kpi":"overdue","until":"2020-01-01T00:00:00Z","reason":"Works"}""",
                    """{"kpi":"overdue","until":"2090-01-01T00:00:00Z","reason":"Works"}""",
                    """{"kpi":"overdue","from":"9999-12-30","until":"9999-12-31","reason":"Works"}""",
                ]
        )
        {
            using var wrong = await SendAsync(HttpMethod.Post, "/silences", body);
            Assert.Equal(HttpStatusCode.BadRequest, wrong.StatusCode);
        }
    }

    private async Task<HttpResponseMessage> SendAsync(
        HttpMethod method,
        string path,
        string? body = null,
        string? ifMatch = null
    )
    {
        using var request = new HttpRequestMessage(method, Path + path);
        request.Headers.Add("Origin", web.Address.GetLeftPart(UriPartial.Authority));
        if (ifMatch is not null)
            request.Headers.IfMatch.Add(EntityTagHeaderValue.Parse(ifMatch));
        if (body is not null)
            request.Content = new StringContent(body, Encoding.UTF8, "application/json");
        return await web.Http.SendAsync(request);
    }
}

/// <summary>Alerts that are whole.</summary>
internal static class SomeAlert
{
    public static Alert Firing(string id) =>
        new()
        {
            Id = id,
            Rule = "r1",
            Name = "Overdue",
            Kpi = "overdue",
            Severity = KpiStatus.Critical,
            State = AlertPhase.Firing,
            Since = Some.Now,
            FiredAt = Some.Now,
            ChangedAt = Some.Now,
        };
}
