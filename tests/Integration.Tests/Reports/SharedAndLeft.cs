using System.Globalization;
using System.Text.Json;
using Apollo.Integration.Tests.Support;
using Apollo.Servers;
using CsvHelper;
using Dapper;

namespace Apollo.Integration.Tests.Reports;

/// <summary>
/// Over HTTP, on PostgreSQL: two who ask the same are one query, and whoever leaves a page ends its query.
/// </summary>
public sealed class SharedAndLeft : IDisposable
{
    // The first of the two that a report sends asks which columns are times.
    private const string UnderWay = """
        SELECT COUNT(*) FROM pg_stat_activity
        WHERE datname = current_database() AND state = 'active' AND pid <> pg_backend_pid()
          AND (query LIKE '%WHERE 1 = 0%' OR query LIKE '%f.opened_at >= %')
        """;

    private readonly ScratchFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task One_query_answers_two_and_ends_when_nobody_waits()
    {
        var itsm = await Itsm.CreateAsync("PostgreSql", folder);
        await itsm.InsertTicketAsync("INC-1", DateTime.UtcNow.AddMinutes(-5));
        await using var apollo = await Desk.StartAsync(itsm);
        using var http = new HttpClient { BaseAddress = apollo.Address };
        await Eventually.IsTrueAsync(
            async () =>
            {
                using var answer = await http.GetAsync(Address("arrivals", 1));
                return answer.IsSuccessStatusCode;
            },
            () => "the desk has its first report."
        );
        await ReadsBackAsync(http, itsm);
        await using var watching = await itsm.OpenAsync();

        await using (var writing = await itsm.OpenAsync())
        {
            await using var locking = await writing.BeginTransactionAsync();
            await writing.ExecuteAsync("LOCK TABLE tickets IN ACCESS EXCLUSIVE MODE");
            var (one, other) = (ReadAtAsync(http, 2), ReadAtAsync(http, 2));
            await UntilAsync(1);
            // Another period waits for its turn.
            var next = ReadAtAsync(http, 3);
            await locking.CommitAsync();
            var readAt = await one;
            Assert.Equal(readAt, await other);
            Assert.True(await next >= readAt);
        }

        await using (var writing = await itsm.OpenAsync())
        {
            await using var locking = await writing.BeginTransactionAsync();
            await writing.ExecuteAsync("LOCK TABLE tickets IN ACCESS EXCLUSIVE MODE");
            using var leaving = new CancellationTokenSource();
            var left = http.GetAsync(Address("flow", 4), leaving.Token);
            await UntilAsync(1);
            await leaving.CancelAsync();
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => left);
            await UntilAsync(0);
        }

        async Task UntilAsync(int queries) =>
            await Eventually.IsTrueAsync(
                async () => await watching.ExecuteScalarAsync<int>(UnderWay) == queries,
                () => $"{queries} queries of reports are under way."
            );
    }

    /// <summary>A file of several parts holds every row once, with its very texts.</summary>
    private static async Task ReadsBackAsync(HttpClient http, Itsm itsm)
    {
        await itsm.ExecuteAsync(
            """
            INSERT INTO tickets (id, title, state, priority, team, opened_at, updated_at)
            SELECT 'T' || n, (ARRAY['=1+1', 'say "no", then' || chr(10) || 'go', '''@x', 'plain'])[1 + n % 4] || n,
              'open', 1 + n % 5, CASE WHEN n % 3 > 0 THEN 'Team ' || n % 3 END,
              now() - n * interval '1 second', now() - interval '10 days'
            FROM generate_series(1, 3500) n
            """
        );
        using var text = new StreamReader(await http.GetStreamAsync(Address("rows.csv", 1)));
        using var csv = new CsvReader(text, CultureInfo.InvariantCulture);
        var read = new List<(string?, string?, int?, string?)>();
        await csv.ReadAsync();
        csv.ReadHeader();
        while (await csv.ReadAsync())
            if (csv["id"]!.StartsWith('T'))
                read.Add((csv["id"], Plain(csv["title"]!), csv.GetField<int?>("priority"), csv["team"]));
        await using var connection = await itsm.OpenAsync();
        var rows = await connection.QueryAsync<(string?, string?, int?, string?)>(
            "SELECT id, title, priority, COALESCE(team, '') FROM tickets WHERE id LIKE 'T%'"
        );
        Assert.Equal(3_500, read.Count);
        Assert.Equal(rows.ToHashSet(), read.ToHashSet());

        // What a spreadsheet would take for a formula is led by an apostrophe.
        static string Plain(string cell) => cell.StartsWith('\'') ? cell[1..] : cell;
    }

    private static async Task<long> ReadAtAsync(HttpClient http, int days) =>
        JsonDocument
            .Parse(await http.GetStringAsync(Address("flow", days)))
            .RootElement.GetProperty("readAt")
            .GetInt64();

    private static Uri Address(string report, int days)
    {
        var today = DateTime.UtcNow.Date;
        return new Uri(
            string.Create(
                CultureInfo.InvariantCulture,
                $"api/desks/{Desk.Id}/reports/{report}?from={today.AddDays(-days):yyyy-MM-dd}&to={today:yyyy-MM-dd}"
            ),
            UriKind.Relative
        );
    }
}
