using Apollo.Cluster.Tests.Support;
using Apollo.Model;

namespace Apollo.Cluster.Tests.Desks;

/// <summary>A desk's cuts can be read one by one, none left out; or merged, the newest only.</summary>
public sealed class EveryCut
{
    private const int Cuts = 1_000;

    [Fact]
    public async Task A_reader_of_every_cut_misses_none_of_1000_and_is_told_where_it_fell_behind()
    {
        await using var cluster = await DeskCluster.PrepareAsync();
        await cluster.StartAsync();
        var board = cluster.Board();
        await board.UntilAsync(() => board.HasAllCards, "all cards");
        var desk = cluster.Silos.Client.GetGrain<IDeskGrain>("north");
        var start = await desk.CutsSince(null, CancellationToken.None);
        Assert.Null(start.Missed);
        Assert.Equal(Board.AllCards, start.Cuts.Sum(cut => cut.Kpis.Length));

        var position = start.Position;
        var seen = new List<DeskCut>();
        for (var count = 1; count <= Cuts; count++)
        {
            await cluster.Itsm().WriteAsync(Some.Ticket($"INC-{count}", cluster.Now));
            cluster.Clock.Advance(TimeSpan.FromSeconds(1));
            while (OpenTickets(seen).LastOrDefault() != count)
            {
                var asked = desk.CutsSince(position, CancellationToken.None);
                await UntilAnsweredAsync(asked, cluster);
                var next = await asked;
                Assert.Null(next.Missed);
                seen.AddRange(next.Cuts);
                position = next.Position;
            }
        }

        // Each number once, in order, at an instant and a version of its own: none is merged with the next.
        Assert.Equal(Enumerable.Range(1, Cuts).Select(count => (double?)count), OpenTickets(seen));
        var tickets = seen.Where(cut => cut.Cut.Slice == SliceName.Tickets).Select(cut => cut.Cut).ToList();
        Assert.Equal(tickets.OrderBy(cut => cut.At).ThenBy(cut => cut.Version.Number), tickets);
        // What a KPI foretells beside the ticks is told at the version before it.
        var counted = seen.Where(cut => OpenTickets([cut]).Any()).Select(cut => cut.Cut).ToList();
        Assert.Equal(counted.Count, counted.DistinctBy(cut => cut.Version).Count());

        // Who looked away for all of them is told from where to where, and begins with everything as it is.
        var late = await desk.CutsSince(start.Position, CancellationToken.None);
        Assert.Equal(new Gap(start.Position, late.Position), late.Missed);
        Assert.Equal(Cuts, OpenTickets(late.Cuts).Single());
        Assert.Equal(Board.AllCards, late.Cuts.Sum(cut => cut.Kpis.Length));

        // Who only wants the newest gets it in one step.
        var merged = await desk.ChangesSince(position with { Number = position.Number - 300 }, CancellationToken.None);
        Assert.False(merged.Full);
        Assert.Equal(Cuts, merged.Kpis.Single(kpi => kpi.Kpi == "open-tickets").Value);
    }

    /// <summary>
    /// Waits with the clock standing still. A poll that was under way when the clock moved begins its pause after that,
    /// and then the clock has to move once more.
    /// </summary>
    private static async Task UntilAnsweredAsync(Task asked, DeskCluster cluster)
    {
        for (var patience = 0; patience < 10 && !asked.IsCompleted; patience++)
            try
            {
                await asked.WaitAsync(TimeSpan.FromSeconds(4));
            }
            catch (TimeoutException)
            {
                cluster.Clock.Advance(TimeSpan.FromSeconds(1));
            }
        Assert.True(asked.IsCompleted, "The desk does not answer.");
    }

    private static IEnumerable<double?> OpenTickets(IEnumerable<DeskCut> cuts) =>
        cuts.SelectMany(cut => cut.Kpis).Where(kpi => kpi.Kpi == "open-tickets").Select(kpi => kpi.Value);
}
