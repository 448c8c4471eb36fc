using System.Data.Common;
using Apollo.Grains.Databases;
using Dapper;

namespace Apollo.Grains.Itsm;

/// <summary>Whether a database of SQL Server lets a poll read beside writes that are not committed.</summary>
internal static class SnapshotReads
{
    private const int Seconds = 5;

    internal const string SqlServer =
        "SELECT is_read_committed_snapshot_on FROM sys.databases WHERE database_id = DB_ID()";

    /// <summary>What the check says of it; null where reads never wait for writes.</summary>
    /// <exception cref="DbException">The server does not say.</exception>
    public static async Task<CheckLine?> SayAsync(
        DbConnection connection,
        DatabaseProvider provider,
        CancellationToken cancellation
    )
    {
        if (provider != DatabaseProvider.SqlServer)
            return null;
        return Said(
            await connection.ExecuteScalarAsync<bool>(
                new CommandDefinition(SqlServer, commandTimeout: Seconds, cancellationToken: cancellation)
            )
        );
    }

    internal static CheckLine Said(bool isOn) =>
        isOn
            ? CheckLine.Ok("READ_COMMITTED_SNAPSHOT is on: a poll waits for no write")
            : CheckLine.Note(
                "READ_COMMITTED_SNAPSHOT is off: a poll waits for every open write. Have the database's owner run "
                    + "ALTER DATABASE CURRENT SET READ_COMMITTED_SNAPSHOT ON"
            );
}
