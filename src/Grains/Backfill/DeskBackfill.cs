using Apollo.Grains.Catalogue;
using Apollo.Grains.Configuration;
using Apollo.Grains.History;
using Apollo.Grains.Itsm;
using Apollo.Grains.Store;
using Apollo.Model;
using Microsoft.Extensions.Logging.Abstractions;

namespace Apollo.Grains.Backfill;

/// <summary>The back-fill without a silo, for the command.</summary>
public sealed class DeskBackfill : IDisposable
{
    private readonly KpiCatalogue catalogue;
    private readonly TimeProvider time;
    private readonly ApolloStore store;
    private readonly HistoryStore history;

    /// <param name="settings">Apollo's store; its tables are made where they are missing.</param>
    /// <param name="catalogue">The KPIs.</param>
    /// <param name="time">Clock.</param>
    public DeskBackfill(StoreSettings settings, KpiCatalogue catalogue, TimeProvider time)
    {
        (this.catalogue, this.time) = (catalogue, time);
        var schema = new StoreSchema(settings, NullLogger<StoreSchema>.Instance);
        store = new ApolloStore(settings, schema, time, NullLogger<ApolloStore>.Instance);
        history = new HistoryStore(store, settings);
    }

    /// <summary>Computes a desk's history.</summary>
    /// <param name="desk">The desk.</param>
    /// <param name="from">Where it begins, UTC; null = as far back as the rows tell.</param>
    /// <param name="say">Takes how far it is.</param>
    /// <param name="cancellation">Ends it; the next run begins anew.</param>
    /// <returns>How it ended.</returns>
    /// <exception cref="InvalidDataException">The ITSM or the store cannot be read or written; says which.</exception>
    public async Task<BackfillProgress> RunAsync(
        DeskSetup desk,
        DateTime? from,
        Action<BackfillProgress> say,
        CancellationToken cancellation
    )
    {
        var last = new BackfillProgress(BackfillState.Waiting);
        var levels = new HistoryLevels(history, NullLogger<HistoryLevels>.Instance);
        var run = new BackfillRun(desk, catalogue, history, levels, time, NullLogger.Instance, Said);
        try
        {
            await run.RunAsync(from, cancellation);
            return last;
        }
        catch (ItsmException error)
        {
            throw new InvalidDataException($"the ITSM cannot be read: {error.Message}", error);
        }
        catch (StoreException error)
        {
            throw new InvalidDataException("Apollo's store does not answer.", error);
        }

        void Said(BackfillProgress now)
        {
            last = now;
            say(now);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => store.Dispose();
}
