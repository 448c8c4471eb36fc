using System.Net;
using System.Text;
using System.Text.Json;
using Apollo.Model;
using Apollo.Web.Tests.Support;
using Orleans.Runtime;

namespace Apollo.Web.Tests.Me;

/// <summary>Own dashboards over HTTP, as a browser with a cookie asks.</summary>
public sealed class DashboardTests : IAsyncLifetime
{
    private const string Board = """
        {"version":1,"desk":"harbour","sections":[{"title":"Ligne été ✓","cards":[
        {"kpi":"backlog","size":"2x2","chart":"bars","breakdown":"team"},
        {"kpi":"backlog","size":"1x1","chart":"trend","breakdown":null}]}]}
        """;

    /// <summary>What stands before and after the fields of a card in a board of one card.</summary>
    private const string Before = """{"version":1,"desk":"harbour","sections":[{"title":"","cards":[{""";
    private const string After = "}]}]}";

    private RunningWeb web = null!;
    private HttpClient browser = null!;

    public async Task InitializeAsync()
    {
        web = await RunningWeb.StartAsync();
        browser = Browser();
    }

    public async Task DisposeAsync()
    {
        browser.Dispose();
        await web.DisposeAsync();
    }

    [Fact]
    public async Task A_browser_that_kept_nothing_has_no_dashboards_and_gets_no_cookie()
    {
        using var answer = await browser.GetAsync(At("/api/me/dashboards"));

        Assert.Equal("[]", await answer.Content.ReadAsStringAsync());
        Assert.False(answer.Headers.Contains("Set-Cookie"));
    }

    [Fact]
    public async Task What_is_kept_comes_back_as_it_was_listed_by_name()
    {
        using var saved = await SaveAsync(browser, "My board ✓", Board);
        var info = await JsonAsync(saved, HttpStatusCode.OK);
        var list = await GetAsync(browser, "/api/me/dashboards", HttpStatusCode.OK);
        var one = await GetAsync(browser, "/api/me/dashboards/My%20board%20%E2%9C%93", HttpStatusCode.OK);

        Assert.Equal("name share updatedAt", info.Fields());
        Assert.Equal("My board ✓", info.Text("name"));
        Assert.Equal(info.GetRawText(), Assert.Single(list.EnumerateArray()).GetRawText());
        Assert.Equal("document name share updatedAt", one.Fields());
        Assert.True(JsonElement.DeepEquals(JsonDocument.Parse(Board).RootElement, one.GetProperty("document")));
    }

    [Fact]
    public async Task A_field_that_is_not_known_is_no_fault_and_is_not_kept()
    {
        using var saved = await SaveAsync(
            browser,
            "A",
            Board.Replace("\"version\"", "\"group\":\"team:Network\",\"version\"", StringComparison.Ordinal)
        );
        var one = await GetAsync(browser, "/api/me/dashboards/A", HttpStatusCode.OK);

        Assert.Equal(HttpStatusCode.OK, saved.StatusCode);
        Assert.True(JsonElement.DeepEquals(JsonDocument.Parse(Board).RootElement, one.GetProperty("document")));
    }

    [Fact]
    public async Task The_cookie_is_random_hidden_from_scripts_and_not_what_the_store_sees()
    {
        using var saved = await SaveAsync(browser, "A", Board);
        using var other = Browser();
        using var elsewhere = await SaveAsync(other, "A", Board);
        var cookie = saved.Headers.GetValues("Set-Cookie").Single();
        var secret = cookie.Split('=', ';')[1];

        Assert.Matches("^apollo\\.me=[0-9a-f]{32}; max-age=34560000; path=/; samesite=lax; httponly$", cookie);
        Assert.DoesNotContain(secret, elsewhere.Headers.GetValues("Set-Cookie").Single(), StringComparison.Ordinal);
        Assert.Equal(2, web.Grains.Dashboards.Owners.Count());
        Assert.DoesNotContain(web.Grains.Dashboards.Owners, owner => owner.Contains(secret, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Another_browser_sees_nothing_of_it_but_through_the_shared_link()
    {
        using var saved = await SaveAsync(browser, "Mine", Board);
        var share = (await JsonAsync(saved, HttpStatusCode.OK)).Text("share");
        using var other = Browser();
        using var own = await SaveAsync(other, "Other", Board);

        await GetAsync(other, "/api/me/dashboards/Mine", HttpStatusCode.NotFound);
        using var deleted = await other.DeleteAsync(At("/api/me/dashboards/Mine"));
        Assert.Equal(HttpStatusCode.NotFound, deleted.StatusCode);
        Assert.Equal("Mine", (await GetAsync(other, $"/api/dashboards/{share}", HttpStatusCode.OK)).Text("name"));
        await GetAsync(other, $"/api/dashboards/{new string('0', 32)}", HttpStatusCode.NotFound);
        await GetAsync(other, "/api/dashboards/%25", HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task A_cookie_of_another_making_is_not_taken()
    {
        using var forged = new HttpClient { BaseAddress = web.Address };
        using var request = new HttpRequestMessage(HttpMethod.Put, "/api/me/dashboards/A")
        {
            Content = Body(Board),
            Headers = { { "Cookie", "apollo.me=1" } },
        };
        using var answer = await forged.SendAsync(request);

        Assert.Matches("apollo\\.me=[0-9a-f]{32};", answer.Headers.GetValues("Set-Cookie").Single());
    }

    [Fact]
    public async Task A_renamed_dashboard_keeps_its_link_and_a_deleted_one_is_gone()
    {
        using var saved = await SaveAsync(browser, "Old", Board);
        var share = (await JsonAsync(saved, HttpStatusCode.OK)).Text("share");
        using var renamed = await SaveAsync(browser, "New?from=Old", Board);

        Assert.Equal(share, (await JsonAsync(renamed, HttpStatusCode.OK)).Text("share"));
        await GetAsync(browser, "/api/me/dashboards/Old", HttpStatusCode.NotFound);
        using var deleted = await browser.DeleteAsync(At("/api/me/dashboards/New"));
        Assert.Equal(HttpStatusCode.NoContent, deleted.StatusCode);
        await GetAsync(browser, $"/api/dashboards/{share}", HttpStatusCode.NotFound);
    }

    [Theory]
    [InlineData("{", "This is not the JSON of a dashboard")]
    [InlineData("null", "A dashboard is a JSON object.")]
    [InlineData("{}", "version 0 is unknown")]
    [InlineData("""{"version":1,"sections":[]}""", "desk is no desk's id.")]
    [InlineData("""{"version":1,"desk":"Harbour","sections":[]}""", "desk is no desk's id.")]
    [InlineData("""{"version":1,"desk":"harbour"}""", "sections is a list of at most 50.")]
    [InlineData("""{"version":1,"desk":"harbour","sections":[null]}""", "sections[0] has a title")]
    [InlineData(
        """{"version":1,"desk":"harbour","sections":[{"title":"","cards":[null]}]}""",
        "sections[0].cards[0].kpi is no KPI's id."
    )]
    [InlineData(
        Before + """ "kpi":"../x","size":"1x1","chart":"trend" """ + After,
        "sections[0].cards[0].kpi is no KPI's id."
    )]
    [InlineData(
        Before + """ "kpi":"backlog","size":"9x9","chart":"trend" """ + After,
        "sections[0].cards[0].size is one of 1x1, 2x1, 2x2."
    )]
    [InlineData(
        Before + """ "kpi":"backlog","size":"1x1","chart":"pie" """ + After,
        "sections[0].cards[0].chart is one of trend, bars, none."
    )]
    [InlineData(
        Before + """ "kpi":"backlog","size":"1x1","chart":"trend","breakdown":"Colour" """ + After,
        "sections[0].cards[0].breakdown is null or one of team, "
    )]
    public async Task A_document_that_cannot_be_shown_is_refused_with_the_place(string body, string detail)
    {
        using var answer = await SaveAsync(browser, "A", body);

        Assert.Contains(
            detail,
            (await JsonAsync(answer, HttpStatusCode.BadRequest)).Text("detail"),
            StringComparison.Ordinal
        );
        Assert.Empty(web.Grains.Dashboards.Owners);
    }

    [Theory]
    [InlineData(200, HttpStatusCode.OK)]
    [InlineData(201, HttpStatusCode.BadRequest)]
    public async Task A_dashboard_has_at_most_200_cards(int count, HttpStatusCode status)
    {
        var cards = string.Join(
            ',',
            Enumerable.Repeat("""{"kpi":"backlog","size":"1x1","chart":"trend","breakdown":null}""", count)
        );
        using var answer = await SaveAsync(
            browser,
            "A",
            $$"""{"version":1,"desk":"harbour","sections":[{"title":"","cards":[{{cards}}]}]}"""
        );

        Assert.Equal(status, answer.StatusCode);
    }

    [Fact]
    public async Task A_dashboard_has_at_most_64_KiB()
    {
        using var fits = await SaveAsync(
            browser,
            "A",
            Board + new string(' ', (64 * 1024) - Encoding.UTF8.GetByteCount(Board))
        );
        using var tooLarge = await SaveAsync(browser, "A", Board + new string(' ', (64 * 1024) + 1));

        Assert.Equal(HttpStatusCode.OK, fits.StatusCode);
        Assert.Equal(
            "A dashboard has at most 64 KiB.",
            (await JsonAsync(tooLarge, HttpStatusCode.BadRequest)).Text("detail")
        );
    }

    [Theory]
    [InlineData("a%2Fb")]
    [InlineData("%20a")]
    [InlineData("a%0Ab")]
    [InlineData("1234567890123456789012345678901234567890123456789012345678901")]
    [InlineData("A?from=b%2Fc")]
    public async Task A_name_that_no_address_can_hold_is_refused(string name)
    {
        using var answer = await SaveAsync(browser, name, Board);

        Assert.Equal("No name", (await JsonAsync(answer, HttpStatusCode.BadRequest)).Text("title"));
    }

    [Theory]
    [InlineData(DashboardOutcome.TooMany, HttpStatusCode.Conflict, "You have 50 dashboards already. Delete one first.")]
    [InlineData(DashboardOutcome.NameTaken, HttpStatusCode.Conflict, "You have a dashboard 'A' already.")]
    [InlineData(
        DashboardOutcome.Missing,
        HttpStatusCode.NotFound,
        "You have no dashboard 'B'. GET /api/me/dashboards lists those there are."
    )]
    public async Task What_the_store_refuses_is_said(DashboardOutcome refusal, HttpStatusCode status, string detail)
    {
        web.Grains.Dashboards.Refusal = refusal;
        using var answer = await SaveAsync(browser, "A?from=B", Board);

        Assert.Equal(detail, (await JsonAsync(answer, status)).Text("detail"));
    }

    [Fact]
    public async Task Every_answer_with_a_dashboard_carries_its_revision_and_a_save_may_name_it()
    {
        using var saved = await SaveAsync(browser, "A", Board);
        using var read = await browser.GetAsync(At("/api/me/dashboards/A"));
        var tag = read.Headers.ETag!.ToString();

        Assert.Matches("^\"[0-9]{13}\"$", tag);
        Assert.Equal(tag, saved.Headers.ETag!.ToString());
        Assert.Null(web.Grains.Dashboards.Known);
        foreach (
            var (header, value, known) in ((string, string, DashboardKnown)[])
                [
                    ("If-Match", tag, new(true, Some.Now)),
                    ("If-Match", $"W/{tag}", new(true, Some.Now)),
                    ("If-Match", "*", new(true)),
                    ("If-Match", "\"other\"", new(true, DateTime.MinValue)),
                    ("If-Match", "\"99999999999999999\"", new(true, DateTime.MinValue)),
                    ("If-None-Match", "*", new(false)),
                ]
        )
        {
            using var answer = await SaveIfAsync((header, value));
            Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
            Assert.Equal(known, web.Grains.Dashboards.Known);
        }
    }

    [Theory]
    [InlineData(
        "If-Match",
        "\"1\"",
        "The dashboard 'A' was changed or deleted elsewhere since you read it. GET it again, and send the "
            + "ETag it has now."
    )]
    [InlineData("If-None-Match", "*", "You have a dashboard 'A' already.")]
    public async Task A_save_over_another_revision_fails_its_precondition(string header, string value, string detail)
    {
        web.Grains.Dashboards.Refusal = DashboardOutcome.Changed;
        using var answer = await SaveIfAsync((header, value));

        Assert.Equal(detail, (await JsonAsync(answer, HttpStatusCode.PreconditionFailed)).Text("detail"));
        Assert.Null(answer.Headers.ETag);
    }

    [Theory]
    [InlineData("If-Match", "1")]
    [InlineData("If-Match", "\"1\", \"2\"")]
    [InlineData("If-None-Match", "\"1\"")]
    public async Task A_condition_that_cannot_be_checked_is_refused(string header, string value)
    {
        using var answer = await SaveIfAsync((header, value));
        using var both = await SaveIfAsync(("If-Match", "*"), ("If-None-Match", "*"));

        Assert.Contains(
            header,
            (await JsonAsync(answer, HttpStatusCode.BadRequest)).Text("detail"),
            StringComparison.Ordinal
        );
        Assert.Equal("No condition", (await JsonAsync(both, HttpStatusCode.BadRequest)).Text("title"));
        Assert.Empty(web.Grains.Dashboards.Owners);
    }

    [Fact]
    public async Task A_store_or_silo_that_is_away_is_never_an_empty_list()
    {
        using var saved = await SaveAsync(browser, "A", Board);
        var share = (await JsonAsync(saved, HttpStatusCode.OK)).Text("share");
        foreach (
            var fault in (Exception[])
                [new StoreException(), new OrleansException("Password=hunter2"), new TimeoutException()]
        )
        {
            web.Grains.Dashboards.Fault = fault;
            foreach (var path in (string[])["/api/me/dashboards", "/api/me/dashboards/A", $"/api/dashboards/{share}"])
                Assert.DoesNotContain(
                    "hunter2",
                    (await GetAsync(browser, path, HttpStatusCode.ServiceUnavailable)).GetRawText(),
                    StringComparison.Ordinal
                );
            using var refused = await SaveAsync(browser, "A", Board);
            Assert.Equal(HttpStatusCode.ServiceUnavailable, refused.StatusCode);
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData("not json")]
    [InlineData("""{"version":1,"desk":"harbour","sections":[{"title":7}]}""")]
    public async Task A_board_that_cannot_be_read_is_told_and_can_be_saved_anew(string kept)
    {
        using var saved = await SaveAsync(browser, "A", Board);
        var share = (await JsonAsync(saved, HttpStatusCode.OK)).Text("share");
        web.Grains.Dashboards.Spoil(kept);

        foreach (var path in (string[])["/api/me/dashboards/A", $"/api/dashboards/{share}"])
        {
            var problem = await GetAsync(browser, path, HttpStatusCode.Conflict);
            Assert.Equal("Unreadable board", problem.Text("title"));
            Assert.Contains("Save it anew, or delete it", problem.Text("detail"), StringComparison.Ordinal);
        }
        using var again = await SaveAsync(browser, "A", Board);
        Assert.Equal(HttpStatusCode.OK, again.StatusCode);
        await GetAsync(browser, "/api/me/dashboards/A", HttpStatusCode.OK);
    }

    [Fact]
    public async Task Another_sites_page_cannot_save_in_the_users_name()
    {
        using var request = new HttpRequestMessage(HttpMethod.Put, "/api/me/dashboards/A")
        {
            Content = Body(Board),
            Headers = { { "Origin", "https://evil.example" } },
        };
        using var answer = await browser.SendAsync(request);

        Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
        Assert.Empty(web.Grains.Dashboards.Owners);
    }

    private HttpClient Browser() => new(new SocketsHttpHandler { UseCookies = true }) { BaseAddress = web.Address };

    private static Uri At(string path) => new(path, UriKind.Relative);

    private static StringContent Body(string json) => new(json, Encoding.UTF8, "application/json");

    private static Task<HttpResponseMessage> SaveAsync(HttpClient browser, string name, string json) =>
        browser.PutAsync(At($"/api/me/dashboards/{name}"), Body(json));

    private async Task<HttpResponseMessage> SaveIfAsync(params (string Header, string Value)[] conditions)
    {
        using var request = new HttpRequestMessage(HttpMethod.Put, "/api/me/dashboards/A") { Content = Body(Board) };
        foreach (var (header, value) in conditions)
            Assert.True(request.Headers.TryAddWithoutValidation(header, value));
        return await browser.SendAsync(request);
    }

    private static async Task<JsonElement> GetAsync(HttpClient browser, string path, HttpStatusCode status)
    {
        using var answer = await browser.GetAsync(At(path));
        Assert.Equal("no-store", answer.Headers.CacheControl!.ToString());
        return await JsonAsync(answer, status);
    }

    private static async Task<JsonElement> JsonAsync(HttpResponseMessage answer, HttpStatusCode status)
    {
        var text = await answer.Content.ReadAsStringAsync();
        Assert.True(status == answer.StatusCode, $"{answer.StatusCode}: {text}");
        Assert.Equal(
            answer.IsSuccessStatusCode ? "application/json" : "application/problem+json",
            answer.Content.Headers.ContentType!.MediaType
        );
        return JsonDocument.Parse(text).RootElement;
    }
}
