using System.Collections.Immutable;

namespace Apollo.Model;

/// <summary>What a line of a check says.</summary>
public enum CheckVerdict
{
    /// <summary>It is as it should be.</summary>
    Ok,

    /// <summary>It works, and something about it is worth knowing.</summary>
    Note,

    /// <summary>Numbers would be wrong, missing or slow for good.</summary>
    Wrong,
}

/// <summary>One finding of a check.</summary>
/// <param name="Verdict">What it says.</param>
/// <param name="Text">Thing, finding and mend, in one line without secrets.</param>
/// <param name="Tickets">The last one's: some tickets as they are mapped, the newest first.</param>
[GenerateSerializer, Immutable, Alias("apollo.CheckStep")]
public sealed record CheckStep(
    [property: Id(0)] CheckVerdict Verdict,
    [property: Id(1)] string Text,
    [property: Id(2)] ImmutableArray<MappedTicket>? Tickets = null
);

/// <summary>A ticket as a mapping gives it, for who checks the mapping.</summary>
/// <param name="Id">As people quote it.</param>
/// <param name="Title">Title.</param>
/// <param name="Kind">Kind.</param>
/// <param name="State">State.</param>
/// <param name="Priority">1 (highest) to 5.</param>
/// <param name="Team">Team.</param>
/// <param name="Assignee">Assignee.</param>
/// <param name="Category">Category.</param>
/// <param name="Location">Location.</param>
/// <param name="OpenedAt">Opened, UTC.</param>
/// <param name="DueAt">Due, UTC.</param>
/// <param name="ResolvedAt">Resolved, UTC.</param>
[GenerateSerializer, Immutable, Alias("apollo.MappedTicket")]
public sealed record MappedTicket(
    [property: Id(0)] string Id,
    [property: Id(1)] string? Title,
    [property: Id(2)] TicketKind Kind,
    [property: Id(3)] TicketState State,
    [property: Id(4)] int? Priority,
    [property: Id(5)] string? Team,
    [property: Id(6)] string? Assignee,
    [property: Id(7)] string? Category,
    [property: Id(8)] string? Location,
    [property: Id(9)] DateTime OpenedAt,
    [property: Id(10)] DateTime? DueAt,
    [property: Id(11)] DateTime? ResolvedAt
);
