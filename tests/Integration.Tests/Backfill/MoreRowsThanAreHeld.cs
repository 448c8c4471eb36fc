using Apollo.Grains.Backfill;
using Apollo.Grains.Catalogue;
using Apollo.Integration.Tests.Support;
using Apollo.Model;
using ItsmException = Apollo.Grains.Itsm.ItsmException;

namespace Apollo.Integration.Tests.Backfill;

/// <summary>An ITSM of more rows than may be held: two million; here twenty.</summary>
public sealed class MoreRowsThanAreHeld() : OnADatabase("Sqlite")
{
    private const int Most = 20;
    private static readonly DateTime Now = new(2026, 11, 20, 10, 0, 0, DateTimeKind.Utc);

    [Fact]
    public async Task History_begins_later_and_all_rows_that_count_from_then_on_are_held()
    {
        // One was resolved each day.
        await FillAsync(closed: 50, open: 5);
        var reader = Reader();

        var rows = await reader.ReadAsync<Ticket>(null, row => row, _ => { }, default, Most);

        Assert.InRange(rows.Count, 5 + 1, Most);
        Assert.Equal(5, rows.Count(row => row.ResolvedAt is null));
        var kept = rows.Where(row => row.ResolvedAt is not null).Select(row => row.ResolvedAt!.Value).Order().ToList();
        // The last ones without a hole; a resolved ticket counts for 30 days more.
        Assert.Equal(Enumerable.Range(1, kept.Count).Select(ago => Now.AddDays(-ago)).Order(), kept);
        Assert.InRange(reader.From, kept[0].AddDays(29), kept[0].AddDays(31));
    }

    [Fact]
    public async Task More_that_count_now_are_refused_with_their_number()
    {
        await FillAsync(closed: 5, open: Most + 1);
        var error = await Assert.ThrowsAsync<ItsmException>(() =>
            Reader().ReadAsync<Ticket>(null, row => row, _ => { }, default, Most)
        );
        Assert.Equal("More than 20 rows count now: that is more than can be played.", error.Message);
    }

    private async Task FillAsync(int closed, int open)
    {
        await Itsm.CreateSchemaAsync();
        for (var i = 0; i < closed + open; i++)
            await Itsm.InsertTicketAsync($"INC-{i}", Now.AddDays(-60));
        await Itsm.ExecuteAsync("UPDATE tickets SET responded_at = opened_at, response_due_at = NULL, due_at = NULL");
        for (var i = 0; i < closed; i++)
        {
            var (id, at) = ($"INC-{i}", Itsm.Time(Now.AddDays(-i - 1)));
            await Itsm.ExecuteAsync(
                "UPDATE tickets SET state = 'closed', resolved_at = @at, closed_at = @at WHERE id = @id",
                new { id, at }
            );
        }
    }

    private PastReader Reader() =>
        new(OneDesk.Of(Itsm, KpiCatalogue.Standard), KpiCatalogue.Standard, TimeProvider.System);
}
