using Apollo.Cluster.Tests.Support;
using Apollo.Grains.History;
using Apollo.Grains.Store;
using Apollo.Model;
using Microsoft.Extensions.DependencyInjection;

namespace Apollo.Cluster.Tests.History;

/// <summary>What is usual is made of the quarters in the store, and told with histories and trends.</summary>
public sealed class TheUsualBand
{
    private static readonly DateTime Start = DeskCluster.Start;

    [Fact]
    public async Task It_is_made_of_what_is_true_of_then_and_stands_in_histories_and_trends()
    {
        await using var cluster = await DeskCluster.PrepareAsync();
        await cluster.Itsm().WriteAsync(Some.Ticket("INC-1", Start));
        await cluster.StartAsync();
        var board = cluster.Board();
        await board.UntilAsync(() => board.HasAllCards, "all cards");
        var services = cluster.Silos.Silos[0].ServiceProvider;
        var store = services.GetRequiredService<HistoryStore>();
        HistoryHead? head = null;
        await board.UntilAsync(
            () => (head = store.HeadAsync("north", CancellationToken.None).GetAwaiter().GetResult()) is not null,
            "the desk begins to remember"
        );

        // Six weeks of what never moved, all of them watched: said last, so that what is usual is made of all of it.
        await FillAsync(services, store, "open-tickets", StoredSeries.Whole, "", 7);
        await FillAsync(services, store, "opened-today", StoredSeries.Whole, "", 3);
        await FillAsync(services, store, "open-tickets", Dimension.Team, "Network", 5);
        var six = UnixTime.Of(Start.Date.AddDays(-42));
        await store.ChangeAsync("north", change => change.ComputedAsync(six, six), CancellationToken.None);
        var usual = cluster.Silos.Client.GetGrain<IUsualGrain>("north");
        var bands = await usual.Bands(Start, Start.AddHours(1));
        await board.UntilAsync(
            () => (bands = usual.Bands(Start, Start.AddHours(1)).GetAwaiter().GetResult()).ContainsKey("opened-today"),
            "what is usual is made"
        );
        Assert.Equal<double?>([7, 7, 7, 7, 7], bands["open-tickets"].Median);
        Assert.Equal<double?>([3, 3, 3, 3, 3], bands["opened-today"].High);

        var history = cluster.Silos.Client.GetGrain<IHistoryGrain>("north");
        var query = new HistoryQuery("open-tickets", Start.AddHours(-1), Start, null, null, null);
        var told = await history.History(query, CancellationToken.None);
        Assert.Equal<double?>([7, 7, 7, 7, 7], told.Usual!.Low);
        var ofTeam = await history.History(
            query with
            {
                Dimension = Dimension.Team,
                Group = "Network",
            },
            CancellationToken.None
        );
        Assert.Equal<double?>([5, 5, 5, 5, 5], ofTeam.Usual!.Median);
        var year = await history.History(query with { From = Start.AddDays(-365) }, CancellationToken.None);
        Assert.Null(year.Usual);
        var trends = await history.Trends(1, null, CancellationToken.None);
        // Two hours of quarters; one more where the hour does not begin with one.
        Assert.InRange(trends.Usual["open-tickets"].Median.Length, 8, 9);

        // What was computed afterwards counts where it is exact.
        await store.ChangeAsync(
            "north",
            change => change.ComputedAsync(six, UnixTime.Of(Start.Date.AddDays(-14))),
            CancellationToken.None
        );
        var quarters = services.GetRequiredService<IQuarterHours>();
        Assert.Equal(14 * 96, await CountAsync("open-tickets", null, null));
        Assert.Equal(42 * 96, await CountAsync("opened-today", null, null));
        Assert.Equal(14 * 96, await CountAsync("open-tickets", Dimension.Team, "Network"));
        Assert.Equal(0, await CountAsync("open-tickets", Dimension.Team, "Nobody"));

        async Task<int> CountAsync(string kpi, string? dimension, string? group) =>
            (
                await quarters.OfAsync(
                    "north",
                    kpi,
                    dimension,
                    group,
                    Start.AddDays(-84),
                    Start.Date,
                    CancellationToken.None
                )
            ).Count;
    }

    private static Task FillAsync(
        IServiceProvider services,
        HistoryStore store,
        string kpi,
        string dimension,
        string name,
        double value
    ) =>
        store.ChangeAsync(
            "north",
            async change =>
            {
                var wanted = new StoredSeries
                {
                    Kpi = kpi,
                    Dimension = dimension,
                    Name = name,
                };
                var series = (await change.SeriesAsync([wanted])).Single(one =>
                    (one.Kpi, one.Dimension, one.Name) == (kpi, dimension, name)
                );
                await services
                    .GetRequiredService<HistoryLevels>()
                    .AddAsync(
                        change,
                        "north",
                        HistoryLevels.Quarters,
                        series,
                        Enumerable
                            .Range(0, 42 * 96)
                            .Select(quarter => UnixTime.Of(Start.Date.AddDays(-42).AddMinutes(15 * quarter)))
                            .Select(start => HistoryStep.Quiet(start, start + 900_000, SeriesValue.Of(value), 0)),
                        isBefore: true
                    );
            },
            CancellationToken.None
        );
}
