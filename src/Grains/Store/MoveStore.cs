using System.Collections.Immutable;
using Apollo.Grains.Engine;
using Apollo.Model;
using Microsoft.Extensions.Logging;

namespace Apollo.Grains.Store;

/// <summary>
/// What moved in each KPI, in the store: row 0 holds what it counted at an instant, the others what moved after it, in
/// order; times are ticks. One KPI's calls come one after the other, and none is in a hurry.
/// </summary>
internal sealed partial class MoveStore(ApolloStore store, StoreSettings settings, ILogger<MoveStore> logger)
{
    private const string All =
        "SELECT number, at, document FROM apollo_moves WHERE desk = @desk AND kpi = @kpi ORDER BY number";
    private const string Insert =
        "INSERT INTO apollo_moves (desk, kpi, number, at, document) VALUES (@desk, @kpi, @number, @at, @document)";
    private const string Rebase =
        "UPDATE apollo_moves SET at = @at, document = @document WHERE desk = @desk AND kpi = @kpi AND number = 0";
    private const string Fold =
        "DELETE FROM apollo_moves WHERE desk = @desk AND kpi = @kpi AND number > 0 AND number <= @number";
    private const string Clear = "DELETE FROM apollo_moves WHERE desk = @desk AND kpi = @kpi";

    /// <summary>How long single moves are kept.</summary>
    public TimeSpan KeptFor => settings.MovesKeptFor;

    /// <summary>All that is known of a KPI; null where that is nothing.</summary>
    /// <exception cref="StoreException">The store does not answer.</exception>
    public async Task<StoredMoves?> LoadAsync(string desk, string kpi, CancellationToken cancellation)
    {
        var rows = await store.ReadAsync(
            session => session.QueryAsync<Row>(All, new { desk, kpi }),
            cancellation,
            patiently: true
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
        catch (Exception error)
        {
            // Whatever another program may have written there.
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
        return WriteAsync(
            async session =>
            {
                await session.ExecuteAsync(Clear, new { desk, kpi });
                return await InsertAsync(session, desk, kpi, 0, at, document);
            },
            cancellation
        );
    }

    /// <summary>Adds what moved since.</summary>
    /// <exception cref="StoreException">The store does not answer.</exception>
    public Task AppendAsync(string desk, string kpi, MoveBatch batch, CancellationToken cancellation)
    {
        var document = MoveJson.Write(batch.Moves);
        return WriteAsync(session => InsertAsync(session, desk, kpi, batch.Number, batch.At, document), cancellation);
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
        await WriteAsync(
            async session =>
            {
                await session.ExecuteAsync(
                    Fold,
                    new
                    {
                        desk,
                        kpi,
                        number,
                    }
                );
                return await session.ExecuteAsync(
                    Rebase,
                    new
                    {
                        desk,
                        kpi,
                        at = folded.At.Ticks,
                        document,
                    }
                );
            },
            cancellation
        );
    }

    /// <summary>Forgets all of a KPI.</summary>
    /// <exception cref="StoreException">The store does not answer.</exception>
    public Task ClearAsync(string desk, string kpi, CancellationToken cancellation) =>
        WriteAsync(session => session.ExecuteAsync(Clear, new { desk, kpi }), cancellation);

    private Task<int> WriteAsync(Func<StoreSession, Task<int>> use, CancellationToken cancellation) =>
        store.WriteAsync(use, cancellation, patiently: true);

    private static Task<int> InsertAsync(
        StoreSession session,
        string desk,
        string kpi,
        long number,
        DateTime at,
        string document
    ) =>
        session.ExecuteAsync(
            Insert,
            new
            {
                desk,
                kpi,
                number,
                at = at.Ticks,
                document,
            }
        );

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
