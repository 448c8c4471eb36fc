using System.Globalization;
using Apollo.Integration.Tests.Support;
using Apollo.Model;
using Dapper;
using NodaTime;

namespace Apollo.Integration.Tests.Reports;

/// <summary>The figures of a period by SQL written by hand over the rows of an ITSM on SQLite.</summary>
/// <param name="itsm">The ITSM.</param>
/// <param name="period">The period as the report tells it.</param>
/// <param name="where">A condition of tickets beside it.</param>
/// <param name="isServed">Service time is that of <see cref="ServiceHours"/>; else all time.</param>
internal sealed class PeriodSql(Itsm itsm, ReportPeriod period, string where, bool isServed = false)
{
    public const string Zone = "Europe/Paris";

    /// <summary>
    /// Service hours as a desk is configured with: with noon off, a holiday, and a night in which clocks change.
    /// </summary>
    public static readonly IReadOnlyDictionary<string, string?> ServiceHours = new Dictionary<string, string?>
    {
        ["ServiceHours:Monday"] = "08:00-12:00,13:00-18:30",
        ["ServiceHours:Tuesday"] = "08:00-12:00,13:00-18:30",
        ["ServiceHours:Wednesday"] = "08:00-12:00,13:00-18:30",
        ["ServiceHours:Sunday"] = "00:00-06:00",
        ["Holidays:0"] = "2016-03-28",
        ["Holidays:1"] = "2026-11-11",
    };

    private const string Resolved = "solved >= @start AND solved < @end";
    private const string Responded = "responded_at >= @start AND responded_at < @end";
    private const string Open = "opened_at < @asOf AND (ended IS NULL OR ended >= @asOf)";
    private const string Opened = "opened_at >= @start AND opened_at < @end";

    public async Task<int> CountAsync(string condition) =>
        (await QueryAsync<int>($"SELECT COUNT(*) FROM t WHERE {condition}")).Single();

    public Task<int> OpenedAsync() => CountAsync(Opened);

    public Task<int> ResolvedAsync() => CountAsync(Resolved);

    /// <summary>The ways through steps, their values apart by a bar, with how many tickets took each.</summary>
    /// <param name="steps">Columns, or <c>ending</c>.</param>
    public Task<List<(string, int)>> FlowAsync(IEnumerable<string> steps) =>
        QueryAsync<(string, int)>(
            $"""
            SELECT {string.Join(" || '|' || ", steps.Select(step => $"COALESCE({step}, 'none')"))}, COUNT(*)
            FROM (
              SELECT *, CASE
                WHEN ended IS NULL OR ended >= @asOf THEN CASE WHEN due_at < @asOf THEN 'overdue' ELSE 'open' END
                WHEN state = 'cancelled' THEN 'cancelled' WHEN ended > due_at THEN 'late' ELSE 'in-time' END AS ending
              FROM t WHERE {Opened})
            GROUP BY 1
            """
        );

    public async Task<int[][]> ArrivalsAsync()
    {
        var cells = Enumerable.Range(0, 7).Select(_ => new int[24]).ToArray();
        foreach (
            var (day, hour, count) in await QueryAsync<(int, int, int)>(
                $"""
                SELECT CAST((strftime('%w', wall) + 6) % 7 AS INT), CAST(strftime('%H', wall) AS INT), COUNT(*)
                FROM (SELECT datetime(opened_at, {Offset(
                    "opened_at",
                    isWall: false
                )}) AS wall FROM t WHERE {Opened}) GROUP BY 1, 2
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
            SELECT team, MAX(0, CAST(ROUND(1000 * COALESCE((
                SELECT SUM(MIN(unixepoch(solved, 'subsec'), until) - MAX(unixepoch(opened_at, 'subsec'), since))
                FROM part WHERE since < unixepoch(solved, 'subsec') AND until > unixepoch(opened_at, 'subsec')), 0))
              AS INT) - 1000 * COALESCE(pending_seconds, 0)) AS took
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
                WITH {Parts}
                t AS (
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
                    isServed,
                }
            ),
        ];
    }

    /// <summary>The same hours: parts of days, each with the instants at which it begins and ends, in seconds.
    /// </summary>
    private string Parts =>
        $"""
            RECURSIVE day(d) AS (
              SELECT date(MIN(opened_at), '-1 day') FROM tickets
              UNION ALL SELECT date(d, '+1 day') FROM day WHERE d <= @end),
            part(since, until) AS (
              SELECT 0, 1e12 WHERE NOT @isServed
              UNION ALL
              SELECT unixepoch(datetime(d || ' ' || since, {Offset("d || ' ' || since", isWall: true)})),
                unixepoch(datetime(d || ' ' || until, {Offset("d || ' ' || until", isWall: true)}))
              FROM day JOIN (
                SELECT '1,2,3' AS days, '08:00' AS since, '12:00' AS until
                UNION ALL SELECT '1,2,3', '13:00', '18:30'
                UNION ALL SELECT '0', '00:00', '06:00')
              ON instr(days, strftime('%w', d)) > 0
              WHERE @isServed AND d NOT IN ('2016-03-28', '2026-11-11')),
            """;

    /// <summary>What leads from an instant to the clock on the desk's wall, or back, as SQL.</summary>
    private string Offset(string time, bool isWall)
    {
        var zone = DateTimeZoneProviders.Tzdb[Zone];
        var cases = zone.GetZoneIntervals(
                Instant.FromUtc(2015, 1, 1, 0, 0),
                Instant.FromUnixTimeMilliseconds(period.End)
            )
            .Select(part =>
            {
                var hours = part.WallOffset.Seconds / 3600;
                var end = part.HasEnd ? part.End.ToUnixTimeMilliseconds() : long.MaxValue / 100_000;
                return isWall
                    ? $"WHEN {time} < '{Text(end + (hours * 3_600_000L)).Replace('T', ' ')}' THEN '-{hours} hours'"
                    : $"WHEN {time} < '{Text(end)}' THEN '{hours} hours'";
            });
        return $"CASE {string.Join(' ', cases)} END";
    }

    private static string Text(long milliseconds) =>
        DateTime
            .UnixEpoch.AddMilliseconds(milliseconds)
            .ToString("yyyy-MM-ddTHH:mm:ss.fffZ", CultureInfo.InvariantCulture);
}
