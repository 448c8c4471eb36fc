using System.Diagnostics;
using System.Globalization;
using System.Net;
using Apollo.Integration.Tests.Support;
using Apollo.Servers;

namespace Apollo.Integration.Tests.Access;

/// <summary>A silo and two webs, each a process of its own: what one web takes away has ended on the other.</summary>
public sealed class TwoWebs
{
    private static readonly TimeSpan Bound = TimeSpan.FromSeconds(5);

    [Fact]
    public async Task What_one_web_takes_away_ends_hubs_and_sessions_on_the_other_within_five_seconds()
    {
        using var folder = new ScratchFolder();
        var itsm = await Itsm.CreateAsync("Sqlite", folder);
        var (siloPort, gatewayPort) = (FreePort.Next(), FreePort.Next());
        await using var silo = await ApolloProcess.StartAsync(
            new Dictionary<string, string>
            {
                ["Apollo:SignIn:Local"] = "true",
                ["Apollo:Desks:0:Id"] = Desk.Id,
                ["Apollo:Desks:0:Itsm:Provider"] = "Sqlite",
                ["Apollo:Desks:0:Itsm:ConnectionString"] = itsm.ConnectionString,
                ["Apollo:Cluster:SiloPort"] = siloPort.ToString(CultureInfo.InvariantCulture),
                ["Apollo:Cluster:GatewayPort"] = gatewayPort.ToString(CultureInfo.InvariantCulture),
            },
            "Silo"
        );
        var settings = new Dictionary<string, string>
        {
            ["Apollo:SignIn:Local"] = "true",
            ["Apollo:Cluster:Gateway"] = $"127.0.0.1:{gatewayPort}",
        };
        await using var one = await ApolloProcess.StartAsync(settings, "ClusterWeb");
        using var ana = new Guest(one.Address);
        await JoinAsync(ana, await LinkAsync(one), "ana@example.com");
        await using var other = await ApolloProcess.StartAsync(settings, "ClusterWeb");
        using var anybody = new HttpClient();
        foreach (var web in (ApolloProcess[])[one, other])
            await Eventually.IsTrueAsync(
                async () =>
                {
                    using var answer = await anybody.GetAsync(new Uri(web.Address, "health/ready"));
                    return answer.IsSuccessStatusCode;
                },
                () => "both webs are ready."
            );
        var desk = new { desk = Desk.Id, role = "manager" };

        foreach (var loss in (string[])["password", "role", "person"])
        {
            using var invited = await ana.PostAsync(
                "/api/people/invitations",
                new
                {
                    email = $"{loss}@example.com",
                    name = loss,
                    desks = new[] { desk },
                }
            );
            Assert.Equal(HttpStatusCode.Created, invited.StatusCode);
            var url = System.Text.Json.JsonDocument.Parse(await invited.Content.ReadAsStringAsync());
            using var here = new Guest(one.Address);
            await JoinAsync(here, url.RootElement.GetProperty("url").GetString()!, "");
            // Another browser of the same person, at the other web.
            using var there = new Guest(other.Address);
            Assert.Equal(HttpStatusCode.NoContent, await there.SignInAsync($"{loss}@example.com"));
            await using var hub = await Listener.OpenAsync(there);
            await hub.WatchAsync(Desk.Id, "cards");

            var took = Stopwatch.StartNew();
            await TakeAsync(loss, ana, here);
            await hub.Closed.WaitAsync(TimeSpan.FromSeconds(20));
            Assert.InRange(took.Elapsed, TimeSpan.Zero, Bound);
            Assert.Equal(
                loss == "role" ? HttpStatusCode.NotFound : HttpStatusCode.Unauthorized,
                await there.StatusAsync(HttpMethod.Get, $"/api/desks/{Desk.Id}/catalogue")
            );
        }
    }

    private static async Task TakeAsync(string loss, Guest admin, Guest person)
    {
        var id = (await person.JsonAsync("/api/me")).GetProperty("id").GetString();
        var status = loss switch
        {
            "password" => await person.StatusAsync(
                HttpMethod.Post,
                "/api/me/password",
                new { old = PeopleOfADesk.Password, @new = "another long one" }
            ),
            "role" => await admin.StatusAsync(
                HttpMethod.Put,
                $"/api/people/{id}",
                new { name = loss, desks = Array.Empty<object>() }
            ),
            _ => await admin.StatusAsync(HttpMethod.Delete, $"/api/people/{id}"),
        };
        Assert.InRange((int)status, 200, 204);
    }

    private static async Task<string> LinkAsync(ApolloProcess web)
    {
        var link = "";
        await Eventually.IsTrueAsync(
            () =>
            {
                link = web.Process.Output.Split('\n').FirstOrDefault(line => line.Contains("/join/")) ?? "";
                return link.Length > 0;
            },
            "the first admin's link is written."
        );
        return link.Trim();
    }

    private static async Task JoinAsync(Guest guest, string link, string email) =>
        Assert.Equal(
            HttpStatusCode.NoContent,
            await guest.StatusAsync(
                HttpMethod.Post,
                "/api/session/invitation",
                new
                {
                    token = link.Split("/join/")[1],
                    name = "Somebody",
                    email,
                    password = PeopleOfADesk.Password,
                }
            )
        );
}
