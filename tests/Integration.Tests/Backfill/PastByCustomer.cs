using Apollo.Grains.Backfill;
using Apollo.Grains.Catalogue;
using Apollo.Grains.Clock;
using Apollo.Grains.History;
using Apollo.Grains.Store;
using Apollo.Integration.Tests.Store;
using Apollo.Integration.Tests.Support;
using Apollo.Servers;
using Microsoft.Extensions.Logging.Abstractions;

namespace Apollo.Integration.Tests.Backfill;

/// <summary>
/// A desk that breaks its tickets down by customer has the past of each, as of each team: here each team has one
/// customer of the same name, so that what is kept of the one is what is kept of the other.
/// </summary>
public sealed class PastByCustomer() : OnADatabase("Sqlite")
{
    private static readonly DateTime Watched = new(2026, 11, 20, 10, 37, 12, DateTimeKind.Utc);

    [Fact]
    public async Task Is_computed_as_that_by_team()
    {
        await FillAsync();
        var settings = new StoreSettings(DatabaseProvider, Itsm.ConnectionString);
        var store = new HistoryStore(new OpenStore(settings).Apollo, settings);
        var levels = new HistoryLevels(store, NullLogger<HistoryLevels>.Instance);
        var start = UnixTime.Of(Watched);
        var began = new HistoryAddition(null, start, start, UnixTime.Of(Watched.Date), [], [], []);
        Assert.True(await store.AddAsync("north", began, default));

        await new BackfillRun(
            OneDesk.Of(Itsm, KpiCatalogue.Standard, system: await MappingAsync()),
            KpiCatalogue.Standard,
            store,
            levels,
            TimeProvider.System,
            NullLogger.Instance,
            _ => { }
        ).RunAsync(null, default);

        var series = await store.SeriesAsync("north", default);
        var byTeam = series.Where(one => one.Dimension == "team").ToDictionary(one => (one.Kpi, one.Name));
        var byCustomer = series.Where(one => one.Dimension == "customer").ToDictionary(one => (one.Kpi, one.Name));
        Assert.Equal(["(none)", "Field", "Network"], byTeam.Keys.Select(key => key.Name).Distinct().Order());
        Assert.Equal(byTeam.Keys.Order(), byCustomer.Keys.Order());
        foreach (var key in byTeam.Keys)
        foreach (var span in new[] { HistoryLevels.Quarters, HistoryLevels.Days })
            Assert.Equal(await StepsAsync(span, byTeam[key]), await StepsAsync(span, byCustomer[key]));
        var days = await StepsAsync(HistoryLevels.Days, byCustomer[("open-tickets", "Network")]);
        Assert.Contains(days, day => day.Last > 0);

        Task<List<HistoryStep>> StepsAsync(int span, StoredSeries one) =>
            levels.ReadAsync("north", span, one, 0, long.MaxValue / 2, default);
    }

    private async Task FillAsync()
    {
        await Itsm.CreateSchemaAsync();
        string[] teams = ["Network", "Field"];
        for (var row = 0; row < 24; row++)
        {
            var (id, opened) = ($"INC-{row}", Watched.AddHours(-30 * (row + 1)));
            await Itsm.InsertTicketAsync(id, opened, teams[row % 2], opened.AddHours(20), priority: 1 + (row % 5));
            if (row % 3 != 0)
                await Itsm.ExecuteAsync(
                    "UPDATE tickets SET state = 'closed', resolved_at = @at, closed_at = @at WHERE id = @id",
                    new { id, at = Itsm.Time(opened.AddHours(7 * (row % 5 + 1))) }
                );
        }
        await Itsm.ExecuteAsync("UPDATE tickets SET team = NULL WHERE id IN ('INC-4', 'INC-9')");
    }

    private async Task<string> MappingAsync()
    {
        ApolloSystem.CopyTo(Folder);
        var tickets = Folder.File("tickets.sqlite.sql");
        var text = await File.ReadAllTextAsync(tickets);
        await File.WriteAllTextAsync(tickets, ApolloSystem.With(text, "team AS by_customer"));
        return Folder.Path;
    }
}
