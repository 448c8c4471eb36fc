namespace Apollo.Simulator;

/// <summary>
/// One row of table <c>tickets</c> of the schema <c>apollo</c>. Times are UTC; null = the ITSM does not say.
/// </summary>
public sealed record TicketRow
{
    /// <summary>The id people quote.</summary>
    public required string Id { get; init; }

    /// <summary><c>incident</c>, <c>request</c>, <c>problem</c> or <c>change</c>.</summary>
    public required string Kind { get; init; }

    /// <summary>Short description.</summary>
    public string? Title { get; init; }

    /// <summary><c>new</c>, <c>open</c>, <c>pending</c>, <c>resolved</c>, <c>closed</c> or <c>cancelled</c>.</summary>
    public required string State { get; init; }

    /// <summary>1 (highest) to 5.</summary>
    public int? Priority { get; init; }

    /// <summary>Category.</summary>
    public string? Category { get; init; }

    /// <summary>Business service.</summary>
    public string? Service { get; init; }

    /// <summary>Contact channel.</summary>
    public string? Channel { get; init; }

    /// <summary>Location of the requester.</summary>
    public string? Location { get; init; }

    /// <summary>Assignment group.</summary>
    public string? Team { get; init; }

    /// <summary>Person it is assigned to.</summary>
    public string? Assignee { get; init; }

    /// <summary>Person who asked.</summary>
    public string? Requester { get; init; }

    /// <summary>When it was opened.</summary>
    public required DateTime OpenedAt { get; init; }

    /// <summary>First response.</summary>
    public DateTime? RespondedAt { get; init; }

    /// <summary>When it was resolved; null while it is open (again).</summary>
    public DateTime? ResolvedAt { get; init; }

    /// <summary>When it was closed.</summary>
    public DateTime? ClosedAt { get; init; }

    /// <summary>Latest reopening.</summary>
    public DateTime? ReopenedAt { get; init; }

    /// <summary>First response is due by then.</summary>
    public DateTime? ResponseDueAt { get; init; }

    /// <summary>Resolution is due by then.</summary>
    public DateTime? DueAt { get; init; }

    /// <summary>Seconds pending inside service hours, of pauses that have ended.</summary>
    public int? PendingSeconds { get; init; }

    /// <summary>How often it was reopened.</summary>
    public int? Reopens { get; init; }

    /// <summary>How often it changed hands.</summary>
    public int? Reassignments { get; init; }

    /// <summary>1 = escalated.</summary>
    public int? Escalated { get; init; }

    /// <summary>The user's rating, 1 to 5.</summary>
    public int? Rating { get; init; }

    /// <summary><c>successful</c>, <c>failed</c> or <c>backed_out</c>.</summary>
    public string? Outcome { get; init; }

    /// <summary>Link into the ITSM.</summary>
    public string? Url { get; init; }

    /// <summary>The ITSM's latest stamp on this row.</summary>
    public required DateTime UpdatedAt { get; init; }

    /// <summary>New, open or pending.</summary>
    public bool IsOpen => State is TicketStates.New or TicketStates.Open or TicketStates.Pending;
}

/// <summary>The states of a ticket as the schema spells them.</summary>
public static class TicketStates
{
    /// <summary>Not yet worked on.</summary>
    public const string New = "new";

    /// <summary>Being worked on.</summary>
    public const string Open = "open";

    /// <summary>On hold.</summary>
    public const string Pending = "pending";

    /// <summary>Solved, may reopen.</summary>
    public const string Resolved = "resolved";

    /// <summary>Done for good.</summary>
    public const string Closed = "closed";

    /// <summary>Withdrawn.</summary>
    public const string Cancelled = "cancelled";
}

/// <summary>The kinds of tickets as the schema spells them.</summary>
public static class TicketKinds
{
    /// <summary>An unplanned interruption.</summary>
    public const string Incident = "incident";

    /// <summary>A service request.</summary>
    public const string Request = "request";

    /// <summary>A cause of incidents.</summary>
    public const string Problem = "problem";

    /// <summary>A change request.</summary>
    public const string Change = "change";
}
