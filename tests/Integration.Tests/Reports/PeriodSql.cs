using System.Globalization;
using Apollo.Integration.Tests.Support;
using Apollo.Model;
using Dapper;
using NodaTime;

namespace Apollo.Integration.Tests.Reports;

/// <summary>The figures of a period by SQL written by hand over the rows of an ITSM on SQLite; service time is all
/// time.</summary>
/// <param name="itsm">The ITSM.</param>
/// <param name="period">The period as the report tells it.</param>
/// <param name="where">A condition of tickets beside it.</param>
internal sealed class PeriodSql(Itsm itsm, ReportPeriod period, string where)
{
    public const string Zone = "Europe/Paris";

    private const string Resolved = "solved >= @start AND solved < @end";
    private const string Responded = "responded_at >= @start AND responded_at < @end";
    private const string Open = "opened_at < @asOf AND (ended IS NULL OR ended >= @asOf)";
    private const string Opened = "opened_at >= @start AND opened_at < @end";

    public async Task<int> CountAsync(string condition) =>
        (await QueryAsync<int>($"SELECT COUNT(*) FROM t WHERE {condition}")).Single();

    public Task<int> OpenedAsync() => CountAsync(Opened);

    public Task<int> ResolvedAsync() => CountAsync(Resolved);

    public Task<List<(string?, string?, string?, string, int)>> FlowAsync() =>
        QueryAsync<(string?, string?, string?, string, int)>(
            $"""
            SELECT channel, category, team, CASE
                WHEN ended IS NULL OR ended >= @asOf THEN CASE WHEN due_at < @asOf THEN 'overdue' ELSE 'open' END
                WHEN state = 'cancelled' THEN 'cancelled' WHEN ended > due_at THEN 'late' ELSE 'in-time' END,
              COUNT(*)
            FROM t WHERE {Opened} GROUP BY 1, 2, 3, 4
            """
        );

    public async Task<int[][]> ArrivalsAsync()
    {
        var cells = Enumerable.Range(0, 7).Select(_ => new int[24]).ToArray();
        foreach (
            var (day, hour, count) in await QueryAsync<(int, int, int)>(
                $"""
                SELECT CAST((strftime('%w', wall) + 6) % 7 AS INT), CAST(strftime('%H', wall) AS INT), COUNT(*)
                FROM (SELECT datetime(opened_at, {Offset()}) AS wall FROM t WHERE {Opened}) GROUP BY 1, 2
                """
            )
        )
            cells[day][hour] = count;
        return cells;
    }

    /// <summary>How long each ticket took, ms, shortest first, with its team.</summary>
    public Task<List<(string? Team, long Took)>> DurationsAsync() =>
        QueryAsync<(string?, long)>(
            $"""
            SELECT team, MAX(0,
              CAST(ROUND(1000 * (unixepoch(solved, 'subsec') - unixepoch(opened_at, 'subsec'))) AS INT)
              - 1000 * COALESCE(pending_seconds, 0)) AS took
            FROM t WHERE {Resolved} ORDER BY took
            """
        );

    public Task<List<(string?, int, int, int, int, int)>> AgeingAsync() =>
        QueryAsync<(string?, int, int, int, int, int)>(
            $"""
            SELECT team, COUNT(*) FILTER (WHERE days < 1), COUNT(*) FILTER (WHERE days >= 1 AND days < 3),
              COUNT(*) FILTER (WHERE days >= 3 AND days < 7), COUNT(*) FILTER (WHERE days >= 7 AND days < 30),
              COUNT(*) FILTER (WHERE days >= 30)
            FROM (SELECT team, (unixepoch(@asOf, 'subsec') - unixepoch(opened_at, 'subsec')) / 86400.0 AS days
                  FROM t WHERE {Open})
            GROUP BY team
            """
        );

    public Task<List<(string?, int, int, int, int)>> SlaAsync(string by) =>
        QueryAsync<(string?, int, int, int, int)>(
            $"""
            SELECT {by}, COUNT(*) FILTER (WHERE {Resolved} AND due_at IS NOT NULL) AS a,
              COUNT(*) FILTER (WHERE {Resolved} AND solved <= due_at),
              COUNT(*) FILTER (WHERE {Responded} AND response_due_at IS NOT NULL) AS b,
              COUNT(*) FILTER (WHERE {Responded} AND responded_at <= response_due_at)
            FROM t GROUP BY 1 HAVING a + b > 0
            """
        );

    public Task<List<(string?, int, int, int, int, int)>> SummaryAsync(string by) =>
        QueryAsync<(string?, int, int, int, int, int)>(
            $"""
            SELECT {by}, COUNT(*) FILTER (WHERE {Opened}) AS a, COUNT(*) FILTER (WHERE {Resolved}) AS b,
              COUNT(*) FILTER (WHERE reopened_at >= @start AND reopened_at < @end) AS c,
              COUNT(*) FILTER (WHERE {Open}) AS d, COUNT(*) FILTER (WHERE {Open} AND due_at < @asOf)
            FROM t GROUP BY 1 HAVING a + b + c + d > 0
            """
        );

    private async Task<List<T>> QueryAsync<T>(string query)
    {
        await using var connection = await itsm.OpenAsync();
        return
        [
            .. await connection.QueryAsync<T>(
                $"""
                WITH t AS (
                  SELECT *,
                    CASE state WHEN 'resolved' THEN resolved_at WHEN 'closed' THEN COALESCE(resolved_at, closed_at) END
                      AS solved,
                    CASE WHEN state IN ('new', 'open', 'pending') THEN NULL
                      WHEN state = 'cancelled' THEN COALESCE(closed_at, updated_at)
                      ELSE COALESCE(resolved_at, closed_at, updated_at) END AS ended
                  FROM tickets WHERE {where})
                {query}
                """,
                new
                {
                    start = Text(period.Start),
                    end = Text(period.End),
                    asOf = Text(period.AsOf),
                }
            ),
        ];
    }

    /// <summary>The zone's offset at a ticket's opening, as SQL.</summary>
    private string Offset()
    {
        var zone = DateTimeZoneProviders.Tzdb[Zone];
        var cases = zone.GetZoneIntervals(
                Instant.FromUnixTimeMilliseconds(period.Start),
                Instant.FromUnixTimeMilliseconds(period.End)
            )
            .Select(part => $"WHEN opened_at < '{Text(EndOf(part))}' THEN '{part.WallOffset.Seconds / 3600} hours'");
        return $"CASE {string.Join(' ', cases)} END";
    }

    private static long EndOf(NodaTime.TimeZones.ZoneInterval part) =>
        part.HasEnd ? part.End.ToUnixTimeMilliseconds() : long.MaxValue / 100_000;

    private static string Text(long milliseconds) =>
        DateTime
            .UnixEpoch.AddMilliseconds(milliseconds)
            .ToString("yyyy-MM-ddTHH:mm:ss.fffZ", CultureInfo.InvariantCulture);
}
