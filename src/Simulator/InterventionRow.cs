namespace Apollo.Simulator;

/// <summary>One row of table <c>interventions</c> of the schema <c>apollo</c>. Times are UTC.</summary>
public sealed record InterventionRow
{
    /// <summary>The id people quote.</summary>
    public required string Id { get; init; }

    /// <summary>The ticket it belongs to.</summary>
    public string? TicketId { get; init; }

    /// <summary>What is to be done.</summary>
    public string? Title { get; init; }

    /// <summary><c>planned</c>, <c>underway</c>, <c>done</c> or <c>cancelled</c>.</summary>
    public required string State { get; init; }

    /// <summary>Site.</summary>
    public string? Location { get; init; }

    /// <summary>Postal address.</summary>
    public string? Address { get; init; }

    /// <summary>Contact on site.</summary>
    public string? Contact { get; init; }

    /// <summary>Team that goes.</summary>
    public string? Team { get; init; }

    /// <summary>Person who goes.</summary>
    public string? Technician { get; init; }

    /// <summary>Planned start.</summary>
    public DateTime? StartsAt { get; init; }

    /// <summary>Planned end.</summary>
    public DateTime? EndsAt { get; init; }

    /// <summary>When it was done.</summary>
    public DateTime? DoneAt { get; init; }

    /// <summary>Link into the ITSM.</summary>
    public string? Url { get; init; }

    /// <summary>The ITSM's latest stamp on this row.</summary>
    public required DateTime UpdatedAt { get; init; }
}

/// <summary>The states of an intervention as the schema spells them.</summary>
public static class InterventionStates
{
    /// <summary>Still to come.</summary>
    public const string Planned = "planned";

    /// <summary>The technician is on it.</summary>
    public const string Underway = "underway";

    /// <summary>Carried out.</summary>
    public const string Done = "done";

    /// <summary>Withdrawn.</summary>
    public const string Cancelled = "cancelled";
}
