using Apollo.Grains.Databases;
using Dapper;

namespace Apollo.Grains.Itsm;

/// <summary>The clock of an ITSM's server, and the zone of a session that asks for none of its own.</summary>
/// <param name="Utc">What its clock shows, UTC, as <c>yyyy-MM-dd HH:mm:ss</c>.</param>
/// <param name="Zone">Its time zone, as the server calls it; SQL Server tells the offset of now.</param>
internal sealed record ServerClock(string Utc, string Zone)
{
    private const int Seconds = 5;

    internal const string PostgreSql = """
        SELECT to_char(now() AT TIME ZONE 'UTC', 'YYYY-MM-DD HH24:MI:SS') AS "Utc",
          current_setting('TimeZone') AS "Zone"
        """;

    internal const string MySql = """
        SELECT DATE_FORMAT(UTC_TIMESTAMP(), '%Y-%m-%d %H:%i:%s') AS Utc,
          IF(@@session.time_zone = 'SYSTEM', @@system_time_zone, @@session.time_zone) AS Zone
        """;

    // CURRENT_TIMEZONE() is not there before 2019.
    internal const string SqlServer = """
        SELECT CONVERT(varchar(19), SYSUTCDATETIME(), 120) AS Utc, DATENAME(TZOFFSET, SYSDATETIMEOFFSET()) AS Zone
        """;

    /// <summary>Asks the server; null where it has none: SQLite has this machine's clock, and no zone.</summary>
    /// <exception cref="System.Data.Common.DbException">It does not say.</exception>
    public static async Task<ServerClock?> ReadAsync(ItsmConnection itsm, CancellationToken cancellation)
    {
        var query = itsm.Provider switch
        {
            DatabaseProvider.PostgreSql => PostgreSql,
            DatabaseProvider.MySql => MySql,
            DatabaseProvider.SqlServer => SqlServer,
            _ => null,
        };
        if (query is null)
            return null;
        // A connection that reads rows has UTC as its zone: this is asked of one that has the server's.
        await using var connection = await DatabaseDriver
            .Of(itsm.Provider)
            .OpenAsync(itsm.ConnectionString, DatabaseAccess.Write, cancellation);
        return await connection.QuerySingleAsync<ServerClock>(
            new CommandDefinition(query, commandTimeout: Seconds, cancellationToken: cancellation)
        );
    }
}
