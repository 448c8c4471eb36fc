using Apollo.Cluster.Tests.Support;
using Apollo.Grains.History;
using Apollo.Model;
using Apollo.Servers;
using Microsoft.Extensions.DependencyInjection;

namespace Apollo.Cluster.Tests.History;

/// <summary>A desk whose store is away: it counts on, and remembers afterwards what it may.</summary>
public sealed class AStoreThatIsAway
{
    [Fact]
    public async Task For_ten_minutes_holds_up_no_tick_and_what_was_computed_is_there_afterwards()
    {
        await using var cluster = await DeskCluster.PrepareAsync();
        await cluster.StartAsync();
        var board = cluster.Board();
        await board.UntilAsync(() => board.HasAllCards, "all cards");
        await WrittenAsync(cluster, board);
        var away = cluster.Now;
        Take(cluster);
        var changes = new List<DateTime>();
        for (var minute = 0; minute < 10; minute++)
        {
            await cluster.Itsm().WriteAsync(Some.Ticket($"T{minute}", cluster.Now));
            // Polled every second: what a busy machine takes after that is not the clock's.
            await PassAsync(cluster, board, 2);
            await board.StillUntilAsync(() => board.Value("open-tickets") == minute + 1, "the store holds up no tick");
            changes.Add(cluster.Now);
            await PassAsync(cluster, board, 56);
        }
        var health = await HealthAsync(cluster);
        Assert.Equal("Apollo's store does not answer.", health.Error);
        Assert.InRange(health.FailingSince!.Value, away, away.AddSeconds(40));
        Assert.InRange((health.KnownUntil!.Value - away).TotalMinutes, 9, 11);
        Assert.InRange((health.WrittenUntil!.Value - away).TotalSeconds, -6, 2);
        Assert.InRange(health.WaitingBytes, 2_000, 2_000_000);

        GiveBack(cluster);
        await WrittenAsync(cluster, board);
        health = await HealthAsync(cluster);
        Assert.Equal((null, null, null), (health.Error, health.FailingSince, health.GapSince));

        // Not from memory: from what was stored.
        var end = health.WrittenUntil!.Value;
        await cluster.RestartAsync(() => Task.CompletedTask);
        var told = await HistoryAsync(cluster, away.AddSeconds(-5), end);
        Assert.Empty(told.Gaps);
        Assert.Equal(Enumerable.Range(0, 11), told.Points.Select(point => (int)point[1]!));
        foreach (var (at, point) in changes.Zip(told.Points.Skip(1)))
            Assert.InRange((at - UnixTime.ToUtc((long)point[0]!)).TotalSeconds, 0, 2);
    }

    [Fact]
    public async Task For_longer_than_can_wait_leaves_a_gap_that_begins_where_no_more_could_wait()
    {
        await using var cluster = await DeskCluster.PrepareAsync();
        await cluster.StartAsync(replace: services => services.AddSingleton(new HistorySettings(MostWaiting: 20_000)));
        var board = cluster.Board();
        await board.UntilAsync(() => board.HasAllCards, "all cards");
        await WrittenAsync(cluster, board);
        // What is asked for below begins before that, when the desk was known already.
        await PassAsync(cluster, board, 10);
        var away = cluster.Now;
        Take(cluster);
        var full = (HistoryHealth?)null;
        for (var second = 0; full is null && second < 200; second++)
        {
            await cluster.Itsm().WriteAsync(Some.Ticket($"T{second}", cluster.Now));
            await PassAsync(cluster, board, 1);
            full = await HealthAsync(cluster) is { GapSince: not null } health ? health : null;
        }
        Assert.NotNull(full);
        Assert.InRange(full.WaitingBytes, 15_000, 20_000);
        await PassAsync(cluster, board, 60);
        Assert.True(board.Value("open-tickets") > 5);
        Assert.Equal(full.WaitingBytes, (await HealthAsync(cluster)).WaitingBytes);

        GiveBack(cluster);
        await WrittenAsync(cluster, board);
        var back = cluster.Now;
        await PassAsync(cluster, board, 2);
        var told = await HistoryAsync(cluster, away.AddSeconds(-5), cluster.Now);
        var gap = Assert.Single(told.Gaps);
        // What is held ends with the last look at the ITSM: a slow machine looks some seconds apart.
        Assert.InRange((UnixTime.ToUtc(gap[0]) - full.GapSince!.Value).TotalSeconds, -5, 2);
        Assert.InRange((UnixTime.ToUtc(gap[1]) - back).TotalSeconds, -5, 5);
        // What could wait is there, change by change.
        Assert.InRange(told.Points.Count(point => point[0] < gap[0]), 5, 200);
        Assert.DoesNotContain(told.Points, point => point[0] >= gap[0] && point[0] < gap[1]);
        Assert.Equal(board.Value("open-tickets"), told.Points[^1][1]);
    }

    /// <summary>The clock goes on, no faster than the ITSM is read: a read that takes long would be a gap.</summary>
    private static async Task PassAsync(DeskCluster cluster, Board board, int seconds)
    {
        var grains = cluster.Silos.Client;
        for (; seconds > 0; seconds--)
        {
            await board.PassAsync(1);
            await Eventually.IsTrueAsync(
                async () =>
                    (await grains.GetGrain<ISliceGrain<Ticket>>($"north/{SliceName.Tickets}").Pulse()).NextPollAt
                        > cluster.Now
                    && (
                        await grains.GetGrain<ISliceGrain<Intervention>>($"north/{SliceName.Interventions}").Pulse()
                    ).NextPollAt > cluster.Now,
                () => "the ITSM is read"
            );
        }
    }

    private static void Take(DeskCluster cluster)
    {
        File.Move(cluster.StoreFile, cluster.StoreFile + ".away");
        Directory.CreateDirectory(cluster.StoreFile);
    }

    private static void GiveBack(DeskCluster cluster)
    {
        Directory.Delete(cluster.StoreFile);
        File.Move(cluster.StoreFile + ".away", cluster.StoreFile);
    }

    /// <summary>The clock goes on until all that is known is stored.</summary>
    private static async Task WrittenAsync(DeskCluster cluster, Board board)
    {
        var health = (HistoryHealth?)null;
        await Eventually.IsTrueAsync(
            async () =>
            {
                await PassAsync(cluster, board, 1);
                health = await HealthAsync(cluster);
                return health is { Error: null, GapSince: null, WrittenUntil: { } written }
                    && cluster.Now - written < Close;
            },
            () => $"the history is written: {health}"
        );
    }

    private static readonly TimeSpan Close = TimeSpan.FromSeconds(4);

    private static Task<HistoryHealth> HealthAsync(DeskCluster cluster) =>
        cluster.Silos.Client.GetGrain<IHistoryGrain>("north").Health();

    private static async Task<KpiHistory> HistoryAsync(DeskCluster cluster, DateTime from, DateTime to)
    {
        KpiHistory? found = null;
        await Eventually.IsTrueAsync(
            async () =>
            {
                try
                {
                    found = await cluster
                        .Silos.Client.GetGrain<IHistoryGrain>("north")
                        .History(new HistoryQuery("open-tickets", from, to, 0, null, null), default);
                }
                catch (StoreException)
                {
                    return false;
                }
                return true;
            },
            () => "the history is answered"
        );
        return found!;
    }
}
