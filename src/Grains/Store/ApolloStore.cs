using System.Data.Common;
using Apollo.Grains.Clock;
using Apollo.Grains.Databases;
using Apollo.Model;
using Microsoft.Extensions.Logging;

namespace Apollo.Grains.Store;

/// <summary>
/// Apollo's own database. Everything that is kept goes through here: its tables are made before their first use, and
/// what fails is said in the log, and to the caller without the database's words.
/// </summary>
internal sealed partial class ApolloStore(
    StoreSettings settings,
    StoreSchema schema,
    [DeskClock] TimeProvider time,
    ILogger<ApolloStore> logger
) : IDisposable
{
    /// <summary>How long one statement may take.</summary>
    public const int AnswerWithinSeconds = 5;

    private const int Attempts = 5;
    private static readonly TimeSpan RestAfterFailure = TimeSpan.FromSeconds(30);
    private readonly DatabaseDriver driver = DatabaseDriver.Of(settings.Provider);
    private readonly SemaphoreSlim patientOnes = new(settings.Provider == DatabaseProvider.Sqlite ? 1 : 4);
    private DateTime restUntil;
    private string trouble = StoreException.Away;

    /// <summary>Reads.</summary>
    /// <param name="use">What is asked.</param>
    /// <param name="cancellation">Ends it.</param>
    /// <param name="patiently">It can wait: few of these run at once, so that many that begin together leave the
    /// database room, and while it does not answer, it is not asked for a while.</param>
    /// <exception cref="StoreException">The store does not answer.</exception>
    public Task<T> ReadAsync<T>(
        Func<StoreSession, Task<T>> use,
        CancellationToken cancellation,
        bool patiently = false
    ) => UseAsync(connection => use(new StoreSession(connection, null, cancellation)), patiently, cancellation);

    /// <summary>
    /// Writes all or nothing. It is done once more, from its beginning, where another came first: it deadlocked, or a
    /// row of its key was added meanwhile.
    /// </summary>
    /// <param name="use">What is read and written, in one transaction.</param>
    /// <param name="cancellation">Ends it.</param>
    /// <param name="patiently">As in <see cref="ReadAsync"/>.</param>
    /// <exception cref="StoreException">The store does not answer.</exception>
    public Task<T> WriteAsync<T>(
        Func<StoreSession, Task<T>> use,
        CancellationToken cancellation,
        bool patiently = false
    ) =>
        UseAsync(
            async connection =>
            {
                await using var transaction = await connection.BeginTransactionAsync(cancellation);
                var answer = await use(new StoreSession(connection, transaction, cancellation));
                await transaction.CommitAsync(cancellation);
                return answer;
            },
            patiently,
            cancellation
        );

    /// <inheritdoc/>
    public void Dispose() => patientOnes.Dispose();

    private async Task<T> UseAsync<T>(Func<DbConnection, Task<T>> use, bool patiently, CancellationToken cancellation)
    {
        if (patiently)
            await patientOnes.WaitAsync(cancellation);
        try
        {
            if (patiently && time.GetUtcNow().UtcDateTime < restUntil)
                throw new StoreException(trouble);
            // Elsewhere: SQLite's calls do not wait asynchronously, and no grain shall stand still for its file.
            return await Task.Run(() => AnswerAsync(use, cancellation), cancellation);
        }
        finally
        {
            if (patiently)
                patientOnes.Release();
        }
    }

    private async Task<T> AnswerAsync<T>(Func<DbConnection, Task<T>> use, CancellationToken cancellation)
    {
        try
        {
            await schema.ReadyAsync(cancellation);
            for (var attempt = 1; ; attempt++)
            {
                try
                {
                    await using var connection = await driver.OpenAsync(
                        settings.ConnectionString,
                        DatabaseAccess.Write,
                        cancellation
                    );
                    return await use(connection);
                }
                catch (DbException error) when (attempt < Attempts && IsWorthAnother(error))
                {
                    // Where a table is missing, the database may have been made anew.
                    if (driver.FailureOf(error) == DatabaseFailure.Missing)
                        await MakeAnewAsync(error, cancellation);
                }
            }
        }
        catch (Exception) when (cancellation.IsCancellationRequested)
        {
            throw new OperationCanceledException(cancellation);
        }
        catch (Exception error)
        {
            var isFull = driver.FailureOf(error) == DatabaseFailure.Full;
            if (isFull)
                LogFull(settings);
            else
                LogFailed(error, settings);
            trouble = isFull ? StoreException.NoRoom : StoreException.Away;
            var now = time.GetUtcNow().UtcDateTime;
            if (now >= restUntil)
                restUntil = now + RestAfterFailure;
            throw new StoreException(trouble);
        }
    }

    private bool IsWorthAnother(DbException error) =>
        driver.FailureOf(error) is DatabaseFailure.Missing or DatabaseFailure.Deadlock or DatabaseFailure.Duplicate;

    private Task MakeAnewAsync(Exception error, CancellationToken cancellation)
    {
        LogGone(error, settings);
        schema.LookAgain();
        return schema.ReadyAsync(cancellation);
    }

    [LoggerMessage(
        Level = LogLevel.Error,
        Message = "What people keep in Apollo cannot be read or written: the {Store} does not answer"
    )]
    private partial void LogFailed(Exception error, StoreSettings store);

    [LoggerMessage(
        Level = LogLevel.Error,
        Message = "The {Store} has no room left: what people keep in Apollo, and history, cannot be written. Free some "
            + "room on its disk; Apollo goes on by itself"
    )]
    private partial void LogFull(StoreSettings store);

    [LoggerMessage(
        Level = LogLevel.Error,
        Message = "The {Store} has lost tables, as when its file is deleted while Apollo runs. A new store begins "
            + "empty; to have the old one back, stop Apollo and restore a backup"
    )]
    private partial void LogGone(Exception error, StoreSettings store);
}
