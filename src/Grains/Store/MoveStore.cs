using System.Collections.Immutable;
using System.Text.Json;
using Apollo.Grains.Clock;
using Apollo.Grains.Databases;
using Apollo.Grains.Engine;
using Apollo.Model;
using Dapper;
using Microsoft.Extensions.Logging;

namespace Apollo.Grains.Store;

/// <summary>
/// What moved in each KPI, in the store. One KPI's calls come one after the other. Few statements run at once, so that
/// 41 KPIs that begin together leave the database room; and while it does not answer, it is not asked for a while.
/// </summary>
internal sealed partial class MoveStore(
    StoreSettings settings,
    [DeskClock] TimeProvider time,
    ILogger<MoveStore> logger
) : IDisposable
{
    private static readonly TimeSpan RestAfterFailure = TimeSpan.FromSeconds(30);
    private readonly StoreTable table = new(settings, MoveTable.Probe, MoveTable.Create(settings.Provider), logger);
    private readonly SemaphoreSlim atOnce = new(settings.Provider == DatabaseProvider.Sqlite ? 1 : 4);
    private DateTime restUntil;

    /// <summary>All that is known of a KPI; null where that is nothing.</summary>
    /// <exception cref="StoreException">The store does not answer.</exception>
    public async Task<StoredMoves?> LoadAsync(string desk, string kpi, CancellationToken cancellation)
    {
        var rows = await UseAsync(
            async connection =>
                (
                    await connection.QueryAsync<Row>(StoreTable.Command(MoveTable.All, new { desk, kpi }, cancellation))
                ).AsList(),
            cancellation
        );
        if (rows is not [{ Number: 0 } first, ..])
            return null;
        try
        {
            var (keptSince, counted) = MoveJson.ReadCounted(first.Document);
            return new StoredMoves(
                first.Time,
                keptSince,
                counted,
                [.. rows.Skip(1).Select(row => new MoveBatch(row.Number, row.Time, MoveJson.ReadMoves(row.Document)))]
            );
        }
        catch (JsonException error)
        {
            LogUnreadable(error, desk, kpi);
            return null;
        }
    }

    /// <summary>Begins anew from what a KPI counts at an instant; what was known before goes.</summary>
    /// <exception cref="StoreException">The store does not answer.</exception>
    public Task BeginAsync(
        string desk,
        string kpi,
        DateTime at,
        IReadOnlyCollection<RowKey> counted,
        CancellationToken cancellation
    )
    {
        var document = MoveJson.Write(at, counted);
        return UseAsync(
            async connection =>
            {
                await using var transaction = await connection.BeginTransactionAsync(cancellation);
                await connection.ExecuteAsync(
                    StoreTable.Command(MoveTable.Clear, new { desk, kpi }, cancellation, transaction)
                );
                var added = await connection.ExecuteAsync(
                    StoreTable.Command(
                        MoveTable.Insert,
                        new
                        {
                            desk,
                            kpi,
                            number = 0L,
                            at = at.Ticks,
                            document,
                        },
                        cancellation,
                        transaction
                    )
                );
                await transaction.CommitAsync(cancellation);
                return added;
            },
            cancellation
        );
    }

    /// <summary>Adds what moved since.</summary>
    /// <exception cref="StoreException">The store does not answer.</exception>
    public Task AppendAsync(string desk, string kpi, MoveBatch batch, CancellationToken cancellation)
    {
        var document = MoveJson.Write(batch.Moves);
        return UseAsync(
            connection =>
                connection.ExecuteAsync(
                    StoreTable.Command(
                        MoveTable.Insert,
                        new
                        {
                            desk,
                            kpi,
                            number = batch.Number,
                            at = batch.At.Ticks,
                            document,
                        },
                        cancellation
                    )
                ),
            cancellation
        );
    }

    /// <summary>Forgets single moves up to an instant: they become part of what the KPI counted.</summary>
    /// <exception cref="StoreException">The store does not answer.</exception>
    public async Task FoldAsync(string desk, string kpi, DateTime until, CancellationToken cancellation)
    {
        if (
            await LoadAsync(desk, kpi, cancellation) is not { } known
            || known.Fold(until) is not { } folded
            || ReferenceEquals(folded, known)
        )
            return;
        var document = MoveJson.Write(folded.KeptSince, folded.Counted);
        var number = known.Batches[known.Batches.Length - folded.Batches.Length - 1].Number;
        await UseAsync(
            async connection =>
            {
                await using var transaction = await connection.BeginTransactionAsync(cancellation);
                await connection.ExecuteAsync(
                    StoreTable.Command(
                        MoveTable.Fold,
                        new
                        {
                            desk,
                            kpi,
                            number,
                        },
                        cancellation,
                        transaction
                    )
                );
                var changed = await connection.ExecuteAsync(
                    StoreTable.Command(
                        MoveTable.Rebase,
                        new
                        {
                            desk,
                            kpi,
                            at = folded.At.Ticks,
                            document,
                        },
                        cancellation,
                        transaction
                    )
                );
                await transaction.CommitAsync(cancellation);
                return changed;
            },
            cancellation
        );
    }

    /// <summary>Forgets all of a KPI.</summary>
    /// <exception cref="StoreException">The store does not answer.</exception>
    public Task ClearAsync(string desk, string kpi, CancellationToken cancellation) =>
        UseAsync(
            connection => connection.ExecuteAsync(StoreTable.Command(MoveTable.Clear, new { desk, kpi }, cancellation)),
            cancellation
        );

    /// <inheritdoc/>
    public void Dispose() => atOnce.Dispose();

    private async Task<T> UseAsync<T>(
        Func<System.Data.Common.DbConnection, Task<T>> use,
        CancellationToken cancellation
    )
    {
        await atOnce.WaitAsync(cancellation);
        try
        {
            if (time.GetUtcNow().UtcDateTime < restUntil)
                throw new StoreException();
            // Elsewhere: SQLite's calls do not wait asynchronously, and no KPI shall stand still for its file.
            return await Task.Run(() => table.UseAsync(use, cancellation), cancellation);
        }
        catch (StoreException)
        {
            var now = time.GetUtcNow().UtcDateTime;
            if (now >= restUntil)
                restUntil = now + RestAfterFailure;
            throw;
        }
        finally
        {
            atOnce.Release();
        }
    }

    [LoggerMessage(
        Level = LogLevel.Error,
        Message = "What moved in KPI {Kpi} of desk {Desk} is kept in a form that cannot be read; it begins anew"
    )]
    private partial void LogUnreadable(Exception error, string desk, string kpi);

    private sealed class Row
    {
        public long Number { get; init; }
        public long At { get; init; }
        public string Document { get; init; } = "";

        public DateTime Time => new(At, DateTimeKind.Utc);
    }
}
