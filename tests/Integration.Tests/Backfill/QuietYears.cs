using Apollo.Grains.Backfill;
using Apollo.Grains.Catalogue;
using Apollo.Grains.History;
using Apollo.Grains.Store;
using Apollo.Integration.Tests.Store;
using Apollo.Integration.Tests.Support;
using Microsoft.Extensions.Logging.Abstractions;

namespace Apollo.Integration.Tests.Backfill;

/// <summary>Groups in which nothing happened for more than a year, and then something in all of them at once.</summary>
[Collection(nameof(Alone))]
public sealed class QuietYears() : OnADatabase("Sqlite")
{
    private const int MostMegabytes = 100;
    private static readonly DateTime Watched = new(2026, 11, 20, 10, 37, 12, DateTimeKind.Utc);

    /// <summary>Each of about 70 series has 38,000 quarters of an hour by then: 2.8 MB each.</summary>
    [Fact]
    public async Task Are_not_held_step_by_step()
    {
        await Itsm.CreateSchemaAsync();
        await Itsm.InsertTicketAsync("OLD", Watched.AddDays(-398));
        await Itsm.InsertTicketAsync("NEW", Watched.AddDays(-1));
        await Itsm.InsertTicketAsync("NEWER", Watched.AddHours(-1));
        var settings = new StoreSettings(DatabaseProvider, Itsm.ConnectionString);
        using var open = new OpenStore(settings);
        var store = new HistoryStore(open.Apollo, settings);
        Assert.True(
            await store.AddAsync(
                "north",
                new HistoryAddition(
                    null,
                    UnixTime.Of(Watched),
                    UnixTime.Of(Watched),
                    UnixTime.Of(Watched.Date),
                    [],
                    [],
                    []
                ),
                default
            )
        );
        var (before, most) = (GC.GetTotalMemory(forceFullCollection: true), 0L);
        var run = new BackfillRun(
            OneDesk.Of(Itsm, KpiCatalogue.Standard, zone: "Europe/Paris"),
            KpiCatalogue.Standard,
            store,
            new HistoryLevels(store, NullLogger<HistoryLevels>.Instance),
            TimeProvider.System,
            NullLogger.Instance,
            _ => most = Math.Max(most, GC.GetTotalMemory(forceFullCollection: true) - before)
        );
        await run.RunAsync(null, default);

        Assert.InRange(most / 1_000_000, 0, MostMegabytes);
        var series = await store.SeriesAsync("north", default);
        Assert.True(series.Count > 60, $"{series.Count} series are kept.");
    }
}
