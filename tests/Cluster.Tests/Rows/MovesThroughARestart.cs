using Apollo.Cluster.Tests.Support;
using Apollo.Model;

namespace Apollo.Cluster.Tests.Rows;

/// <summary>What moved is known for 24 h, whether Apollo was restarted meanwhile or not.</summary>
public sealed class MovesThroughARestart
{
    [Fact]
    public async Task What_moved_before_a_restart_is_known_after_it_and_what_moved_meanwhile_too()
    {
        await using var cluster = await DeskCluster.PrepareAsync();
        var itsm = cluster.Itsm();
        var old = cluster.Now.AddHours(-1);
        await itsm.WriteAsync(
            Some.Ticket("STAYS", old),
            Some.Ticket("LEAVES", old),
            Some.Ticket("LEAVES-AWAY", old),
            Some.Ticket("FALLS-DUE-AWAY", old) with
            {
                DueAt = cluster.Now.AddMinutes(1),
            }
        );
        await cluster.StartAsync();
        var board = cluster.Board();
        await board.UntilAsync(() => board.Value("open-tickets") == 4, "4 open tickets");
        var start = cluster.Now;
        await itsm.WriteAsync(
            Some.Ticket("ENTERS", cluster.Now),
            Some.Ticket("PASSES", cluster.Now) with
            {
                Title = "Came and went",
            },
            Some.Ticket("LEAVES", old) with
            {
                State = TicketState.Resolved,
                ResolvedAt = cluster.Now,
                UpdatedAt = cluster.Now,
            }
        );
        await board.UntilAsync(() => board.Value("open-tickets") == 5, "5 open tickets");
        var before = (await MovesAsync(cluster, "open-tickets", start))!;
        // Each number is known since it began itself.
        var overdueBefore = (await MovesAsync(cluster, "overdue", start))!;
        // Written by then, as it is every few seconds; the rest is written when the silo stops.
        await board.PassAsync(8);
        await itsm.WriteAsync(
            Some.Ticket("PASSES", cluster.Now) with
            {
                Title = "Came and went",
                State = TicketState.Cancelled,
            }
        );
        await board.UntilAsync(() => board.Value("open-tickets") == 4, "4 open tickets again");
        var stopped = cluster.Now;

        await cluster.RestartAsync(async () =>
        {
            cluster.Clock.Advance(TimeSpan.FromMinutes(5));
            await itsm.WriteAsync(
                Some.Ticket("ENTERS-AWAY", cluster.Now.AddMinutes(-1)),
                Some.Ticket("LEAVES-AWAY", old) with
                {
                    State = TicketState.Resolved,
                    ResolvedAt = cluster.Now.AddMinutes(-1),
                    UpdatedAt = cluster.Now.AddMinutes(-1),
                }
            );
        });
        board = cluster.Board();
        await board.UntilAsync(
            () => board.Cards.Count > 0 && board.Value("open-tickets") == 4,
            "4 open tickets after the restart"
        );
        var moves = await KnownAsync(cluster, board, "open-tickets", start, since: before.KeptSince);

        Assert.Equal(before.KeptSince, moves.KeptSince);
        Assert.Equal(["ENTERS", "ENTERS-AWAY"], moves.Entered.Select(row => row.Id).Order(StringComparer.Ordinal));
        Assert.Equal(["LEAVES", "LEAVES-AWAY"], moves.Left.Select(row => row.Id).Order(StringComparer.Ordinal));
        Assert.Equal(1, moves.Passed);
        Assert.Equal(before.Entered.Single(row => row.Id == "ENTERS"), moves.Entered.Single(row => row.Id == "ENTERS"));
        Assert.Equal(before.Left.Single(), moves.Left.Single(row => row.Id == "LEAVES"));
        var away = moves.Left.Single(row => row.Id == "LEAVES-AWAY");
        Assert.Equal((true, "Printer on fire"), (away.Away, away.Title));
        Assert.InRange(away.At, stopped, cluster.Now);

        // The card itself tells its last change, though nothing has moved since the restart.
        await board.UntilAsync(
            () => board["open-tickets"].Moved is { Entered: 1, Left: 1, ByClock: false },
            "the last change on the card"
        );
        Assert.Equal(away.At, board["open-tickets"].Moved!.At);

        var overdue = await KnownAsync(cluster, board, "overdue", start, since: overdueBefore.KeptSince);
        Assert.Equal(("FALLS-DUE-AWAY", true), Assert.Single(overdue.Entered.Select(row => (row.Id, row.Away))));

        // A second restart in which nothing happens tells the same: what was away is known by now, and is not told
        // twice.
        await cluster.RestartAsync(() => Task.CompletedTask);
        board = cluster.Board();
        await board.UntilAsync(
            () => board.Cards.Count > 0 && board.Value("open-tickets") == 4,
            "4 open tickets after the second restart"
        );
        var again = await KnownAsync(cluster, board, "open-tickets", start, since: before.KeptSince);
        Assert.Equal(moves.Entered.AsEnumerable(), again.Entered);
        Assert.Equal(moves.Left.AsEnumerable(), again.Left);
    }

    [Fact]
    public async Task While_the_store_is_away_moves_are_known_since_the_start_and_are_kept_once_it_is_back()
    {
        await using var cluster = await DeskCluster.PrepareAsync();
        Directory.CreateDirectory(cluster.StoreFile);
        await cluster.Itsm().WriteAsync(Some.Ticket("STAYS", cluster.Now.AddHours(-1)));
        await cluster.StartAsync();
        var board = cluster.Board();
        await board.UntilAsync(() => board.Value("open-tickets") == 1, "1 open ticket");
        var start = cluster.Now;
        await cluster.Itsm().WriteAsync(Some.Ticket("ENTERS", cluster.Now));
        await board.UntilAsync(() => board.Value("open-tickets") == 2, "2 open tickets");
        var before = (await MovesAsync(cluster, "open-tickets", start))!;
        Assert.Equal("ENTERS", Assert.Single(before.Entered).Id);

        Directory.Delete(cluster.StoreFile);
        await board.PassAsync(90);
        await cluster.RestartAsync(() => Task.CompletedTask);
        board = cluster.Board();
        await board.UntilAsync(
            () => board.Cards.Count > 0 && board.Value("open-tickets") == 2,
            "2 open tickets after the restart"
        );
        var moves = await KnownAsync(cluster, board, "open-tickets", start, since: before.KeptSince);
        Assert.Equal(before.Entered.AsEnumerable(), moves.Entered);
    }

    private static Task<KpiMoves?> MovesAsync(DeskCluster cluster, string kpi, DateTime since) =>
        cluster.Silos.Client.GetGrain<IKpiGrain>($"north/{kpi}").Moves(since, Audience.Everything);

    /// <summary>The moves once the store has told what it knows.</summary>
    private static async Task<KpiMoves> KnownAsync(
        DeskCluster cluster,
        Board board,
        string kpi,
        DateTime start,
        DateTime since
    )
    {
        KpiMoves? moves = null;
        await board.PassUntilAsync(
            async () =>
            {
                moves = await MovesAsync(cluster, kpi, start);
                return moves?.KeptSince <= since;
            },
            "the store tells what moved",
            step: 0.25
        );
        return moves!;
    }
}
