using System.Globalization;
using System.Text;
using Apollo.Grains.Catalogue;
using Apollo.Integration.Tests.Support;
using Apollo.Servers;
using Npgsql;

namespace Apollo.Integration.Tests.Checking;

/// <summary>
/// Who leaves a check ends it, in the database too. A lock that the test holds keeps it from ever coming to its end by
/// itself: one that runs no more was ended.
/// </summary>
public sealed class AnEndedCheck : IAsyncLifetime
{
    private const string Running = "a check of this desk runs already";
    private readonly ScratchFolder folder = new();
    private Itsm itsm = null!;
    private ApolloInside apollo = null!;
    private HttpClient http = null!;

    public async Task InitializeAsync()
    {
        itsm = await Itsm.CreateAsync("PostgreSql", folder);
        await itsm.InsertTicketAsync("INC-1", DateTime.UtcNow.AddHours(-1));
        apollo = await ApolloInside.StartAsync(
            KpiCatalogue.Standard,
            new Dictionary<string, string>
            {
                ["Apollo:Desks:0:Id"] = "north",
                ["Apollo:Desks:0:Itsm:Provider"] = "PostgreSql",
                ["Apollo:Desks:0:Itsm:ConnectionString"] = itsm.ConnectionString,
            }
        );
        http = new HttpClient { BaseAddress = apollo.Address };
    }

    public async Task DisposeAsync()
    {
        http.Dispose();
        await apollo.DisposeAsync();
        folder.Dispose();
    }

    [Fact]
    public async Task A_check_that_is_left_is_ended_and_does_not_run_on()
    {
        await using var writer = new NpgsqlConnection(itsm.ConnectionString);
        await writer.OpenAsync();
        await using var held = await writer.BeginTransactionAsync();
        await using (var command = new NpgsqlCommand("LOCK TABLE tickets IN ACCESS EXCLUSIVE MODE", writer, held))
            await command.ExecuteNonQueryAsync();

        using (var left = await CheckAsync())
        {
            await LineAsync(left);
            await Eventually.IsTrueAsync(
                async () => await WaitingAsync() > 0,
                () => "the check comes to the table that is locked"
            );
            using var second = await CheckAsync();
            Assert.Contains(Running, await LineAsync(second), StringComparison.Ordinal);
        }

        await Eventually.IsTrueAsync(
            async () =>
            {
                using var again = await CheckAsync();
                return !(await LineAsync(again)).Contains(Running, StringComparison.Ordinal);
            },
            () => "the check that was left is ended"
        );
        await Eventually.IsTrueAsync(
            async () => await WaitingAsync() == 0,
            () => "its query is ended in the database too"
        );
        await held.RollbackAsync();
    }

    /// <summary>Reads of all ids at once, which only the check does of this system, that wait for the lock.</summary>
    private async Task<long> WaitingAsync()
    {
        await using var connection = new NpgsqlConnection(itsm.ConnectionString);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(
            """
            SELECT count(*) FROM pg_stat_activity
            WHERE datname = current_database() AND wait_event_type = 'Lock' AND query LIKE '%FROM tickets%'
              AND query NOT LIKE '%priority%' AND query NOT LIKE '%LIMIT%' AND query LIKE '%updated_at%'
            """,
            connection
        );
        return Convert.ToInt64(await command.ExecuteScalarAsync(), CultureInfo.InvariantCulture);
    }

    private Task<HttpResponseMessage> CheckAsync() =>
        http.SendAsync(
            new HttpRequestMessage(HttpMethod.Post, "api/systems/check?desk=north"),
            HttpCompletionOption.ResponseHeadersRead
        );

    /// <summary>The first line of an answer that goes on.</summary>
    private static async Task<string> LineAsync(HttpResponseMessage answer)
    {
        var body = await answer.Content.ReadAsStreamAsync();
        using var reader = new StreamReader(body, Encoding.UTF8, leaveOpen: true);
        return await reader.ReadLineAsync() ?? "";
    }
}
