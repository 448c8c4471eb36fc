using System.Globalization;
using System.Text.Json;
using Apollo.Integration.Tests.Support;
using Apollo.Servers;
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
