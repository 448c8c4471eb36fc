using System.Data.Common;
using Apollo.Grains.Databases;
using Apollo.Model;
using Dapper;
using Microsoft.Extensions.Logging;

namespace Apollo.Grains.Store;

/// <summary>
/// One table of the store, made where it is missing. What fails is said in the log, and to the caller without the
/// database's words.
/// </summary>
/// <param name="settings">The store.</param>
/// <param name="probe">Fails where the table is missing.</param>
/// <param name="create">Makes it.</param>
/// <param name="logger">Hears of failures.</param>
internal sealed partial class StoreTable(StoreSettings settings, string probe, string create, ILogger logger)
{
    private const int AnswerWithinSeconds = 5;
    private volatile bool isThere;

    /// <exception cref="StoreException">The store does not answer.</exception>
    public async Task<T> UseAsync<T>(Func<DbConnection, Task<T>> use, CancellationToken cancellation)
    {
        try
        {
            await using var connection = await DatabaseDriver
                .Of(settings.Provider)
                .OpenAsync(settings.ConnectionString, DatabaseAccess.Write, cancellation);
            if (!isThere)
                await CreateAsync(connection, cancellation);
            isThere = true;
            return await use(connection);
        }
        catch (Exception error) when (error is DbException or TimeoutException or InvalidOperationException)
        {
            // The table may be gone with a database that was made anew.
            isThere = false;
            LogFailed(error, settings);
            throw new StoreException();
        }
    }

    /// <summary>A statement with the store's time-out.</summary>
    public static CommandDefinition Command(
        string sql,
        object? parameters,
        CancellationToken cancellation,
        DbTransaction? transaction = null
    ) => new(sql, parameters, transaction, commandTimeout: AnswerWithinSeconds, cancellationToken: cancellation);

    /// <summary>A login that may not create is enough where the table is there already: hence asked first.</summary>
    private async Task CreateAsync(DbConnection connection, CancellationToken cancellation)
    {
        try
        {
            await connection.ExecuteScalarAsync<long>(Command(probe, null, cancellation));
        }
        catch (DbException)
        {
            await connection.ExecuteAsync(Command(create, null, cancellation));
        }
    }

    [LoggerMessage(
        Level = LogLevel.Error,
        Message = "What people keep in Apollo cannot be read or written: the {Store} does not answer"
    )]
    private partial void LogFailed(Exception error, StoreSettings store);
}
