using Apollo.Integration.Tests.Support;
using Apollo.Servers;

namespace Apollo.Integration.Tests.Faults;

/// <summary>
/// What Apollo depends on goes away and returns: the screen says so, catches up by itself, and every number is right
/// afterwards.
/// </summary>
public sealed class GoneAndBack
{
    [Fact]
    public async Task Memcached_killed_and_restarted_costs_no_number()
    {
        using var folder = new ScratchFolder();
        var itsm = await Itsm.CreateAsync("Sqlite", folder);
        await using var memcached = await MemcachedServer.StartAsync();
        await using var apollo = await Desk.StartAsync(itsm, ("Apollo:Cache:Memcached", memcached.Endpoint));
        await using var screen = await Screen.OpenAsync(apollo.Address, Desk.Id, "cards");
        await screen.Until(held => held.HasAll, "all results");
        using var http = new HttpClient { BaseAddress = apollo.Address };
        await UntilSource(http, "cache");

        await memcached.KillAsync();
        await itsm.InsertTicketAsync("INC-1", DateTime.UtcNow);
        await screen.Until(held => held.Value("open-tickets") == 1, "the ticket, without memcached");
        await UntilSource(http, "grains");

        await memcached.RestartAsync();
        await itsm.InsertTicketAsync("INC-2", DateTime.UtcNow);
        await screen.Until(held => held.Value("open-tickets") == 2, "the second ticket, memcached back");
        await UntilSource(http, "cache");
    }

    [Fact]
    public async Task A_database_that_is_stopped_and_restarted_ages_the_data_and_then_catches_up()
    {
        await using var server = await PostgresServer.StartAsync();
        var itsm = new Itsm("PostgreSql", await server.CreateDatabaseAsync());
        await itsm.CreateSchemaAsync();
        await itsm.InsertTicketAsync("INC-1", DateTime.UtcNow);
        await using var apollo = await Desk.StartAsync(itsm);
        await using var screen = await Screen.OpenAsync(apollo.Address, Desk.Id, "cards");
        await screen.Until(held => held.HasAll && held.Value("open-tickets") == 1, "the first ticket");

        await server.StopAsync();
        var stopped = DateTime.UtcNow;
        await screen.Until(
            held =>
                held.PulseReadAt is { } readAt
                && readAt < stopped.AddSeconds(1)
                && DateTime.UtcNow - readAt > TimeSpan.FromSeconds(30),
            "a pulse whose data is half a minute old",
            TimeSpan.FromSeconds(60)
        );
        Assert.Equal(1, screen.Value("open-tickets"));

        await server.RestartAsync();
        await itsm.InsertTicketAsync("INC-2", DateTime.UtcNow);
        await screen.Until(
            held => held.Value("open-tickets") == 2 && held.PulseReadAt > stopped.AddSeconds(30),
            "the second ticket and fresh data",
            TimeSpan.FromSeconds(90)
        );
    }

    [Fact]
    public async Task A_server_restarted_under_an_open_screen_is_found_again_with_higher_revisions()
    {
        using var folder = new ScratchFolder();
        var itsm = await Itsm.CreateAsync("Sqlite", folder);
        await itsm.InsertTicketAsync("INC-1", DateTime.UtcNow);
        await using var apollo = await Desk.StartAsync(itsm);
        await using var screen = await Screen.OpenAsync(apollo.Address, Desk.Id, "cards");
        await screen.Until(held => held.Value("open-tickets") == 1, "the first ticket");
        var before = screen.Result("open-tickets").GetProperty("revision").GetInt64();

        await apollo.KillAsync();
        await itsm.InsertTicketAsync("INC-2", DateTime.UtcNow);
        await apollo.RestartAsync();
        await screen.Until(
            held => held.Value("open-tickets") == 2,
            "the second ticket after the restart",
            TimeSpan.FromSeconds(60)
        );
        Assert.True(screen.Result("open-tickets").GetProperty("revision").GetInt64() > before);
        Assert.Empty(screen.Backwards);
    }

    private static Task UntilSource(HttpClient http, string source) =>
        Eventually.IsTrueAsync(
            async () =>
            {
                using var answer = await http.GetAsync(new Uri($"api/desks/{Desk.Id}/kpis", UriKind.Relative));
                answer.EnsureSuccessStatusCode();
                return answer.Headers.TryGetValues("X-Apollo-Source", out var values) && values.Contains(source);
            },
            () => $"the cards come from the {source}.",
            TimeSpan.FromSeconds(30)
        );
}
