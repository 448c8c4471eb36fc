using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using Apollo.Hosting;
using Apollo.Servers;
using Microsoft.Extensions.Configuration;

namespace Apollo.Integration.Tests.Access;

/// <summary>Signing in through real OpenID providers.</summary>
public sealed class SigningInThroughAProvider(ProviderDesk desk) : IClassFixture<ProviderDesk>, IDisposable
{
    private static readonly string[] Agents = ["agents", "canteen"];
    private static readonly string[] Strangers = ["Agents"];
    private static readonly string[] Leads = ["leads"];
    private static readonly string[] Owners = ["owners"];
    private static readonly string[] Teams = ["Network", "Field"];
    private readonly WalkingBrowser browser = new(desk.Apollo.Address);

    public void Dispose() => browser.Dispose();

    [Fact]
    public async Task Who_is_vouched_for_has_the_roles_and_teams_that_the_provider_says_and_is_back_where_they_were()
    {
        await desk.Harbour.SetPersonAsync(Agent("bob"));
        var arrival = await browser.SignInAsync("harbour", "/calendar?view=week");
        Assert.Equal(new Uri(desk.Apollo.Address, "calendar?view=week"), arrival.Address);
        Assert.Equal(
            """[{"id":"north","role":"member","teams":["Field","Network"],"assignee":"N. bob"}]""",
            await browser.DesksAsync()
        );
        var person = (await browser.JsonAsync("/api/session")).GetProperty("person");
        Assert.Equal("Name of bob", person.GetProperty("name").GetString());
        Assert.Equal("bob@example.com", person.GetProperty("email").GetString());
        var ends = browser
            .Given.Last(cookie => cookie.StartsWith("apollo.session=", StringComparison.Ordinal))
            .Split("expires=")[1]
            .Split(';')[0];
        Assert.InRange(
            DateTime.Parse(ends, CultureInfo.InvariantCulture, DateTimeStyles.AdjustToUniversal),
            DateTime.UtcNow.AddHours(11),
            DateTime.UtcNow.AddHours(12.1)
        );

        using var again = new WalkingBrowser(desk.Apollo.Address);
        await again.SignInAsync("harbour");
        var id = (await again.JsonAsync("/api/session")).GetProperty("person").GetProperty("id").GetString();
        Assert.Equal(person.GetProperty("id").GetString(), id);
    }

    [Fact]
    public async Task What_the_provider_says_anew_holds_in_what_is_open_within_5_s()
    {
        await desk.Harbour.SetPersonAsync(Agent("cleo"));
        await browser.SignInAsync("harbour");
        await desk.Harbour.SetPersonAsync(
            new
            {
                sub = "cleo",
                name = "Cleo",
                groups = Leads,
            }
        );
        using var other = new WalkingBrowser(desk.Apollo.Address);
        await other.SignInAsync("harbour");
        await Eventually.IsTrueAsync(
            async () => (await browser.DesksAsync()).Contains("manager", StringComparison.Ordinal),
            () => "the open session has the new role.",
            TimeSpan.FromSeconds(5)
        );
        // The name in the ITSM stays, as if an admin had given it.
        Assert.Equal(
            """[{"id":"north","role":"manager","teams":[],"assignee":"N. cleo"},"""
                + """{"id":"south","role":"manager","teams":[],"assignee":null}]""",
            await browser.DesksAsync()
        );
        await desk.Harbour.SetPersonAsync(new { sub = "cleo", name = "Cleo" });
        using var third = new WalkingBrowser(desk.Apollo.Address);
        Assert.Equal(HttpStatusCode.Forbidden, (await third.SignInAsync("harbour")).Status);
        await Eventually.IsTrueAsync(
            async () => await browser.DesksAsync() == "[]",
            () => "the open session has ended.",
            TimeSpan.FromSeconds(5)
        );
    }

    [Fact]
    public async Task Who_has_no_role_is_refused_with_the_mend_and_nobody_joins()
    {
        await desk.Harbour.SetPersonAsync(
            new
            {
                sub = "stranger",
                email = "stranger@example.com",
                groups = Strangers,
            }
        );
        var arrival = await browser.SignInAsync("harbour");
        Assert.Equal(HttpStatusCode.Forbidden, arrival.Status);
        Assert.Contains("gives you a role in Apollo", arrival.Text, StringComparison.Ordinal);
        Assert.Contains("claim &#39;groups&#39;", arrival.Text, StringComparison.Ordinal);
        Assert.False(browser.HasSession);

        await desk.Harbour.SetPersonAsync(
            new
            {
                sub = "owner",
                name = "Olga",
                groups = Owners,
            }
        );
        using var admin = new WalkingBrowser(desk.Apollo.Address);
        await admin.SignInAsync("harbour");
        var people = (await admin.JsonAsync("/api/people")).GetRawText();
        Assert.DoesNotContain("stranger", people, StringComparison.Ordinal);
        Assert.Contains("\"oidc:harbour\"", people, StringComparison.Ordinal);
        var audit = (await admin.JsonAsync("/api/audit?limit=200")).GetRawText();
        Assert.Contains("stranger@example.com", audit, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_is_in_more_groups_than_the_directory_tells_is_told_that_mend()
    {
        await desk.Harbour.SetPersonAsync(
            new
            {
                sub = "ofmany",
                name = "Of many",
                _claim_names = new { groups = "src1" },
                _claim_sources = new { src1 = new { endpoint = "https://graph.example.com/getMemberObjects" } },
            }
        );
        var arrival = await browser.SignInAsync("harbour");
        Assert.Equal(HttpStatusCode.Forbidden, arrival.Status);
        Assert.Contains("more groups than harbour SSO tells", arrival.Text, StringComparison.Ordinal);
        Assert.False(browser.HasSession);
    }

    [Fact]
    public async Task An_e_mail_joins_nobody_to_an_account_that_is_there()
    {
        using var local = new WalkingBrowser(desk.Apollo.Address);
        var join = new
        {
            token = desk.FirstLink,
            name = "Ana",
            email = "ana@example.com",
            password = PeopleOfADesk.Password,
        };
        // The link ends where somebody came before; then the e-mail belongs to another person of the provider.
        await local.SendAsync(HttpMethod.Post, "/api/session/invitation", JsonContent.Create(join));
        await desk.Harbour.SetPersonAsync(
            new
            {
                sub = "thief",
                email = "ana@example.com",
                groups = Agents,
            }
        );
        await browser.SignInAsync("harbour");
        await desk.Harbour.SetPersonAsync(
            new
            {
                sub = "ana",
                email = "ana@example.com",
                groups = Leads,
            }
        );
        using var other = new WalkingBrowser(desk.Apollo.Address);
        await other.SignInAsync("harbour");
        Assert.Contains("\"member\"", await browser.DesksAsync(), StringComparison.Ordinal);
        Assert.Contains("\"manager\"", await other.DesksAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Signing_out_ends_the_session_here_and_at_the_provider()
    {
        await desk.Harbour.SetPersonAsync(Agent("dora"));
        await browser.SignInAsync("harbour");
        await desk.Harbour.SetPersonAsync(Agent("emil"));
        // The provider still knows who it is.
        await browser.SignInAsync("harbour");
        Assert.Equal("Name of dora", await NameAsync());

        var (status, text) = await browser.SendAsync(HttpMethod.Delete, "/api/session");
        Assert.Equal(HttpStatusCode.OK, status);
        Assert.False(browser.HasSession);
        var next = System.Text.Json.JsonDocument.Parse(text).RootElement.GetProperty("next").GetString()!;
        Assert.Contains("id_token_hint=", next, StringComparison.Ordinal);
        var page = await browser.GoAsync(new Uri(next));
        var back = await browser.SubmitAsync(page, "logout", "yes");
        Assert.Equal(desk.Apollo.Address, back.Address);
        await browser.SignInAsync("harbour");
        Assert.Equal("Name of emil", await NameAsync());

        async Task<string?> NameAsync() =>
            (await browser.JsonAsync("/api/session")).GetProperty("person").GetProperty("name").GetString();
    }

    [Fact]
    public async Task New_keys_of_the_provider_are_taken()
    {
        await desk.Harbour.SetPersonAsync(Agent("finn"));
        await browser.SignInAsync("harbour");
        await desk.Harbour.SetAsync(new { rotate = true });
        using var other = new WalkingBrowser(desk.Apollo.Address);
        var arrival = await other.SignInAsync("harbour");
        Assert.True(other.HasSession, arrival.Text);
    }

    [Fact]
    public async Task Clocks_that_differ_by_less_than_5_min_are_borne_and_more_is_said()
    {
        await desk.Harbour.SetPersonAsync(Agent("gwen"));
        // Its tokens hold for an hour by its own clock.
        await desk.Harbour.SetAsync(new { offset = -62 * 60 });
        try
        {
            await browser.SignInAsync("harbour");
            Assert.True(browser.HasSession);
            await desk.Harbour.SetAsync(new { offset = -70 * 60 });
            using var other = new WalkingBrowser(desk.Apollo.Address);
            var arrival = await other.SignInAsync("harbour");
            Assert.Equal(HttpStatusCode.BadRequest, arrival.Status);
            Assert.Contains("clock", arrival.Text, StringComparison.Ordinal);
            Assert.False(other.HasSession);
        }
        finally
        {
            await desk.Harbour.SetAsync(new { offset = 0 });
        }
    }

    [Fact]
    public async Task A_provider_that_is_away_is_said_and_passwords_go_on()
    {
        var arrival = await browser.SignInAsync("away");
        Assert.Equal(HttpStatusCode.ServiceUnavailable, arrival.Status);
        Assert.Contains("away SSO does not answer", arrival.Text, StringComparison.Ordinal);
        var wrong = new { name = "nobody@example.com", password = "wrong" };
        var (status, _) = await browser.SendAsync(HttpMethod.Post, "/api/session", JsonContent.Create(wrong));
        Assert.Equal(HttpStatusCode.Unauthorized, status);
        Assert.Equal(
            """[{"id":"harbour","name":"harbour SSO"},{"id":"port","name":"port SSO"},"""
                + """{"id":"away","name":"away SSO"}]""",
            (await browser.JsonAsync("/api/session")).GetProperty("signIn").GetProperty("oidc").GetRawText()
        );
    }

    [Fact]
    public async Task A_sign_in_that_began_before_a_restart_ends_after_it_and_what_is_open_stays_open()
    {
        await desk.Harbour.SetPersonAsync(Agent("hana"));
        using var open = new WalkingBrowser(desk.Apollo.Address);
        await open.SignInAsync("harbour");
        var begun = await browser.GoAsync(
            new Uri(desk.Apollo.Address, "api/session/oidc/harbour"),
            next => next.Port == desk.Harbour.Port
        );
        await desk.Apollo.RestartAsync();
        await desk.ReadyAsync();
        var arrival = await browser.GoAsync(begun.Address);
        Assert.True(browser.HasSession, arrival.Text);
        Assert.Contains("\"member\"", await open.DesksAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_provider_of_a_private_authority_is_reached_through_the_proxy()
    {
        await desk.Port.SetPersonAsync(Agent("ivan"));
        var arrival = await browser.SignInAsync("port");
        Assert.True(browser.HasSession, arrival.Text);
        Assert.Contains($"CONNECT localhost:{desk.Port.Port}", desk.Proxy.Log, StringComparison.Ordinal);
        // Those named in NoProxy are not.
        Assert.DoesNotContain($"127.0.0.1:{desk.Harbour.Port}", desk.Proxy.Log, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_private_authority_counts_where_it_is_named_and_for_its_own_names_alone()
    {
        Assert.Equal(HttpStatusCode.OK, await AskAsync("localhost", desk.Authority.AuthorityFile));
        await Assert.ThrowsAsync<HttpRequestException>(() => AskAsync("localhost", ""));
        await Assert.ThrowsAsync<HttpRequestException>(() => AskAsync("127.0.0.1", desk.Authority.AuthorityFile));
        using var other = new TestAuthority();
        await Assert.ThrowsAsync<HttpRequestException>(() => AskAsync("localhost", other.AuthorityFile));

        async Task<HttpStatusCode> AskAsync(string host, string file)
        {
            var configuration = new ConfigurationBuilder()
                .AddInMemoryCollection([new("Apollo:Http:CaFile", file)])
                .Build();
            using var http = new HttpClient(OutgoingCalls.Read(configuration).Handler());
            using var answer = await http.GetAsync($"https://{host}:{desk.Port.Port}/.well-known/openid-configuration");
            return answer.StatusCode;
        }
    }

    [Theory]
    [InlineData("https://evil.example/")]
    [InlineData("//evil.example/")]
    [InlineData("/\\evil.example/")]
    public async Task Nobody_is_led_away(string to)
    {
        await desk.Harbour.SetPersonAsync(Agent("june"));
        var arrival = await browser.SignInAsync("harbour", to);
        Assert.Equal(desk.Apollo.Address, arrival.Address);
    }

    [Fact]
    public async Task What_another_browser_began_is_not_ended_here()
    {
        await desk.Harbour.SetPersonAsync(Agent("kurt"));
        using var other = new WalkingBrowser(desk.Apollo.Address);
        var callback = await other.GoAsync(
            new Uri(desk.Apollo.Address, "api/session/oidc/harbour"),
            next => next.AbsolutePath.EndsWith("/callback", StringComparison.Ordinal)
        );
        Assert.Equal(HttpStatusCode.BadRequest, (await browser.GoAsync(callback.Address)).Status);
        Assert.False(browser.HasSession);
    }

    private static object Agent(string name) =>
        new
        {
            sub = name,
            name = $"Name of {name}",
            email = $"{name}@example.com",
            groups = Agents,
            teams = Teams,
            itsm = $"N. {name}",
        };
}
