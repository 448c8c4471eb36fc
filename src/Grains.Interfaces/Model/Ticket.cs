namespace Apollo.Model;

/// <summary>
/// ITIL kind of a ticket. <see cref="Unknown"/> is a kind the ITSM gave that Apollo does not know, or none.
/// </summary>
public enum TicketKind
{
    /// <summary>Unknown to Apollo, or not said.</summary>
    Unknown,

    /// <summary>An unplanned interruption.</summary>
    Incident,

    /// <summary>A service request.</summary>
    Request,

    /// <summary>A cause of incidents.</summary>
    Problem,

    /// <summary>A change request.</summary>
    Change,
}

/// <summary>
/// State of a ticket. New, Open and Pending are <em>open</em>; Resolved and Closed are <em>resolved or closed</em>.
/// </summary>
public enum TicketState
{
    /// <summary>Not yet worked on.</summary>
    New,

    /// <summary>Being worked on.</summary>
    Open,

    /// <summary>On hold.</summary>
    Pending,

    /// <summary>Solved, may reopen.</summary>
    Resolved,

    /// <summary>Done for good.</summary>
    Closed,

    /// <summary>Withdrawn: neither open nor resolved.</summary>
    Cancelled,
}

/// <summary>How a change request ended.</summary>
public enum ChangeOutcome
{
    /// <summary>Unknown to Apollo, or not said.</summary>
    Unknown,

    /// <summary>As planned.</summary>
    Successful,

    /// <summary>Not as planned.</summary>
    Failed,

    /// <summary>Undone.</summary>
    BackedOut,
}

/// <summary>
/// One ticket as the ITSM has it, cleaned. Immutable: the same object is shared by every KPI of a desk.
/// Times are UTC; <see langword="null"/> = the ITSM does not say.
/// </summary>
[GenerateSerializer, Immutable, Alias("apollo.Ticket")]
public sealed record Ticket : ISliceRow
{
    /// <inheritdoc/>
    [Id(0)]
    public required string Id { get; init; }

    /// <summary>ITIL kind.</summary>
    [Id(1)]
    public TicketKind Kind { get; init; }

    /// <summary>Short description, of any length.</summary>
    [Id(2)]
    public string? Title { get; init; }

    /// <summary>Current state.</summary>
    [Id(3)]
    public required TicketState State { get; init; }

    /// <summary>1 (highest) to 5.</summary>
    [Id(4)]
    public int? Priority { get; init; }

    /// <summary>Category, as the ITSM spells it.</summary>
    [Id(5)]
    public string? Category { get; init; }

    /// <summary>Business service.</summary>
    [Id(6)]
    public string? Service { get; init; }

    /// <summary>Contact channel (phone, mail, portal …).</summary>
    [Id(7)]
    public string? Channel { get; init; }

    /// <summary>Location of the requester or the asset.</summary>
    [Id(8)]
    public string? Location { get; init; }

    /// <summary>Assignment group.</summary>
    [Id(9)]
    public string? Team { get; init; }

    /// <summary>Person it is assigned to.</summary>
    [Id(10)]
    public string? Assignee { get; init; }

    /// <summary>Person who asked.</summary>
    [Id(11)]
    public string? Requester { get; init; }

    /// <summary>When it was opened.</summary>
    [Id(12)]
    public required DateTime OpenedAt { get; init; }

    /// <summary>First response.</summary>
    [Id(13)]
    public DateTime? RespondedAt { get; init; }

    /// <summary>Stored resolution time; see <see cref="Resolved"/> for the one that counts.</summary>
    [Id(14)]
    public DateTime? ResolvedAt { get; init; }

    /// <summary>Stored closing time.</summary>
    [Id(15)]
    public DateTime? ClosedAt { get; init; }

    /// <summary>Latest reopening.</summary>
    [Id(16)]
    public DateTime? ReopenedAt { get; init; }

    /// <summary>First response is due by then.</summary>
    [Id(17)]
    public DateTime? ResponseDueAt { get; init; }

    /// <summary>Resolution is due by then.</summary>
    [Id(18)]
    public DateTime? DueAt { get; init; }

    /// <summary>Seconds pending inside service hours; taken off the time to resolve.</summary>
    [Id(19)]
    public int? PendingSeconds { get; init; }

    /// <summary>How often it was reopened.</summary>
    [Id(20)]
    public int? Reopens { get; init; }

    /// <summary>How often it changed hands.</summary>
    [Id(21)]
    public int? Reassignments { get; init; }

    /// <summary>Whether it was escalated.</summary>
    [Id(22)]
    public bool? Escalated { get; init; }

    /// <summary>The user's rating, 1 to 5.</summary>
    [Id(23)]
    public int? Rating { get; init; }

    /// <summary>How a change request ended.</summary>
    [Id(24)]
    public ChangeOutcome? Outcome { get; init; }

    /// <summary>Link into the ITSM.</summary>
    [Id(25)]
    public string? Url { get; init; }

    /// <inheritdoc/>
    [Id(26)]
    public required DateTime UpdatedAt { get; init; }

    /// <summary>What the desk breaks its numbers down by besides; null = nothing.</summary>
    [Id(27)]
    public FurtherValues? Further { get; init; }

    /// <summary>New, Open or Pending.</summary>
    public bool IsOpen => State is TicketState.New or TicketState.Open or TicketState.Pending;

    /// <summary>
    /// The resolution time that counts (kpi-catalogue, <em>resolved</em>): the resolved time, or for a Closed ticket
    /// without one its closed time; none for a ticket that is open (again) or cancelled, whatever the ITSM still
    /// stores.
    /// </summary>
    public DateTime? Resolved =>
        State switch
        {
            TicketState.Resolved => ResolvedAt,
            TicketState.Closed => ResolvedAt ?? ClosedAt,
            _ => null,
        };
}
