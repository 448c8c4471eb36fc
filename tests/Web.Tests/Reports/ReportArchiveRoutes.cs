using System.Net;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Apollo.Model;
using Apollo.Servers;
using Apollo.Web.Tests.Support;
using static Apollo.Web.Tests.Support.SomeCallers;

namespace Apollo.Web.Tests.Reports;

/// <summary>The archive of reports over HTTP: what is shown, how it is walled, who may put into it.</summary>
public sealed class ReportArchiveRoutes : IAsyncLifetime
{
    private const string Path = $"/api/desks/{Some.Desk}/reports/archive";
    private const string Page = "<!doctype html><html><head><style>p{color:red}</style></head><body>x</body></html>";
    private RunningWeb web = null!;

    public async Task InitializeAsync() => web = await RunningWeb.StartAsync();

    public Task DisposeAsync() => web.DisposeAsync().AsTask();

    [Fact]
    public async Task A_service_report_runs_nothing_and_only_its_own_style_is_taken()
    {
        web.Grains.Archive.Put(ReportKind.Service, Page);
        using var page = await web.Http.GetAsync($"{Path}/r1");
        Assert.Equal("text/html", page.Content.Headers.ContentType?.MediaType);
        Assert.Equal(Page, await page.Content.ReadAsStringAsync());
        var policy = Assert.Single(page.Headers.GetValues("Content-Security-Policy"));
        var hash = Convert.ToBase64String(SHA256.HashData("p{color:red}"u8));
        Assert.StartsWith($"default-src 'none'; style-src 'sha256-{hash}'; img-src data:; sandbox;", policy);
        Assert.DoesNotContain("script-src", policy, StringComparison.Ordinal);
        using var csv = await web.Http.GetAsync($"{Path}/r1.csv");
        Assert.Equal("text/csv", csv.Content.Headers.ContentType?.MediaType);
        Assert.Equal("service-report-2026-10.csv", csv.Content.Headers.ContentDisposition?.FileName);
        Assert.Equal([0xEF, 0xBB, 0xBF], (await csv.Content.ReadAsByteArrayAsync())[..3]);
        using var none = await web.Http.GetAsync($"{Path}/r7");
        Assert.Equal(HttpStatusCode.NotFound, none.StatusCode);
    }

    [Fact]
    public async Task Without_a_browser_there_is_no_pdf_and_it_says_the_mend()
    {
        web.Grains.Archive.Put(ReportKind.Service, Page);
        using var answer = await web.Http.GetAsync($"{Path}/r1.pdf");
        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        Assert.Contains("Apollo:Reports:Browser", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Reports_are_made_listed_and_read_again()
    {
        using var made = await PostAsync("", """{"every":"month","from":"2026-10-07"}""");
        Assert.Equal(HttpStatusCode.Created, made.StatusCode);
        Assert.Equal($"{Path}/r1", made.Headers.Location?.OriginalString);
        var entry = Assert.Single((await web.JsonAsync(Path)).EnumerateArray());
        Assert.Equal(("service", "2026-10-01"), (entry.Text("kind"), entry.Text("from")));
        Assert.Equal(1_000, entry.GetProperty("madeAt").GetInt64());
        using var again = await PostAsync("/r1/again", "");
        var check = JsonSerializer.Deserialize<JsonElement>(await again.Content.ReadAsStringAsync());
        var differs = Assert.Single(check.GetProperty("differs").EnumerateArray());
        Assert.Equal(("team / Größe / opened", "1"), (differs.Text("figure"), differs.Text("was")));
        foreach (
            var (body, parameter) in ((string, string?)[])
                [
                    ("""{"every":"month","from":"7 Oct"}""", "from"),
                    ("""{"every":"month","from":"2150-01-01"}""", "from"),
                    ("""{"every":"year","from":"2026-10-07"}""", null),
                    ("""{"every":7,"from":"2026-10-07"}""", null),
                ]
        )
            await RefusedAsync("", body, parameter);
    }

    [Fact]
    public async Task A_notebook_runs_no_script_and_too_large_a_page_is_refused()
    {
        using var kept = await PostAsync("/notebooks", Notebook("<script>1</script>"));
        Assert.Equal(HttpStatusCode.Created, kept.StatusCode);
        using var page = await web.Http.GetAsync($"{Path}/r1");
        var policy = Assert.Single(page.Headers.GetValues("Content-Security-Policy"));
        Assert.StartsWith("default-src 'none'; style-src 'unsafe-inline'; ", policy, StringComparison.Ordinal);
        Assert.Contains("; sandbox;", policy, StringComparison.Ordinal);
        Assert.DoesNotContain("script-src", policy, StringComparison.Ordinal);
        using var csv = await web.Http.GetAsync($"{Path}/r1.csv");
        Assert.Equal(HttpStatusCode.NotFound, csv.StatusCode);
        await RefusedAsync("/notebooks", Notebook(""), "html");
        await RefusedAsync("/notebooks", Notebook("x").Replace("2026-10-31", "2026-09-30"), "period");
        using var large = await PostAsync("/notebooks", Notebook(new string('x', IReportArchiveGrain.LargestPage)));
        Assert.Equal(HttpStatusCode.Created, large.StatusCode);
        using var larger = await PostAsync(
            "/notebooks",
            Notebook(new string('x', IReportArchiveGrain.LargestPage + 1))
        );
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, larger.StatusCode);
    }

    [Fact]
    public async Task A_token_of_a_manager_keeps_notebooks_and_may_write_nothing_else()
    {
        await using var signed = await AllCallers.StartWebAsync();
        signed.Grains.Access.Put(Token("token of notebooks", On(Some.Desk, Role.Manager)));
        await signed.Access.ReachAsync(await signed.Grains.Access.Now(), CancellationToken.None);
        foreach (
            var (caller, path, status) in ((string, string, HttpStatusCode)[])
                [
                    ("token of notebooks", "/archive/notebooks", HttpStatusCode.Created),
                    ("token of notebooks", "/archive/", HttpStatusCode.Forbidden),
                    ("token of notebooks", "/schedules/", HttpStatusCode.Forbidden),
                    ("token", "/archive/notebooks", HttpStatusCode.Forbidden),
                    (Display, "/archive/notebooks", HttpStatusCode.Forbidden),
                ]
        )
        {
            using var request = new HttpRequestMessage(
                HttpMethod.Post,
                new Uri(signed.Address, $"/api/desks/{Some.Desk}/reports{path}")
            );
            Show(request, caller);
            request.Headers.Add("Origin", signed.Address.GetLeftPart(UriPartial.Authority));
            request.Content = new StringContent(Notebook("x"), Encoding.UTF8, "application/json");
            using var answer = await signed.Http.SendAsync(request);
            Assert.Equal((caller, path, status), (caller, path, answer.StatusCode));
        }
    }

    [Fact]
    public async Task A_report_leaves_as_pdf_where_there_is_a_browser_and_a_notebook_does_not()
    {
        await using var printing = await RunningWeb.StartAsync(
            new Dictionary<string, string?> { ["Apollo:Reports:Browser"] = Tool.Find("chromium", "chromium") }
        );
        printing.Grains.Archive.Put(ReportKind.Service, Page);
        printing.Grains.Archive.Put(ReportKind.Notebook, Page);
        using var pdf = await printing.Http.GetAsync($"{Path}/r1.pdf");
        Assert.Equal("application/pdf", pdf.Content.Headers.ContentType?.MediaType);
        Assert.Equal("service-report-2026-10.pdf", pdf.Content.Headers.ContentDisposition?.FileName);
        Assert.StartsWith("%PDF-", Encoding.ASCII.GetString(await pdf.Content.ReadAsByteArrayAsync()));
        using var notebook = await printing.Http.GetAsync($"{Path}/r2.pdf");
        Assert.Equal(HttpStatusCode.NotFound, notebook.StatusCode);
    }

    private static string Notebook(string html) =>
        """{"name":"Study","period":{"from":"2026-10-01","to":"2026-10-31"},"html":"""
        + $"{JsonSerializer.Serialize(html)}}}";

    private async Task<HttpResponseMessage> PostAsync(string path, string body) =>
        await web.Http.PostAsync(
            $"{Path}{path}",
            new StringContent(body, Encoding.UTF8, new MediaTypeHeaderValue("application/json"))
        );

    private async Task RefusedAsync(string path, string body, string? parameter)
    {
        using var answer = await PostAsync(path, body);
        Assert.Equal((body, HttpStatusCode.BadRequest), (body, answer.StatusCode));
        var problem = JsonSerializer.Deserialize<JsonElement>(await answer.Content.ReadAsStringAsync());
        Assert.Equal(
            (body, parameter),
            (body, problem.TryGetProperty("parameter", out var named) ? named.GetString() : null)
        );
    }
}
