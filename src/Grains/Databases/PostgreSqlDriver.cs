using System.Data.Common;
using Npgsql;

namespace Apollo.Grains.Databases;

internal sealed class PostgreSqlDriver : DatabaseDriver
{
    public override string ConnectionString(string configured, DatabaseAccess access)
    {
        var settings = new NpgsqlConnectionStringBuilder(configured)
        {
            ApplicationName = ApplicationName,
            Timeout = ConnectSeconds,
        };
        if (access == DatabaseAccess.Read)
        {
            // JIT compiles each short read anew, which takes longer than the read.
            const string Reading = "-c default_transaction_read_only=on -c TimeZone=UTC -c jit=off";
            settings.Options = $"{settings.Options} {Reading}".Trim();
        }
        return settings.ToString();
    }

    // Materialized, so that it runs though nobody reads what it gives.
    protected override string TakeLock =>
        "WITH taken AS MATERIALIZED (SELECT pg_advisory_lock(hashtext(@name))) SELECT 1 FROM taken";

    protected override string GiveLockBack => "SELECT pg_advisory_unlock(hashtext(@name))";

    protected override string OwnSchema => "SELECT current_schema()";

    protected override DbConnection Make(string connectionString, DatabaseAccess access) =>
        new NpgsqlConnection(connectionString);

    public override bool MayNotRead(DbException error) =>
        error is PostgresException { SqlState: PostgresErrorCodes.InsufficientPrivilege };

    protected override DatabaseFailure Meaning(DbException error) =>
        error switch
        {
            PostgresException said => said.SqlState switch
            {
                PostgresErrorCodes.QueryCanceled => DatabaseFailure.Cancelled,
                PostgresErrorCodes.DeadlockDetected or PostgresErrorCodes.SerializationFailure =>
                    DatabaseFailure.Deadlock,
                PostgresErrorCodes.LockNotAvailable => DatabaseFailure.Busy,
                PostgresErrorCodes.UndefinedTable => DatabaseFailure.Missing,
                PostgresErrorCodes.UniqueViolation => DatabaseFailure.Duplicate,
                PostgresErrorCodes.InsufficientPrivilege or PostgresErrorCodes.InvalidCatalogName =>
                    DatabaseFailure.Refused,
                PostgresErrorCodes.DiskFull => DatabaseFailure.Full,
                ['2', '8', ..] => DatabaseFailure.Refused,
                // Shutting down, crashed, starting, no place left for a connection.
                ['5', '7', 'P', ..] or ['0', '8', ..] or ['5', '3', ..] => DatabaseFailure.Lost,
                _ => DatabaseFailure.Other,
            },
            NpgsqlException { InnerException: TimeoutException } => DatabaseFailure.TimedOut,
            NpgsqlException { InnerException: OperationCanceledException } => DatabaseFailure.Cancelled,
            NpgsqlException => DatabaseFailure.Lost,
            _ => DatabaseFailure.Other,
        };
}
