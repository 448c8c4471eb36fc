using Apollo.Cards;
using Apollo.Cluster.Tests.Support;
using Apollo.Model;

namespace Apollo.Cluster.Tests.Desks;

/// <summary>What the cache holds is vouched for; what it does not hold costs no number.</summary>
public sealed class CardsInTheCache
{
    [Fact]
    public async Task The_pulse_names_the_revision_of_every_card()
    {
        await using var cluster = await DeskCluster.PrepareAsync();
        await cluster.Itsm().WriteAsync(Some.Ticket("INC-1", DeskCluster.Start));
        await cluster.StartAsync();
        var board = cluster.Board();
        await board.UntilAsync(() => board.HasAllCards, "all cards");
        await board.UntilAsync(() => Vouched(cluster.Cache) == Board.AllCards, "the cache to hold all cards");
        var card = cluster.Cache.Find<KpiResult>(CardKeys.Card("north", "open-tickets"))!;
        Assert.Equal(1, card.Value);
        Assert.Null(card.Groups);
        await board.UntilAsync(
            () =>
                cluster.Cache.Find<GroupsEntry>(CardKeys.Groups("north", "open-tickets", Dimension.Team))?.Revision
                == card.Revision,
            "its breakdown"
        );
        Assert.Equal(
            1,
            cluster.Cache.Find<GroupsEntry>(CardKeys.Groups("north", "open-tickets", Dimension.Team))!.Groups["Network"]
        );
    }

    [Fact]
    public async Task A_cache_that_goes_away_costs_no_number_and_is_filled_when_it_is_back()
    {
        await using var cluster = await DeskCluster.PrepareAsync();
        await cluster.StartAsync();
        var board = cluster.Board();
        await board.UntilAsync(() => Vouched(cluster.Cache) == Board.AllCards, "the cache to hold all cards");

        cluster.Cache.IsAway = true;
        await cluster.Itsm().WriteAsync(Some.Ticket("INC-1", cluster.Now));
        await board.UntilAsync(() => board.Value("open-tickets") == 1, "the ticket");
        await board.PassAsync(10);
        Assert.All(board.Cards.Values, held => Assert.Null(held.LateSince));

        cluster.Cache.Clear();
        cluster.Cache.IsAway = false;
        await board.UntilAsync(() => Vouched(cluster.Cache) == Board.AllCards, "the cache to be filled again");
        Assert.Equal(1, cluster.Cache.Find<KpiResult>(CardKeys.Card("north", "open-tickets"))!.Value);
    }

    [Fact]
    public async Task Revisions_grow_over_a_restart_even_where_the_clock_was_set_back()
    {
        var cache = new KeptCache();
        Dictionary<string, long> before;
        await using (var cluster = await DeskCluster.PrepareAsync(cache))
        {
            await cluster.StartAsync();
            var board = cluster.Board();
            await board.UntilAsync(() => Vouched(cache) == Board.AllCards, "the cache to hold all cards");
            before = board.Cards.ToDictionary(card => card.Key, card => card.Value.Revision);
        }
        await using (var cluster = await DeskCluster.PrepareAsync(cache, DeskCluster.Start.AddHours(-1)))
        {
            await cluster.StartAsync();
            var board = cluster.Board();
            await board.UntilAsync(() => board.HasAllCards, "all cards");
            Assert.All(
                before,
                card =>
                    Assert.True(
                        board[card.Key].Revision > card.Value,
                        $"{card.Key} went back from {card.Value} to {board[card.Key].Revision}."
                    )
            );
        }
    }

    /// <summary>How many cards of the cache the pulse vouches for.</summary>
    private static int Vouched(KeptCache cache) =>
        cache.Find<DeskPulse>(CardKeys.Pulse("north")) is { } pulse
            ? pulse.Revisions.Count(card =>
                cache.Find<KpiResult>(CardKeys.Card("north", card.Key))?.Revision == card.Value
            )
            : 0;
}
