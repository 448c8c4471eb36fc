using System.Net;
using System.Text;
using System.Text.Json;
using Apollo.Web.Tests.Support;

namespace Apollo.Web.Tests.Displays;

/// <summary>Pairing and wall displays over HTTP, in a whole Apollo where nobody signs in: who asks is admin.</summary>
public sealed class DisplayRoutes(RunningDesk desk) : IClassFixture<RunningDesk>
{
    private const string Pairing = "api/session/display";

    [Fact]
    public async Task A_television_gets_a_secret_no_script_can_read_and_a_code_and_is_paired_by_it()
    {
        using var tv = new Television(desk.Address);
        Assert.Equal("waiting null", await tv.StateAsync());
        var (asked, cookie) = await tv.AskAsync();
        Assert.Matches("^apollo.display=[0-9a-f]{64}; max-age=34560000; path=/; samesite=lax; httponly$", cookie);
        var code = asked.Text("code")!;
        Assert.Equal($"waiting {code}", await tv.StateAsync());
        Assert.Equal(code, (await tv.AskAsync()).Answer.Text("code"));

        using var paired = await SendAsync(
            HttpMethod.Post,
            "api/displays/pair",
            JsonSerializer.Serialize(new { code = $"{code[..3]} {code[3..]}", name = " Floor 2 " })
        );
        Assert.Equal(HttpStatusCode.Created, paired.StatusCode);
        var display = await BodyAsync(paired);
        Assert.Equal("Floor 2", display.Text("name"));
        Assert.Equal("never", display.Text("state"));
        Assert.Equal("small", display.GetProperty("pages")[0].Text("desk"));

        Assert.Equal("paired null", await tv.StateAsync());
        var own = (await tv.GetAsync()).GetProperty("display");
        Assert.Equal(display.Text("id"), own.Text("id"));
        Assert.Equal("desk small", $"desk {own.GetProperty("pages")[0].Text("desk")}");

        using var removed = await SendAsync(HttpMethod.Delete, $"api/displays/{display.Text("id")}");
        Assert.Equal(HttpStatusCode.NoContent, removed.StatusCode);
        Assert.Equal("revoked null", await tv.StateAsync());
        var (anew, another) = await tv.AskAsync();
        Assert.Equal("waiting", anew.Text("state"));
        Assert.NotEqual(cookie, another);
    }

    [Fact]
    public async Task What_is_set_up_is_what_the_television_gets_with_the_cards_of_an_own_board()
    {
        using var tv = new Television(desk.Address);
        var id = await PairedAsync(tv, "Hall");
        var share = await BoardAsync();
        var body = $$"""
            {"name":"Hall","place":"3rd floor","seconds":45,"night":{"from":"20:00","to":"06:00","black":true},
             "distance":6.5,"diagonal":65,"sound":true,
             "pages":[{"desk":"small","title":"Mine","board":"{{share}}"},{"desk":"small","table":"team"},
                      {"desk":"broken","show":"interventions"},{"desk":"small","cards":["overdue","open-tickets"]}]}
            """;
        using var changed = await SendAsync(HttpMethod.Put, $"api/displays/{id}", body);
        Assert.Equal(HttpStatusCode.OK, changed.StatusCode);
        var answer = await BodyAsync(changed);
        Assert.Equal(changed.Headers.ETag?.Tag, $"\"{answer.GetProperty("revision").GetInt64()}\"");
        Assert.Equal(["small", "broken"], answer.GetProperty("desks").EnumerateArray().Select(one => one.GetString()));

        var pages = (await tv.GetAsync()).GetProperty("display").GetProperty("pages");
        Assert.Equal("""["open-tickets","overdue"]""", pages[0].GetProperty("cards").GetRawText());
        Assert.Equal(JsonValueKind.Null, pages[0].GetProperty("board").ValueKind);
        Assert.Equal("interventions", pages[2].Text("show"));

        using var late = await SendAsync(HttpMethod.Put, $"api/displays/{id}", body, "\"1\"");
        Assert.Equal(HttpStatusCode.PreconditionFailed, late.StatusCode);
        using var told = await SendAsync(HttpMethod.Post, $"api/displays/{id}/identify");
        Assert.Equal(HttpStatusCode.NoContent, told.StatusCode);
        using var nobody = await SendAsync(HttpMethod.Post, "api/displays/nobody/reload");
        Assert.Equal(HttpStatusCode.NotFound, nobody.StatusCode);
    }

    [Theory]
    [InlineData("""{"pages":[{"desk":"small"}]}""", "A display has a name of 1 to 60 characters")]
    [InlineData("""{"name":"x"}""", "A display has 1 to 50 pages.")]
    [InlineData("""{"name":"x","pages":[]}""", "A display has 1 to 50 pages.")]
    [InlineData("""{"name":"x","pages":[null]}""", "pages[0].desk is no desk's id.")]
    [InlineData("""{"name":"x","pages":[{"desk":"other"}]}""", "There is no desk 'other' that you manage.")]
    [InlineData("""{"name":"x","pages":[{"desk":"small","table":"assignee"}]}""", "pages[0].table is one of team,")]
    [InlineData("""{"name":"x","pages":[{"desk":"small","cards":[]}]}""", "pages[0].cards is a list of 1 to 60")]
    [InlineData("""{"name":"x","pages":[{"desk":"small","cards":[null]}]}""", "pages[0].cards is a list of 1 to 60")]
    [InlineData(
        """{"name":"x","pages":[{"desk":"small","table":"team","show":"alerts"}]}""",
        "pages[0] shows one thing: cards, board, table or show."
    )]
    [InlineData(
        """{"name":"x","pages":[{"desk":"small","board":"00112233445566778899aabbccddeeff"}]}""",
        "There is no board of the desk 'small' behind this link."
    )]
    [InlineData("""{"name":"x","pages":[{"desk":"small"}],"seconds":4}""", "A page stays 5 to 3600 seconds.")]
    [InlineData("""{"name":"x","pages":[{"desk":"small"}],"distance":0}""", "distance is 0.5 to 50 metres.")]
    [InlineData("""{"name":"x","pages":[{"desk":"small"}],"diagonal":1e9}""", "diagonal is 10 to 300 inches.")]
    [InlineData(
        """{"name":"x","pages":[{"desk":"small"}],"night":{"from":"8pm","to":"06:00"}}""",
        "night has from and to, two different times of the day such as 20:00."
    )]
    [InlineData("""{"name":5}""", "This is not the JSON of a display")]
    [InlineData("", "This is not the JSON of a display")]
    public async Task What_cannot_be_is_refused_with_the_reason(string body, string reason)
    {
        using var tv = new Television(desk.Address);
        var id = await PairedAsync(tv, "Refused");
        using var answer = await SendAsync(HttpMethod.Put, $"api/displays/{id}", body);
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.StartsWith(reason, (await BodyAsync(answer)).Text("detail"), StringComparison.Ordinal);
        (await SendAsync(HttpMethod.Delete, $"api/displays/{id}")).Dispose();
    }

    private async Task<string> PairedAsync(Television tv, string name)
    {
        var code = (await tv.AskAsync()).Answer.Text("code");
        using var paired = await SendAsync(
            HttpMethod.Post,
            "api/displays/pair",
            JsonSerializer.Serialize(new { code, name })
        );
        Assert.Equal(HttpStatusCode.Created, paired.StatusCode);
        return (await BodyAsync(paired)).Text("id")!;
    }

    private async Task<string> BoardAsync()
    {
        using var saved = await SendAsync(
            HttpMethod.Put,
            "api/me/dashboards/Mine",
            """
            {"version":1,"desk":"small","sections":[
              {"title":"","cards":[{"kpi":"open-tickets","size":"1x1","chart":"none","breakdown":null}]},
              {"title":"","cards":[{"kpi":"overdue","size":"1x1","chart":"none","breakdown":null}]}]}
            """
        );
        Assert.Equal(HttpStatusCode.OK, saved.StatusCode);
        return (await BodyAsync(saved)).Text("share")!;
    }

    private async Task<HttpResponseMessage> SendAsync(
        HttpMethod method,
        string path,
        string? body = null,
        string? ifMatch = null
    )
    {
        using var request = new HttpRequestMessage(method, new Uri(path, UriKind.Relative));
        if (body is not null)
            request.Content = new StringContent(body, Encoding.UTF8, "application/json");
        if (ifMatch is not null)
            request.Headers.TryAddWithoutValidation("If-Match", ifMatch);
        return await desk.Http.SendAsync(request);
    }

    private static async Task<JsonElement> BodyAsync(HttpResponseMessage answer) =>
        JsonDocument.Parse(await answer.Content.ReadAsStringAsync()).RootElement;

    /// <summary>A television: a browser with cookies of its own.</summary>
    private sealed class Television : IDisposable
    {
        private readonly HttpClient http;

        public Television(Uri address) => http = new HttpClient { BaseAddress = address };

        public async Task<JsonElement> GetAsync()
        {
            using var answer = await http.GetAsync(new Uri(Pairing, UriKind.Relative));
            Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
            return await BodyAsync(answer);
        }

        public async Task<string> StateAsync() =>
            await GetAsync() is var screen ? $"{screen.Text("state")} {screen.Text("code") ?? "null"}" : "";

        public async Task<(JsonElement Answer, string Cookie)> AskAsync()
        {
            using var answer = await http.PostAsync(new Uri(Pairing, UriKind.Relative), null);
            Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
            var cookie = Assert.Single(answer.Headers.GetValues("Set-Cookie"));
            return (
                await BodyAsync(answer),
                string.Join(
                    "; ",
                    cookie.Split("; ").Where(part => !part.StartsWith("expires", StringComparison.Ordinal))
                )
            );
        }

        public void Dispose() => http.Dispose();
    }
}
