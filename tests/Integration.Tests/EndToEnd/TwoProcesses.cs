using System.Globalization;
using System.Net;
using Apollo.Integration.Tests.Support;
using Apollo.Servers;

namespace Apollo.Integration.Tests.EndToEnd;

/// <summary>The silo alone in one process, the web as its Orleans client in another.</summary>
public sealed class TwoProcesses
{
    [Fact]
    public async Task A_web_without_any_credentials_says_that_it_waits_for_a_silo_and_finds_it_again_after_a_restart()
    {
        using var folder = new ScratchFolder();
        var itsm = await Itsm.CreateAsync("Sqlite", folder);
        await itsm.InsertTicketAsync("INC-1", DateTime.UtcNow);
        var (siloPort, gatewayPort) = (FreePort.Next(), FreePort.Next());
        await using var web = await ApolloProcess.StartAsync(
            new Dictionary<string, string> { ["Apollo:Cluster:Gateway"] = $"127.0.0.1:{gatewayPort}" },
            "ClusterWeb"
        );
        using (var http = new HttpClient { BaseAddress = web.Address })
        {
            using var ready = await http.GetAsync(new Uri("health/ready", UriKind.Relative));
            Assert.Equal(HttpStatusCode.ServiceUnavailable, ready.StatusCode);
        }
        await Eventually.IsTrueAsync(
            () =>
                Task.FromResult(
                    web.Process.Output.Contains(
                        $"No silo answers at Apollo:Cluster:Gateway 127.0.0.1:{gatewayPort}",
                        StringComparison.Ordinal
                    )
                ),
            () => $"the web says what it waits for. It said: {web.Process.Output}"
        );
        await using var silo = await ApolloProcess.StartAsync(
            new Dictionary<string, string>
            {
                ["Apollo:Desks:0:Id"] = Desk.Id,
                ["Apollo:Desks:0:Itsm:Provider"] = "Sqlite",
                ["Apollo:Desks:0:Itsm:ConnectionString"] = itsm.ConnectionString,
                ["Apollo:Cluster:SiloPort"] = siloPort.ToString(CultureInfo.InvariantCulture),
                ["Apollo:Cluster:GatewayPort"] = gatewayPort.ToString(CultureInfo.InvariantCulture),
            },
            "Silo"
        );
        await using var screen = await Screen.OpenWhenReadyAsync(web.Address, Desk.Id, "cards");
        await screen.Until(held => held.Value("open-tickets") == 1, "the first ticket, through two processes");

        using (var api = new Api(web.Address, Desk.Id))
        {
            Assert.Equal(
                "INC-1",
                (await api.GetAsync("kpis/open-tickets/tickets?group=team"))
                    .GetProperty("rows")[0]
                    .GetProperty("id")
                    .GetString()
            );
            Assert.Equal(
                "INC-1",
                (await api.GetAsync("tickets/INC-1")).GetProperty("ticket").GetProperty("id").GetString()
            );
            Assert.Equal(0, (await api.GetAsync("interventions")).GetProperty("interventions").GetArrayLength());
            var (status, text) = await api.TryAsync("kpis/open-tickets/tickets?filter=colour%20%3D%20red");
            Assert.Equal(
                (HttpStatusCode.BadRequest, true),
                (status, text.Contains("There is no column 'colour'", StringComparison.Ordinal))
            );
        }

        await silo.KillAsync();
        await itsm.InsertTicketAsync("INC-2", DateTime.UtcNow);
        await silo.RestartAsync();
        await screen.Until(
            held => held.Value("open-tickets") == 2,
            "the second ticket after the silo's restart",
            TimeSpan.FromSeconds(90)
        );
        Assert.Empty(screen.Backwards);
    }
}
