using Apollo.Cluster.Tests.Support;
using Apollo.Model;
using Apollo.Servers;

namespace Apollo.Cluster.Tests.History;

/// <summary>A desk's history through a restart and an ITSM that is away: true, and nothing is invented.</summary>
public sealed class TheDeskRemembers
{
    [Fact]
    public async Task Every_change_is_there_after_a_restart_and_what_was_not_known_is_a_gap()
    {
        await using var cluster = await DeskCluster.PrepareAsync();
        var itsm = cluster.Itsm();
        var old = cluster.Now.AddHours(-1);
        var due = cluster.Now.AddSeconds(80);
        await itsm.WriteAsync(Some.Ticket("A", old), Some.Ticket("B", old) with { DueAt = due });
        await cluster.StartAsync();
        var board = cluster.Board();
        await board.UntilAsync(() => board.HasAllCards, "all cards");
        var begun = cluster.Now;
        await board.PassAsync(1);
        // It is kept beside the board: nothing is written before it has begun.
        await KnownAsync(cluster, board, begun);
        var written = cluster.Now;
        await itsm.WriteAsync(Some.Ticket("C", written));
        await board.UntilAsync(() => board.Value("open-tickets") == 3, "3 open tickets");
        var entered = cluster.Now;
        await board.ToAsync(due);
        await board.PassAsync(20);
        await KnownAsync(cluster, board, entered);
        var open = await HistoryAsync(cluster, "open-tickets", begun, step: 0);
        Assert.Equal([2, 3], open.Points.Select(point => point[1]));
        Assert.InRange(Instant(open.Points[1][0]), written.AddSeconds(-1), entered);
        var overdue = await HistoryAsync(cluster, "overdue", begun, step: 0);
        Assert.Equal([0, 1], overdue.Points.Select(point => point[1]));
        Assert.Equal(due, Instant(overdue.Points[1][0]));

        var stopped = cluster.Now;
        await cluster.RestartAsync(async () =>
        {
            cluster.Clock.Advance(TimeSpan.FromMinutes(20));
            await itsm.WriteAsync(Some.Ticket("D", cluster.Now.AddMinutes(-1)));
        });
        board = cluster.Board();
        await board.UntilAsync(() => board.HasAllCards, "all cards again");
        var back = cluster.Now;
        await KnownAsync(cluster, board, stopped.AddMinutes(10));

        var after = await HistoryAsync(cluster, "open-tickets", begun, step: 0);
        Assert.Equal([2, 3, 4], after.Points.Select(point => point[1]));
        var gap = Assert.Single(after.Gaps);
        Assert.InRange(Instant(gap[0]), stopped.AddSeconds(-2), stopped.AddSeconds(60));
        Assert.InRange(Instant(gap[1]), back.AddSeconds(-10), back.AddSeconds(10));
        Assert.Equal(Instant(gap[1]), Instant(after.Points[2][0]));

        var minutes = await HistoryAsync(cluster, "open-tickets", begun, step: 60);
        Assert.Equal(2, minutes.Points[0][2]);
        Assert.Equal(4, minutes.Points[^1][1]);
        Assert.DoesNotContain(minutes.Points, point => point[0] > gap[0] && point[0] + 60_000 <= gap[1]);
        var quarters = await HistoryAsync(cluster, "open-tickets", begun, step: 900);
        Assert.Equal(4, quarters.Points[^1][1]);
        var days = await HistoryAsync(cluster, "open-tickets", begun, step: 86_400);
        Assert.Equal((2, 4), (days.Points.Min(point => point[2]), days.Points.Max(point => point[3])));
    }

    /// <summary>
    /// The clock goes on until the history reaches an instant, and stands while it is read from the store, as after a
    /// start: it would run away from it.
    /// </summary>
    private static async Task KnownAsync(DeskCluster cluster, Board board, DateTime at)
    {
        for (var second = 0; second < 120; second++)
        {
            var isKnown = false;
            await Eventually.IsTrueAsync(
                async () =>
                {
                    try
                    {
                        var known = await HistoryAsync(cluster, "open-tickets", at, step: 0);
                        isKnown = known.Points is [.., var last] && Instant(last[0]) >= at;
                        return true;
                    }
                    catch (StoreException)
                    {
                        return false;
                    }
                },
                () => "the history is read"
            );
            if (isKnown)
                return;
            await board.PassAsync(1);
        }
        Assert.Fail($"The history does not reach {at:O}.");
    }

    private static DateTime Instant(double? milliseconds) => DateTime.UnixEpoch.AddMilliseconds(milliseconds!.Value);

    private static Task<KpiHistory> HistoryAsync(DeskCluster cluster, string kpi, DateTime from, int? step) =>
        cluster
            .Silos.Client.GetGrain<IHistoryGrain>("north")
            .History(new HistoryQuery(kpi, from, cluster.Now, step, null, null), default);
}
