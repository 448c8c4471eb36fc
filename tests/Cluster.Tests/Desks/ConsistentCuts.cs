using System.Collections.Immutable;
using Apollo.Cluster.Tests.Support;
using Apollo.Model;

namespace Apollo.Cluster.Tests.Desks;

/// <summary>Cards of one slice never disagree, and all equal a recount after any mix of writes.</summary>
public sealed class ConsistentCuts
{
    [Fact]
    public async Task In_every_batch_the_cards_agree_with_each_other()
    {
        await using var cluster = await DeskCluster.PrepareAsync();
        await cluster.StartAsync();
        var board = cluster.Board();
        await board.UntilAsync(() => board.HasAllCards, "all cards");
        var looked = 0;
        board.OnHeard = () =>
        {
            // The test's clock runs faster than the machine: who is late then says so, and is not part of the cut.
            if (board.Cards.Values.Any(card => card.LateSince is not null))
                return;
            looked++;
            // Changed in this batch or long before: every number holds at the version of the cut.
            Assert.Equal(
                board.Last.Cuts.Select(cut => cut.Version.ToString()).Distinct().Order(),
                board.Cards.Values.Select(card => card.In(board.Last.Cuts).SliceVersion).Distinct().Order()
            );
            Assert.Equal(
                board.Value("open-tickets"),
                board.Value("open-incidents")
                    + board.Value("open-requests")
                    + board.Value("open-problems")
                    + board.Value("open-changes")
            );
            Assert.Equal(board.Value("net-flow-today"), board.Value("opened-today") - board.Value("resolved-today"));
            var open = board.Groups("open-tickets").GetValueOrDefault(Dimension.Team) ?? KpiGroups.None;
            Assert.Equal(board.Value("open-tickets"), open.Values.Sum());
            // The groups of an age hold at the age's own instant, all of them.
            if (open.Values.Sum() is > 0 and var all)
                Assert.Equal(
                    board.Value("mean-age")!.Value,
                    open.Sum(team => team.Value!.Value * board.Groups("mean-age")[Dimension.Team][team.Key]!.Value)
                        / all,
                    0.000_01
                );
        };
        var random = new RandomRows(7);
        for (var round = 0; round < 30; round++)
        {
            await cluster
                .Itsm()
                .WriteAsync([
                    .. Enumerable
                        .Range(0, 5)
                        .Select(_ => random.Ticket(cluster.Now) with { Kind = random.KnownKind() }),
                ]);
            await board.PassAsync(1);
            // A change that no number looks at.
            await cluster
                .Itsm()
                .WriteAsync(
                    random.Pick(cluster.Itsm().Tickets) with
                    {
                        Title = $"Round {round}",
                        UpdatedAt = cluster.Now,
                    }
                );
            await board.PassAsync(1);
        }
        Assert.True(looked >= 10, $"Only {looked} whole batches were seen.");
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public async Task After_random_writes_deletes_and_clock_ticks_all_41_equal_a_recount(int seed)
    {
        await using var cluster = await DeskCluster.PrepareAsync();
        var random = new RandomRows(seed);
        var itsm = cluster.Itsm();
        await itsm.WriteAsync([.. Enumerable.Range(0, 150).Select(_ => random.Ticket(cluster.Now))]);
        await itsm.WriteAsync([.. Enumerable.Range(0, 30).Select(_ => random.Intervention(cluster.Now))]);
        await cluster.StartAsync();
        var board = cluster.Board();
        await board.UntilAsync(() => board.HasAllCards, "all cards");
        for (var round = 0; round < 10; round++)
        {
            await itsm.WriteAsync([.. Enumerable.Range(0, 4).Select(_ => random.Ticket(cluster.Now))]);
            await itsm.WriteAsync(random.Intervention(cluster.Now));
            if (round % 5 == 0)
                await itsm.DeleteAsync(random.Pick(itsm.Tickets).Id);
            await board.PassAsync(3);
        }
        // Deletes are true within one sweep.
        await board.PassAsync(32);

        // The batch of the clock's last step may still be on its way to the board.
        await board.StillUntilNoneAsync(() => Truth.Difference(board, itsm, cluster.Now));
    }
}
