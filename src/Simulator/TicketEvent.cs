namespace Apollo.Simulator;

/// <summary>One line of a ticket's timeline: a row of table <c>ticket_events</c>.</summary>
/// <param name="TicketId">The ticket.</param>
/// <param name="At">When, UTC.</param>
/// <param name="Author">Who; null = the ITSM itself.</param>
/// <param name="Kind">One of <see cref="TicketEventKinds"/>.</param>
/// <param name="Text">What happened or was said.</param>
public sealed record TicketEvent(string TicketId, DateTime At, string? Author, string Kind, string Text);

/// <summary>The kinds of lines the simulator writes.</summary>
public static class TicketEventKinds
{
    /// <summary>A change of state.</summary>
    public const string State = "state";

    /// <summary>A change of team or assignee.</summary>
    public const string Assignment = "assignment";

    /// <summary>Words to the requester or from them.</summary>
    public const string Comment = "comment";

    /// <summary>A technician's note to colleagues.</summary>
    public const string Note = "note";

    /// <summary>A note of the ITSM itself.</summary>
    public const string System = "system";
}

/// <summary>What one action in the ITSM changes, written in one transaction.</summary>
/// <param name="At">When it happened, UTC.</param>
/// <param name="Ticket">The ticket as it is afterwards.</param>
/// <param name="Intervention">The intervention as it is afterwards.</param>
/// <param name="Events">New lines of the timeline.</param>
public sealed record DeskChange(
    DateTime At,
    TicketRow? Ticket,
    InterventionRow? Intervention,
    IReadOnlyList<TicketEvent> Events
)
{
    /// <summary>The same change with its rows stamped by the writing clock.</summary>
    /// <param name="now">The writing clock, UTC.</param>
    public DeskChange Stamped(DateTime now) =>
        this with
        {
            Ticket = Ticket is null ? null : Ticket with { UpdatedAt = now },
            Intervention = Intervention is null ? null : Intervention with { UpdatedAt = now },
        };
}
