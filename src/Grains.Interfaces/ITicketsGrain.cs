using System.Collections.Immutable;
using Apollo.Model;
using Orleans.Concurrency;

namespace Apollo;

/// <summary>
/// Single tickets of a desk, key = desk id: from the rows held, else from the ITSM, with the fields and the timeline
/// that only the ITSM has.
/// </summary>
[Alias("apollo.ITicketsGrain")]
public interface ITicketsGrain : IGrainWithStringKey
{
    /// <summary>One ticket in full; at most 4 are read from the ITSM at once, and each is kept for 5 s.</summary>
    /// <returns>Null where the ITSM has no such ticket, or the audience may not see it.</returns>
    /// <exception cref="ItsmAwayException">The ticket is not held and the ITSM cannot be read.</exception>
    /// <exception cref="TimeoutException">The ITSM did not answer in time.</exception>
    [Alias("Detail"), AlwaysInterleave]
    Task<TicketDetail?> Detail(string id, Audience audience, CancellationToken cancellation);

    /// <summary>
    /// Tickets that were opened and of which a further field or an entry of the timeline became NULL, newest first: at
    /// most 200, each until it is opened and well.
    /// </summary>
    [Alias("BadDetails"), AlwaysInterleave]
    Task<ImmutableArray<BadRow>> BadDetails();

    /// <summary>
    /// Tickets by id; those that no number can count any more are read from the ITSM. An id that is nowhere is left
    /// out.
    /// </summary>
    /// <exception cref="ItsmAwayException">One is not held and the ITSM cannot be read.</exception>
    /// <exception cref="TimeoutException">The ITSM did not answer in time.</exception>
    [Alias("Find"), AlwaysInterleave]
    Task<ImmutableArray<Ticket>> Find(ImmutableArray<string> ids, CancellationToken cancellation);
}
