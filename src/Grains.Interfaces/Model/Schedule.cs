using System.Collections.Immutable;

namespace Apollo.Model;

/// <summary>
/// One intervention as the calendar shows it. Whether it is overdue is the clock's business: planned or underway, and
/// its end is past.
/// </summary>
[GenerateSerializer, Immutable, Alias("apollo.ScheduleEntry")]
public sealed record ScheduleEntry
{
    /// <summary>Id in the ITSM.</summary>
    [Id(0)]
    public required string Id { get; init; }

    /// <summary>The ticket it belongs to.</summary>
    [Id(1)]
    public string? TicketId { get; init; }

    /// <summary>What is to be done.</summary>
    [Id(2)]
    public string? Title { get; init; }

    /// <summary>Current state.</summary>
    [Id(3)]
    public InterventionState State { get; init; }

    /// <summary>Location (site).</summary>
    [Id(4)]
    public string? Location { get; init; }

    /// <summary>Postal address.</summary>
    [Id(5)]
    public string? Address { get; init; }

    /// <summary>Contact on site.</summary>
    [Id(6)]
    public string? Contact { get; init; }

    /// <summary>Team that goes.</summary>
    [Id(7)]
    public string? Team { get; init; }

    /// <summary>Person who goes.</summary>
    [Id(8)]
    public string? Technician { get; init; }

    /// <summary>Planned start, UTC.</summary>
    [Id(9)]
    public DateTime? StartsAt { get; init; }

    /// <summary>Planned end, UTC.</summary>
    [Id(10)]
    public DateTime? EndsAt { get; init; }

    /// <summary>When it was done, UTC.</summary>
    [Id(11)]
    public DateTime? DoneAt { get; init; }

    /// <summary>Link into the ITSM.</summary>
    [Id(12)]
    public string? Url { get; init; }

    /// <summary>When the ITSM stamped it last, UTC.</summary>
    [Id(13)]
    public DateTime UpdatedAt { get; init; }

    /// <summary>The ticket it belongs to; null where there is none, or it cannot be read now.</summary>
    [Id(14)]
    public ScheduleTicket? Ticket { get; init; }

    /// <summary>
    /// Ids of other interventions of the same technician, planned or underway, whose time overlaps this one's.
    /// </summary>
    [Id(15)]
    public ImmutableArray<string> Conflicts { get; init; } = [];

    /// <summary>It begins after its open ticket's resolution is due, and is not over.</summary>
    [Id(16)]
    public bool AfterSla { get; init; }
}

/// <summary>A ticket beside its intervention.</summary>
/// <param name="Id">Id.</param>
/// <param name="Title">Title.</param>
/// <param name="State">State.</param>
/// <param name="Priority">1 to 5.</param>
/// <param name="DueAt">Resolution is due by then, UTC.</param>
/// <param name="IsOpen">New, open or pending.</param>
[GenerateSerializer, Immutable, Alias("apollo.ScheduleTicket")]
public sealed record ScheduleTicket(
    [property: Id(0)] string Id,
    [property: Id(1)] string? Title,
    [property: Id(2)] TicketState State,
    [property: Id(3)] int? Priority,
    [property: Id(4)] DateTime? DueAt,
    [property: Id(5)] bool IsOpen
);

/// <summary>What changed in the schedule.</summary>
/// <param name="Position">Where the reader is now.</param>
/// <param name="Full">True: all that is held, instead of what changed.</param>
/// <param name="At">Instant, UTC.</param>
/// <param name="Changed">Entries that are new or look different.</param>
/// <param name="Removed">Ids of entries that are no longer held.</param>
[GenerateSerializer, Immutable, Alias("apollo.ScheduleDelta")]
public sealed record ScheduleDelta(
    [property: Id(0)] Position Position,
    [property: Id(1)] bool Full,
    [property: Id(2)] DateTime At,
    [property: Id(3)] ImmutableArray<ScheduleEntry> Changed,
    [property: Id(4)] ImmutableArray<string> Removed
) : IChanges;
