using System.Data.Common;
using Dapper;
using MySqlConnector;

namespace Apollo.Grains.Databases;

internal sealed class MySqlDriver : DatabaseDriver
{
    public override string ConnectionString(string configured, DatabaseAccess access)
    {
        var settings = new MySqlConnectionStringBuilder(configured)
        {
            ApplicationName = ApplicationName,
            ConnectionTimeout = ConnectSeconds,
        };
        if (access == DatabaseAccess.Read)
        {
            // A zero date (0000-00-00) comes as the earliest instant, which cleaning takes for impossible; else the
            // driver would refuse the row for ever.
            settings.ConvertZeroDateTime = true;
            settings.DateTimeKind = MySqlDateTimeKind.Unspecified;
            settings.AllowUserVariables = false;
            settings.TreatTinyAsBoolean = false;
        }
        return settings.ToString();
    }

    public override bool CannotHold(Exception error) => error is MySqlConversionException || base.CannotHold(error);

    // Its locks are the whole server's.
    protected override string TakeLock => "SELECT GET_LOCK(MD5(CONCAT(DATABASE(), '.', @name)), @seconds)";

    protected override string GiveLockBack => "SELECT RELEASE_LOCK(MD5(CONCAT(DATABASE(), '.', @name)))";

    protected override DbConnection Make(string connectionString, DatabaseAccess access) =>
        new MySqlConnection(connectionString);

    protected override Task PrepareReadingAsync(DbConnection connection, CancellationToken cancellation) =>
        connection.ExecuteAsync(
            new CommandDefinition(
                "SET time_zone = '+00:00'; SET SESSION TRANSACTION ISOLATION LEVEL READ COMMITTED, READ ONLY",
                commandTimeout: ConnectSeconds,
                cancellationToken: cancellation
            )
        );

    public override bool MayNotRead(DbException error) =>
        error
            is MySqlException
            {
                ErrorCode: MySqlErrorCode.DatabaseAccessDenied
                    or MySqlErrorCode.TableAccessDenied
                    or MySqlErrorCode.ColumnAccessDenied
            };

    protected override DatabaseFailure Meaning(DbException error) =>
        error is not MySqlException said
            ? DatabaseFailure.Other
            : said.ErrorCode switch
            {
                MySqlErrorCode.QueryInterrupted => DatabaseFailure.Cancelled,
                MySqlErrorCode.CommandTimeoutExpired or MySqlErrorCode.QueryTimeout => DatabaseFailure.TimedOut,
                MySqlErrorCode.LockDeadlock => DatabaseFailure.Deadlock,
                MySqlErrorCode.LockWaitTimeout => DatabaseFailure.Busy,
                MySqlErrorCode.DiskFull or MySqlErrorCode.RecordFileFull => DatabaseFailure.Full,
                // Its storage engine speaks in the operating system's words.
                _ when said.Message.Contains("No space left on device", StringComparison.Ordinal) =>
                    DatabaseFailure.Full,
                MySqlErrorCode.NoSuchTable or MySqlErrorCode.BadTable => DatabaseFailure.Missing,
                MySqlErrorCode.DuplicateKeyEntry or MySqlErrorCode.DuplicateEntryWithKeyName =>
                    DatabaseFailure.Duplicate,
                MySqlErrorCode.AccessDenied
                or MySqlErrorCode.DatabaseAccessDenied
                or MySqlErrorCode.TableAccessDenied
                or MySqlErrorCode.ColumnAccessDenied
                or MySqlErrorCode.UnknownDatabase => DatabaseFailure.Refused,
                MySqlErrorCode.UnableToConnectToHost
                or MySqlErrorCode.ServerShutdown
                or MySqlErrorCode.TooManyUserConnections
                or MySqlErrorCode.ConnectionCountError => DatabaseFailure.Lost,
                _ => DatabaseFailure.Other,
            };
}
