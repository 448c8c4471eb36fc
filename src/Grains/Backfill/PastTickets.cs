using Apollo.Model;

namespace Apollo.Grains.Backfill;

/// <summary>What a ticket was, by its own stamps.</summary>
internal static class PastTickets
{
    /// <summary>When it begins, UTC.</summary>
    public static DateTime FirstAt(Ticket ticket) => ticket.OpenedAt;

    /// <summary>
    /// The ticket's life, oldest first: opened, responded, resolved, reopened, closed. The last is the ticket as it is.
    /// Who was assigned, what was on hold, and what a later reopening wrote over is in no stamp; all else is by today's
    /// value. Where no stamp tells when it ended, its last update does.
    /// </summary>
    public static List<PastRow<Ticket>> Of(Ticket ticket)
    {
        var life = new List<PastRow<Ticket>>(5);
        var ended = ticket.IsOpen ? SolvedBefore(ticket) : EndOf(ticket);
        var now = ticket with
        {
            State = TicketState.New,
            RespondedAt = null,
            ResolvedAt = null,
            ClosedAt = null,
            ReopenedAt = null,
        };
        Add(ticket.OpenedAt, now);
        foreach (
            var (at, change) in new (DateTime? At, Func<Ticket, Ticket> Change)[]
            {
                (ticket.RespondedAt, row => row with { RespondedAt = ticket.RespondedAt }),
                (ended, row => row with { State = Ended(ticket), ResolvedAt = ticket.ResolvedAt }),
                (ticket.ReopenedAt, row => row with { State = Reopened(ticket), ReopenedAt = ticket.ReopenedAt }),
                (ticket.IsOpen ? null : ticket.ClosedAt, row => row with { ClosedAt = ticket.ClosedAt }),
            }
                .Where(stamp => stamp.At is not null)
                .OrderBy(stamp => stamp.At)
        )
            Add(at!.Value, now = change(now));
        life[^1] = life[^1] with { Row = ticket };
        return life;

        void Add(DateTime at, Ticket row)
        {
            // A stamp before the opening tells of a ticket that was not there yet.
            if (life is [.., var last] && at <= last.At)
                life[^1] = last with { Row = row };
            else
                life.Add(new(at, row));
        }
    }

    /// <summary>When an open ticket was solved before it was reopened; null where nothing says so.</summary>
    private static DateTime? SolvedBefore(Ticket ticket) =>
        ticket.ResolvedAt < ticket.ReopenedAt ? ticket.ResolvedAt : null;

    private static DateTime EndOf(Ticket ticket) =>
        (ticket.ResolvedAt, ticket.ClosedAt) switch
        {
            ({ } resolved, { } closed) => resolved < closed ? resolved : closed,
            ({ } resolved, null) => resolved,
            (null, { } closed) => closed,
            _ => ticket.UpdatedAt,
        };

    private static TicketState Ended(Ticket ticket) => ticket.IsOpen ? TicketState.Resolved : ticket.State;

    /// <summary>
    /// A ticket that has ended and was reopened before is open all the time; one reopened after its solution keeps
    /// that.
    /// </summary>
    private static TicketState Reopened(Ticket ticket) =>
        ticket.IsOpen || ticket.ReopenedAt < EndOf(ticket) ? TicketState.New : ticket.State;
}
