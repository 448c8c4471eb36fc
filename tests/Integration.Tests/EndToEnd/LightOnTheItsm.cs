using Apollo.Integration.Tests.Support;
using Apollo.Servers;
using Dapper;

namespace Apollo.Integration.Tests.EndToEnd;

/// <summary>The ITSM sees at most one query per slice and poll, whatever the number of KPIs and screens.</summary>
public sealed class LightOnTheItsm
{
    [Fact]
    public async Task Ten_screens_cost_the_itsm_no_more_than_one_query_per_slice_and_poll()
    {
        await using var server = await PostgresServer.StartAsync(
            "shared_preload_libraries=pg_stat_statements",
            "pg_stat_statements.track=all"
        );
        var itsm = new Itsm("PostgreSql", await server.CreateDatabaseAsync());
        await itsm.ExecuteAsync("CREATE EXTENSION pg_stat_statements");
        await itsm.CreateSchemaAsync();
        await using var apollo = await Desk.StartAsync(
            itsm,
            ("Apollo:Desks:0:Sweep", "00:10:00"),
            ("Apollo:Backfill", "false")
        );
        var screens = await Task.WhenAll(
            Enumerable
                .Range(0, 10)
                .Select(_ => Screen.OpenAsync(apollo.Address, Desk.Id, "cards", "table:team", "table:location"))
        );
        foreach (var screen in screens)
            await screen.Until(held => held.HasAll, "all results");

        await itsm.ExecuteAsync("SELECT pg_stat_statements_reset()");
        var started = DateTime.UtcNow;
        for (var ticket = 0; ticket < 8; ticket++)
        {
            await itsm.InsertTicketAsync($"INC-{ticket}", DateTime.UtcNow);
            var count = ticket + 1;
            foreach (var screen in screens)
                await screen.Until(held => held.Value("open-tickets") == count, $"{count} open tickets");
        }
        await using var connection = await itsm.OpenAsync();
        var queries = (
            await connection.QueryAsync<(string Query, long Calls)>(
                """
                SELECT query, calls
                FROM pg_stat_statements
                WHERE (query ILIKE '%tickets%' OR query ILIKE '%interventions%') AND query NOT ILIKE 'INSERT%'
                """
            )
        ).ToList();
        var polls = (DateTime.UtcNow - started).TotalSeconds + 2;
        Assert.NotEmpty(queries);
        Assert.True(queries.Sum(query => query.Calls) <= 2 * polls, string.Join('\n', queries));
        foreach (var screen in screens)
            await screen.DisposeAsync();
    }
}
