using System.Collections.Immutable;

namespace Apollo.Model;

/// <summary>One ticket in full.</summary>
[GenerateSerializer, Immutable, Alias("apollo.TicketDetail")]
public sealed record TicketDetail
{
    /// <summary>Instant it is told at, UTC.</summary>
    [Id(0)]
    public DateTime At { get; init; }

    /// <summary>The ticket: one row of the data table's columns.</summary>
    [Id(1)]
    public required TableRows Ticket { get; init; }

    /// <summary>Its service level clocks.</summary>
    [Id(2)]
    public required SlaClocks Sla { get; init; }

    /// <summary>Every further field the ITSM's mapping gives.</summary>
    [Id(3)]
    public ImmutableArray<TicketField> Fields { get; init; } = [];

    /// <summary>What happened to it, newest first.</summary>
    [Id(4)]
    public ImmutableArray<TimelineEntry> Timeline { get; init; } = [];

    /// <summary>Why fields and timeline could not be read; null where they could.</summary>
    [Id(5)]
    public string? DetailError { get; init; }
}

/// <summary>A further field of a ticket.</summary>
/// <param name="Name">As the mapping names it.</param>
/// <param name="Value">As text; null = none.</param>
[GenerateSerializer, Immutable, Alias("apollo.TicketField")]
public sealed record TicketField([property: Id(0)] string Name, [property: Id(1)] string? Value);

/// <summary>One entry of a ticket's timeline.</summary>
/// <param name="At">When, UTC.</param>
/// <param name="Author">Who; null = a system.</param>
/// <param name="Kind">What kind, in the ITSM's word.</param>
/// <param name="Text">What.</param>
[GenerateSerializer, Immutable, Alias("apollo.TimelineEntry")]
public sealed record TimelineEntry(
    [property: Id(0)] DateTime At,
    [property: Id(1)] string? Author,
    [property: Id(2)] string? Kind,
    [property: Id(3)] string? Text
);

/// <summary>The two clocks of a ticket; null where it has no such due time.</summary>
/// <param name="Response">Until the first response.</param>
/// <param name="Resolution">Until it is resolved.</param>
[GenerateSerializer, Immutable, Alias("apollo.SlaClocks")]
public sealed record SlaClocks([property: Id(0)] SlaClock? Response, [property: Id(1)] SlaClock? Resolution);

/// <summary>How a service level clock stands.</summary>
public enum SlaState
{
    /// <summary>Not done, not due yet.</summary>
    Running,

    /// <summary>Not done, and past due.</summary>
    Overdue,

    /// <summary>Done in time.</summary>
    Met,

    /// <summary>Done too late.</summary>
    Breached,
}

/// <summary>One service level clock, in service time.</summary>
/// <param name="From">When it began, UTC.</param>
/// <param name="DueAt">When it is due, UTC.</param>
/// <param name="StoppedAt">When it was done, UTC; null while it runs.</param>
/// <param name="State">How it stands.</param>
/// <param name="Elapsed">Service seconds from <paramref name="From"/> to the end, or to now.</param>
/// <param name="Target">Service seconds from <paramref name="From"/> to <paramref name="DueAt"/>.</param>
/// <param name="Rate">1 while it runs and the desk is in service, else 0.</param>
[GenerateSerializer, Immutable, Alias("apollo.SlaClock")]
public sealed record SlaClock(
    [property: Id(0)] DateTime From,
    [property: Id(1)] DateTime DueAt,
    [property: Id(2)] DateTime? StoppedAt,
    [property: Id(3)] SlaState State,
    [property: Id(4)] double Elapsed,
    [property: Id(5)] double Target,
    [property: Id(6)] int Rate
);
