using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Apollo.Servers;

namespace Apollo.Integration.Tests.Access;

/// <summary>Signing in, people and sessions, through the whole of Apollo.</summary>
public sealed class SigningIn : IAsyncLifetime
{
    private static readonly object Member = new
    {
        desk = "north",
        role = "member",
        teams = new[] { "Network" },
        assignee = "N. One",
    };
    private static readonly string[] Scopes = ["read:north:manager", "operations"];
    private static readonly string[] Names = ["bob@example.com", "nobody@example.com"];
    private PeopleOfADesk people = null!;

    public async Task InitializeAsync() => people = await PeopleOfADesk.StartAsync();

    public async Task DisposeAsync() => await people.DisposeAsync();

    [Fact]
    public async Task Who_signs_in_is_told_roles_and_gets_a_cookie_that_no_script_reads()
    {
        using var bob = await people.JoinAsync("bob", Member);
        var session = await bob.JsonAsync("/api/session");
        Assert.Equal("bob", session.GetProperty("person").GetProperty("name").GetString());
        Assert.Equal(
            """[{"id":"north","role":"member","teams":["Network"],"assignee":"N. One"}]""",
            session.GetProperty("desks").GetRawText()
        );
        Assert.False(session.GetProperty("admin").GetBoolean());
        Assert.True(session.GetProperty("signIn").GetProperty("local").GetBoolean());

        using var other = people.Nobody();
        using var answer = await other.PostAsync(
            "/api/session",
            new { name = " BOB@example.com", password = PeopleOfADesk.Password }
        );
        Assert.Equal(HttpStatusCode.NoContent, answer.StatusCode);
        var cookie = answer.Headers.GetValues("Set-Cookie").Single(one => one.StartsWith("apollo.session=", default));
        Assert.Contains("httponly", cookie, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("samesite=lax", cookie, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("secure", cookie, StringComparison.OrdinalIgnoreCase);
        // It goes when the browser is closed.
        Assert.DoesNotContain("expires", cookie, StringComparison.OrdinalIgnoreCase);
        Assert.Equal(2, (await bob.JsonAsync("/api/me/sessions")).GetArrayLength());
    }

    [Fact]
    public async Task Who_wants_to_stay_signed_in_has_a_cookie_that_outlives_the_browser_for_30_days_at_most()
    {
        await people.JoinAsync("bob", Member);
        using var browser = people.Nobody();
        using var answer = await browser.PostAsync(
            "/api/session",
            new
            {
                name = "bob@example.com",
                password = PeopleOfADesk.Password,
                keep = true,
            }
        );
        var cookie = answer.Headers.GetValues("Set-Cookie").Single(one => one.StartsWith("apollo.session=", default));
        var ends = cookie.Split("expires=")[1].Split(';')[0];
        Assert.InRange(
            DateTime.Parse(ends, CultureInfo.InvariantCulture, DateTimeStyles.AdjustToUniversal),
            DateTime.UtcNow.AddDays(29),
            DateTime.UtcNow.AddDays(30)
        );
    }

    [Fact]
    public async Task A_name_that_does_not_exist_gets_the_same_as_a_wrong_password_at_every_try()
    {
        await people.JoinAsync("bob", Member);
        var answers = new List<string>[] { [], [] };
        var took = new List<TimeSpan>[] { [], [] };
        for (var number = 0; number < 7; number++)
            foreach (var (index, name) in Names.Index())
            {
                using var guest = people.Nobody();
                var begun = Stopwatch.GetTimestamp();
                using var answer = await guest.PostAsync("/api/session", new { name, password = "wrong" });
                if (answer.StatusCode == HttpStatusCode.Unauthorized)
                    took[index].Add(Stopwatch.GetElapsedTime(begun));
                var body = await answer.Content.ReadFromJsonAsync<Dictionary<string, JsonElement>>();
                body!.Remove("traceId");
                answers[index].Add($"{(int)answer.StatusCode} {JsonSerializer.Serialize(body)}");
            }
        Assert.Equal(answers[0], answers[1]);
        Assert.Equal(5, answers[0].Count(answer => answer.StartsWith("401", StringComparison.Ordinal)));
        Assert.StartsWith("429", answers[0][^1], StringComparison.Ordinal);
        // The same work is done for both: who listens to the time hears nothing.
        Assert.InRange(took[1].Min() / took[0].Min(), 0.25, 4);
        // Whoever is in stays in.
        await people.Admin.JsonAsync("/api/people");
    }

    [Fact]
    public async Task A_session_that_was_brought_along_is_never_the_one_that_begins()
    {
        using var bob = await people.JoinAsync("bob", Member);
        var before = bob.Session!;
        Assert.Equal(HttpStatusCode.NoContent, await bob.SignInAsync("bob@example.com"));
        Assert.NotEqual(before, bob.Session);
        using var old = people.Nobody();
        old.Cookies.Add(people.Address, new Cookie("apollo.session", before));
        Assert.Equal(HttpStatusCode.Unauthorized, await old.StatusAsync(HttpMethod.Get, "/api/me"));

        using var chosen = people.Nobody();
        var made = new string('a', 64);
        chosen.Cookies.Add(people.Address, new Cookie("apollo.session", made));
        Assert.Equal(HttpStatusCode.NoContent, await chosen.SignInAsync("bob@example.com"));
        Assert.NotEqual(made, chosen.Session);
    }

    [Fact]
    public async Task Signing_out_ends_the_session_and_a_changed_password_all_others()
    {
        using var bob = await people.JoinAsync("bob", Member);
        using var phone = people.Nobody();
        await phone.SignInAsync("bob@example.com");
        Assert.Equal(
            HttpStatusCode.NoContent,
            await bob.StatusAsync(
                HttpMethod.Post,
                "/api/me/password",
                new { old = PeopleOfADesk.Password, @new = "another long one" }
            )
        );
        Assert.Equal(HttpStatusCode.Unauthorized, await phone.StatusAsync(HttpMethod.Get, "/api/me"));
        Assert.Equal(HttpStatusCode.OK, await bob.StatusAsync(HttpMethod.Get, "/api/me"));
        Assert.Equal(HttpStatusCode.NoContent, await bob.StatusAsync(HttpMethod.Delete, "/api/session"));
        Assert.Equal(HttpStatusCode.Unauthorized, await bob.StatusAsync(HttpMethod.Get, "/api/me"));
    }

    [Fact]
    public async Task Who_is_switched_off_is_out_at_once()
    {
        using var bob = await people.JoinAsync("bob", Member);
        var id = (await bob.JsonAsync("/api/me")).GetProperty("id").GetString();
        Assert.Equal(
            HttpStatusCode.OK,
            await people.Admin.StatusAsync(
                HttpMethod.Put,
                $"/api/people/{id}",
                new
                {
                    name = "Bob",
                    off = true,
                    desks = new[] { Member },
                }
            )
        );
        Assert.Equal(HttpStatusCode.Unauthorized, await bob.StatusAsync(HttpMethod.Get, "/api/me"));
        Assert.Equal(HttpStatusCode.Unauthorized, await bob.SignInAsync("bob@example.com"));
    }

    [Fact]
    public async Task The_last_admin_stays_and_is_told_why()
    {
        var id = (await people.Admin.JsonAsync("/api/me")).GetProperty("id").GetString();
        using var answer = await people.Admin.Http.DeleteAsync($"/api/people/{id}");
        Assert.Equal(HttpStatusCode.Conflict, answer.StatusCode);
        Assert.Contains("last admin", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"desk":"north","role":"admin"}""")]
    [InlineData("""{"desk":"west","role":"member"}""")]
    [InlineData("""{"desk":"north","role":"display"}""")]
    [InlineData("""{"desk":"north","role":"4"}""")]
    [InlineData("""{"desk":"*","role":"member","assignee":"N. One"}""")]
    [InlineData("""{"role":"member"}""")]
    [InlineData("null")]
    public async Task Roles_that_are_none_are_refused(string right)
    {
        Assert.Equal(
            HttpStatusCode.BadRequest,
            await people.Admin.StatusAsync(
                HttpMethod.Post,
                "/api/people/invitations",
                new
                {
                    email = "eve@example.com",
                    name = "Eve",
                    desks = new[] { JsonDocument.Parse(right).RootElement },
                }
            )
        );
        Assert.Equal(0, (await people.Admin.JsonAsync("/api/people/invitations")).GetArrayLength());
    }

    [Fact]
    public async Task Boards_of_a_browser_move_once_to_who_signs_in_there_and_none_is_lost()
    {
        using var bob = await people.JoinAsync("bob", Member);
        var id = (await bob.JsonAsync("/api/me")).GetProperty("id").GetString();
        var own = people.Grains.GetGrain<IDashboardsGrain>($"person-{id}");
        await own.Save("Mine", """{"desk":"north","sections":[]}""", null, null, default);
        const string Secret = "0123456789abcdef0123456789abcdef";
        var owner =
            "browser-"
            + Convert.ToHexStringLower(
                System.Security.Cryptography.SHA256.HashData(System.Text.Encoding.ASCII.GetBytes(Secret))
            );
        var before = people.Grains.GetGrain<IDashboardsGrain>(owner);
        await before.Save("Mine", """{"desk":"north","sections":[]}""", null, null, default);
        await before.Save("Other", """{"desk":"north","sections":[]}""", null, null, default);

        using var browser = people.Nobody();
        browser.Cookies.Add(people.Address, new Cookie("apollo.me", Secret));
        await browser.SignInAsync("bob@example.com");
        Assert.Equal(
            ["Mine", "Mine 2", "Other"],
            (await browser.JsonAsync("/api/me/dashboards"))
                .EnumerateArray()
                .Select(one => one.GetProperty("name").GetString())
        );
        Assert.Empty(await before.All(default));
        Assert.Null(browser.Cookies.GetCookies(people.Address)["apollo.me"]);
    }

    [Fact]
    public async Task A_token_is_told_once_reads_what_its_scopes_say_and_ends_at_once()
    {
        using var made = await people.Admin.PostAsync("/api/tokens", new { name = "Reports", scopes = Scopes });
        Assert.Equal(HttpStatusCode.Created, made.StatusCode);
        var token = await made.Content.ReadFromJsonAsync<JsonElement>();
        var secret = token.GetProperty("token").GetString()!;
        Assert.StartsWith("apl_", secret, StringComparison.Ordinal);
        var listed = Assert.Single((await people.Admin.JsonAsync("/api/tokens")).EnumerateArray());
        Assert.Equal(JsonValueKind.Null, listed.GetProperty("token").ValueKind);
        Assert.Equal("""["read:north:manager","operations"]""", listed.GetProperty("scopes").GetRawText());

        using var program = new HttpClient { BaseAddress = people.Address };
        program.DefaultRequestHeaders.Add("Authorization", $"Bearer {secret}");
        Assert.Equal(HttpStatusCode.OK, await StatusAsync("/api/desks/north/catalogue"));
        Assert.Equal(HttpStatusCode.NotFound, await StatusAsync("/api/desks/south/catalogue"));
        Assert.Equal(HttpStatusCode.Forbidden, await StatusAsync("/api/people"));
        Assert.Equal(
            HttpStatusCode.NoContent,
            await people.Admin.StatusAsync(HttpMethod.Delete, $"/api/tokens/{token.GetProperty("id").GetString()}")
        );
        Assert.Equal(HttpStatusCode.Unauthorized, await StatusAsync("/api/desks/north/catalogue"));

        foreach (var scope in (string[])["read:north:admin", "read:west:viewer", "write", "nudge:", ""])
            Assert.Equal(
                HttpStatusCode.BadRequest,
                await people.Admin.StatusAsync(
                    HttpMethod.Post,
                    "/api/tokens",
                    new { name = "Reports", scopes = new[] { scope } }
                )
            );

        async Task<HttpStatusCode> StatusAsync(string path)
        {
            using var answer = await program.GetAsync(path);
            return answer.StatusCode;
        }
    }

    [Fact]
    public async Task A_feed_is_a_persons_own_and_opens_their_calendar()
    {
        using var bob = await people.JoinAsync("bob", Member);
        using var made = await bob.PostAsync("/api/me/feeds", new { desk = "north", location = "Lyon & co" });
        Assert.Equal(HttpStatusCode.Created, made.StatusCode);
        var feed = await made.Content.ReadFromJsonAsync<JsonElement>();
        using var program = new HttpClient();
        using var calendar = await program.GetAsync(feed.GetProperty("url").GetString());
        Assert.Equal(HttpStatusCode.OK, calendar.StatusCode);
        Assert.Equal(0, (await people.Admin.JsonAsync("/api/me/feeds")).GetArrayLength());
        var path = $"/api/me/feeds/{feed.GetProperty("id").GetString()}";
        Assert.Equal(HttpStatusCode.NotFound, await people.Admin.StatusAsync(HttpMethod.Delete, path));
        Assert.Equal(
            HttpStatusCode.NotFound,
            await bob.StatusAsync(HttpMethod.Post, "/api/me/feeds", new { desk = "south" })
        );
        Assert.Equal(HttpStatusCode.NoContent, await bob.StatusAsync(HttpMethod.Delete, path));
        using var ended = await program.GetAsync(feed.GetProperty("url").GetString());
        Assert.Equal(HttpStatusCode.Unauthorized, ended.StatusCode);
    }

    [Fact]
    public async Task The_audit_is_for_admins_and_tells_no_secret()
    {
        using var bob = await people.JoinAsync("bob", Member);
        Assert.Equal(HttpStatusCode.Forbidden, await bob.StatusAsync(HttpMethod.Get, "/api/audit"));
        var answer = await people.Admin.JsonAsync("/api/audit?limit=2");
        Assert.Equal(2, answer.GetProperty("entries").GetArrayLength());
        Assert.NotNull(answer.GetProperty("next").GetString());
        var file = await people.Admin.Http.GetStringAsync("/api/audit.csv");
        Assert.StartsWith("at,by,address,action,subject,before,after", file, StringComparison.Ordinal);
        Assert.Contains("person.invited,bob@example.com,,bob; north: member of Network as N. One", file, default);
        foreach (var secret in (string[])[PeopleOfADesk.Password, bob.Session!])
            Assert.DoesNotContain(secret, file, StringComparison.Ordinal);
    }
}

/// <summary>The link for the first admin, of a process of its own.</summary>
public sealed class TheFirstAdmin
{
    [Fact]
    public async Task The_link_stands_on_the_console_in_no_log_line_and_opens_one_account()
    {
        await using var apollo = await ApolloProcess.StartAsync(
            new Dictionary<string, string> { ["Apollo:SignIn:Local"] = "true" }
        );
        var link = "";
        await Eventually.IsTrueAsync(
            () =>
            {
                link = apollo.Process.Output.Split('\n').FirstOrDefault(line => line.Contains("/join/")) ?? "";
                return link.Length > 0;
            },
            "the link is written."
        );
        // Lines of the log begin with the time in brackets.
        Assert.StartsWith("There is no admin yet.", link, StringComparison.Ordinal);
        var token = link.Trim().Split("/join/")[1];
        using var guest = new Guest(apollo.Address);
        var invitation = await guest.JsonAsync($"/api/session/invitation?token={token}");
        Assert.True(invitation.GetProperty("first").GetBoolean());
        var join = new
        {
            token,
            name = "Ana",
            email = "ana@example.com",
            password = PeopleOfADesk.Password,
        };
        Assert.Equal(
            HttpStatusCode.NoContent,
            await guest.StatusAsync(HttpMethod.Post, "/api/session/invitation", join)
        );
        Assert.Equal(
            HttpStatusCode.NotFound,
            await guest.StatusAsync(HttpMethod.Post, "/api/session/invitation", join)
        );
        Assert.True((await guest.JsonAsync("/api/session")).GetProperty("admin").GetBoolean());

        await apollo.RestartAsync();
        Assert.True((await guest.JsonAsync("/api/session")).GetProperty("admin").GetBoolean());
        Assert.DoesNotContain("/join/", apollo.Process.Output, StringComparison.Ordinal);
    }
}
