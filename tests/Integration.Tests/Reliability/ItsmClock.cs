using System.Globalization;
using Apollo.Integration.Tests.Support;
using Npgsql;

namespace Apollo.Integration.Tests.Reliability;

/// <summary>The clock of a PostgreSQL ITSM, which a test can set: a function of its name stands before it.</summary>
internal sealed class ItsmClock(Itsm itsm)
{
    /// <summary>Takes the database's clock over, for connections that are opened from now on.</summary>
    public static async Task<ItsmClock> TakeOverAsync(Itsm itsm)
    {
        var database = new NpgsqlConnectionStringBuilder(itsm.ConnectionString).Database;
        await itsm.ExecuteAsync(
            $"""
            CREATE SCHEMA clock;
            CREATE TABLE clock.off (seconds int NOT NULL);
            INSERT INTO clock.off VALUES (0);
            CREATE FUNCTION clock.clock_timestamp() RETURNS timestamptz STABLE LANGUAGE sql AS
              'SELECT pg_catalog.clock_timestamp() + make_interval(secs => (SELECT seconds FROM clock.off))';
            ALTER DATABASE "{database}" SET search_path = clock, public, pg_catalog;
            """
        );
        NpgsqlConnection.ClearAllPools();
        return new ItsmClock(itsm);
    }

    /// <summary>Sets it so far from the true time.</summary>
    public Task SetOffAsync(TimeSpan off) =>
        itsm.ExecuteAsync(
            string.Create(CultureInfo.InvariantCulture, $"UPDATE clock.off SET seconds = {off.TotalSeconds:0}")
        );
}
