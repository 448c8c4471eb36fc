using System.Collections.Concurrent;
using Apollo.Cards;
using Apollo.Cluster.Tests.Support;
using Apollo.Grains.History;
using Apollo.Model;
using Microsoft.Extensions.DependencyInjection;

namespace Apollo.Cluster.Tests.History;

/// <summary>A number that lies outside of what is usual says so on its card, and in the cache.</summary>
public sealed class UnusualNumbers
{
    private static readonly DateTime Start = DeskCluster.Start;

    [Fact]
    public async Task A_number_is_marked_after_ten_minutes_outside_and_no_longer_after_ten_inside()
    {
        await using var cluster = await DeskCluster.PrepareAsync();
        await cluster.Itsm().WriteAsync([.. Tickets(3)]);
        var past = new Past { ["open-tickets"] = 10 };
        await cluster.StartAsync(replace: services => services.AddSingleton<IQuarterHours>(past));
        var board = cluster.Board();
        await board.UntilAsync(() => board.Value("open-tickets") == 3, "three tickets");
        var usual = cluster.Silos.Client.GetGrain<IUsualGrain>("north");
        await board.UntilAsync(() => past.Asked.Distinct().Count() == Board.AllCards, "what is usual is made");
        await board.PassAsync(2);
        Assert.Null(board["open-tickets"].UnusualSince);
        var begun = cluster.Now;

        cluster.Clock.Advance(TimeSpan.FromMinutes(10));
        await board.UntilAsync(() => board["open-tickets"].UnusualSince is not null, "three are unusual");

        Assert.InRange(board["open-tickets"].UnusualSince!.Value, Start, begun);
        Assert.Null(board["overdue"].UnusualSince);
        await board.PassAsync(2);
        var pulse = cluster.Cache.Find<DeskPulse>(CardKeys.Pulse("north"))!;
        Assert.Equal(board["open-tickets"].UnusualSince, Assert.Single(pulse.Unusual).Value);
        var band = (await usual.Bands(Start, Start.AddHours(1)))["open-tickets"];
        Assert.Equal<double?>([10, 10, 10, 10, 10], band.Median);

        await cluster.Itsm().WriteAsync([.. Tickets(10)]);
        await board.UntilAsync(() => board.Value("open-tickets") == 10, "ten tickets");
        Assert.NotNull(board["open-tickets"].UnusualSince);
        await board.PassAsync(2);
        cluster.Clock.Advance(TimeSpan.FromMinutes(10));
        await board.UntilAsync(() => board["open-tickets"].UnusualSince is null, "ten are usual");
        Assert.Equal(10, board.Value("open-tickets"));
    }

    [Fact]
    public async Task A_number_that_was_unusual_when_its_silo_stopped_is_so_when_it_is_back()
    {
        await using var cluster = await DeskCluster.PrepareAsync();
        await cluster.Itsm().WriteAsync([.. Tickets(3)]);
        var past = new Past { ["open-tickets"] = 10 };
        await cluster.StartAsync(replace: Replace);
        var board = cluster.Board();
        await board.UntilAsync(() => board.Value("open-tickets") == 3, "three tickets");
        await board.UntilAsync(() => past.Asked.Distinct().Count() == Board.AllCards, "what is usual is made");
        await board.PassAsync(2);
        // History knows of minutes in which it was looked at, not of one look over all of them.
        for (var minute = 0; minute < 13; minute++)
        {
            cluster.Clock.Advance(TimeSpan.FromMinutes(1));
            await board.PassAsync(2);
        }
        await board.UntilAsync(() => board["open-tickets"].UnusualSince is not null, "three are unusual");
        var (since, seen) = (board["open-tickets"].UnusualSince!.Value, cluster.Now);
        await PassUntilAsync(board, async () => (await History(cluster).Health()).WrittenUntil >= seen);
        var asked = past.Asked.Count;

        await cluster.RestartAsync(() => Task.CompletedTask, Replace);
        board = cluster.Board();
        // The clock does not run away from what is read beside it.
        await PassUntilAsync(
            board,
            async () =>
                past.Asked.Count >= asked + Board.AllCards
                && !(await History(cluster).Trends(1, null, CancellationToken.None)).Kpis.IsEmpty
        );
        await board.UntilAsync(() => board.HasAllCards, "all cards again");
        var back = cluster.Now;
        await board.UntilAsync(() => board["open-tickets"].UnusualSince is not null, "it is unusual still");

        Assert.InRange(cluster.Now - back, TimeSpan.Zero, TimeSpan.FromMinutes(2));
        Assert.InRange(
            (board["open-tickets"].UnusualSince!.Value - since).Duration(),
            TimeSpan.Zero,
            TimeSpan.FromMinutes(2)
        );

        void Replace(IServiceCollection services) => services.AddSingleton<IQuarterHours>(past);
    }

    private static IHistoryGrain History(DeskCluster cluster) => cluster.Silos.Client.GetGrain<IHistoryGrain>("north");

    private static Task PassUntilAsync(Board board, Func<Task<bool>> isSo) =>
        board.PassUntilReadAsync(isSo, "history is written, and read again");

    [Fact]
    public async Task Of_a_group_the_band_is_made_when_it_is_asked_for()
    {
        await using var cluster = await DeskCluster.PrepareAsync();
        await cluster.StartAsync(replace: services =>
            services.AddSingleton<IQuarterHours>(new Past { ["open-tickets team Network"] = 4 })
        );
        var usual = cluster.Silos.Client.GetGrain<IUsualGrain>("north");
        var (from, to) = (Start, Start.AddMinutes(10));

        var band = await usual.Band("open-tickets", "team", "Network", from, to, CancellationToken.None);

        Assert.Equal<double?>([4, 4], band!.High);
        Assert.Null(await usual.Band("open-tickets", "team", "Mail", from, to, CancellationToken.None));
        Assert.Null(await usual.Band("open-tickets", null, null, from, to, CancellationToken.None));
        Assert.Null(await usual.Band("open-tickets", "team", "Network", from, to.AddDays(36), CancellationToken.None));
    }

    private static IEnumerable<Ticket> Tickets(int count) =>
        Enumerable.Range(1, count).Select(number => Some.Ticket($"INC-{number}", Start));

    /// <summary>Twelve weeks in which a series never moved.</summary>
    private sealed class Past : Dictionary<string, double>, IQuarterHours
    {
        public ConcurrentBag<string> Asked { get; } = [];

        public Task<IReadOnlyList<HistoryStep>> OfAsync(
            string desk,
            string kpi,
            string? dimension,
            string? group,
            DateTime from,
            DateTime until,
            CancellationToken cancellation
        )
        {
            Asked.Add(kpi);
            var series = dimension is null ? kpi : $"{kpi} {dimension} {group}";
            return Task.FromResult<IReadOnlyList<HistoryStep>>(
                TryGetValue(series, out var value)
                    ?
                    [
                        .. Enumerable
                            .Range(0, 12 * 672)
                            .Select(quarter => UnixTime.Of(until.Date.AddMinutes(-15 * (quarter + 1))))
                            .Select(start => HistoryStep.Quiet(start, start + 900_000, SeriesValue.Of(value), 0)),
                    ]
                    : []
            );
        }
    }
}
