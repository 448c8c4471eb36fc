using Apollo.Cluster.Tests.Support;
using Apollo.Model;

namespace Apollo.Cluster.Tests.Slices;

/// <summary>Nothing is published before a slice's first full read is complete.</summary>
public sealed class FirstRead
{
    [Fact]
    public async Task A_desk_of_many_pages_appears_whole_or_not_at_all()
    {
        await using var cluster = await DeskCluster.PrepareAsync(start: DeskCluster.Start.AddHours(-6));
        await cluster
            .Itsm()
            .ExecuteAsync(
                """
                WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 12000)
                INSERT INTO tickets (id, kind, state, opened_at, updated_at)
                SELECT 'INC-' || i, 'incident', 'open', '2026-03-10T08:00:00.000Z', '2026-03-10T08:00:00.000Z' FROM n
                """
            );
        await cluster.StartAsync();
        var board = cluster.Board();
        await board.UntilAsync(() => board.HasAllCards, "all cards");
        Assert.Equal([12_000], board.Shown("open-tickets").Distinct());
        Assert.Equal([12_000], board.Shown("opened-today").Distinct());
    }

    [Fact]
    public async Task A_slice_that_cannot_be_read_yet_shows_no_card_and_says_why()
    {
        await using var cluster = await DeskCluster.PrepareAsync(schema: false);
        await cluster.StartAsync();
        var board = cluster.Board();
        await board.UntilAsync(() => board.Pulse()?.State == SliceState.Failing, "the failure to be said");
        await board.PassAsync(5);
        Assert.Empty(board.Heard.SelectMany(delta => delta.Kpis));
        Assert.Null(board.Last.ReadAt);
        Assert.NotNull(board.Pulse()!.Error);

        await cluster.Itsm().CreateSchemaAsync();
        await board.UntilAsync(() => board.HasAllCards, "all cards");
        Assert.Equal(0, board.Value("open-tickets"));
        Assert.Null(board.Value("mean-age"));
    }
}
