using System.Data.Common;

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
    public DbConnection Connect(string configured, DatabaseAccess access) => Make(ConnectionString(configured, access));

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

    /// <summary>How long a command may take, seconds.</summary>
    public virtual int CommandSeconds => 30;

    /// <summary>Which database stands where a connection string leads to; null where nothing tells.</summary>
    public virtual string? IdentityOf(string configured) => null;

    /// <summary>Ends what a connection does, where its driver heeds no cancellation.</summary>
    public virtual void Interrupt(DbConnection connection) { }

    protected abstract DbConnection Make(string connectionString);

    /// <summary>What this driver's own error means.</summary>
    protected abstract DatabaseFailure Meaning(DbException error);

    /// <summary>Says once per opened connection what a connection string cannot.</summary>
    protected virtual Task PrepareReadingAsync(DbConnection connection, CancellationToken cancellation) =>
        Task.CompletedTask;
}
