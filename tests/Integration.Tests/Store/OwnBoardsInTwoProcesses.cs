using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Apollo.Integration.Tests.Support;
using Apollo.Servers;

namespace Apollo.Integration.Tests.Store;

/// <summary>The web asks the silo for own boards: it has no store of its own.</summary>
public sealed class OwnBoardsInTwoProcesses
{
    private static readonly Uri Board = new("api/me/dashboards/Mine", UriKind.Relative);

    [Fact]
    public async Task A_board_is_kept_by_the_silo_through_its_restart_and_a_store_that_is_away_is_said()
    {
        using var folder = new ScratchFolder();
        var itsm = await Itsm.CreateAsync("Sqlite", folder);
        var settings = new Dictionary<string, string>
        {
            ["Apollo:Desks:0:Id"] = Desk.Id,
            ["Apollo:Desks:0:Itsm:Provider"] = "Sqlite",
            ["Apollo:Desks:0:Itsm:ConnectionString"] = itsm.ConnectionString,
            ["Apollo:Cluster:SiloPort"] = FreePort.Next().ToString(CultureInfo.InvariantCulture),
            ["Apollo:Cluster:GatewayPort"] = FreePort.Next().ToString(CultureInfo.InvariantCulture),
        };
        await using var silo = await ApolloProcess.StartAsync(settings, "Silo");
        await using var web = await ApolloProcess.StartAsync(
            new Dictionary<string, string>
            {
                ["Apollo:Cluster:Gateway"] = $"127.0.0.1:{settings["Apollo:Cluster:GatewayPort"]}",
            },
            "ClusterWeb"
        );
        using var browser = new HttpClient { BaseAddress = web.Address };

        using var saved = await SaveAsync(browser);
        Assert.Equal(HttpStatusCode.OK, saved.StatusCode);
        Assert.True(File.Exists(Path.Combine(silo.DataFolder, "apollo.db")));
        Assert.Empty(Directory.GetFiles(web.DataFolder));

        await silo.KillAsync();
        await silo.RestartAsync();
        Assert.Equal("Mine", (await ReadAsync(browser, HttpStatusCode.OK)).GetProperty("name").GetString());

        // The file is there, and is no database any more.
        await silo.KillAsync();
        foreach (var file in Directory.GetFiles(silo.DataFolder, "apollo.db*"))
            File.Delete(file);
        await File.WriteAllTextAsync(Path.Combine(silo.DataFolder, "apollo.db"), new string('x', 8192));
        await silo.RestartAsync();
        var problem = await ReadAsync(browser, HttpStatusCode.ServiceUnavailable, "Own dashboards cannot be read");
        Assert.DoesNotContain("sqlite", problem.GetRawText(), StringComparison.OrdinalIgnoreCase);
    }

    private static Task<HttpResponseMessage> SaveAsync(HttpClient browser) =>
        browser.PutAsJsonAsync(
            Board,
            new
            {
                version = 1,
                desk = Desk.Id,
                sections = new[] { new { title = "", cards = Array.Empty<object>() } },
            }
        );

    /// <summary>The web may need a moment to find a silo that came back.</summary>
    private static async Task<JsonElement> ReadAsync(HttpClient browser, HttpStatusCode status, string text = "")
    {
        var (code, body) = (HttpStatusCode.Unused, "");
        await Eventually.IsTrueAsync(
            async () =>
            {
                using var answer = await browser.GetAsync(Board);
                (code, body) = (answer.StatusCode, await answer.Content.ReadAsStringAsync());
                return code == status && body.Contains(text, StringComparison.Ordinal);
            },
            () => $"{status} with '{text}'. {code}: {body}",
            TimeSpan.FromSeconds(90)
        );
        return JsonDocument.Parse(body).RootElement;
    }
}
