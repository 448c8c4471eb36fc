using System.Data.Common;
using Microsoft.Data.Sqlite;
using static SQLitePCL.raw;

namespace Apollo.Grains.Databases;

internal sealed class SqliteDriver : DatabaseDriver
{
    // A pooled connection would go on with a file that was deleted or replaced.
    public override string ConnectionString(string configured, DatabaseAccess access)
    {
        var settings = new SqliteConnectionStringBuilder(configured)
        {
            DefaultTimeout = ConnectSeconds,
            Pooling = false,
        };
        if (access == DatabaseAccess.Read)
            settings.Mode = SqliteOpenMode.ReadOnly;
        return settings.ToString();
    }

    // How long a command waits for a writer; what it takes itself is ended by Interrupt.
    public override int CommandSeconds => ConnectSeconds;

    public override string? IdentityOf(string configured)
    {
        var file = new SqliteConnectionStringBuilder(configured).DataSource;
        return string.IsNullOrEmpty(file) || file == ":memory:" ? null : FileIdentity.Of(file);
    }

    public override void Interrupt(DbConnection connection)
    {
        if (connection is SqliteConnection { State: System.Data.ConnectionState.Open, Handle: { } handle })
            sqlite3_interrupt(handle);
    }

    // A file beside the database: the library that migrates takes SQLite's own locks. It stays, empty: who deletes it
    // could delete another's.
    public override async Task<IAsyncDisposable> LockAsync(
        DbConnection connection,
        string name,
        TimeSpan patience,
        CancellationToken cancellation
    )
    {
        var file = connection.DataSource + ".lock";
        for (var since = TimeProvider.System.GetTimestamp(); ; )
        {
            try
            {
                return new FileStream(file, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            }
            catch (IOException) when (File.Exists(file) && TimeProvider.System.GetElapsedTime(since) < patience)
            {
                // The operating system tells nobody when a lock is given back.
                await Task.Delay(TimeSpan.FromMilliseconds(50), TimeProvider.System, cancellation);
            }
        }
    }

    protected override DbConnection Make(string connectionString, DatabaseAccess access)
    {
        var connection = new SqliteConnection(connectionString);
        // SQLite's own knows no letters but those of English. A desk's ITSM, which is only read, keeps what it has.
        if (access != DatabaseAccess.Read)
            connection.CreateFunction("lower", (string? text) => text?.ToLowerInvariant(), isDeterministic: true);
        return connection;
    }

    protected override DatabaseFailure Meaning(DbException error) =>
        error is not SqliteException said
            ? DatabaseFailure.Other
            : said.SqliteErrorCode switch
            {
                SQLITE_INTERRUPT => DatabaseFailure.Cancelled,
                SQLITE_BUSY or SQLITE_LOCKED => DatabaseFailure.Busy,
                SQLITE_FULL => DatabaseFailure.Full,
                // Where no room is left for what SQLite keeps beside the file.
                SQLITE_IOERR
                    when said.SqliteExtendedErrorCode
                        is SQLITE_IOERR_SHMSIZE
                            or SQLITE_IOERR_WRITE
                            or SQLITE_IOERR_FSYNC => DatabaseFailure.Full,
                SQLITE_CANTOPEN or SQLITE_IOERR => DatabaseFailure.Lost,
                SQLITE_READONLY when said.SqliteExtendedErrorCode == SQLITE_READONLY_DBMOVED => DatabaseFailure.Lost,
                SQLITE_PERM or SQLITE_AUTH or SQLITE_READONLY => DatabaseFailure.Refused,
                SQLITE_CONSTRAINT
                    when said.SqliteExtendedErrorCode is SQLITE_CONSTRAINT_PRIMARYKEY or SQLITE_CONSTRAINT_UNIQUE =>
                    DatabaseFailure.Duplicate,
                // SQLite has no code of its own for it.
                SQLITE_ERROR when said.Message.Contains("no such table", StringComparison.Ordinal) =>
                    DatabaseFailure.Missing,
                _ => DatabaseFailure.Other,
            };
}
