using Apollo.Grains.Itsm;
using Apollo.Model;

namespace Apollo.Grains.Tests.Itsm;

/// <summary>What a slice holds after rows as read, whatever their order, and what it says has changed.</summary>
public sealed class SliceRowsTests
{
    private static readonly DateTime Now = new(2026, 11, 24, 12, 0, 0, DateTimeKind.Utc);
    private readonly SliceRows<Ticket> rows = new(row => row.IsOpen ? null : row.UpdatedAt.AddDays(1));

    [Fact]
    public void A_row_read_again_is_no_change_and_a_changed_one_names_the_object_held()
    {
        var first = Assert.Single(Apply(Read("A"))).After!;
        Assert.Empty(Apply(Read("A")));
        var change = Assert.Single(Apply(Read("A", team: "Field")));
        Assert.Same(first, change.Before);
        Assert.Equal("Field", rows.Find("A")!.Team);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Of_two_rows_with_one_id_the_later_stamp_counts_in_either_order_and_is_listed(bool turned)
    {
        var (older, newer) = (Read("A", minutes: -5, team: "Older"), Read("A", team: "Newer"));
        Assert.Equal("Newer", Assert.Single(turned ? Apply(newer, older) : Apply(older, newer)).After!.Team);
        Assert.Contains("more than once", Assert.Single(rows.Bad).Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void A_row_left_out_leaves_is_listed_and_is_forgiven_when_it_is_mended()
    {
        Apply(Read("A"));
        var gone = Assert.Single(Apply(new ReadRow<Ticket>("A", Now, null, "unknown state 'weird'", [])));
        Assert.Null(gone.After);
        Assert.True(Assert.Single(rows.Bad).LeftOut);
        Assert.Equal(0, rows.Count);
        Apply(Read("A"));
        Assert.Equal((1, 0), (rows.Count, rows.BadCount));
    }

    [Fact]
    public void A_row_without_an_id_is_listed_and_nothing_else_happens()
    {
        Assert.Empty(Apply(new ReadRow<Ticket>(null, Now, null, "the row has no id", [])));
        Assert.Equal("(no id)", Assert.Single(rows.Bad).Id);
    }

    [Fact]
    public void A_row_nothing_needs_any_more_leaves_at_its_instant_or_never_comes()
    {
        Assert.Empty(Apply(Read("Old", minutes: -60 * 25, state: TicketState.Closed)));
        Apply(Read("A", state: TicketState.Closed), Read("B"));
        Assert.Empty(rows.Forget(Now.AddDays(1).AddTicks(-1)));
        Assert.Equal("A", Assert.Single(rows.Forget(Now.AddDays(1))).Before!.Id);
        Assert.Equal("B", Assert.Single(rows.Rows).Id);
    }

    [Fact]
    public void A_row_that_is_opened_again_is_not_forgotten()
    {
        Apply(Read("A", state: TicketState.Closed));
        Apply(Read("A", minutes: 1));
        Assert.Empty(rows.Forget(Now.AddDays(9)));
        Assert.Equal(1, rows.Count);
    }

    [Fact]
    public void A_sweep_takes_what_it_has_not_seen_and_leaves_what_came_since_it_began()
    {
        Apply(Read("A"), Read("B"), new ReadRow<Ticket>("Bad", Now, null, "unknown state", []));
        var since = rows.Sequence;
        Apply(Read("C"));
        Assert.Equal("A", Assert.Single(rows.RemoveUnseen(["B"], since)).Before!.Id);
        Assert.Equal(["B", "C"], rows.Rows.Select(row => row.Id).Order());
        Assert.Equal(0, rows.BadCount);
    }

    private List<RowChange<Ticket>> Apply(params ReadRow<Ticket>[] read) => rows.Apply(read, Now);

    private static ReadRow<Ticket> Read(
        string id,
        int minutes = 0,
        TicketState state = TicketState.Open,
        string? team = null
    )
    {
        var at = Now.AddMinutes(minutes);
        return new(
            id,
            at,
            new Ticket
            {
                Id = id,
                State = state,
                OpenedAt = Now.AddDays(-2),
                UpdatedAt = at,
                Team = team,
            },
            null,
            []
        );
    }
}
