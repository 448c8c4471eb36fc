using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;
using Apollo.Web.Tests.Support;

namespace Apollo.Web.Tests.Api;

/// <summary>What HTTP asks of every route, and what is answered to a request that cannot be taken.</summary>
public sealed class RequestRulesTests : IAsyncLifetime
{
    private const string List = "/api/desks/harbour/kpis/backlog/tickets";
    private RunningWeb web = null!;

    public async Task InitializeAsync() => web = await RunningWeb.StartAsync();

    public async Task DisposeAsync() => await web.DisposeAsync();

    [Theory]
    [InlineData(List + "?limit=abc", "limit", "whole number")]
    [InlineData(List + "?limit=", "limit", "whole number")]
    [InlineData(List + "?limit=1&limit=2", "limit", "whole number")]
    [InlineData(List + "?limit=99999999999", "limit", "whole number")]
    [InlineData(List + "?limit=5001", "limit", "0 to 5000")]
    [InlineData(List + "?offset=-1", "offset", "the first row is 0")]
    [InlineData(List + "?at=noon&version=7-3", "at", "ISO 8601")]
    [InlineData(List + "?at=2026-03-02T09:00:00Z", "version", "give both")]
    [InlineData(List + ".csv?limit=many", "limit", "whole number")]
    [InlineData("/api/desks/harbour/tickets.xlsx?offset=x", "offset", "whole number")]
    [InlineData("/api/desks/harbour/tickets/values", "column", "column is missing")]
    [InlineData("/api/desks/harbour/kpis?groups=colour", "groups", "team, assignee")]
    [InlineData("/api/desks/harbour/kpis/backlog/moves?since=yesterday", "since", "ISO 8601")]
    [InlineData("/api/desks/harbour/kpis/backlog/moves?since=0001-01-01T00:00:00Z", "since", "from 1900 to 2199")]
    [InlineData("/api/desks/harbour/kpis/backlog/ahead?hours=0", "hours", "from 1 to 24")]
    [InlineData("/api/desks/harbour/kpis/backlog/ahead?hours=25", "hours", "from 1 to 24")]
    [InlineData("/api/desks/harbour/kpis/backlog/ahead?hours=soon", "hours", "whole number")]
    [InlineData("/api/desks/harbour/interventions?from=yesterday", "from", "ISO 8601")]
    [InlineData("/api/desks/harbour/interventions?from=9999-12-31T23:59:59Z", "from", "from 1900 to 2199")]
    [InlineData("/api/desks/harbour/interventions?to=0001-01-01T00:00:00%2B14:00", "to", "from 1900 to 2199")]
    [InlineData("/api/desks/harbour/interventions?from=2026-01-02T00:00Z&to=2026-01-01T00:00Z", "to", "later instant")]
    [InlineData("/api/desks/harbour/interventions?from=2020-01-01T00:00Z&to=2026-01-01T00:00Z", "to", "shorter")]
    public async Task A_wrong_parameter_is_named_with_the_mend(string path, string parameter, string mend)
    {
        var problem = await web.ProblemAsync(path, HttpStatusCode.BadRequest);

        Assert.Equal(parameter, problem.Text("parameter"));
        Assert.Contains(mend, problem.Text("detail"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("INC%2F1", "INC/1")]
    [InlineData("INC%252F1", "INC%2F1")]
    [InlineData("100%25%20s%C3%BBr%3F", "100% sûr?")]
    public async Task A_ticket_is_asked_for_by_its_whole_id(string encoded, string id)
    {
        var problem = await web.ProblemAsync($"/api/desks/harbour/tickets/{encoded}?x=/y", HttpStatusCode.NotFound);

        Assert.Equal($"Desk harbour has no ticket '{id}'.", problem.Text("detail"));
    }

    [Theory]
    [InlineData("/api/desks")]
    [InlineData("/api/desks/harbour/kpis")]
    [InlineData("/api/desks/nowhere/kpis")]
    [InlineData(List + ".csv")]
    [InlineData(List + ".xlsx")]
    [InlineData("/api/nothing")]
    [InlineData("/health/live")]
    [InlineData("/openapi/v1.json")]
    [InlineData("/")]
    public async Task Head_is_get_without_the_body(string path)
    {
        using var whole = await web.Http.GetAsync(path);
        using var request = new HttpRequestMessage(HttpMethod.Head, path);
        using var head = await web.Http.SendAsync(request);

        Assert.Equal(whole.StatusCode, head.StatusCode);
        Assert.Equal(whole.Content.Headers.ContentType, head.Content.Headers.ContentType);
        Assert.Equal(whole.Content.Headers.ContentDisposition, head.Content.Headers.ContentDisposition);
        Assert.Empty(await head.Content.ReadAsByteArrayAsync());
    }

    [Theory]
    [InlineData("DELETE", "/api/desks", "GET, HEAD")]
    [InlineData("POST", "/api/desks/harbour/kpis", "GET, HEAD")]
    [InlineData("PATCH", "/api/me/dashboards/Mine", "GET, HEAD, PUT, DELETE")]
    [InlineData("POST", "/api/desks/harbour/locations", "GET, HEAD, PUT")]
    [InlineData("GET", List + "/query", "POST")]
    public async Task A_method_that_a_route_does_not_take_is_answered_with_those_it_takes(
        string method,
        string path,
        string allowed
    )
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), path);
        using var answer = await web.Http.SendAsync(request);
        var problem = JsonDocument.Parse(await answer.Content.ReadAsStringAsync()).RootElement;

        Assert.Equal(HttpStatusCode.MethodNotAllowed, answer.StatusCode);
        Assert.Equal(allowed.Split(", ").Order(), answer.Content.Headers.Allow.Order());
        Assert.Contains($"does not take {method}", problem.Text("detail"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/")]
    [InlineData("/board/mine")]
    [InlineData("/tv")]
    public async Task A_page_is_only_read(string path)
    {
        using var answer = await web.Http.PostAsync(path, null);

        Assert.Equal(HttpStatusCode.MethodNotAllowed, answer.StatusCode);
    }

    [Fact]
    public async Task A_body_too_large_is_413_with_the_limit()
    {
        using var answer = await web.Http.PutAsync(
            "/api/me/dashboards/Large",
            new StringContent(new string('x', 1024 * 1024 + 1), Encoding.UTF8, "application/json")
        );

        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, answer.StatusCode);
        Assert.Contains("1024 KiB", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("utf-7")]
    [InlineData("utf-16")]
    [InlineData("nonsense")]
    public async Task Json_that_is_not_in_utf_8_is_415_with_the_mend(string charset)
    {
        using var content = new ByteArrayContent("{}"u8.ToArray());
        content.Headers.TryAddWithoutValidation("Content-Type", $"application/json; charset={charset}");
        using var answer = await web.Http.PostAsync($"{List}/query", content);

        Assert.Equal(HttpStatusCode.UnsupportedMediaType, answer.StatusCode);
        Assert.Contains("UTF-8", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("POST", "/api/desks", HttpStatusCode.MethodNotAllowed)]
    [InlineData("GET", "/api/nothing", HttpStatusCode.NotFound)]
    [InlineData("GET", List + "?limit=x", HttpStatusCode.BadRequest)]
    public async Task An_error_is_problem_details_whatever_kind_of_answer_was_asked_for(
        string method,
        string path,
        HttpStatusCode status
    )
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), path);
        request.Headers.TryAddWithoutValidation("Accept", "text/csv");
        using var answer = await web.Http.SendAsync(request);

        Assert.Equal(status, answer.StatusCode);
        Assert.Equal("application/problem+json", answer.Content.Headers.ContentType?.MediaType);
    }

    [Fact]
    public async Task A_body_that_comes_too_slowly_is_408_with_the_mend()
    {
        using var client = new TcpClient();
        await client.ConnectAsync(web.Address.Host, web.Address.Port);
        var stream = client.GetStream();
        var head =
            $"POST {List}/query HTTP/1.1\r\nHost: {web.Address.Authority}\r\n"
            + "Content-Type: application/json\r\nContent-Length: 900\r\nConnection: close\r\n\r\n{";
        await stream.WriteAsync(Encoding.ASCII.GetBytes(head));
        var answer = await new StreamReader(stream).ReadToEndAsync().WaitAsync(TimeSpan.FromSeconds(60));

        Assert.StartsWith("HTTP/1.1 408", answer, StringComparison.Ordinal);
        Assert.Contains("too slowly", answer, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_filter_of_ten_thousand_letters_fits_into_an_address()
    {
        var filter = $"title ~ \"{new string('é', 6_000)}\"";

        await web.JsonAsync($"{List}?filter={Uri.EscapeDataString(filter)}");

        Assert.Equal(filter, web.Grains.Rows.Asked!.Filter);
    }

    [Fact]
    public async Task An_address_too_long_is_414_and_names_the_way_that_takes_it()
    {
        var problem = await web.ProblemAsync(
            $"{List}?filter={new string('x', 50_000)}",
            HttpStatusCode.RequestUriTooLong
        );

        Assert.Contains("POST", problem.Text("detail"), StringComparison.Ordinal);
        Assert.Contains("/tickets/query", problem.Text("detail"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_an_address_carries_may_be_posted_too()
    {
        using var answer = await web.Http.PostAsJsonAsync(
            $"{List}/query",
            new
            {
                filter = "priority = 1",
                sort = "-id",
                limit = 7,
                columns = "id,openedAt",
            }
        );

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal(
            ("priority = 1", "-id", 7, "id openedAt"),
            (
                web.Grains.Rows.Asked!.Filter,
                web.Grains.Rows.Asked.Sort,
                web.Grains.Rows.Asked.Limit,
                string.Join(' ', web.Grains.Rows.Asked.Columns)
            )
        );
        using var wrong = await web.Http.PostAsJsonAsync($"{List}/query", new { limit = -1 });
        Assert.Equal(HttpStatusCode.BadRequest, wrong.StatusCode);
        using var garbled = await web.Http.PostAsync($"{List}/query", new StringContent("{"));
        Assert.Equal(HttpStatusCode.UnsupportedMediaType, garbled.StatusCode);
    }

    /// <summary>A server set up in another country says the same to programs.</summary>
    [Theory]
    [InlineData("th-TH")]
    [InlineData("fa-IR")]
    [InlineData("tr-TR")]
    [InlineData("de-DE")]
    public async Task Answers_and_files_are_the_same_in_every_culture(string culture)
    {
        string[] paths =
        [
            "/api/desks/harbour/kpis",
            "/api/desks/harbour/health",
            List,
            List + ".csv",
            List + ".xlsx",
            "/api/desks/harbour/tables/team.csv",
            "/api/desks/harbour/interventions?from=2026-03-01T00:00:00Z",
            "/api/desks/harbour/interventions.ics",
            List + "?limit=5001",
        ];
        var usual = new List<string>();
        foreach (var path in paths)
            usual.Add(await TextAsync(path));
        var before = CultureInfo.DefaultThreadCurrentCulture;
        CultureInfo.DefaultThreadCurrentCulture = CultureInfo.GetCultureInfo(culture);
        try
        {
            await using var abroad = await RunningWeb.StartAsync();
            web = abroad;
            foreach (var (path, text) in paths.Zip(usual))
                Assert.Equal(text, await TextAsync(path));
        }
        finally
        {
            CultureInfo.DefaultThreadCurrentCulture = before;
        }
    }

    /// <summary>What an answer says; of a workbook its sheet, for the rest holds the time it was made.</summary>
    private async Task<string> TextAsync(string path)
    {
        using var answer = await web.Http.GetAsync(path);
        if (!path.EndsWith(".xlsx", StringComparison.Ordinal))
            return string.Join(
                '\n',
                (await answer.Content.ReadAsStringAsync())
                    .Split('\n')
                    .Where(line => !line.Contains("traceId", StringComparison.Ordinal))
            );
        await using var book = new System.IO.Compression.ZipArchive(await answer.Content.ReadAsStreamAsync());
        using var sheet = new StreamReader(await book.GetEntry("xl/worksheets/sheet1.xml")!.OpenAsync());
        return await sheet.ReadToEndAsync();
    }
}
