using Apollo.Grains.Backfill;
using Apollo.Grains.Tests.Support;
using Apollo.Model;
using static Apollo.Model.TicketState;

namespace Apollo.Grains.Tests.Backfill;

/// <summary>What a row was, by its own stamps.</summary>
public class PastRowsTests
{
    private static readonly DateTime Opened = Some.Noon.AddDays(-9);

    [Fact]
    public void A_closed_ticket_was_new_answered_solved_and_closed()
    {
        var ticket = Some.Ticket(state: Closed, opened: Opened) with
        {
            RespondedAt = At(1),
            ResolvedAt = At(2),
            ClosedAt = At(5),
            Rating = 4,
        };
        var life = PastTickets.Of(ticket);
        Assert.Equal([At(0), At(1), At(2), At(5)], life.Select(row => row.At));
        Assert.Equal([true, true, false, false], life.Select(row => row.Row.IsOpen));
        Assert.Equal([null, null, At(2), At(2)], life.Select(row => row.Row.Resolved));
        Assert.Equal([null, At(1), At(1), At(1)], life.Select(row => row.Row.RespondedAt));
        Assert.Equal([null, null, null, At(5)], life.Select(row => row.Row.ClosedAt));
        Assert.Same(ticket, life[^1].Row);
    }

    [Fact]
    public void An_open_ticket_that_was_reopened_was_solved_in_between()
    {
        var life = PastTickets.Of(
            Some.Ticket(state: Pending, opened: Opened) with
            {
                ResolvedAt = At(2),
                ReopenedAt = At(3),
            }
        );
        Assert.Equal([At(0), At(2), At(3)], life.Select(row => row.At));
        Assert.Equal([New, Resolved, Pending], life.Select(row => row.Row.State));
        Assert.Equal([null, null, At(3)], life.Select(row => row.Row.ReopenedAt));
    }

    [Fact]
    public void A_ticket_solved_again_was_open_until_then_for_its_first_solution_is_written_over()
    {
        var life = PastTickets.Of(
            Some.Ticket(state: Resolved, opened: Opened) with
            {
                ReopenedAt = At(3),
                ResolvedAt = At(4),
            }
        );
        Assert.Equal([At(0), At(3), At(4)], life.Select(row => row.At));
        Assert.Equal([true, true, false], life.Select(row => row.Row.IsOpen));
    }

    [Theory]
    [InlineData(null, 4, 4)]
    [InlineData(3, null, 3)]
    [InlineData(3, 4, 3)]
    [InlineData(4, 3, 3)]
    [InlineData(null, null, 8)]
    public void A_cancelled_ticket_ended_at_its_first_stamp_or_else_at_its_last_update(
        int? resolved,
        int? closed,
        int ended
    )
    {
        var life = PastTickets.Of(
            Some.Ticket(state: Cancelled, opened: Opened) with
            {
                ResolvedAt = resolved is { } one ? At(one) : null,
                ClosedAt = closed is { } other ? At(other) : null,
                UpdatedAt = At(8),
            }
        );
        // Where no stamp tells it, the row as it is stands from the last one on: open tickets are never made up.
        Assert.Equal(At(ended), life.First(row => !row.Row.IsOpen).At);
        Assert.All(life, row => Assert.Null(row.Row.Resolved));
    }

    [Fact]
    public void Stamps_before_the_opening_hold_from_the_opening_on()
    {
        var life = PastTickets.Of(
            Some.Ticket(state: Closed, opened: Opened) with
            {
                RespondedAt = At(-2),
                ResolvedAt = At(-1),
                ClosedAt = At(-1),
            }
        );
        Assert.Equal((At(0), Closed), (Assert.Single(life).At, life[0].Row.State));
    }

    [Fact]
    public void A_visit_was_planned_until_it_was_done()
    {
        var visit = Some.Intervention(state: InterventionState.Done) with { DoneAt = Some.Noon.AddHours(3) };
        var life = PastInterventions.Of(visit);
        Assert.Equal([visit.StartsAt!.Value.AddDays(-2), visit.DoneAt.Value], life.Select(row => row.At));
        Assert.Equal(InterventionState.Planned, life[0].Row.State);
        Assert.Null(life[0].Row.DoneAt);
        Assert.Same(visit, life[1].Row);
    }

    [Theory]
    [InlineData(InterventionState.Planned)]
    [InlineData(InterventionState.Underway)]
    [InlineData(InterventionState.Cancelled)]
    public void Any_other_visit_was_what_it_is(InterventionState state)
    {
        var visit = Some.Intervention(state: state);
        Assert.Same(visit, Assert.Single(PastInterventions.Of(visit)).Row);
    }

    private static DateTime At(int days) => Opened.AddDays(days);
}
