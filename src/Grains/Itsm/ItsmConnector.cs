using System.Data.Common;
using System.Globalization;
using Apollo.Grains.Databases;
using Dapper;

namespace Apollo.Grains.Itsm;

/// <summary>
/// Every read of an ITSM goes this way: on a thread that nobody else needs, for a driver may block it; ended after a
/// while whatever the driver does; its faults as one line that names the file and the place in it.
/// </summary>
/// <param name="itsm">What to read.</param>
/// <param name="dialect">Its dialect.</param>
/// <param name="isOneDatabase">What is read goes on from what was read before: another database in its place is
/// refused.</param>
internal sealed class ItsmConnector(ItsmConnection itsm, Dialect dialect, bool isOneDatabase = false)
{
    private static readonly TimeSpan DriverPatience = TimeSpan.FromSeconds(5);
    private readonly DatabaseDriver driver = DatabaseDriver.Of(itsm.Provider);
    private string? database;
    private long queries;

    /// <summary>Queries sent so far.</summary>
    public long Queries => Interlocked.Read(ref queries);

    /// <summary>Sends a query and reads its answer.</summary>
    /// <param name="file">The file the query is made of.</param>
    /// <param name="query">What is sent.</param>
    /// <param name="parameters">For the query.</param>
    /// <param name="within">Ends the read.</param>
    /// <param name="read">Reads the answer.</param>
    /// <param name="cancellation">Ends the read.</param>
    /// <exception cref="ItsmException">The ITSM cannot be read.</exception>
    public async Task<TResult> ReadAsync<TResult>(
        MappingFile file,
        string query,
        object parameters,
        TimeSpan within,
        Func<DbDataReader, CancellationToken, Task<TResult>> read,
        CancellationToken cancellation
    )
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        limit.CancelAfter(within);
        for (var attempt = 1; ; attempt++)
            try
            {
                Interlocked.Increment(ref queries);
                var token = limit.Token;
                return await Task.Run(() => SendAsync(query, parameters, within, read, token), token)
                    .WaitAsync(within + DriverPatience, token);
            }
            catch (Exception error) when (error is not ItsmException)
            {
                cancellation.ThrowIfCancellationRequested();
                if (
                    driver.FailureOf(error) == DatabaseFailure.Deadlock
                    && attempt < 3
                    && !limit.IsCancellationRequested
                )
                    continue;
                throw Told(error, file, query, within, limit.IsCancellationRequested);
            }
    }

    private async Task<TResult> SendAsync<TResult>(
        string query,
        object parameters,
        TimeSpan within,
        Func<DbDataReader, CancellationToken, Task<TResult>> read,
        CancellationToken cancellation
    )
    {
        var before = driver.IdentityOf(itsm.ConnectionString);
        await using var connection = await OpenAsync(cancellation);
        var after = driver.IdentityOf(itsm.ConnectionString);
        if (isOneDatabase && (before != after || (database ??= after) != after))
            throw new ItsmReplacedException();
        await using var ending = cancellation.Register(() => driver.Interrupt(connection));
        await using var reader = (DbDataReader)
            await connection.ExecuteReaderAsync(
                new CommandDefinition(
                    query,
                    parameters,
                    commandTimeout: Math.Min((int)within.TotalSeconds, driver.CommandSeconds),
                    cancellationToken: cancellation
                )
            );
        return await read(reader, cancellation);
    }

    private async Task<DbConnection> OpenAsync(CancellationToken cancellation)
    {
        try
        {
            return await driver.OpenAsync(itsm.ConnectionString, DatabaseAccess.Read, cancellation);
        }
        catch (ArgumentException)
        {
            throw new ItsmException(
                $"Itsm:ConnectionString is no connection string for {itsm.Provider}: "
                    + "write it as key=value pairs separated by semicolons."
            );
        }
    }

    /// <summary>What a provider says, in one line without secrets.</summary>
    private ItsmException Told(Exception error, MappingFile file, string query, TimeSpan within, bool isOver)
    {
        if (isOver || driver.FailureOf(error) == DatabaseFailure.TimedOut)
            return new ItsmException(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"{itsm.Provider}, {file.Name}: no answer within {within.TotalSeconds:0} s."
                ),
                error
            );
        if (error is not DbException said)
            return new ItsmException(
                $"{itsm.Provider}, {file.Name}: {ItsmException.OneLine(error.Message, itsm.ConnectionString)}",
                error
            );
        var (offset, line) = dialect.PlaceOf(said, query);
        var message = dialect.MessageOf(said);
        return new ItsmException(
            $"{itsm.Provider}, {file.PlaceOf(query, offset, line, message)}: "
                + ItsmException.OneLine(message, itsm.ConnectionString)
                + (LoginRights.MendOf(said, itsm.Provider) is { } mend ? $". {mend}" : ""),
            error
        );
    }
}
