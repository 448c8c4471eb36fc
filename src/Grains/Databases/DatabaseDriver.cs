using System.Data.Common;
using Dapper;

namespace Apollo.Grains.Databases;

/// <summary>
/// The one place that knows a driver: how it connects, pools, limits its waits, and how it says that something failed.
/// </summary>
internal abstract class DatabaseDriver
{
    /// <summary>How long a connection may take to be made, seconds.</summary>
    protected const int ConnectSeconds = 5;

    /// <summary>What servers show as the client's name.</summary>
    protected const string ApplicationName = "Apollo";

    /// <summary>The driver of a provider.</summary>
    public static DatabaseDriver Of(DatabaseProvider provider) =>
        provider switch
        {
            DatabaseProvider.Sqlite => new SqliteDriver(),
            DatabaseProvider.SqlServer => new SqlServerDriver(),
            DatabaseProvider.PostgreSql => new PostgreSqlDriver(),
            DatabaseProvider.MySql => new MySqlDriver(),
            _ => throw new ArgumentOutOfRangeException(nameof(provider)),
        };

    /// <summary>A configured connection string with everything Apollo wants said in it.</summary>
    /// <exception cref="ArgumentException">It is no connection string of this driver.</exception>
    public abstract string ConnectionString(string configured, DatabaseAccess access);

    /// <summary>A closed connection.</summary>
    /// <exception cref="ArgumentException">It is no connection string of this driver.</exception>
    public DbConnection Connect(string configured, DatabaseAccess access) =>
        Make(ConnectionString(configured, access), access);

    /// <summary>An open connection, ready for use.</summary>
    /// <exception cref="ArgumentException">It is no connection string of this driver.</exception>
    public async Task<DbConnection> OpenAsync(string configured, DatabaseAccess access, CancellationToken cancellation)
    {
        var connection = Connect(configured, access);
        try
        {
            await connection.OpenAsync(cancellation);
            if (access == DatabaseAccess.Read)
                await PrepareReadingAsync(connection, cancellation);
            return connection;
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }
    }

    /// <summary>
    /// Holds a lock of a name in this database until it is given back, or its connection breaks: one process at a time.
    /// </summary>
    /// <param name="connection">Open; it carries the lock.</param>
    /// <param name="name">Which lock.</param>
    /// <param name="patience">How long another holder is waited for.</param>
    /// <param name="cancellation">Ends the wait.</param>
    /// <exception cref="TimeoutException">Another held it for longer.</exception>
    public virtual async Task<IAsyncDisposable> LockAsync(
        DbConnection connection,
        string name,
        TimeSpan patience,
        CancellationToken cancellation
    )
    {
        var seconds = (int)patience.TotalSeconds;
        var taken = await connection.ExecuteScalarAsync<int?>(
            new CommandDefinition(
                TakeLock,
                new { name, seconds },
                null,
                seconds + ConnectSeconds,
                cancellationToken: cancellation
            )
        );
        return taken == 1
            ? new HeldLock(connection, new CommandDefinition(GiveLockBack, new { name }, null, ConnectSeconds))
            : throw new TimeoutException($"Another process held the lock '{name}' for {seconds} s.");
    }

    /// <summary>The schema that a login's tables are in; null where there is no such thing.</summary>
    public async Task<string?> SchemaAsync(DbConnection connection, CancellationToken cancellation) =>
        OwnSchema is null
            ? null
            : await connection.ExecuteScalarAsync<string>(
                new CommandDefinition(OwnSchema, commandTimeout: ConnectSeconds, cancellationToken: cancellation)
            );

    /// <summary>
    /// What an error means. Where the caller may have given up, it asks its own token first: some drivers then speak of
    /// a broken connection.
    /// </summary>
    public DatabaseFailure FailureOf(Exception error) =>
        error switch
        {
            OperationCanceledException => DatabaseFailure.Cancelled,
            TimeoutException => DatabaseFailure.TimedOut,
            DbException said when Meaning(said) is { } meaning and not DatabaseFailure.Other => meaning,
            DbException { InnerException: { } inner } => FailureOf(inner),
            IOException or System.Net.Sockets.SocketException => DatabaseFailure.Lost,
            _ => DatabaseFailure.Other,
        };

    /// <summary>
    /// The driver read a value whole and cannot hold it (a year 20226, NaN, 2026-02-31): the next value can be read.
    /// </summary>
    public virtual bool CannotHold(Exception error) =>
        error
            is InvalidCastException
                or FormatException
                or OverflowException
                or ArgumentException
                or NotSupportedException;

    /// <summary>The login came in and may not read a table, a column or the database.</summary>
    public virtual bool MayNotRead(DbException error) => false;

    /// <summary>How long a command may wait at most, whatever its caller allows, seconds.</summary>
    public virtual int CommandSeconds => int.MaxValue;

    /// <summary>Which database stands where a connection string leads to; null where nothing tells.</summary>
    public virtual string? IdentityOf(string configured) => null;

    /// <summary>Ends what a connection does, where its driver heeds no cancellation.</summary>
    public virtual void Interrupt(DbConnection connection) { }

    /// <summary>Takes the lock <c>@name</c> within <c>@seconds</c>, and gives 1.</summary>
    protected virtual string TakeLock => throw new NotSupportedException();

    /// <summary>Gives the lock <c>@name</c> back.</summary>
    protected virtual string GiveLockBack => throw new NotSupportedException();

    /// <summary>Gives the name of the login's schema.</summary>
    protected virtual string? OwnSchema => null;

    protected abstract DbConnection Make(string connectionString, DatabaseAccess access);

    /// <summary>What this driver's own error means.</summary>
    protected abstract DatabaseFailure Meaning(DbException error);

    /// <summary>Says once per opened connection what a connection string cannot.</summary>
    protected virtual Task PrepareReadingAsync(DbConnection connection, CancellationToken cancellation) =>
        Task.CompletedTask;

    private sealed class HeldLock(DbConnection connection, CommandDefinition giveBack) : IAsyncDisposable
    {
        public async ValueTask DisposeAsync()
        {
            try
            {
                await connection.ExecuteAsync(giveBack);
            }
            catch (DbException)
            {
                // The connection broke, and the lock went with it.
            }
        }
    }
}
