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
        Assert.Empty(rows.Move(Now.AddDays(1).AddTicks(-1)));
        Assert.Equal("A", Assert.Single(rows.Move(Now.AddDays(1))).Before!.Id);
        Assert.Equal("B", Assert.Single(rows.Rows).Id);
    }

    [Fact]
    public void A_row_that_is_opened_again_is_not_forgotten()
    {
        Apply(Read("A", state: TicketState.Closed));
        Apply(Read("A", minutes: 1));
        Assert.Empty(rows.Move(Now.AddDays(9)));
        Assert.Equal(1, rows.Count);
    }

    [Fact]
    public void A_sweep_takes_what_it_has_not_seen_and_leaves_what_came_since_it_began()
    {
        Apply(Read("A"), Read("B"), new ReadRow<Ticket>("Bad", Now, null, "unknown state", []));
        var since = rows.Sequence;
        Apply(Read("C"));
        Assert.Equal("A", Assert.Single(rows.Remove(rows.Absent(["B"], since))).Before!.Id);
        rows.EndSweep(["B"], []);
        Assert.Equal(["B", "C"], rows.Rows.Select(row => row.Id).Order());
        Assert.Equal(0, rows.BadCount);
    }

    [Fact]
    public void A_read_by_id_never_puts_an_older_row_back_nor_one_that_left_meanwhile()
    {
        Apply(Read("A"), Read("B"), Read("C"));
        rows.Watch();
        Apply(Read("A", minutes: 1, team: "Newer"), new ReadRow<Ticket>("B", Now, null, null, []));
        Assert.Equal(
            "C",
            Assert.Single(rows.ApplyUntouched([Read("A"), Read("B"), Read("C", team: "Read")], Now)).After!.Id
        );
        Assert.Equal("Newer", rows.Find("A")!.Team);
        Assert.Null(rows.Find("B"));
        Assert.Equal("C", Assert.Single(rows.Remove(["A", "C"])).Before!.Id);
    }

    [Fact]
    public void A_row_that_cannot_count_is_remembered_by_id_and_stamp_until_a_sweep_no_longer_sees_it()
    {
        Apply(Read("Old", minutes: -60 * 25, state: TicketState.Closed));
        var stamp = Now.AddHours(-25);
        Assert.True(rows.Knows("Old", stamp));
        Assert.False(rows.Knows("Old", Now));
        rows.BeginSweep();
        rows.EndSweep(["Old"], [new ListedId("Old", "Old", stamp)]);
        Assert.True(rows.Knows("Old", stamp));
        rows.BeginSweep();
        rows.EndSweep([], []);
        Assert.False(rows.Knows("Old", stamp));
    }

    [Fact]
    public void A_row_whose_time_is_to_come_is_left_out_until_then_and_comes_in_by_itself()
    {
        var from = Now.AddDays(2);
        var row = Read("A");
        var read = row with { Row = null, LeftOut = "opened_at lies ahead", Later = (row.Row!, from) };
        Assert.Empty(Apply(read));
        Assert.Empty(Apply(read));
        Assert.True(Assert.Single(rows.Bad).LeftOut);
        Assert.Empty(rows.Move(from.AddTicks(-1)));
        Assert.Equal("A", Assert.Single(rows.Move(from)).After!.Id);
        Assert.Equal((1, 0), (rows.Count, rows.BadCount));

        // One that was corrected meanwhile stays as it is.
        Apply(
            Read("B") with
            {
                Row = null,
                LeftOut = "opened_at lies ahead",
                Later = (row.Row! with { Id = "B" }, from),
            }
        );
        Apply(Read("B", team: "Corrected"));
        Assert.Empty(rows.Move(from));
        Assert.Equal("Corrected", rows.Find("B")!.Team);
    }

    [Fact]
    public void Rows_left_out_are_counted_by_reason()
    {
        Apply(
            Read("A"),
            new ReadRow<Ticket>("B", Now, null, "unknown state 'on hold'", []),
            new ReadRow<Ticket>("C", Now, null, "unknown state 'on hold'", []),
            new ReadRow<Ticket>("D", null, null, "no stamp", []),
            Read("E") with
            {
                Mended = ["priority is 9"],
            }
        );
        Assert.Equal((4, 3), (rows.BadCount, rows.BadRows.LeftOut));
        Assert.Equal("3 rows are left out: 2 × unknown state 'on hold'; 1 × no stamp", rows.BadRows.Summary);
        Apply(Read("B"), Read("C"), Read("D"));
        Assert.Null(rows.BadRows.Summary);
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
