using Apollo.Cluster.Tests.Support;
using Apollo.Servers;
using Orleans.Runtime;

namespace Apollo.Cluster.Tests.Desks;

/// <summary>
/// Silos come, go and are killed while 200 rows change each second: all KPIs with their breakdowns equal a recount on
/// every desk after each event and at the end, whether a desk lies in one silo or in all.
/// </summary>
public sealed class ThreeSilos
{
    private const int ChangesPerSecond = 200;

    // By the wall: Orleans takes its time until it holds a killed silo for dead.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(150);

    [Fact]
    public Task Two_desks_in_a_silo_each_equal_a_recount_whatever_happens_to_the_silos() =>
        RunAsync(scattered: false, "north", "south");

    [Fact]
    public Task A_desk_whose_grains_lie_in_all_silos_equals_a_recount_whatever_happens_to_them() =>
        RunAsync(scattered: true, "north");

    private static async Task RunAsync(bool scattered, params string[] desks)
    {
        await using var cluster = await DeskCluster.PrepareAsync(desks: desks);
        var random = new RandomRows(11);
        await WriteAsync(cluster, random, desks);
        await cluster.StartAsync(silos: 3, scattered);
        // Screens that are open from the start on, and go on from what they hold.
        var open = desks.Select(desk => cluster.Board(desk)).ToList();
        await AllEqualAsync(cluster, desks, open, "the start");
        if (scattered)
            Assert.Equal(3, await SilosWithKpisAsync(cluster));

        await LiveAsync(cluster, random, desks);
        await AllEqualAsync(cluster, desks, open, "some seconds of changes");
        Assert.All(open, board => Assert.Contains(board.Heard, delta => !delta.Full && delta.Kpis.Length > 0));
        await LiveThroughAsync(() => cluster.KillAsync(cluster.Silos.Silos[1]), "the death of a silo");
        await LiveThroughAsync(() => cluster.Silos.StartAdditionalSiloAsync(), "the start of another");
        await LiveThroughAsync(() => cluster.StopAsync(cluster.Silos.Silos[0]), "the stop of a silo");

        async Task LiveThroughAsync(Func<Task> happens, string what)
        {
            await Task.WhenAll(happens(), LiveAsync(cluster, random, desks));
            // Who comes after those that are gone lives on with changes.
            await LiveAsync(cluster, random, desks);
            await AllEqualAsync(cluster, desks, open, what);
            if (scattered)
                await IsSpreadAsync(cluster, what);
        }
    }

    /// <summary>Three seconds of the desks' time, in which rows change, visits too, and one is deleted.</summary>
    private static async Task LiveAsync(DeskCluster cluster, RandomRows random, string[] desks)
    {
        for (var second = 0; second < 3; second++)
        {
            await WriteAsync(cluster, random, desks);
            cluster.Clock.Advance(TimeSpan.FromSeconds(1));
        }
        foreach (var desk in desks)
            await cluster.Itsm(desk).DeleteAsync(random.Pick(cluster.Itsm(desk).Tickets).Id);
    }

    private static async Task WriteAsync(DeskCluster cluster, RandomRows random, string[] desks)
    {
        foreach (var desk in desks)
        {
            var itsm = cluster.Itsm(desk);
            var share = ChangesPerSecond / desks.Length;
            await itsm.WriteAsync([.. Enumerable.Range(0, share - 10).Select(_ => random.Ticket(cluster.Now))]);
            await itsm.WriteAsync([.. Enumerable.Range(0, 10).Select(_ => random.Intervention(cluster.Now))]);
        }
    }

    /// <summary>What a screen shows that is opened now, and one that has been open all the time.</summary>
    private static async Task AllEqualAsync(DeskCluster cluster, string[] desks, List<Board> open, string after)
    {
        var since = TimeProvider.System.GetTimestamp();
        foreach (var (desk, opened) in desks.Zip(open))
        foreach (var board in new[] { opened, cluster.Board(desk) })
            while (!await EqualsAsync(cluster, board, desk, after))
                Assert.True(
                    TimeProvider.System.GetElapsedTime(since) < Patience,
                    $"{desk} does not answer long after {after}."
                );
    }

    /// <returns>false where a silo that is gone was asked: the next asks its successor.</returns>
    private static async Task<bool> EqualsAsync(DeskCluster cluster, Board board, string desk, string after)
    {
        try
        {
            await board.UntilAsync(() => board.HasAllCards, $"all cards of {desk} after {after}");
            var difference = "";
            await board.UntilAsync(
                // One that was open hears the desk's next silo begin afresh, card by card.
                () =>
                    board.HasAllCards
                    && (difference = Truth.Difference(board, cluster.Itsm(desk), cluster.Now)) is null,
                () => $"{desk} to equal its recount after {after}: {difference}"
            );
            return true;
        }
        catch (Exception error) when (error is OrleansException or TimeoutException)
        {
            return false;
        }
    }

    private static Task IsSpreadAsync(DeskCluster cluster, string after) =>
        Eventually.IsTrueAsync(
            async () =>
            {
                try
                {
                    return await SilosWithKpisAsync(cluster) > 1;
                }
                catch (Exception error) when (error is OrleansException or TimeoutException)
                {
                    // A silo that is gone was asked.
                    return false;
                }
            },
            () => $"the desk lies in more than one silo after {after}."
        );

    private static async Task<int> SilosWithKpisAsync(DeskCluster cluster) =>
        (await cluster.Silos.Client.GetGrain<IManagementGrain>(0).GetDetailedGrainStatistics())
            .Where(grain => grain.GrainType.Contains("KpiGrain", StringComparison.Ordinal))
            .Select(grain => grain.SiloAddress)
            .Distinct()
            .Count();
}
