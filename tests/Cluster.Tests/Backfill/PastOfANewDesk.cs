using Apollo.Cluster.Tests.Support;
using Apollo.Grains.Backfill;
using Apollo.Grains.History;
using Apollo.Model;
using Microsoft.Extensions.DependencyInjection;

namespace Apollo.Cluster.Tests.Backfill;

/// <summary>A desk that is watched for the first time has a past.</summary>
public sealed class PastOfANewDesk
{
    [Fact]
    public async Task Is_computed_once_beside_the_living_numbers_and_told_as_such()
    {
        await using var cluster = await DeskCluster.PrepareAsync();
        var day = cluster.Now.Date.AddDays(-3).AddHours(12);
        await cluster
            .Itsm()
            .WriteAsync(
                Some.Ticket("T1", day),
                Some.Ticket("T2", day) with
                {
                    State = TicketState.Closed,
                    ResolvedAt = day.AddHours(2),
                    ClosedAt = day.AddHours(3),
                },
                Some.Ticket("T3", day.AddDays(1))
            );
        await cluster.StartAsync(replace: services => services.AddSingleton(new BackfillSettings(AtFirstStart: true)));
        var watched = cluster.Now;
        var board = cluster.Board();
        var backfill = cluster.Silos.Client.GetGrain<IBackfillGrain>("north");
        await PassUntilAsync(board, async () => (await backfill.Progress()).State == BackfillState.Done);
        var history = cluster.Silos.Client.GetGrain<IHistoryGrain>("north");
        await PassUntilAsync(
            board,
            async () =>
            {
                var told = await AskAsync("opened-today", 0, 1, 900);
                // Until it is there, whoever asks hears that it is coming.
                Assert.Equal(told.ComputedUntil is null, told.Computing is not null);
                return told.ComputedUntil is not null;
            }
        );
        var opened = (await AskAsync("opened-today", -9 * 24, 96, 86_400));
        Assert.Equal(Computed.Exact, opened.Computed);
        Assert.Equal([2, 1, 0], opened.Points.Take(3).Select(point => point[1]));
        Assert.Equal(day.Date.AddHours(-1), UnixTime.ToUtc((long)opened.Points[0][0]!));
        // The day on which it began to be watched has a part of either.
        var midnight = day.Date.AddDays(4).AddHours(-1);
        Assert.Equal(opened.To > midnight ? 5 : 4, opened.Points.Length);
        var open = (await AskAsync("open-tickets", 0, 4, 900));
        Assert.Equal(2, open.Points[0][1]);
        Assert.Equal(1, open.Points[^1][1]);
        var now = (await AskAsync("open-tickets", 60, 96, 900));
        Assert.All(now.Points, point => Assert.Equal(2, point[1]));
        Assert.All(now.Points.Zip(now.Points.Skip(1)), pair => Assert.Equal(900_000, pair.Second[0] - pair.First[0]));
        Assert.Equal(3, (await backfill.Progress()).Rows);
        // Sparklines go back to before it was watched, where what was computed meets what is watched.
        foreach (var hours in TrendLines.Hours)
        {
            var trends = await history.Trends(hours, null, default);
            Assert.False(trends.IsComputing);
            Assert.Equal(hours == 1 && trends.From > watched, trends.ComputedUntil is null);
            Assert.All(trends.Kpis["open-tickets"], value => Assert.Equal(2, value));
            Assert.Contains(null, trends.Kpis["on-hold"]);
        }

        Task<KpiHistory> AskAsync(string kpi, int from, int to, int step)
        {
            var end = day.AddHours(to) < cluster.Now ? day.AddHours(to) : cluster.Now;
            return history.History(new HistoryQuery(kpi, day.AddHours(from), end, step, null, null), default);
        }
    }

    private static async Task PassUntilAsync(Board board, Func<Task<bool>> isSo)
    {
        for (var seconds = 0; !await isSo(); seconds += 2)
        {
            Assert.True(seconds < 3000, "The past was not computed.");
            await board.PassAsync(2);
        }
    }
}
